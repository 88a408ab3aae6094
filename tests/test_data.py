"""Data sets, samplers and DataLoader: each program below runs on this engine and, where PyTorch is installed, on PyTorch; both must agree."""

from __future__ import annotations

import time
from collections import namedtuple
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import autograd
from autograd import nn
from autograd.pytorch.utils import data

Program = Callable[[Any], Any]
Point = namedtuple("Point", "x y")


def plain(value: Any) -> Any:
    """Tensors as their types and values, so that results of two libraries can be compared."""
    if hasattr(value, "tolist") and hasattr(value, "dtype"):
        return str(value.dtype), value.tolist()
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value).__name__, *map(plain, value)
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, *map(plain, value)]
    return value


def outcome(program: Program, torch: Any) -> Any:
    torch.manual_seed(3)
    try:
        result = plain(program(torch))
    except Exception as error:
        return type(error)
    return result, torch.randint(1000, (1,)).item()  # how much was drawn, too


def numbers(torch: Any, n: int = 10) -> Any:
    return torch.utils.data.TensorDataset(torch.arange(n), torch.arange(n) * 0.5)


def epochs(count: int = 2, **options: Any) -> Program:
    def program(torch: Any) -> Any:
        seeded = {"generator": torch.Generator().manual_seed(5)} if options.get("generator") else {}
        loader = torch.utils.data.DataLoader(numbers(torch), **{**options, **seeded})
        return len(loader), [list(loader) for _ in range(count)], torch.rand(1)

    return program


def samples(torch: Any, sampler: str, *args: Any, **options: Any) -> Any:
    made = getattr(torch.utils.data, sampler)(*args, **options)
    return len(made), list(made), list(made)


def loaded(*samples: Any, **options: Any) -> Program:
    return lambda torch: list(
        torch.utils.data.DataLoader([torch.tensor(s.tolist()) if isinstance(s, autograd.Tensor) else s for s in samples], **options)
    )


def split(lengths: list[float], generator: bool = False) -> Program:
    def program(torch: Any) -> Any:
        seeded = {"generator": torch.Generator().manual_seed(5)} if generator else {}
        return [list(part.indices) for part in torch.utils.data.random_split(range(11), lengths, **seeded)]

    return program


def left_early(torch: Any) -> Any:
    generator = torch.Generator().manual_seed(5)
    loader = torch.utils.data.DataLoader(numbers(torch), 3, shuffle=True, generator=generator)
    first = next(iter(loader))
    return first, list(loader), torch.rand(1, generator=generator)


def iterable(n: int = 7, **options: Any) -> Program:
    def program(torch: Any) -> Any:
        class Count(torch.utils.data.IterableDataset):  # type: ignore[misc, name-defined]
            def __iter__(self) -> Iterator[int]:
                return iter(range(n))

            def __len__(self) -> int:
                return n

        return len(torch.utils.data.DataLoader(Count(), **options)), list(torch.utils.data.DataLoader(Count(), **options))

    return program


def concatenated(torch: Any) -> Any:
    both = numbers(torch, 3) + numbers(torch, 2)
    return len(both), [both[i] for i in (0, 2, 3, 4, -1, -5)]


def chained(torch: Any) -> Any:
    class Letters(torch.utils.data.IterableDataset):  # type: ignore[misc, name-defined]
        def __iter__(self) -> Iterator[str]:
            return iter("ab")

    return list(Letters() + Letters())


def subset(torch: Any) -> Any:
    part = torch.utils.data.Subset(torch.utils.data.Subset(numbers(torch), [9, 7, 5, 3]), [3, 0, 1])
    return len(part), part[1], part[-1], list(torch.utils.data.DataLoader(part, 2))


def changed(name: str) -> Program:
    return lambda torch: setattr(torch.utils.data.DataLoader([1, 2]), name, 3)


