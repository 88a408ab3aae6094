"""Products of vectors, matrices and tensors. Solvers and decompositions are in decomposition.py."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..core.dtypes import of, promote_as_numpy
from ..core.errors import NoArray
from ..core.methods import axis_names, method, of_tensors
from ..core.op import NUMPY, Op, rounded_once
from ..core.size import dimension
from ..core.strides import contiguous
from ..core.tensor import Tensor, wrap
from ..machine.threads import LONG, product
from ..machine.totals import inner_total
from .arithmetic import factor, together
from .comparison import masked
from .shape import diagonal, permute_op, reshape_op

__all__ = [
    "addbmm", "addmm", "addmv", "addr", "baddbmm", "bmm", "chain_matmul", "cross", "dot", "einsum", "ger", "inner", "kron",
    "matmul", "mm", "mv", "outer", "tensordot", "trace", "vander", "vdot",
]  # fmt: skip

# ---------------------------------------------------------------------------------------------------------------- products


def _rows(x: Any) -> Any:
    """(..., n) -> (m, n): all dimensions but the last as one."""
    return x.reshape(math.prod(x.shape[:-1]), x.shape[-1])  # -1 would be ambiguous without elements


def _by_matrix(x: Any, y: Any) -> Any:
    """(..., k) @ (k, m) as one product of two matrices: BLAS takes it in one go, where np.matmul would loop over the batch."""
    return product(_rows(x), y).reshape(*x.shape[:-1], y.shape[-1])


def product_as(x: Any, y: Any, strides: tuple[int, int]) -> Any:
    """x @ y for matrices, column by column if a matrix with these strides lies so: the gradient of a transposed weight needs no copy."""
    return product(y.mT, x.mT).mT if strides[0] < strides[1] else product(x, y)


def _dot(x: Any, y: Any) -> Any:
    return inner_total(x, y)[0] if x.dtype.kind == "f" else np.dot(x, y)


def _by_vector(x: Any, y: Any) -> Any:
    return product(x, y[:, None])[:, 0] if len(y) > LONG else x @ y


dot_op: Op = Op(_dot, name="dot", x=lambda g, y: g * y, y=lambda g, x: g * x)
mv_op: Op = Op(_by_vector, name="mv", x=lambda g, y: g[:, None] * y, y=lambda g, x: mv_op.apply(x.mT, g))  # (n, k) @ (k)
mm_op: Op = Op(  # (n, k) @ (k, m)
    product,
    name="mm",
    x=lambda g, y, x_strides: product_as(g, y.mT, x_strides),
    y=lambda g, x, y_strides: product_as(x.mT, g, y_strides),
)
bmm_op: Op = Op(  # (..., n, k) @ (..., k, m)
    product, name="bmm", layout=contiguous, x=lambda g, y: product(g, y.mT), y=lambda g, x: product(x.mT, g)
)
matmul_op: Op = Op(
    _by_matrix,
    name="matmul",
    layout=contiguous,
    x=lambda g, y: matmul_op.apply(g, y.mT),
    y=lambda g, x, y_strides: product_as(_rows(x).mT, _rows(g), y_strides),
)


@method
def matmul(input: Any, other: Any) -> Tensor:
    """The matrix product ``input @ other``.

    (n) @ (n) -> (), (n, k) @ (k, m) -> (n, m); leading dimensions are a batch and broadcast: (..., n, k) @ (..., k, m) -> (..., n, m).
    A 1-dim operand is a row on the left, a column on the right, and its dimension is gone from the result.

    >>> import autograd
    >>> a = autograd.tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> a @ autograd.tensor([1.0, 1.0])
    tensor([3., 7.])
    """
    try:
        x, y = _shapes("matmul", input, other)
    except NoArray:
        return input @ other
    if not x or not y:
        raise RuntimeError(f"matmul: both arguments to matmul need to be at least 1D, but they are {len(x)}D and {len(y)}D")
    inner, outer = x[-1], y[-2] if len(y) > 1 else y[0]
    if inner != outer:
        raise RuntimeError(f"matmul: {x} @ {y}: inner sizes {inner} and {outer} differ")
    if len(y) == 2:
        return mm_op(input, other) if len(x) == 2 else matmul_op(input, other) if len(x) > 2 else mv_op(other.mT, input)
    if len(y) == 1:
        return mv_op(input, other) if len(x) == 2 else dot_op(input, other) if len(x) == 1 else matmul_op(input, other[:, None])[..., 0]
    if len(x) == 1:
        return bmm_op(input[None], other)[..., 0, :]
    try:
        return bmm_op(input, other)
    except RuntimeError:
        raise RuntimeError(f"matmul: {x} @ {y}: the batch dimensions {x[:-2]} and {y[:-2]} do not broadcast") from None


def _shapes(caller: str, x: Any, y: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The shapes of two factors, which must be of one type."""
    a, b = getattr(x, "array", x), getattr(y, "array", y)
    if not isinstance(a, np.ndarray) or not isinstance(b, np.ndarray):
        wrong, place = (y, "other' (position 2") if isinstance(a, np.ndarray) else (x, "input' (position 1")
        raise TypeError(f"{caller}(): argument '{place}) must be Tensor, not {type(wrong).__name__}")
    if a.dtype is not b.dtype and a.dtype != b.dtype:
        names = {"float32": "float", "float64": "double", "int64": "long int", "int32": "int", "float16": "c10::Half"}
        given = " != ".join(names.get(d.dtype.name, d.dtype.name) for d in (a, b))
        raise RuntimeError(f"{caller}: expected m1 and m2 to have the same dtype, but got: {given}. Convert one of them with .to(...)")
    if a.dtype.kind == "b":
        raise RuntimeError(f"{caller}: \"addmm_impl_cpu_\" not implemented for 'Bool': convert with .float() or .long() first")
    return a.shape, b.shape


