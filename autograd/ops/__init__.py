"""The operations, a file per family: each is a NumPy function with its derivatives beside it."""
