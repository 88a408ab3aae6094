"""What only wears PyTorch's names: the addresses of its modules, questions about machines that are not there, older functions."""