def _exact(caller: str, op: Op, x: Any, y: Any, dims: tuple[int, int]) -> Tensor:
    """A product of operands of just these numbers of dimensions."""
    try:
        left, right = _shapes(caller, x, y)
    except NoArray:
        return x @ y
    if (len(left), len(right)) != dims:
        raise RuntimeError(f"{caller}: expected tensors of {dims[0]} and {dims[1]} dimensions, got {left} and {right}")
    inner, outer = left[-1], right[-2] if len(right) > 1 else right[0]
    if inner != outer:
        raise RuntimeError(f"{caller}: {left} @ {right}: inner sizes {inner} and {outer} differ")
    if dims == (3, 3) and left[0] != right[0]:
        raise RuntimeError(f"{caller}: {left} @ {right}: batch sizes {left[0]} and {right[0]} differ")
    return op(x, y)


@method
def mm(input: Tensor, mat2: Tensor) -> Tensor:
    """The product of two matrices: (n, k) @ (k, m) -> (n, m).

    >>> import autograd
    >>> autograd.mm(autograd.tensor([[1, 2]]), autograd.tensor([[3], [4]]))
    tensor([[11]])
    """
    return _exact("mm", mm_op, input, mat2, (2, 2))


@method
def bmm(input: Tensor, mat2: Tensor) -> Tensor:
    """The products of two batches of matrices: (b, n, k) @ (b, k, m) -> (b, n, m).

    >>> import autograd
    >>> autograd.bmm(autograd.ones(5, 2, 3), autograd.ones(5, 3, 4)).shape
    torch.Size([5, 2, 4])
    """
    return _exact("bmm", bmm_op, input, mat2, (3, 3))


@method
def mv(input: Tensor, vec: Tensor) -> Tensor:
    """Matrix times vector: (n, k) @ (k) -> (n).

    >>> import autograd
    >>> autograd.mv(autograd.tensor([[1, 2], [3, 4]]), autograd.tensor([1, 1]))
    tensor([3, 7])
    """
    return _exact("mv", mv_op, input, vec, (2, 1))


@method
def dot(input: Tensor, tensor: Tensor) -> Tensor:
    """The sum of the products of two vectors' elements: (n), (n) -> ().

    >>> import autograd
    >>> autograd.dot(autograd.tensor([1.0, 2.0]), autograd.tensor([3.0, 4.0]))
    tensor(11.)
    """
    return _exact("dot", dot_op, input, tensor, (1, 1))


