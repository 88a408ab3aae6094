"""What makes tensors: of values and sizes, of random numbers, of windows for signals, of a storage."""
