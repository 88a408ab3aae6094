"""Worker processes: each has its own copy of the data set, is told which batches to make, and hands them over.

    Main program and worker are joined by a pair of sockets. An answer goes through it pickled, but for the memory of large arrays: that is
    written to a file that only exists in shared memory and has no name, of which the descriptor is sent. So whoever ends, in whatever way, leaves
    nothing behind: the other side reads the end of the stream, and the operating system frees the memory."""
from autograd.utils.data.workers import WorkerInfo as WorkerInfo
from autograd.utils.data.workers import Workers as Workers
from autograd.utils.data.workers import get_worker_info as get_worker_info
