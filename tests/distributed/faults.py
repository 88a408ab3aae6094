"""What goes wrong on one process of several: ``faults.py WHAT``."""

import os
import sys
import time
from datetime import timedelta

import autograd as torch
import autograd.distributed as dist
from autograd import nn

WHAT = sys.argv[1]
dist.init_process_group("mpi", timeout=timedelta(seconds=2))
RANK = dist.get_rank()
dist.barrier()
if WHAT == "shape":
    dist.all_reduce(torch.ones(2 + RANK))
elif WHAT == "type":
    dist.all_reduce(torch.ones(2, dtype=torch.float32 if RANK else torch.int32))
elif WHAT == "call":
    (dist.all_reduce if RANK else dist.broadcast)(torch.ones(2), *([] if RANK else [0]))
elif WHAT == "asynchronous":
    work = dist.all_reduce(torch.ones(2 + RANK), async_op=True)
    work.wait()
elif WHAT == "late":
    if RANK == 0:
        dist.all_reduce(torch.ones(3))
    while True:  # in no call of MPI's
        pass
elif WHAT == "message":
    if RANK == 0:
        dist.recv(torch.ones(3), 1)
    else:
        dist.send(torch.ones(3, dtype=torch.int32), 0)
        time.sleep(60)
elif WHAT == "size":
    if RANK == 0:
        dist.recv(torch.ones(3), 1)
    else:
        dist.send(torch.ones(2), 0)
        time.sleep(60)
elif WHAT == "parts":
    dist.all_to_all([torch.zeros(2 + RANK), torch.zeros(2)], [torch.zeros(2), torch.zeros(2)])
elif WHAT == "backward":  # one process leaves the training loop too early
    model = nn.parallel.DistributedDataParallel(nn.Linear(3, 2))
    for _ in range(3 - RANK):
        model(torch.ones(1, 3)).sum().backward()
    time.sleep(60 * RANK)
elif RANK == 1:
    if WHAT == "killed":
        os.kill(os.getpid(), 9)
    elif WHAT == "exception":
        raise ValueError("no such thing")
    elif WHAT == "leaves":
        sys.exit()
    elif WHAT == "exits":
        os._exit(7)
    elif WHAT == "name":
        torch.such_a_thing()
dist.barrier()
time.sleep(60)