PROGRAMS: dict[str, Program] = {
    "in order": epochs(),
    "batches": epochs(batch_size=4),
    "drop_last": epochs(batch_size=4, drop_last=True),
    "shuffle": epochs(batch_size=3, shuffle=True),
    "shuffle, generator": epochs(3, batch_size=3, shuffle=True, generator=True),
    "generator only": epochs(batch_size=3, generator=True),
    "one by one": epochs(batch_size=None),
    "one by one, shuffle": epochs(batch_size=None, shuffle=True),
    "one by one, drop_last": epochs(batch_size=None, drop_last=True),
    "left early": left_early,
    "sampler list": epochs(sampler=[3, 1, 2], batch_size=2),
    "batch_sampler list": epochs(batch_sampler=[[3, 1], [2]]),
    "numbers out of range": epochs(sampler=[10]),
    "negative numbers": epochs(sampler=[-1, -10], batch_size=2),
    "keywords PyTorch ignores on a CPU": epochs(pin_memory=False, timeout=0, in_order=True),
    "num_workers < 0": epochs(num_workers=-1),
    "timeout < 0": epochs(timeout=-1),
    "prefetch_factor without workers": epochs(prefetch_factor=2),
    "persistent_workers without workers": epochs(persistent_workers=True),
    "sampler and shuffle": epochs(sampler=[1], shuffle=True),
    "batch_sampler and batch_size": epochs(batch_sampler=[[1]], batch_size=2),
    "batch_size 0": epochs(batch_size=0),
    "batch_size 1.5": epochs(batch_size=1.5),
    "nothing to shuffle": lambda t: t.utils.data.DataLoader([], shuffle=True),
    "nothing": lambda t: list(t.utils.data.DataLoader([])),
    "iterable": iterable(batch_size=3),
    "iterable, drop_last": iterable(batch_size=3, drop_last=True),
    "iterable, one by one": iterable(batch_size=None),
    "iterable, shuffle": iterable(shuffle=True),
    "iterable, sampler": iterable(sampler=[1]),
    "iterable, batch_sampler": iterable(batch_sampler=[[1]]),
    "set batch_size": changed("batch_size"),
    "set sampler": changed("sampler"),
    "set dataset": changed("dataset"),
    "set num_workers": changed("num_workers"),
    "SequentialSampler": lambda t: samples(t, "SequentialSampler", range(5)),
    "RandomSampler": lambda t: samples(t, "RandomSampler", range(9)),
    "RandomSampler, replacement": lambda t: samples(t, "RandomSampler", range(9), replacement=True, num_samples=70),
    "RandomSampler, more than once": lambda t: samples(t, "RandomSampler", range(4), num_samples=11),
    "RandomSampler, fewer": lambda t: samples(t, "RandomSampler", range(9), num_samples=4, generator=t.Generator().manual_seed(1)),
    "RandomSampler, num_samples 0": lambda t: samples(t, "RandomSampler", range(9), num_samples=0),
    "RandomSampler, replacement 1": lambda t: samples(t, "RandomSampler", range(9), replacement=1),
    "SubsetRandomSampler": lambda t: samples(t, "SubsetRandomSampler", [9, 8, 7, 5]),
    "WeightedRandomSampler": lambda t: samples(t, "WeightedRandomSampler", [0.1, 0.9, 3, 0.2], 12),
    "WeightedRandomSampler, no replacement": lambda t: samples(t, "WeightedRandomSampler", [0.1, 0.9, 3, 0.2], 3, replacement=False),
    "WeightedRandomSampler, too many": lambda t: samples(t, "WeightedRandomSampler", [0.1, 0.9], 3, replacement=False),
    "WeightedRandomSampler, 2-dim": lambda t: samples(t, "WeightedRandomSampler", [[0.1, 0.9]], 3),
    "WeightedRandomSampler, num_samples": lambda t: samples(t, "WeightedRandomSampler", [0.1, 0.9], True),
    "BatchSampler": lambda t: samples(t, "BatchSampler", t.utils.data.RandomSampler(range(7)), 3, False),
    "BatchSampler, drop_last": lambda t: samples(t, "BatchSampler", range(7), 3, drop_last=True),
    "BatchSampler, drop_last 1": lambda t: samples(t, "BatchSampler", range(7), 3, 1),
    "random_split": split([4, 7]),
    "random_split, generator": split([4, 7], generator=True),
    "random_split, fractions": split([0.5, 0.25, 0.25]),
    "random_split, wrong sum": split([4, 5]),
    "random_split, wrong fraction": split([-0.5, 1.5]),
    "ConcatDataset": concatenated,
    "ConcatDataset, out of range": lambda t: (numbers(t) + numbers(t))[20],
    "ConcatDataset, below": lambda t: (numbers(t) + numbers(t))[-21],
    "ConcatDataset, empty": lambda t: t.utils.data.ConcatDataset([]),
    "ChainDataset": chained,
    "ChainDataset, of indexed ones": lambda t: list(t.utils.data.ChainDataset([numbers(t)])),
    "Subset": subset,
    "StackDataset": lambda t: list(t.utils.data.DataLoader(t.utils.data.StackDataset(a=numbers(t, 3), b=[4, 5, 6]), 2)),
    "StackDataset, sizes": lambda t: t.utils.data.StackDataset([1], [1, 2]),
    "TensorDataset, sizes": lambda t: t.utils.data.TensorDataset(t.zeros(2), t.zeros(3)),
    "TensorDataset, slice": lambda t: numbers(t)[2:5],
    "Dataset": lambda t: t.utils.data.Dataset()[0],
    "IterableDataset": lambda t: iter(t.utils.data.IterableDataset()),
    "collate floats": loaded(0.5, 1.5, batch_size=2),
    "collate bools": loaded(True, False, batch_size=2),
    "collate strings": loaded("a", "b", batch_size=2),
    "collate tuples": loaded((1, 0.5), (2, 1.5), (3, 2.5), batch_size=2),
    "collate dicts": loaded({"a": 1, "b": [1.0, 2]}, {"a": 2, "b": [3.0, 4]}, batch_size=2),
    "collate named tuples": loaded(Point(1, 2.0), Point(3, 4.0), batch_size=2),
    "collate arrays": loaded(np.ones(2, np.float32), np.zeros(2, np.float32), batch_size=2),
    "collate NumPy numbers": loaded(np.float32(1), np.float32(2), batch_size=2),
    "collate NumPy float64": loaded(np.float64(1), np.float64(2), batch_size=2),
    "collate NumPy ints": loaded((np.int32(1), np.bool_(True)), (np.int32(2), np.bool_(False)), batch_size=2),
    "collate NumPy strings": loaded(np.array(["a"]), np.array(["b"]), batch_size=2),
    "collate tensors": loaded(autograd.tensor([1.0, 2]), autograd.tensor([3.0, 4]), batch_size=2),
    "collate unequal tensors": loaded(autograd.tensor([1.0, 2]), autograd.tensor([3.0]), batch_size=2),
    "collate unequal lists": loaded([1, 2], [3], batch_size=2),
    "collate None": loaded(None, None, batch_size=2),
    "collate_fn": loaded(1, 2, 3, batch_size=2, collate_fn=sum),
    "convert": loaded((np.ones(2), 1, "a", [np.float32(2)]), {"a": np.int64(3)}, batch_size=None),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_as_in_pytorch(name: str) -> None:
    torch = pytest.importorskip("torch")
    assert outcome(PROGRAMS[name], autograd) == outcome(PROGRAMS[name], torch)


def test_recorded_orders() -> None:
    """PyTorch's, where it is not installed."""
    autograd.manual_seed(3)
    loader = data.DataLoader(numbers(autograd), 4, shuffle=True)
    assert [x.tolist() for x, _ in loader] == RECORDED
    generator = autograd.Generator().manual_seed(5)
    assert [p.indices for p in data.random_split(range(6), [4, 2], generator)] == RECORDED_SPLIT


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("options", [{"shuffle": True}, {"shuffle": True, "drop_last": True}, {"batch_size": None}], ids=str)
def test_workers_change_nothing(workers: int, options: dict[str, Any]) -> None:
    def run(**more: Any) -> Any:
        autograd.manual_seed(3)
        loader = data.DataLoader(numbers(autograd), **{"batch_size": 3, **options, **more})
        return plain([list(loader), list(loader)])

    assert run(num_workers=workers) == run() == run(num_workers=workers, prefetch_factor=1, persistent_workers=True, timeout=5)


class Drawn(data.Dataset[Any]):
    """Samples with random numbers in them, of which the later ones are ready first."""

    def __len__(self) -> int:
        return 8

    def __getitem__(self, index: int) -> Any:
        time.sleep(0.002 * (8 - index))
        info = data.get_worker_info()
        assert info is not None and info.num_workers == 2 and info.dataset is self
        return index, info.id, autograd.rand(1).item()


def test_workers_draw_from_their_own_streams() -> None:
    def run() -> Any:
        autograd.manual_seed(3)
        return [[t.tolist() for t in batch] for batch in data.DataLoader(Drawn(), 2, num_workers=2)]

    batches = run()
    assert batches == run()
    assert [b[0] for b in batches] == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert [b[1] for b in batches] == [[0, 0], [1, 1], [0, 0], [1, 1]]
    autograd.manual_seed(3)
    seed = autograd.empty((), dtype=autograd.int64).random_().item()
    autograd.manual_seed(seed + 1)
    assert np.allclose(batches[1][2] + batches[3][2], [autograd.rand(1).item() for _ in range(4)])
    assert data.get_worker_info() is None


def test_worker_init_fn_and_errors() -> None:
    seen: list[int] = []
    list(data.DataLoader(range(4), num_workers=2, worker_init_fn=seen.append))  # type: ignore[arg-type]
    assert sorted(seen) == [0, 1]
    with pytest.raises(ZeroDivisionError):
        list(data.DataLoader(range(4), num_workers=2, worker_init_fn=lambda i: 1 // i))  # type: ignore[arg-type]
    with pytest.raises(IndexError):
        list(data.DataLoader(range(4), sampler=[1, 9], num_workers=2))  # type: ignore[arg-type]


class Shared(data.IterableDataset[int]):
    """Divided among the workers; worker 1 has less."""

    def __iter__(self) -> Iterator[int]:
        info = data.get_worker_info()
        assert info is not None
        return iter([0, 1, 2, 3, 4, 5, 6] if info.id == 0 else [10, 11, 12])


def test_workers_of_an_iterable_data_set_take_turns() -> None:
    batches = [b.tolist() for b in data.DataLoader(Shared(), 2, num_workers=2)]
    assert batches == [[0, 1], [10, 11], [2, 3], [12], [4, 5], [6]]


@pytest.mark.parametrize("requires_grad", [False, True])
def test_samples_taken_at_once_are_those_taken_one_by_one(requires_grad: bool) -> None:
    x = autograd.arange(24.0).reshape(4, 6).t().requires_grad_(requires_grad)  # (6, 4), not contiguous
    whole = data.TensorDataset(x, autograd.arange(6))
    for dataset in (whole, data.Subset(whole, [5, 1, 0, 2]), data.Subset(whole, range(4))):
        at_once = list(data.DataLoader(dataset, 3))
        single = list(data.DataLoader(dataset, 3, collate_fn=lambda batch: data.default_collate(batch)))
        for a, b in zip(at_once, single, strict=True):
            assert type(a) is type(b)
            for s, t in zip(a, b, strict=True):
                assert (plain(s), s.stride(), s.requires_grad, s.shape) == (plain(t), t.stride(), t.requires_grad, t.shape)


def test_a_data_set_of_ones_own_is_asked() -> None:
    class Negated(data.TensorDataset):
        def __getitem__(self, index: Any) -> Any:
            return tuple(-t for t in super().__getitem__(index))

    (batch,) = data.DataLoader(Negated(autograd.arange(3)), 3)
    assert batch[0].tolist() == [0, -1, -2]


def test_getitems() -> None:
    class AtOnce(data.Dataset[int]):
        def __getitems__(self, indices: list[int]) -> list[int]:
            return [i * 10 for i in indices]

        def __len__(self) -> int:
            return 3

    assert [b.tolist() for b in data.DataLoader(AtOnce(), 2)] == [[0, 10], [20]]
    assert [b.tolist() for b in data.DataLoader(data.Subset(AtOnce(), [2, 1]), 2)] == [[20, 10]]


def test_addresses() -> None:
    import autograd.utils.data.dataset
    from autograd.utils.data.sampler import SubsetRandomSampler

    assert autograd.utils.data.dataset.Dataset is data.Dataset
    assert SubsetRandomSampler is data.SubsetRandomSampler


def test_an_epoch_of_training() -> None:
    autograd.manual_seed(0)
    x = autograd.randn(64, 3)
    loader = data.DataLoader(data.TensorDataset(x, x.sum(1, keepdim=True)), 16, shuffle=True)
    model = nn.Linear(3, 1)
    optimizer = autograd.optim.SGD(model.parameters(), 0.3)
    losses = []
    for _ in range(5):
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(model(inputs), targets)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    assert losses[-1] < losses[0] / 100


RECORDED = [[6, 2, 0, 1], [8, 3, 5, 4], [7, 9]]
RECORDED_SPLIT = [[5, 0, 1, 3], [4, 2]]
