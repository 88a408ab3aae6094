"""DistributedDataParallel and SyncBatchNorm, beside one process that has the whole batch."""

import numpy as np
from autograd.nn.data import DistributedSampler
from autograd.nn.parallel import DistributedDataParallel

import autograd as torch
import autograd.distributed as dist
from autograd import nn, optim
from autograd.distributed.collectives import OUTSTANDING

dist.init_process_group("mpi")
RANK, SIZE = dist.get_rank(), dist.get_world_size()
COUNT = 12 * SIZE
torch.manual_seed(0)
X, Y = torch.randn(COUNT, 6, dtype=torch.float64), torch.randn(COUNT, 2, dtype=torch.float64)
MINE = slice(RANK * 12, RANK * 12 + 12)


def network(seed: int = 0) -> nn.Module:
    """A network of two layers."""
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 2)).double()


def equal(a: object, b: object, tolerance: float = 1e-13) -> None:
    """The gradients, or the values, of two models."""
    for p, q in zip(a, b, strict=True):
        p, q = (t.detach().numpy() if isinstance(t, torch.Tensor) else t for t in (p, q))
        np.testing.assert_allclose(p, q, rtol=tolerance, atol=tolerance)


def gradients(model: nn.Module) -> list:
    """Those of all parameters, as arrays."""
    return [None if p.grad is None else p.grad.numpy().copy() for p in model.parameters()]


def refused(kind: type, words: str, call: object) -> None:
    """The call raises this."""
    try:
        call()
    except kind as error:
        assert words in str(error), error
    else:
        raise AssertionError(words)


def averages() -> None:
    """Gradients are those of the whole batch, in whatever buckets, and those of no_sync are added up."""
    whole = network()
    nn.functional.mse_loss(whole(X), Y).backward()
    for megabytes in (25, 1e-5, 1e-4):
        model = DistributedDataParallel(network(RANK), bucket_cap_mb=megabytes)
        assert len(model.buckets) == {25: 1, 1e-5: 4, 1e-4: 3}[megabytes], len(model.buckets)
        equal(model.parameters(), network().parameters(), 0)
        assert list(model.state_dict()) == [f"module.{name}" for name in whole.state_dict()]
        nn.functional.mse_loss(model(X[MINE]), Y[MINE]).backward()
        equal(gradients(model), gradients(whole))
        with model.no_sync():
            nn.functional.mse_loss(model(X[MINE]), Y[MINE]).backward()
        if SIZE > 1:
            assert not np.allclose(gradients(model)[0], 2 * gradients(whole)[0])
        nn.functional.mse_loss(model(X[MINE]), Y[MINE]).backward()
        equal(gradients(model), [3 * g for g in gradients(whole)])
        norm = nn.utils.clip_grad_norm_(model.parameters(), 0.1)
        others = [torch.zeros(()).double() for _ in range(SIZE)]
        dist.all_gather(others, norm)
        assert len({other.item() for other in others}) == 1
        with torch.no_grad():
            model(X[MINE] if RANK == 0 else X)  # nothing is sent: there are no buffers
    assert not OUTSTANDING


def large() -> None:
    """A gradient of more than a megabyte is sent from where it lies, also if it is no C-contiguous array."""
    torch.manual_seed(0)
    model, whole = DistributedDataParallel(nn.Linear(600, 500).double()), nn.Linear(600, 500).double()
    whole.load_state_dict(model.module.state_dict())
    x = torch.randn(4 * SIZE, 600, dtype=torch.float64)
    for _ in range(2):
        model(x[4 * RANK : 4 * RANK + 4]).pow(2).sum().backward()
        (whole(x).pow(2).sum() / SIZE).backward()
        equal(gradients(model), gradients(whole), 1e-11)
    assert [len(bucket.parameters) for bucket in model.buckets] == [1, 1]
    assert model.buckets[1].parts[0] is model.module.weight.grad.array


def overlap() -> None:
    """The gradients of the last layer are sent before those of the first are computed."""
    order = []
    model = DistributedDataParallel(network(), bucket_cap_mb=1e-5)
    send = type(model.buckets[0]).send
    type(model.buckets[0]).send = lambda self, *more: (order.append(len(self.parameters[0])), send(self, *more))[1]
    model.module[1].register_full_backward_hook(lambda *_: order.append("tanh"))
    model(X[MINE]).sum().backward()
    type(model.buckets[0]).send = send
    assert order == [2, 2, "tanh", 5, 5], order


