"""Every operation beside its derivatives, a file per family. Importing this package attaches the Tensor methods."""
