"""From samples to batches: how samples are put together, and how they are taken from a data set."""
from autograd.utils.data.collate import default_collate as default_collate
from autograd.utils.data.collate import default_convert as default_convert