@method
def vdot(input: Tensor, other: Tensor) -> Tensor:
    """`dot`: they differ for complex numbers only.

    >>> import autograd
    >>> autograd.vdot(autograd.tensor([1.0, 2.0]), autograd.tensor([3.0, 4.0]))
    tensor(11.)
    """
    return _exact("vdot", dot_op, input, other, (1, 1))


@method(aliases=("ger",))
@of_tensors
def outer(input: Tensor, vec2: Tensor) -> Tensor:
    """Every product of an element of one vector with one of the other: (n), (m) -> (n, m).

    >>> import autograd
    >>> autograd.outer(autograd.tensor([1, 2]), autograd.tensor([3, 4]))
    tensor([[3, 4],
            [6, 8]])
    """
    if input.ndim != 1 or vec2.ndim != 1:
        raise RuntimeError(f"outer: Expected two 1-D tensors, got {tuple(input.shape)} and {tuple(vec2.shape)}")
    return input[:, None] * vec2


def _matmul_beside_arrays(input: Any, other: Any) -> Tensor:
    """`matmul`; of a tensor and an array of another type in the type that NumPy chooses, as for the other operators."""
    if type(input) is np.ndarray or type(other) is np.ndarray:
        a, b = getattr(input, "array", input), getattr(other, "array", other)
        if a.dtype != b.dtype:
            dtype = promote_as_numpy([a, b])
            input, other = [x.to(dtype) if isinstance(x, Tensor) else x.astype(dtype) for x in (input, other)]
    return matmul(input, other)


ger = outer
NUMPY[np.matmul] = _matmul_beside_arrays
NUMPY[np.outer] = lambda a, b: outer(a.reshape(-1), b.reshape(-1))
Tensor.__matmul__ = lambda self, other: _matmul_beside_arrays(self, other)
Tensor.__rmatmul__ = lambda self, other: _matmul_beside_arrays(other, self)

# ---------------------------------------------------------------------------------------------------------------- a product, added


def _added(caller: str, input: Any, product: Tensor, beta: float, alpha: float) -> Tensor:
    """beta * input + alpha * product; with ``beta=0`` the input is ignored, nan and all."""
    if product.array.dtype.kind != "f":
        beta, alpha = (factor(n, product.array.dtype) for n in (beta, alpha))
    if input.array.dtype != product.array.dtype:
        given = f"{of(input.array).name} and {of(product.array).name}"
        raise RuntimeError(f"{caller}: the input and the matrices must have the same dtype, but got {given}: convert one with .to(...)")
    if input.ndim > product.ndim:
        raise RuntimeError(f"{caller}: input of shape {tuple(input.shape)} does not broadcast to the product's {tuple(product.shape)}")
    product = product if alpha == 1 else product * alpha
    input = input.expand(product.shape)
    if beta == 0:
        return product
    return product + (input if beta == 1 else input * beta)


