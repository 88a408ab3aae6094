"""Data sets, samplers and DataLoader: each program below runs on this engine and, where PyTorch is installed, on PyTorch; both must agree."""

from __future__ import annotations

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
    "timeout without workers": epochs(timeout=1),
    "multiprocessing_context without workers": epochs(multiprocessing_context="spawn"),
    "multiprocessing_context, unknown": epochs(num_workers=1, multiprocessing_context="threads"),
    "multiprocessing_context, of another type": epochs(num_workers=1, multiprocessing_context=3),
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


def test_typed_code_may_say_of_what() -> None:
    """Subscripts, as in ``DataLoader[int]``: on the classes on which PyTorch takes them."""
    names = ("DataLoader", "Dataset", "IterableDataset", "ConcatDataset", "StackDataset", "Subset", "Sampler")
    assert all(getattr(data, name)[int] for name in names)
    loader: data.DataLoader[int] = data.DataLoader([1, 2])
    assert [b.tolist() for b in loader] == [[1], [2]]
    assert len(data.ConcatDataset[int]([range(3), range(2)])) == 5  # type: ignore[list-item]


def test_a_length_that_is_not_true_is_told() -> None:
    class Short(data.IterableDataset[int]):
        def __iter__(self) -> Iterator[int]:
            return iter(range(3))

        def __len__(self) -> int:
            return 2

    loader = data.DataLoader(Short(), batch_size=None)
    assert list(loader) == [0, 1, 2]  # nobody has asked for the length
    assert len(loader) == 2
    with pytest.warns(UserWarning, match=r"was reported to be 2 \(when accessing len\(dataloader\)\), but 3 samples have been fetched"):
        assert list(loader) == [0, 1, 2]


def test_passes_through_the_data_are_those_of_get_iterator() -> None:
    """Loaders that begin anew by themselves are made so, by way of ``batch_sampler`` and ``_get_iterator``."""

    class Forever:
        def __init__(self, sampler: Any) -> None:
            self.sampler = sampler

        def __iter__(self) -> Iterator[Any]:
            while True:
                yield from iter(self.sampler)

    class InfiniteDataLoader(data.DataLoader[int]):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            object.__setattr__(self, "batch_sampler", Forever(self.batch_sampler))
            self.iterator = super().__iter__()

        def __len__(self) -> int:
            return len(self.batch_sampler.sampler)  # type: ignore[union-attr]

        def __iter__(self) -> Iterator[Any]:
            for _ in range(len(self)):
                yield next(self.iterator)

        def reset(self) -> None:
            self.iterator = self._get_iterator()

    for workers in (0, 1):
        loader = InfiniteDataLoader(range(5), batch_size=2, num_workers=workers)
        for _ in range(3):
            assert [b.tolist() for b in loader] == [[0, 1], [2, 3], [4]]
        next(loader.iterator)
        loader.reset()
        assert [b.tolist() for b in loader] == [[0, 1], [2, 3], [4]]


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
