"""Worker processes: each has its own copy of the data set, is told which batches to make, and hands them over."""
from autograd.utils.data.workers import WorkerInfo as WorkerInfo
from autograd.utils.data.workers import Workers as Workers
from autograd.utils.data.workers import get_worker_info as get_worker_info
