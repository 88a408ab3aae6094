"""``torch.multiprocessing``: Python's own. Tensors that go from one process to another are copied; nothing lies in shared memory."""
