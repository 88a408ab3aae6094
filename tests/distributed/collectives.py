"""Every collective beside NumPy: all types, empty and non-contiguous tensors, groups, asynchronous ones. Each process knows what the others have."""

import itertools

import numpy as np

import autograd as torch
import autograd.distributed as dist
from autograd.distributed import ReduceOp

TYPES = ["float16", "float32", "float64", "uint8", "int8", "int16", "int32", "int64", "bool"]
SHAPES: list[tuple[int, ...]] = [(), (5,), (2, 3), (0,), (4, 1, 2)]  # an odd number: each meets each type
REDUCTIONS = {
    "SUM": lambda stack: stack.sum(0, dtype=stack.dtype if stack.dtype.kind != "f" else np.float64),
    "AVG": lambda stack: stack.mean(0, dtype=np.float64),
    "PRODUCT": lambda stack: stack.prod(0, dtype=stack.dtype if stack.dtype.kind != "f" else np.float64),
    "MIN": lambda stack: stack.min(0),
    "MAX": lambda stack: stack.max(0),
    "BAND": lambda stack: np.bitwise_and.reduce(stack),
    "BOR": lambda stack: np.bitwise_or.reduce(stack),
    "BXOR": lambda stack: np.bitwise_xor.reduce(stack),
}
RANK = SIZE = 0


def values(rank: int, dtype: str, shape: tuple[int, ...], seed: int = 0) -> np.ndarray:
    """What a process has."""
    numbers = np.random.default_rng([rank, seed, len(dtype), *shape]).integers(0, 100, shape)
    if dtype == "bool":
        return np.asarray(numbers % 2 == 0)
    return np.asarray((numbers / 16).astype(dtype) if "float" in dtype else numbers.astype(dtype))


def strided(array: np.ndarray, layout: str) -> torch.Tensor:
    """A tensor of these values: contiguous, transposed, or every other of some."""
    if layout == "transposed":
        return torch.tensor(np.ascontiguousarray(array.T)).T if array.ndim == 2 else torch.tensor(array)
    if layout == "spaced":
        wide = torch.zeros(*array.shape, 2, dtype=torch.tensor(array).dtype)
        part = wide.select(-1, 1)
        part.copy_(torch.tensor(array))
        return part
    return torch.tensor(array)


def same(tensor: torch.Tensor, expected: np.ndarray, exact: bool = True) -> None:
    """The values, bit for bit, or but for the rounding of a few additions."""
    array = tensor.numpy()
    assert array.shape == expected.shape, (array.shape, expected.shape)
    if exact:
        np.testing.assert_array_equal(array, expected.astype(array.dtype))
    else:
        np.testing.assert_allclose(array, expected.astype(array.dtype), rtol={2: 1e-3, 4: 3e-7, 8: 1e-15}[array.dtype.itemsize])


def done(work: dist.Work | None, asynchronous: bool) -> None:
    """Wait for an asynchronous operation; others return nothing."""
    assert (work is not None) == asynchronous
    if work is not None:
        assert work.wait() and work.is_completed()


def check(group: object, ranks: list[int], dtype: str, shape: tuple[int, ...], layout: str, asynchronous: bool) -> None:
    """Every collective once, in a group of these processes."""
    mine = values(RANK, dtype, shape)
    stack = np.stack([values(rank, dtype, shape) for rank in ranks])
    place, count = ranks.index(RANK), len(ranks)
    root = ranks[-1]

    def fresh(array: np.ndarray = mine) -> torch.Tensor:
        return strided(array, layout)

    def empty() -> torch.Tensor:
        return strided(np.zeros_like(mine), layout)

    for name, function in REDUCTIONS.items():
        if (name == "AVG" and "float" not in dtype) or (name[0] == "B" and "float" in dtype):
            continue
        op = ReduceOp[name]
        expected = function(stack)
        exact = "float" not in dtype or name in ("MIN", "MAX")
        tensor = fresh()
        before = tensor._version_counter[0]
        done(dist.all_reduce(tensor, op, group, asynchronous), asynchronous)
        same(tensor, expected, exact)
        assert tensor._version_counter[0] == before + 1
        tensor = fresh()
        done(dist.reduce(tensor, root, op, group, asynchronous), asynchronous)
        same(tensor, expected if root == RANK else mine, exact)
        parts = [fresh(values(RANK, dtype, shape, seed)) for seed in range(count)]
        theirs = function(np.stack([values(rank, dtype, shape, place) for rank in ranks]))
        tensor = empty()
        done(dist.reduce_scatter(tensor, parts, op, group, asynchronous), asynchronous)
        same(tensor, theirs, exact)
        tensor = empty()
        done(dist.reduce_scatter_tensor(tensor, torch.stack(parts), op, group, asynchronous), asynchronous)
        same(tensor, theirs, exact)

    tensor = fresh()
    done(dist.broadcast(tensor, root, group, asynchronous), asynchronous)
    same(tensor, values(root, dtype, shape))
    listed = [empty() for _ in ranks]
    done(dist.all_gather(listed, fresh(), group, asynchronous), asynchronous)
    for tensor, expected in zip(listed, stack, strict=True):
        same(tensor, expected)
    tensor = torch.zeros(count, *shape, dtype=listed[0].dtype)
    done(dist.all_gather_into_tensor(tensor, fresh(), group, asynchronous), asynchronous)
    same(tensor, stack)
    listed = [empty() for _ in ranks]
    done(dist.gather(fresh(), listed if root == RANK else None, root, group, asynchronous), asynchronous)
    for tensor, expected in zip(listed, stack if root == RANK else np.zeros_like(stack), strict=True):
        same(tensor, expected)
    tensor = empty()
    parts = [fresh(values(root, dtype, shape, seed)) for seed in range(count)]
    done(dist.scatter(tensor, parts if root == RANK else None, root, group, asynchronous), asynchronous)
    same(tensor, values(root, dtype, shape, place))
    listed = [empty() for _ in ranks]
    parts = [fresh(values(RANK, dtype, shape, rank)) for rank in ranks]
    done(dist.all_to_all(listed, parts, group, asynchronous), asynchronous)
    for tensor, rank in zip(listed, ranks, strict=True):
        same(tensor, values(rank, dtype, shape, RANK))


