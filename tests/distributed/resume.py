"""Training that is killed and goes on: ``resume.py CHECKPOINT [STEP]`` prints the losses that it computes; the last process dies in this step."""

import os
import sys

import torch
import torch.distributed as dist
from torch import nn

CHECKPOINT, DIES = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None
dist.init_process_group("mpi")
rank, size = dist.get_rank(), dist.get_world_size()
torch.manual_seed(0)
x, y = torch.randn(8 * size, 4), torch.randn(8 * size, 1)
model = nn.parallel.DistributedDataParallel(nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1)))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
first = 0
if os.path.exists(CHECKPOINT):
    state = torch.load(CHECKPOINT)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    first = state["step"]
dist.barrier()  # no process writes the file anew while another reads it
for step in range(first, 30):
    share = torch.arange(rank, 8 * size, size)
    loss = nn.functional.mse_loss(model(x[share]), y[share])
    optimizer.zero_grad()
    loss.backward()
    if step == DIES and rank == size - 1:
        os.kill(os.getpid(), 9)
    optimizer.step()
    mean = loss.detach().clone()
    dist.all_reduce(mean)
    if rank == 0:
        print(f"{step} {mean.item() / size!r}")
        if step % 5 == 4:  # in one step the old file becomes the new one: whoever is killed, there is a whole one
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}, f"{CHECKPOINT}.new")
            os.replace(f"{CHECKPOINT}.new", CHECKPOINT)