@method(inplace=True)
@rounded_once
def addmm(input: Tensor, mat1: Tensor, mat2: Tensor, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta * input + alpha * (mat1 @ mat2), for matrices: (n, k) @ (k, m); the input broadcasts to (n, m).

    >>> import autograd
    >>> autograd.addmm(autograd.ones(1), autograd.tensor([[1.0, 2.0]]), autograd.tensor([[3.0], [4.0]]))
    tensor([[12.]])
    """
    return _added("addmm", input, _exact("addmm", mm_op, mat1, mat2, (2, 2)), beta, alpha)


@method(inplace=True)
@rounded_once
def addmv(input: Tensor, mat: Tensor, vec: Tensor, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta * input + alpha * (mat @ vec).

    >>> import autograd
    >>> autograd.addmv(autograd.ones(1), autograd.tensor([[1.0, 2.0]]), autograd.tensor([3.0, 4.0]))
    tensor([12.])
    """
    return _added("addmv", input, _exact("addmv", mv_op, mat, vec, (2, 1)), beta, alpha)


@method(inplace=True)
@rounded_once
def addr(input: Tensor, vec1: Tensor, vec2: Tensor, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta * input + alpha * outer(vec1, vec2).

    >>> import autograd
    >>> autograd.addr(autograd.zeros(2, 2), autograd.tensor([1.0, 2.0]), autograd.tensor([3.0, 4.0]))
    tensor([[3., 4.],
            [6., 8.]])
    """
    (input, vec1, vec2), _ = together(input, vec1, vec2)
    product = outer(vec1, vec2)
    if product.array.dtype.kind != "f" and (isinstance(alpha, float) or isinstance(beta, float)):
        raise RuntimeError("addr: For integral input tensors, arguments alpha and beta must not be floating point numbers.")
    if product.array.dtype.kind == input.array.dtype.kind == "b":
        return product & bool(alpha) | input & bool(beta)
    beta, alpha = (factor(n, product.array.dtype) for n in (beta, alpha))
    return input * beta + product * alpha if beta else (product * alpha).expand(np.broadcast_shapes(input.shape, product.shape))


@method(inplace=True)
@rounded_once
def baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta * input + alpha * (batch1 @ batch2), for batches of matrices.

    >>> import autograd
    >>> autograd.baddbmm(autograd.zeros(5, 2, 4), autograd.ones(5, 2, 3), autograd.ones(5, 3, 4)).shape
    torch.Size([5, 2, 4])
    """
    return _added("baddbmm", input, _exact("baddbmm", bmm_op, batch1, batch2, (3, 3)), beta, alpha)


@method(inplace=True)
@rounded_once
def addbmm(input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """beta * input + alpha * the sum of batch1 @ batch2 over the batch.

    >>> import autograd
    >>> autograd.addbmm(autograd.zeros(1, 1), autograd.ones(5, 1, 3), autograd.ones(5, 3, 1))
    tensor([[15.]])
    """
    return _added("addbmm", input, _exact("addbmm", bmm_op, batch1, batch2, (3, 3)).sum(0), beta, alpha)


# ---------------------------------------------------------------------------------------------------------------- sums of products


def _contract(x: Any, y: Any, *, left: tuple[Any, ...], right: tuple[Any, ...], to: tuple[Any, ...]) -> Any:
    """Two arrays with labelled dimensions multiplied and summed over the labels that ``to`` lacks, by one (batched) matrix product.

    Each label is in ``to`` or in both ``left`` and ``right``. So the derivative with respect to an operand is the same operation, with
    ``to`` in the place of that operand's labels.
    """
    batch = [i for i in left if i in right and i in to]
    summed = [i for i in left if i in right and i not in to]
    rows, columns = [i for i in left if i not in right], [i for i in right if i not in left]
    size = dict(zip((*left, *right), (*x.shape, *y.shape), strict=True))

    def arranged(array: Any, labels: tuple[Any, ...], *matrix: list[Any]) -> Any:
        order = [labels.index(i) for i in (*batch, *matrix[0], *matrix[1])]
        return array.transpose(order).reshape(*[size[i] for i in batch], *[math.prod(size[i] for i in group) for group in matrix])

    a, b = arranged(x, left, rows, summed), arranged(y, right, summed, columns)
    found = product(a, b) if summed else a * b
    labels = [*batch, *rows, *columns]
    return found.reshape([size[i] for i in labels]).transpose([labels.index(i) for i in to])


contract: Op = Op(
    _contract,
    name="einsum",
    x=lambda g, y, left, right, to: contract.apply(g, y, left=to, right=right, to=left),
    y=lambda g, x, left, right, to: contract.apply(x, g, left=left, right=to, to=right),
)


def _sum_of_products(caller: str, operands: Sequence[Tensor], labels: Sequence[Sequence[Any]], out: Sequence[Any]) -> Tensor:
    """The product of all operands, summed over the labels that ``out`` lacks: pair after pair, from the left."""
    sizes: dict[Any, int] = {}
    for operand, names in zip(operands, labels, strict=True):
        for label, n in zip(names, operand.array.shape, strict=True):
            known = sizes.get(label, 1)
            if 1 != n != known != 1:
                raise RuntimeError(f"{caller}: {label!r} stands for dimensions of sizes {known} and {n}: they must be equal, or one of them 1")
            sizes[label] = known if n == 1 else n
    result: Any = None
    have: tuple[Any, ...] = ()
    for number, (operand, names) in enumerate(zip(operands, labels, strict=True)):
        needed = set(out).union(*labels[number + 1 :])
        x, names = _single(operand, names, needed.union(have), sizes)
        if result is None:
            result, have = x, names
            continue
        result, have = _single(result, have, needed.union(names), sizes)
        _shapes(caller, result, x)
        keep = [i for i in dict.fromkeys((*have, *names)) if i in needed]
        keep = list(out) if set(keep) == set(out) else keep
        result, have = contract(result, x, left=have, right=names, to=tuple(keep)), tuple(keep)
    return result if have == tuple(out) else permute_op(result, dims=tuple(have.index(i) for i in out))


def _single(x: Tensor, labels: Sequence[Any], needed: set[Any], sizes: dict[Any, int]) -> tuple[Tensor, tuple[Any, ...]]:
    """An operand by itself: diagonals where a label repeats, sums over labels that nobody needs, and no dimension that has to broadcast."""
    names = list(labels)
    for label in dict.fromkeys(labels):
        while names.count(label) > 1:
            first = names.index(label)
            second = names.index(label, first + 1)
            if x.array.shape[first] != x.array.shape[second]:
                x = x.expand([sizes[i] if i == label else n for i, n in zip(names, x.array.shape, strict=True)])
            x = diagonal(x, 0, first, second)
            names = [i for d, i in enumerate(names) if d not in (first, second)] + [label]
    kept = [d for d, i in enumerate(names) if x.array.shape[d] != 1 or (sizes[i] == 1 and i in needed)]
    if len(kept) < len(names):
        x = reshape_op(x, shape=tuple(x.array.shape[d] for d in kept))
        names = [names[d] for d in kept]
    lone = tuple(d for d, i in enumerate(names) if i not in needed)
    return (x.sum(lone) if lone else x), tuple(i for i in names if i in needed)


def einsum(*args: Any) -> Tensor:
    """Products of tensors with named dimensions, summed over the names that the result lacks: ``einsum("bij,bjk->bik", x, y)``.

    A name that repeats in one operand takes the diagonal; ``...`` stands for all dimensions that have no name, which broadcast. Without
    ``->`` the result has the names that occur once, in alphabetical order. Also ``einsum(x, [0, 1], y, [1, 2], [0, 2])``.

    >>> import autograd
    >>> a = autograd.tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> autograd.einsum("ij,ij->i", a, a), autograd.einsum("ii", a)
    (tensor([ 5., 25.]), tensor(5.))
    """
    if isinstance(args[0], str):
        equation = args[0].replace(" ", "")
        operands = list(args[1]) if len(args) == 2 and isinstance(args[1], (list, tuple)) else list(args[1:])
    else:
        operands = list(args[: len(args) // 2 * 2 : 2])
        parts = ["".join(map(_letter, s)) for s in args[1::2]]
        equation = ",".join(parts) + (f"->{''.join(map(_letter, args[-1]))}" if len(args) % 2 else "")
    left, arrow, right = equation.partition("->")
    terms = left.split(",")
    if len(terms) != len(operands) or not all(isinstance(o, Tensor) for o in operands):
        raise (RuntimeError if operands else ValueError)(f"einsum(): {equation!r} has {len(terms)} operands, and {len(operands)} tensors were given")
    labels = [_labels(term, operand.ndim) for term, operand in zip(terms, operands, strict=True)]
    unnamed = max((sum(isinstance(i, int) for i in names) for names in labels), default=0)
    if arrow:
        out = _labels(right, len(right.replace("...", "")) + unnamed if "..." in right else len(right))
    else:
        letters = left.replace(",", "").replace("...", "")
        out = (*range(-unnamed, 0), *sorted(i for i in set(letters) if letters.count(i) == 1))
    for label in out:
        if out.count(label) > 1 or not any(label in names for names in labels):
            raise RuntimeError(f"einsum(): the output of {equation!r} must have each of its names once, and from the operands: {label!r}")
    return _sum_of_products("einsum()", operands, labels, out)


def _letter(subscript: Any) -> str:
    """The name for a number of the list form: A-Z for 0 to 25, a-z for 26 to 51."""
    if subscript is Ellipsis:
        return "..."
    if not 0 <= subscript < 52:
        raise RuntimeError(f"einsum(): subscripts must be in the range [0, 52), got {subscript}")
    return chr(65 + subscript if subscript < 26 else 71 + subscript)


def _labels(term: str, ndim: int) -> tuple[Any, ...]:
    """A label for each dimension: a letter, or -1, -2, ... from the right for those under the dots."""
    before, dots, after = term.partition("...")
    letters = before + after
    if not all("a" <= c <= "z" or "A" <= c <= "Z" for c in letters):
        raise RuntimeError(f"einsum(): {term!r} may have only letters, and three dots once")
    if len(letters) > ndim or (len(letters) < ndim and not dots):
        raise RuntimeError(f"einsum(): the number of subscripts in {term!r} does not match a tensor of {ndim} dimensions")
    return (*before, *range(len(letters) - ndim, 0), *after)


@functools.partial(NUMPY.__setitem__, np.einsum)
def _einsum_of_numpy(subscripts: str, *operands: Any) -> Tensor:
    return einsum(subscripts, *operands)


def tensordot(a: Tensor, b: Tensor, dims: Any = 2) -> Tensor:
    """The sum of products over dimensions of both: the last ``dims`` of ``a`` with the first of ``b``, or two lists of dimensions.

    >>> import autograd
    >>> autograd.tensordot(autograd.ones(2, 3), autograd.ones(3, 4), dims=1).shape
    torch.Size([2, 4])
    """
    if isinstance(dims, Tensor):
        dims = dims.tolist()
    if isinstance(dims, int):
        if not 0 <= dims <= min(a.ndim, b.ndim):
            raise RuntimeError(f"tensordot expects dims >= 0 and at most the tensors' dimensions, but got dims={dims}")
        dims = (range(a.ndim - dims, a.ndim), range(dims))
    first, second = ([dims[side]] if isinstance(dims[side], int) else list(dims[side]) for side in (0, 1))
    if len(first) != len(second):
        raise RuntimeError(f"tensordot: both dimension lists should have same length, got {first} and {second}")
    labels_a: list[Any] = [("a", d) for d in range(a.ndim)]
    labels_b: list[Any] = [("b", d) for d in range(b.ndim)]
    for d, e in zip(first, second, strict=True):
        labels_b[dimension("tensordot", e, b.ndim)] = labels_a[dimension("tensordot", d, a.ndim)]
    if len(set(labels_b)) < b.ndim or len(set(first)) < len(first):
        raise RuntimeError(f"tensordot: a dimension appears twice in {first} or {second}")
    summed = set(labels_a) & set(labels_b)
    return _sum_of_products("tensordot", [a, b], [labels_a, labels_b], [i for i in (*labels_a, *labels_b) if i not in summed])


NUMPY[np.tensordot] = lambda a, b, axes=2: tensordot(a, b, axes)


@method
@of_tensors
def inner(input: Tensor, other: Tensor) -> Tensor:
    """The sum of products over the last dimension of both: (..., n), (---, n) -> (..., ---); a product if one is a number.

    >>> import autograd
    >>> autograd.inner(autograd.tensor([1, 2]), autograd.tensor([3, 4]))
    tensor(11)
    """
    if isinstance(input, Tensor) and isinstance(other, Tensor) and not (input.array.ndim and other.array.ndim):
        return input * other  # which alone may be of two types
    x, y = _shapes("inner", input, other)
    if x[-1] != y[-1]:
        raise RuntimeError(f"inner() the last dimension must match on both input tensors but got shapes {list(x)} and {list(y)}")
    return tensordot(input, other, ((-1,), (-1,)))


NUMPY[np.inner] = inner
NUMPY[np.dot] = lambda a, b: inner(a, b) if b.ndim < 2 else tensordot(a, b, ((-1,), (-2,)))


@method
@of_tensors
def kron(input: Tensor, other: Tensor) -> Tensor:
    """The Kronecker product: ``other`` times each element of ``input``, as blocks of one tensor.

    >>> import autograd
    >>> autograd.kron(autograd.tensor([1, 10]), autograd.tensor([1, 2]))
    tensor([ 1,  2, 10, 20])
    """
    ndim = max(input.ndim, other.ndim)
    x, y = ((1,) * (ndim - t.ndim) + t.array.shape for t in (input, other))
    blocks = input.reshape([n for m in x for n in (m, 1)]) * other.reshape([n for m in y for n in (1, m)])
    return blocks.reshape([n * m for n, m in zip(x, y, strict=True)])


def vander(x: Tensor, N: int | None = None, increasing: bool = False) -> Tensor:
    """The powers N - 1 to 0 of each element of a vector, as a row; with ``increasing`` from 0 on. N is the vector's size if nothing else is said.

    >>> import autograd
    >>> autograd.vander(autograd.tensor([1, 2, 3]))
    tensor([[1, 1, 1],
            [4, 2, 1],
            [9, 3, 1]])
    """
    if not isinstance(x, Tensor):
        raise TypeError(f"vander(): argument 'x' (position 1) must be Tensor, not {type(x).__name__}: use tensor(...)")
    if x.array.ndim != 1:
        raise RuntimeError(f"vander: x must be a one-dimensional tensor, got {x.array.ndim} dimensions")
    count = x.array.size if N is None else N
    if count < 0:
        raise RuntimeError(f"vander: N must be non-negative, got {N}")
    exponents = np.arange(count)
    return (x if x.array.dtype.kind == "f" else x.long()).unsqueeze(1) ** wrap(exponents if increasing else exponents[::-1].copy())


@method
@axis_names
def cross(input: Tensor, other: Tensor, dim: int | None = None) -> Tensor:
    """The cross product of vectors of 3, along ``dim``: by default the first dimension of size 3.

    >>> import autograd
    >>> autograd.cross(autograd.tensor([1.0, 0.0, 0.0]), autograd.tensor([0.0, 1.0, 0.0]), dim=0)
    tensor([0., 0., 1.])
    """
    if dim is None:
        if 3 not in input.array.shape:
            raise RuntimeError(f"cross: no dimension of size 3 in input of shape {tuple(input.shape)}")
        dim = input.array.shape.index(3)
    return _cross("cross", input, other, dim)


def _cross(caller: str, input: Tensor, other: Tensor, dim: int) -> Tensor:
    if input.ndim != other.ndim:
        raise RuntimeError(f"{caller}: inputs must have the same number of dimensions, got {tuple(input.shape)} and {tuple(other.shape)}")
    dim = dimension(caller, dim, input.ndim)
    if input.array.shape[dim] != 3 or other.array.shape[dim] != 3:
        raise RuntimeError(f"{caller}: inputs dimension {dim} must have length 3, got {tuple(input.shape)} and {tuple(other.shape)}")

    def turned(t: Tensor, by: int) -> Tensor:
        return t.roll(by, dim)

    return turned(input, -1) * turned(other, -2) - turned(input, -2) * turned(other, -1)


trace_op: Op = Op(
    lambda x: np.trace(x, dtype=None if x.dtype.kind == "f" else np.int64),
    name="trace",
    numpy=(np.trace,),
    x=lambda g, x_shape: masked.apply(g, np.eye(*x_shape, dtype=np.bool_)),
)


@method
@of_tensors
def trace(input: Tensor) -> Tensor:
    """The sum of a matrix' diagonal.

    >>> import autograd
    >>> autograd.trace(autograd.tensor([[1, 2], [3, 4]]))
    tensor(5)
    """
    if input.ndim != 2:
        raise RuntimeError(f"trace: expected a matrix, but got tensor with dim {input.ndim}")
    return trace_op(input)


def chain_matmul(*matrices: Tensor) -> Tensor:
    """The product of matrices in the cheapest order of multiplications."""
    order = [m.array.shape for m in matrices]

    @functools.cache
    def best(first: int, last: int) -> tuple[int, int]:
        """The fewest multiplications for this stretch of matrices, and where to part it. (Cormen et al., Introduction to Algorithms, 15.2.)"""
        if first == last:
            return 0, first
        return min((best(first, k)[0] + best(k + 1, last)[0] + order[first][0] * order[k][1] * order[last][1], k) for k in range(first, last))

    def product(first: int, last: int) -> Tensor:
        if first == last:
            return matrices[first]
        part = best(first, last)[1]
        return mm(product(first, part), product(part + 1, last))

    return product(0, len(matrices) - 1)


NUMPY[np.vander] = vander