def messages() -> None:
    """From one process to the next, in a ring; and from any."""
    following, before = (RANK + 1) % SIZE, (RANK - 1) % SIZE
    for dtype, layout in itertools.product(TYPES, ("contiguous", "transposed", "spaced")):
        tensor = strided(np.zeros_like(values(0, dtype, (2, 3))), layout)
        works = [dist.isend(strided(values(RANK, dtype, (2, 3)), layout), following, tag=7), dist.irecv(tensor, before, tag=7)]
        for work in works:
            assert work is not None and work.wait()
        same(tensor, values(before, dtype, (2, 3)))
    if RANK == 0:
        seen = set()
        for _ in range(SIZE - 1):
            tensor = torch.zeros(3)
            source = dist.recv(tensor)
            assert tensor.tolist() == [source] * 3
            seen.add(source)
        assert seen == set(range(1, SIZE))
    else:
        dist.send(torch.full((3,), float(RANK)), 0)


def uneven() -> None:
    """Parts of different sizes for each process."""
    sizes = [[1 + (sender + receiver) % 3 for receiver in range(SIZE)] for sender in range(SIZE)]
    coming = [sizes[sender][RANK] for sender in range(SIZE)]
    outputs, inputs = ([torch.full((count, 2), float(RANK)) for count in counts] for counts in (coming, sizes[RANK]))
    dist.all_to_all(outputs, inputs)
    for sender, (output, count) in enumerate(zip(outputs, coming, strict=True)):
        assert output.tolist() == [[float(sender)] * 2] * count


def objects() -> None:
    """Anything that can be pickled, tensors as well."""
    listed = [{"rank": RANK, "values": torch.full((2,), RANK)}, RANK]
    dist.broadcast_object_list(listed, SIZE - 1)
    assert listed[0]["values"].tolist() == [SIZE - 1] * 2 and listed[1] == SIZE - 1
    listed = [None] * SIZE
    dist.all_gather_object(listed, "a" * RANK)
    assert listed == ["a" * rank for rank in range(SIZE)]


def gradients() -> None:
    """What has gradients: the sum over all processes of what each made of it; and what has none says so."""
    functional = dist.nn.functional
    x = torch.tensor([1.0, 2.0], dtype=torch.float64).add(RANK).requires_grad_()
    y = functional.all_reduce(x * x)
    (first,) = torch.autograd.grad((y * y * (RANK + 1)).sum(), x, create_graph=True)
    total = sum((rank + 1) for rank in range(SIZE))
    sums = np.sum([(np.array([1.0, 2.0]) + rank) ** 2 for rank in range(SIZE)], 0)
    np.testing.assert_allclose(first.detach().numpy(), 4 * total * sums * x.detach().numpy(), rtol=1e-12)
    (second,) = torch.autograd.grad(first.sum(), x)  # of the sum over all processes of their gradients, each a function of all x
    everything = np.sum([np.array([1.0, 2.0]) + rank for rank in range(SIZE)], 0)
    np.testing.assert_allclose(second.numpy(), 4 * total * (sums + 2 * x.detach().numpy() * everything), rtol=1e-12)
    parts = functional.all_gather(x * 2)
    (gradient,) = torch.autograd.grad(sum(part.sum() * (i + 1) * (RANK + 1) for i, part in enumerate(parts)), x)
    assert gradient.tolist() == [2.0 * (RANK + 1) * total] * 2
    mean = functional.reduce_scatter(torch.empty(2), [x * (rank + 1) for rank in range(SIZE)], ReduceOp.AVG)
    (gradient,) = torch.autograd.grad((mean * (RANK + 1)).sum(), x)
    np.testing.assert_allclose(gradient.numpy(), [sum((rank + 1) ** 2 for rank in range(SIZE)) / SIZE] * 2, rtol=1e-12)
    w = torch.ones(2, requires_grad=True)
    loss = (w * 3).sum()
    dist.all_reduce(loss)
    assert loss.item() == 6 * SIZE
    for refused in (loss, loss * 2):
        try:
            refused.backward()
        except RuntimeError as error:
            assert "has overwritten this tensor" in str(error)
        else:
            raise AssertionError("a gradient that knows nothing of the others")


