"""A thousand random sequences of collectives, each process with the same plan: the numbers are NumPy's, and nothing gets mixed up or stuck."""

import random

import numpy as np

import autograd as torch
import autograd.distributed as dist

dist.init_process_group("mpi")
RANK, SIZE = dist.get_rank(), dist.get_world_size()
PAIR = dist.new_group([0, 1])
plans = random.Random(0)  # the same on all processes
count = 0
for number in range(1000):
    waiting = []
    for _ in range(plans.randint(1, 8)):
        count += 1
        name = plans.choice(["all_reduce", "all_gather", "broadcast", "reduce_scatter", "barrier", "send", "pair", "all_to_all"])
        shape = (plans.randint(0, 3), plans.choice([1, 3, 1000]))
        root, later = plans.randrange(SIZE), plans.random() < 0.5
        data = [np.random.default_rng([number, count, rank]).integers(-9, 9, (SIZE, *shape)).astype(np.float64) for rank in range(SIZE)]
        mine = torch.tensor(data[RANK])
        if name == "all_reduce":
            waiting.append((dist.all_reduce(mine, async_op=later), [mine], [sum(data)]))
        elif name == "broadcast":
            waiting.append((dist.broadcast(mine, root, async_op=later), [mine], [data[root]]))
        elif name == "all_gather":
            parts = [torch.zeros_like(mine) for _ in data]
            waiting.append((dist.all_gather(parts, mine, async_op=later), parts, data))
        elif name == "reduce_scatter":
            part = torch.zeros(*shape, dtype=torch.float64)
            waiting.append((dist.reduce_scatter(part, list(mine), async_op=later), [part], [sum(data)[RANK]]))
        elif name == "all_to_all":
            parts = [torch.zeros(*shape, dtype=torch.float64) for _ in data]
            waiting.append((dist.all_to_all(parts, list(mine), async_op=later), parts, [theirs[RANK] for theirs in data]))
        elif name == "send":
            target = (root + 1) % SIZE
            if root == RANK:
                waiting.append((dist.isend(mine, target, tag=count), [mine], [data[RANK]]))
            elif target == RANK:
                part = torch.zeros_like(mine)
                waiting.append((dist.irecv(part, root, tag=count), [part], [data[root]]))
        elif name == "pair":
            waiting.append((dist.all_reduce(mine, group=PAIR, async_op=later), [mine], [data[0] + data[1] if RANK < 2 else data[RANK]]))
        else:
            waiting.append((dist.barrier(async_op=later), [], []))
    random.Random(RANK + number).shuffle(waiting)  # each process waits in an order of its own
    for work, tensors, expected in waiting:
        if work is not None:
            work.wait()
        for tensor, array in zip(tensors, expected, strict=True):
            np.testing.assert_array_equal(tensor.numpy(), array)
print(f"rank {RANK}: 1000 sequences, {count} collectives")