class Branches(nn.Module):
    """Uses one layer or another, and one never."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(6, 2) for _ in range(3)])

    def forward(self, x: torch.Tensor, which: int) -> dict:
        return {"out": [self.layers[which](x)]}


def unused() -> None:
    """Parameters without gradients are refused, or found."""
    torch.manual_seed(0)
    model = DistributedDataParallel(Branches().double())
    model(X[MINE], 0)["out"][0].sum().backward()
    refused(RuntimeError, "layers.1.weight", lambda: model(X[MINE], 0))
    torch.manual_seed(0)
    model, whole = DistributedDataParallel(Branches().double(), find_unused_parameters=True, bucket_cap_mb=1e-5), Branches().double()
    whole.load_state_dict(model.module.state_dict())
    for _ in range(2):
        model.zero_grad()
        whole.zero_grad()
        model(X[MINE], RANK % 2)["out"][0].sum().backward()
        sum(whole(X[12 * rank : 12 * rank + 12], rank % 2)["out"][0].sum() / SIZE for rank in range(SIZE)).backward()
        for ours, theirs in zip(gradients(model), gradients(whole), strict=True):
            assert (ours is None) == (theirs is None)
            if ours is not None:
                np.testing.assert_allclose(ours, theirs, rtol=1e-12)


def differing() -> None:
    """Modules that are not the same are refused, with the rank."""
    if SIZE > 1:
        refused(
            RuntimeError,
            "rank 1 has other parameters than rank 0",
            lambda: DistributedDataParallel(network() if RANK == 0 else nn.Linear(6, 2).double()),
        )
        refused(RuntimeError, f"rank {SIZE - 1} has other parameters", lambda: DistributedDataParallel(nn.Linear(6, 2 if RANK < SIZE - 1 else 3)))
    refused(RuntimeError, "not needed", lambda: DistributedDataParallel(nn.ReLU()))


def statistics() -> None:
    """SyncBatchNorm is batch normalisation of the whole batch, with shares of different sizes; without it each has its own, and the first's go to all."""
    ends = [0, *[COUNT * (rank + 1) // SIZE - (rank + 1 < SIZE) for rank in range(SIZE)]]
    share = slice(ends[RANK], ends[RANK + 1])
    for shape in ((COUNT, 3), (COUNT, 3, 4, 2)):
        torch.manual_seed(3)
        x, weights = torch.randn(*shape, dtype=torch.float64) + 5, torch.randn(*shape, dtype=torch.float64)
        whole = (nn.BatchNorm1d if len(shape) == 2 else nn.BatchNorm2d)(3).double()
        torch.nn.init.normal_(whole.weight)
        synced = nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sequential(whole))[0]
        synced.load_state_dict(whole.state_dict())
        synced._parameters = {name: nn.Parameter(p.detach().clone()) for name, p in synced._parameters.items()}
        synced._buffers = {name: b.clone() for name, b in synced._buffers.items()}
        x.requires_grad_()
        part = x.detach()[share].requires_grad_()
        expected, found = whole(x), synced(part)
        equal([found.detach()], [expected.detach()[share]])
        equal(synced.buffers(), whole.buffers())
        (g,) = torch.autograd.grad((expected * weights).sum(), x, create_graph=True)
        (h,) = torch.autograd.grad((found * weights[share]).sum(), part, create_graph=True)
        equal([h.detach()], [g.detach()[share]], 1e-12)
        (g,) = torch.autograd.grad((g * g).sum(), x)  # of the second order as well
        (h,) = torch.autograd.grad((h * h).sum(), part)
        equal([h], [g[share]], 1e-11)
    large = torch.full((1 << 14, 1), 1000.0)
    large[::2] = 1000.5
    norm = nn.SyncBatchNorm(1, momentum=None)
    norm(large)
    assert abs(norm.running_mean.item() - 1000.25) < 1e-4 and abs(norm.running_var.item() - 0.0625) < 1e-4
    norm.eval()
    norm(large[: RANK + 1])  # in evaluation nothing is sent
    model = DistributedDataParallel(nn.BatchNorm1d(6).double())
    model(X[MINE])
    model(X[MINE])
    first = nn.BatchNorm1d(6).double()
    first(X[:12])
    first.running_mean.mul_(0.9).add_(X[MINE].mean(0) * 0.1)
    equal([model.module.running_mean], [first.running_mean])


def uneven() -> None:
    """With join each process has its own number of batches: sums of what there is, divided by all or by those that have some."""
    for shrinking in (False, True):
        module = nn.Linear(6, 2).double()
        module.register_buffer("seen", torch.zeros(1, dtype=torch.int64))
        model = DistributedDataParallel(module, bucket_cap_mb=1e-5)
        alone = nn.Linear(6, 2).double()
        alone.load_state_dict(module.state_dict(), strict=False)
        optimizer, other = optim.SGD(model.parameters(), lr=0.1), optim.SGD(alone.parameters(), lr=0.1)
        with model.join(divide_by_initial_world_size=not shrinking):
            for step in range(1 + RANK):
                optimizer.zero_grad()
                module.seen += 1
                model(X[step : step + 4]).pow(2).sum().backward()
                optimizer.step()
                with torch.no_grad():
                    model(X)
        assert module.seen.item() == SIZE
        for step in range(SIZE):
            other.zero_grad()
            there = SIZE - step
            (alone(X[step : step + 4]).pow(2).sum() * (1 if shrinking else there / SIZE)).backward()
            other.step()
        equal(model.parameters(), alone.parameters(), 1e-12)
    if SIZE > 1:
        model = DistributedDataParallel(nn.Linear(6, 2).double())

        def train() -> None:
            with model.join(throw_on_early_termination=True):
                for _ in range(1 + RANK):
                    model(X).sum().backward()

        refused(RuntimeError, "exhausted inputs", train)


def samplers() -> None:
    """By default those of all processes, and this one's share."""
    assert list(DistributedSampler(range(2 * SIZE), shuffle=False)) == [RANK, RANK + SIZE]


for test in (averages, large, overlap, unused, differing, statistics, uneven, samplers):
    test()
print(f"rank {RANK}: as one")