def special() -> None:
    """nan wins, whoever has it; float16 is added as float32; and nothing is copied that need not be."""
    for owner in range(SIZE):
        for op in (ReduceOp.MIN, ReduceOp.MAX):
            tensor = torch.tensor([float("nan") if owner == RANK else 1.0, float(RANK)])
            dist.all_reduce(tensor, op)
            assert tensor.isnan().tolist() == [True, False]
    tensor = torch.tensor([1.0 if RANK == 0 else 0.0004], dtype=torch.float16)  # less than half a step of float16 at 1
    dist.all_reduce(tensor)
    assert tensor.item() == np.float16(1 + (SIZE - 1) * np.float32(np.float16(0.0004)))
    tensor = torch.ones(3)
    work = dist.all_reduce(tensor, async_op=True)
    assert work is not None
    address = tensor.data_ptr()
    work.wait()
    assert tensor.data_ptr() == address and tensor.tolist() == [SIZE] * 3
    for refused, kind, words in (
        (lambda: dist.all_reduce(torch.ones(2).expand(3, 2)), RuntimeError, "more than one element"),
        (lambda: dist.all_reduce(torch.arange(2), ReduceOp.AVG), RuntimeError, "for floats"),
        (lambda: dist.all_reduce(torch.ones(2), ReduceOp.BOR), RuntimeError, "for integers"),
        (lambda: dist.all_gather([torch.ones(2)] * (SIZE + 1), torch.ones(2)), ValueError, "one for each process"),
        (lambda: dist.all_gather([torch.ones(3)] * SIZE, torch.ones(2)), ValueError, "same shape and type"),
        (lambda: dist.all_gather_into_tensor(torch.ones(5 * SIZE + 1), torch.ones(5)), ValueError, "times the elements"),
        (lambda: dist.broadcast(torch.ones(2), SIZE), ValueError, "not part of"),
        (lambda: dist.send(torch.ones(2), RANK), ValueError, "it is this process"),
        (lambda: dist.init_process_group(), ValueError, "twice"),
    ):
        try:
            refused()
        except kind as error:
            assert words in str(error), error
        else:
            raise AssertionError(words)


def main() -> None:
    """All of them."""
    global RANK, SIZE
    for backend in ("gloo", "nccl"):
        try:
            dist.init_process_group(backend)
        except RuntimeError as error:
            assert f"doesn't have {backend} built in" in str(error)
    assert not dist.is_initialized()
    dist.init_process_group("mpi")
    RANK, SIZE = dist.get_rank(), dist.get_world_size()
    assert (dist.is_initialized(), dist.get_backend(), dist.group.WORLD.size()) == (True, "mpi", SIZE)
    everyone = list(range(SIZE))
    for number, (dtype, shape, layout) in enumerate(itertools.product(TYPES, SHAPES, ("contiguous", "transposed", "spaced"))):
        check(None, everyone, dtype, shape, layout, bool(number // 3 % 2))  # each second shape, in all layouts, asynchronously
    for ranks in (everyone[1:], everyone[:1], everyone[::2]):
        if not ranks:
            continue
        group = dist.new_group(ranks[::-1])
        assert (dist.get_rank(group), dist.get_world_size(group)) == ((ranks.index(RANK), len(ranks)) if RANK in ranks else (-1, -1))
        if RANK in ranks:
            check(group, ranks, "float32", (2, 3), "contiguous", False)
            check(group, ranks, "int64", (2, 3), "spaced", True)
            assert dist.get_process_group_ranks(group) == ranks
            dist.destroy_process_group(group)
        else:
            assert dist.all_reduce(torch.ones(2), group=group) is None
    if SIZE > 1:
        messages()
    uneven()
    objects()
    gradients()
    special()
    dist.barrier()
    dist.destroy_process_group()
    dist.init_process_group()
    dist.destroy_process_group()
    print(f"rank {RANK} of {SIZE}: as NumPy")


main()
