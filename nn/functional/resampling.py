"""Images at other sizes and places: interpolation, sampling on a grid, and channels traded for pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product
from math import floor, prod
from typing import Any

import numpy as np

import autograd
from autograd import Tensor
from autograd.core.errors import warn
from autograd.core.methods import of_tensors
from autograd.core.op import Op, piecewise_constant
from autograd.core.strides import channels_of_planes, contiguous
from autograd.core.tensor import wrap

from .planes import Matrix, in_layout_of, picking, separable, spread_sums, stretches, window_sums
from .pooling import adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d
from .windows import Windows, check_type, row_major

__all__ = [
    "affine_grid", "channel_shuffle", "grid_sample", "interpolate", "pixel_shuffle", "pixel_unshuffle", "upsample", "upsample_bilinear",
    "upsample_nearest",
]  # fmt: skip

# ---------------------------------------------------------------------------------------------------------------- interpolation

# The number of spatial dimensions that a mode is for (None: any), and its kernel.
MODES = {"linear": (1, "linear"), "bilinear": (2, "linear"), "trilinear": (3, "linear"), "bicubic": (2, "cubic"), "lanczos": (2, "lanczos")}


def interpolate(
    input: Tensor,
    size: int | Sequence[int] | None = None,
    scale_factor: float | Sequence[float] | None = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    antialias: bool = False,
) -> Tensor:
    """Sequences, images or volumes at another size.

    input: (N, C, L), (N, C, H, W) or (N, C, D, H, W) -> the same with other last dimensions: ``size``, or ``floor(size * scale_factor)``.

    ``mode``: "nearest", "nearest-exact" (as image libraries do it), "area" (means), "linear", "bilinear" and "trilinear" (for one, two and
    three dimensions), "bicubic", "lanczos". Pixels are squares, and the images' outer edges coincide; with ``align_corners`` the centers
    of the corner pixels do. ``recompute_scale_factor`` computes with the ratio of the sizes, not with the given factor. ``antialias``
    widens the kernel of bilinear and bicubic to what becomes one pixel when an image gets smaller.

    >>> import autograd
    >>> interpolate(autograd.tensor([[[1.0, 2.0]]]), scale_factor=2)
    tensor([[[1., 1., 2., 2.]]])
    >>> interpolate(autograd.tensor([[[1.0, 2.0]]]), size=3, mode="linear", align_corners=True)
    tensor([[[1.0000, 1.5000, 2.0000]]])
    """
    dims, old = input.array.ndim - 2, input.array.shape[2:]
    if mode in ("nearest", "nearest-exact", "area"):
        if align_corners is not None:
            raise ValueError("align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear")
    elif mode in MODES and MODES[mode][0] != dims and dims in (1, 2, 3):
        raise NotImplementedError(f"interpolate: Got {dims + 2}D input, but {mode} mode needs {MODES[mode][0] + 2}D input")
    elif mode not in MODES:
        dims = 0
    if (size is None) == (scale_factor is None):
        raise ValueError("interpolate: exactly one of size and scale_factor should be defined")
    sizes = _per_dimension("size", size, dims, old) if size is not None else None
    factors: Any = _per_dimension("scale_factor", scale_factor, dims, old) if scale_factor is not None else [None] * dims
    if recompute_scale_factor and size is not None:
        raise ValueError("interpolate: recompute_scale_factor is not meaningful with an explicit size")
    if antialias and MODES.get(mode, (0,))[0] != 2:
        raise ValueError("interpolate: antialias is restricted to bilinear, bicubic and lanczos modes and requires a 4-D tensor as input")
    if mode == "lanczos" and (align_corners or not antialias):
        raise ValueError("interpolate: lanczos mode requires antialias=True and does not support align_corners=True")
    if dims not in (1, 2, 3):
        raise NotImplementedError(
            f"interpolate: only 3D, 4D and 5D input tensors are supported, got {input.array.ndim}D, for the modes nearest | nearest-exact | area "
            f"| {' | '.join(MODES)}, got {mode!r}"
        )
    if sizes is None:
        sizes = [floor(n * f) for n, f in zip(old, factors, strict=True)]
    if recompute_scale_factor or mode == "area":
        factors = [None] * dims
    if min(sizes) < 1 or 0 in old or 0 in input.array.shape[1:]:
        raise RuntimeError(f"interpolate: Input and output sizes should be greater than 0, but got input {list(input.shape)} and output {sizes}")
    if mode == "area":
        return (adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d)[dims - 1](input, sizes)
    kind = input.array.dtype
    if kind.kind != "f" and not (kind == np.uint8 and mode.startswith("nearest")):
        raise NotImplementedError(f'"interpolate" not implemented for {input.dtype.name}: convert the tensor first, with .float()')
    if mode.startswith("nearest"):
        return _nearest(input, sizes, factors, mode)
    precise = np.float64 if kind == np.float64 else np.float32
    matrices: list[Any] = []
    for n, m, factor in zip(old, sizes, factors, strict=True):
        scale, kernel = precise(_scale(n, m, factor, bool(align_corners))), MODES[mode][1]
        if n == m and (antialias or mode != "bicubic" or scale == 1):
            matrices.append(None)  # whatever the exact factor
        elif antialias:
            matrices.append(_antialiased(n, m, scale, kernel))
        else:
            matrices.append(_sampling(n, m, scale, kernel, bool(align_corners)))
    return in_layout_of(separable(input, matrices), input)


def _per_dimension(name: str, value: Any, dims: int, old: Any) -> list[Any]:
    given = list(value) if isinstance(value, (tuple, list)) else [value] * dims
    if dims and len(given) != dims:
        raise ValueError(
            f"interpolate: Input and {name} must have the same number of spatial dimensions, but got input with spatial dimensions {list(old)} "
            f"and {name} {given}"
        )
    if name == "size" and not all(hasattr(v, "__index__") for v in given):
        raise TypeError(f"interpolate: expected size to be int or a tuple of ints, got {given}")
    return given


repeat = Op(spread_sums, name="upsample_nearest", layout=channels_of_planes, sums=lambda g, windows: window_sums.apply(g, windows=windows))


def _scale(size: int, count: int, factor: float | None, align_corners: bool = False) -> float:
    """How many old pixels the step from one new pixel to the next spans."""
    if align_corners:
        return (size - 1) / (count - 1) if count > 1 else 0.0
    return 1 / factor if factor else size / count


def _nearest(input: Tensor, sizes: list[int], factors: list[Any], mode: str) -> Tensor:
    """Each new element is an old one; positions in single precision, as PyTorch computes them."""
    old, dims, places = input.array.shape[2:], len(sizes), []
    for n, m, factor in zip(old, sizes, factors, strict=True):
        if mode == "nearest" and dims == 2 and m in (n, 2 * n):
            places.append(np.arange(m) * n // m)  # whatever the exact factor
            continue
        new = np.arange(m, dtype=np.float32) + np.float32(0.5 if mode == "nearest-exact" else 0)
        places.append(np.minimum(np.floor(new * np.float32(_scale(n, m, factor))).astype(np.int64), n - 1))
    times = tuple([m // n for n, m in zip(old, sizes, strict=True)])
    if min(times) and all(np.array_equal(p, np.repeat(np.arange(n), k)) for p, n, k in zip(places, old, times, strict=True)):
        none = (0,) * dims
        return repeat(input, windows=Windows(tuple(sizes), times, times, (1,) * dims, none, tuple(old)))
    given = input
    for d, place in enumerate(places):
        input = input.index_select(d + 2, wrap(place))
    return in_layout_of(input, given)


@lru_cache(maxsize=16)
def _sampling(size: int, count: int, scale: Any, kernel: str, align_corners: bool) -> Matrix:
    """The matrix (count, size) that samples a line at ``count`` places. Beyond its ends the line goes on with the last element."""
    new = np.arange(count, dtype=type(scale))
    places = new * scale if align_corners else (new + type(scale)(0.5)) * scale - type(scale)(0.5)
    if kernel == "linear":
        places = np.maximum(places, 0)
    lower = np.floor(places)
    steps, weights = zip(*_kernel_weights(kernel, places - lower), strict=True)
    columns = np.concatenate([np.clip(lower.astype(np.int64) + step, 0, size - 1) for step in steps])
    places, which = np.unique(np.tile(np.arange(count), len(steps)) * size + columns, return_inverse=True)
    return Matrix((count, size), places // size, places % size, np.bincount(which, np.concatenate(weights)))  # the last element is met twice


def _kernel_weights(kernel: str, t: Any) -> list[tuple[int, Any]]:
    """For a place between two elements, a fraction t beyond the first: the weights of the elements around, by number from the first."""
    if kernel == "linear":
        return [(0, 1 - t), (1, t)]
    return [(-1, _cubic_outer(t + 1)), (0, _cubic_inner(t)), (1, _cubic_inner(1 - t)), (2, _cubic_outer(2 - t))]


# Keys 1981, "Cubic convolution interpolation for digital image processing", equation 4; a is the slope at 1
def _cubic_inner(x: Any, a: float = -0.75) -> Any:
    return ((a + 2) * x - (a + 3)) * x * x + 1


def _cubic_outer(x: Any, a: float = -0.75) -> Any:
    return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a


# for each kernel: its reach to either side, and its value at a distance
FILTERS: dict[str, tuple[float, Callable[[Any], Any]]] = {
    "linear": (1.0, lambda x: np.maximum(0, 1 - x)),
    "cubic": (2.0, lambda x: np.where(x < 1, _cubic_inner(x, -0.5), np.where(x < 2, _cubic_outer(x, -0.5), 0))),
    "lanczos": (3.0, lambda x: np.where(x < 3, np.sinc(x) * np.sinc(x / 3), 0)),
}


@lru_cache(maxsize=16)
def _antialiased(size: int, count: int, scale: Any, kernel: str) -> Matrix:
    """The matrix (count, size) that takes weighted means over what becomes one element; beyond the ends there is nothing to weigh."""
    reach, weight = FILTERS[kernel]
    widening = np.maximum(scale, 1)
    center = scale * (np.arange(count, dtype=type(scale)) + type(scale)(0.5))
    first = np.maximum(np.trunc(center - reach * widening + 0.5), 0)
    last = np.minimum(np.trunc(center + reach * widening + 0.5), size)
    rows, columns = stretches(first.astype(np.int64), last.astype(np.int64))
    weights = weight(np.abs((columns + 0.5 - center[rows]) / widening))
    return Matrix((count, size), rows, columns, weights / np.bincount(rows, weights)[rows])


def upsample(input: Tensor, size: Any = None, scale_factor: Any = None, mode: str = "nearest", align_corners: bool | None = None) -> Tensor:
    """The old name of `interpolate`. (N, C, *size) -> (N, C, *new size)."""
    warn("`nn.functional.upsample` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2)
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input: Tensor, size: Any = None, scale_factor: Any = None) -> Tensor:
    """The old name of `interpolate` with ``mode="nearest"``. (N, C, *size) -> (N, C, *new size)."""
    warn("`nn.functional.upsample_nearest` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2)
    return interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input: Tensor, size: Any = None, scale_factor: Any = None) -> Tensor:
    """The old name of `interpolate` with ``mode="bilinear", align_corners=True``. (N, C, H, W) -> (N, C, H_out, W_out)."""
    warn("`nn.functional.upsample_bilinear` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2)
    return interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


# ---------------------------------------------------------------------------------------------------------------- sampling on a grid

grid_pick = picking("grid_sampler", layout=contiguous)


def _moved(x: Any, *, size: int, reflected: bool, align_corners: bool) -> tuple[Any, Any]:
    """Positions clipped or reflected into a line of ``size`` elements. The slope is 1, -1, or 0 where they were clipped, and at the very ends."""
    value, slope = x, np.ones_like(x)
    if reflected:
        low, span = (0.0, size - 1) if align_corners else (-0.5, size)
        if span == 0:
            return np.zeros_like(x), np.zeros_like(x)
        slope = np.where(value < low, -slope, slope)
        flips, extra = np.divmod(abs(value - low), span)
        odd = flips % 2 == 1
        value, slope = np.where(odd, span - extra, extra) + low, np.where(odd, -slope, slope)
    slope = np.where((value <= 0) | (value >= size - 1), 0, slope)
    return np.clip(value, 0, size - 1).astype(x.dtype), slope.astype(x.dtype)


moved = Op(_moved, name="moved", keeps={"slope": None}, x=lambda g, slope: g * slope)


def grid_sample(input: Tensor, grid: Tensor, mode: str = "bilinear", padding_mode: str = "zeros", align_corners: bool | None = None) -> Tensor:
    """An image seen at the places of a grid (Jaderberg et al. 2015, "Spatial transformer networks").

    input: (N, C, H, W), grid: (N, H_out, W_out, 2) -> (N, C, H_out, W_out); or (N, C, D, H, W), (N, D_out, H_out, W_out, 3) ->
    (N, C, D_out, H_out, W_out). The grid's last dimension is (x, y) or (x, y, z); -1 and 1 are the image's edges, or the centers of its
    corner pixels with ``align_corners``. ``mode``: "bilinear", "nearest", "bicubic". ``padding_mode``, for what lies outside the
    image: "zeros", "border", "reflection". Gradients go to both the image and the grid.

    >>> import autograd
    >>> grid_sample(autograd.tensor([[[[1.0, 3.0]]]]), autograd.tensor([[[[0.0, 0.0], [-0.5, 0.0]]]]), align_corners=False)
    tensor([[[[2., 1.]]]])
    """
    check_type("grid_sample", input, "f")
    if mode not in ("bilinear", "nearest", "bicubic"):
        raise ValueError(f"grid_sample: expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: {mode!r}")
    if padding_mode not in ("zeros", "border", "reflection"):
        raise ValueError(f"grid_sample: expected padding_mode to be 'zeros', 'border' or 'reflection', but got: {padding_mode!r}")
    if align_corners is None:
        _warn_of_corners()
    dims, shape, size = input.array.ndim - 2, tuple(grid.shape), input.array.shape[2:]
    if dims not in (2, 3) or len(shape) != dims + 2 or shape[0] != input.array.shape[0] or shape[-1] != dims or 0 in input.array.shape[2:]:
        raise RuntimeError(
            "grid_sample: expected a 4D or 5D input with nonzero sizes, and a grid of the same batch size and number of dimensions whose last "
            f"dimension is {dims}, got input of shape {tuple(input.shape)} and grid of shape {shape}"
        )
    if grid.array.dtype != input.array.dtype:
        raise RuntimeError(f"grid_sample: expected input and grid to have same dtype, but input is {input.dtype.name} and grid {grid.dtype.name}")
    if mode == "bicubic" and dims == 3:
        raise RuntimeError("grid_sample: bicubic interpolation only supports 4D input")
    along = []  # for each dimension: the positions, raw, of the elements around each place, and their weights
    for d, n in enumerate(size):
        place = grid[..., dims - 1 - d].unsqueeze(1)  # (N, 1, H_out, W_out), in units of grid
        place = (place + 1) * ((n - 1) / 2) if align_corners else ((place + 1) * n - 1) / 2
        if mode != "bicubic":
            place = _back_inside(place, n, padding_mode, bool(align_corners))
        if mode == "nearest":
            along.append([(place.detach().round(), None)])
            continue
        lower = place.detach().floor()
        weights = _kernel_weights("linear" if mode == "bilinear" else "cubic", place - lower)
        if mode == "bicubic":
            along.append([(_back_inside(lower + step, n, padding_mode, bool(align_corners)), w) for step, w in weights])
        else:
            along.append([(lower + step, w) for step, w in weights])
    total: Any = 0
    for corner in product(*along):
        inside, index = _met([p for p, _ in corner], size)
        part = autograd.where(inside, grid_pick(input, index=index), 0.0)
        for _, weight in corner:
            part = part if weight is None else part * weight
        total = total + part
    return piecewise_constant(total, place) if mode == "nearest" else total  # the gradient of the grid is zero, and not missing


def _back_inside(place: Tensor, size: int, padding_mode: str, align_corners: bool) -> Tensor:
    """Positions outside a line of ``size`` elements, moved into it as ``padding_mode`` says."""
    return place if padding_mode == "zeros" else moved(place, size=size, reflected=padding_mode == "reflection", align_corners=align_corners)


def _met(positions: list[Tensor], size: tuple[int, ...]) -> tuple[Tensor, Any]:
    """Whether there are elements at these positions; and their numbers in a plane, or that of the first one."""
    places = [p.array for p in positions]
    inside = np.logical_and.reduce([(p >= 0) & (p < n) for p, n in zip(places, size, strict=True)])
    return wrap(inside), row_major([np.where(inside, p, 0).astype(np.int64) for p in places], size)


def affine_grid(theta: Tensor, size: Sequence[int], align_corners: bool | None = None) -> Tensor:
    """The grid, for `grid_sample`, of an affine map of images or volumes.

    theta: (N, 2, 3) and size (N, C, H, W) -> (N, H, W, 2), or (N, 3, 4) and (N, C, D, H, W) -> (N, D, H, W, 3).

    >>> import autograd
    >>> affine_grid(autograd.tensor([[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]]), (1, 1, 4, 4), align_corners=False).shape
    torch.Size([1, 4, 4, 2])
    """
    if align_corners is None:
        _warn_of_corners()
    if not theta.is_floating_point():
        raise ValueError(f"affine_grid: expected theta to have floating point type, but got {theta.dtype}")
    dims = len(size) - 2
    if dims not in (2, 3):
        raise NotImplementedError(f"affine_grid: only supports 4D and 5D sizes, for 2D and 3D affine transforms, got size {tuple(size)}")
    if tuple(theta.shape[1:]) != (dims, dims + 1) or theta.array.ndim != 3:
        raise ValueError(f"affine_grid: expected affine matrices of shape (N, {dims}, {dims + 1}) for size {tuple(size)}, got {tuple(theta.shape)}")
    if min(size) < 1:
        raise ValueError(f"affine_grid: expected non-zero, positive output size, got {tuple(size)}")
    axes = []
    for n in size[2:]:
        ends = np.linspace(-1, 1, n) if n > 1 else np.zeros(1)
        axes.append(ends if align_corners else ends * ((n - 1) / n))
    places = np.stack([*np.meshgrid(*axes, indexing="ij")[::-1], np.ones(size[2:])], -1).astype(theta.array.dtype)  # (H, W, (x, y, 1))
    return (wrap(places.reshape(prod(size[2:]), dims + 1)) @ theta.transpose(1, 2)).reshape(theta.shape[0], *size[2:], dims)


def _warn_of_corners() -> None:
    warn(
        "Default grid_sample and affine_grid behavior has changed to align_corners=False since 1.3.0. Please specify align_corners=True if the "
        "old behavior is desired.",
        stacklevel=3,
    )


# ---------------------------------------------------------------------------------------------------------------- channels and pixels


@of_tensors
def pixel_shuffle(input: Tensor, upscale_factor: int) -> Tensor:
    """Channels spread over blocks of pixels: (..., C * r * r, H, W) -> (..., C, H * r, W * r), r being ``upscale_factor``.

    Shi et al. 2016, "Real-time single image and video super-resolution using an efficient sub-pixel convolutional neural network".

    >>> import autograd
    >>> pixel_shuffle(autograd.tensor([[[1.0]], [[2.0]], [[3.0]], [[4.0]]]), 2)
    tensor([[[1., 2.],
             [3., 4.]]])
    """
    r = upscale_factor
    _check_shuffle("pixel_shuffle", input, "upscale_factor", r)
    *lead, channels, height, width = input.array.shape
    if channels % (r * r):
        raise RuntimeError(
            f"pixel_shuffle: expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but "
            f"input.size(-3)={channels} is not divisible by {r * r}"
        )
    blocks = input.reshape(*lead, channels // (r * r), r, r, height, width)
    return blocks.permute(*_before(lead), -5, -2, -4, -1, -3).reshape(*lead, channels // (r * r), height * r, width * r)


@of_tensors
def pixel_unshuffle(input: Tensor, downscale_factor: int) -> Tensor:
    """Blocks of pixels gathered into channels, the inverse of `pixel_shuffle`: (..., C, H * r, W * r) -> (..., C * r * r, H, W).

    >>> import autograd
    >>> pixel_unshuffle(autograd.ones(1, 4, 4), 2).shape
    torch.Size([4, 2, 2])
    """
    r = downscale_factor
    _check_shuffle("pixel_unshuffle", input, "downscale_factor", r)
    *lead, channels, height, width = input.array.shape
    if height % r or width % r:
        raise RuntimeError(f"pixel_unshuffle: expects height and width to be divisible by downscale_factor={r}, but got {height} and {width}")
    blocks = input.reshape(*lead, channels, height // r, r, width // r, r)
    return blocks.permute(*_before(lead), -5, -3, -1, -4, -2).reshape(*lead, channels * r * r, height // r, width // r)


def _before(lead: Sequence[int]) -> range:
    """The leading dimensions, counted from the end of a tensor with five more."""
    return range(-5 - len(lead), -5)


def _check_shuffle(caller: str, input: Tensor, name: str, factor: int) -> None:
    if input.array.ndim < 3:
        raise RuntimeError(f"{caller}: expects input to have at least 3 dimensions, but got input with {input.array.ndim} dimension(s)")
    if factor < 1:
        raise RuntimeError(f"{caller}: expects a positive {name}, but got {factor}")


@of_tensors
def channel_shuffle(input: Tensor, groups: int) -> Tensor:
    """Channels dealt out anew, one from each of ``groups`` groups in turn: (N, C, ...) -> (N, C, ...).

    Zhang et al. 2018, "ShuffleNet: an extremely efficient convolutional neural network for mobile devices".

    >>> import autograd
    >>> channel_shuffle(autograd.tensor([[[1.0], [2.0], [3.0], [4.0]]]), 2).flatten()
    tensor([1., 3., 2., 4.])
    """
    shape = tuple(input.shape)
    if len(shape) < 3:
        raise RuntimeError(f"channel_shuffle: expects input with > 2 dims, but got input with sizes {list(shape)}")
    if groups < 1 or shape[1] % groups:
        raise RuntimeError(f"channel_shuffle: the number of channels, {shape[1]}, must be divisible by groups, {groups}, which must be positive")
    return input.reshape(shape[0], groups, shape[1] // groups, *shape[2:]).transpose(1, 2).reshape(*shape)
