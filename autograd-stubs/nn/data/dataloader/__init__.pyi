"""DataLoader: batches of samples, in an order that is PyTorch's for the same seed."""
from autograd.utils.data.dataloader import DataLoader as DataLoader
from autograd.utils.data.collate import default_collate as default_collate
from autograd.utils.data.collate import default_convert as default_convert
from autograd.utils.data.workers import get_worker_info as get_worker_info
