"""The floor below the engine: what concerns the machine and the process, not gradients. BLAS, threads, memory, the import system."""
