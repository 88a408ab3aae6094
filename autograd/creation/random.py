"""Random numbers from PyTorch's own stream: the same `manual_seed` gives the same numbers as PyTorch on a CPU.

The stream is the Mersenne Twister's 32-bit words (Matsumoto & Nishimura 1998), which NumPy's ``RandomState`` produces from the same
seeds. What a distribution makes of the words, and how many it takes, is in the methods of `Generator`. A tensor is filled in the order
of its memory. Two limits: logarithms and cosines, and so normal numbers, may differ from PyTorch's in their last places; and on an Intel
processor PyTorch takes Bernoulli and exponential numbers (dropout, `multinomial`) from Intel's library, not from this stream.
"""

from __future__ import annotations

import math
import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Unpack

import numpy as np

from ..core import dtypes
from ..core.device import CPU, check_device
from ..core.device import device as Device
from ..core.methods import method, of_tensors, plain_number, whole_number
from ..core.tensor import Tensor, wrap
from ..machine.locks import new_lock
from ..ops.arithmetic import copy_op
from .factories import Array, Options, fused, leaf, like, numpy_dtype, shape_of

__all__ = [
    "Generator", "bernoulli", "binomial", "default_generator", "get_rng_state", "initial_seed", "manual_seed", "multinomial", "normal", "poisson",
    "rand", "rand_like", "randint", "randint_like", "randn", "randn_like", "randperm", "seed", "set_rng_state",
]  # fmt: skip

DEFAULT_SEED = 67280421310721
WORDS = 624  # of the Mersenne Twister's state
BLOCK = 16  # normals are made this many at a time
FEW = 1000  # words
STATE = struct.Struct(f"<QiiQ{8 * WORDS}sdddi4xfi")  # PyTorch's bytes: seed, words left, seeded, next word, words, cached normal


class Generator:
    """A source of random numbers, with a state of its own. Threads may share it: no number is drawn twice.

    >>> import autograd
    >>> g = autograd.Generator().manual_seed(0)
    >>> autograd.randint(10, (5,), generator=g)
    tensor([4, 9, 3, 0, 3])
    """

    def __init__(self, device: Device | str = CPU) -> None:
        check_device(device)
        self._lock = new_lock()  # held by whoever draws
        self.manual_seed(DEFAULT_SEED)

    @property
    def device(self) -> Device:
        """The CPU."""
        return CPU

    def manual_seed(self, seed: int) -> Generator:
        """Start the stream that belongs to ``seed``, of which only the low 32 bits matter. Returns the generator."""
        if isinstance(seed, float) or not hasattr(seed, "__index__"):
            raise RuntimeError(f"manual_seed expected a long, but got {type(seed).__name__}")
        if not -(1 << 63) <= int(seed) < 1 << 64:
            raise ValueError(f"Overflow when unpacking long long: a seed has 64 bits, and {seed} needs more")
        with self._lock:
            self._seed = int(seed) % (1 << 64)
            self._stream: Any = None  # NumPy's generator of the same words, made when the first are asked for
            self._normal: float | None = None  # normals are made in pairs: the second, until it is asked for
        return self

    def seed(self) -> int:
        """Start a stream that cannot be foreseen; returns its seed."""
        self.manual_seed(int.from_bytes(os.urandom(8), "little"))
        return self._seed

    def initial_seed(self) -> int:
        """The seed with which the stream was started."""
        return self._seed

    def get_state(self) -> Tensor:
        """The state as PyTorch writes it, 5056 bytes: `set_state` continues from there."""
        with self._lock:
            state: Any = self.stream.get_state()
            seed, normal = self._seed, self._normal
        _, words, position, _, _ = state
        unused = position == WORDS and int(words[0]) == seed % (1 << 32)
        twister = (seed, WORDS - position + 1, 1, 0 if unused else position, words.astype("<u8").tobytes())
        return wrap(np.frombuffer(bytearray(STATE.pack(*twister, 0.0, normal or 0.0, 0.0, normal is not None, 0.0, 0)), np.uint8))

    def set_state(self, new_state: Tensor) -> Generator:
        """Continue from a state that `get_state` returned, here or in PyTorch."""
        if not isinstance(new_state, Tensor):
            raise TypeError(f"set_state: expected a torch.ByteTensor, but got {type(new_state).__name__}")
        if new_state.array.dtype != np.uint8:
            raise TypeError(f"set_state: RNG state must be a torch.ByteTensor, got {new_state.dtype!r}")
        if new_state.array.size != STATE.size:
            raise RuntimeError(f"set_state: expected an RNG state of {STATE.size} bytes, and this one has {new_state.array.size}")
        seed, left, seeded, _, words, _, normal, _, cached, _, _ = STATE.unpack(new_state.array.tobytes())
        if not (seeded and 1 <= left <= WORDS):
            raise RuntimeError("set_state: Invalid mt19937 state")
        with self._lock:
            self.manual_seed(seed)
            self.stream.set_state(("MT19937", np.frombuffer(words, "<u8").astype(np.uint32), WORDS + 1 - left, 0, 0.0))
            self._normal = normal if cached else None
        return self

    def clone_state(self) -> Generator:
        """Another generator with the same state."""
        return Generator().set_state(self.get_state())

    def __reduce__(self) -> Any:
        return type(self), (), self.get_state()

    def __setstate__(self, state: Tensor) -> None:
        self.set_state(state)

    # ------------------------------------------------------------------------------------------------------------ the stream

    # Threads may share a generator: the lock is held wherever words are taken, and over all the words of one draw.

    @property
    def stream(self) -> np.random.RandomState:
        """NumPy's generator of the words. Made when it is needed, because importing NumPy's random module takes a while."""
        if self._stream is None:
            self._twister: Any = np.random.MT19937(0)
            self._stream = np.random.RandomState(self._twister)
            self._stream.seed(self._seed % (1 << 32))
        return self._stream

    def _few_words(self, count: int) -> Array:
        """The next words, as uint64: for few of them in a tenth of the time of `randint`."""
        _ = self.stream  # which makes the twister
        return self._twister.random_raw(count)

    def words(self, count: int) -> Array:
        """The next words of the stream, as uint32."""
        with self._lock:
            return self._few_words(count).astype(np.uint32) if count < FEW else self.stream.randint(0, 1 << 32, count, dtype=np.uint32)

    def long_words(self, count: int) -> Array:
        """The next words, two by two, as uint64: the first is the higher half."""
        with self._lock:
            if count >= FEW:
                return self.stream.randint(0, 1 << 64, count, dtype=np.uint64)
            words = self._few_words(2 * count)
            return words[::2] << np.uint64(32) | words[1::2]

    def _few_fractions(self, count: int) -> list[float]:
        """`uniform` float64 numbers, without arrays."""
        with self._lock:
            words = self._few_words(2 * count).tolist()
        return [((high << 32 | low) & (1 << 53) - 1) * 2.0**-53 for high, low in zip(words[::2], words[1::2], strict=True)]

    def integers(self, count: int, low: int, high: int) -> Array:
        """Integers from low to high - 1, as int64."""
        span = high - low
        if span == 1 << 64:
            return self.long_words(count).view(np.int64)
        words = self.words(count).astype(np.uint64) if span < 1 << 28 else self.long_words(count)
        return (words % np.uint64(span) + np.uint64(low % (1 << 64))).view(np.int64)  # in arithmetic modulo 2**64, which signed numbers share

    def permutation(self, count: int) -> Array:
        """The numbers below ``count``, shuffled: each changes places with one that is not before it (Durstenfeld 1964).

        All the changes are done at once. Step i gives place i what stands at places[i] then: what the step before that chose the same place
        has put there, which is what stood at that step's own place; or the place's own number, if there is no such step.
        """
        steps = np.arange(count)
        places = steps.copy()
        places[:-1] += self.words(max(count - 1, 0)) % np.arange(count, 1, -1, dtype=np.uint32)
        digits = count.bit_length()
        both = places << digits  # place and step as one number: these sort in a tenth of the time that a stable argsort takes
        both |= steps
        both.sort()
        step = both & ((1 << digits) - 1)
        place = np.right_shift(both, digits, out=both)
        earlier = np.flatnonzero(place != step)
        held = steps  # what stands at place i before step i: what the last step to choose it has put there, if any
        held[place[earlier]] = step[earlier]  # in ascending order, so that the last is what stays
        moved = np.flatnonzero(held != np.arange(count))
        while moved.size:  # what stood at that step's own place, in turn
            now = held[moved]
            then = held[now]
            held[moved] = then
            moved = moved[then != now]
        again = np.flatnonzero(place[1:] == place[:-1])
        places[step[again + 1]] = held[step[again]]
        return places

    def uniform(self, count: int, dtype: Any = np.float64) -> Array:
        """Numbers from 0 up to, but without, 1: all the fractions of 2**24 (float32, from one word each) or 2**53 (float64, from two)."""
        if dtype == np.float64:
            return (self.long_words(count) & np.uint64((1 << 53) - 1)) * 2.0**-53
        words = self.words(count)
        words &= np.uint32((1 << 24) - 1)
        fractions = words.view(np.int32).astype(np.float32)  # as signed numbers, for which there is a fast instruction
        fractions *= np.float32(2.0**-24)
        return fractions

    def bernoulli(self, count: int, p: float) -> Array:
        """True with probability p, as bools: `uniform` < p in float64, without the conversion to floats."""
        return (self.long_words(count) & np.uint64((1 << 53) - 1)) < math.ceil(p * 2.0**53)

    def exponential(self, count: int, rate: float = 1.0) -> Array:
        """Waiting times between events that come at this rate, as float64: the inverse of their distribution, at uniform numbers."""
        return -1 / rate * np.log1p(-self.uniform(count))

    def normal(self, count: int, dtype: Any = np.float64, mean: float = 0.0, std: float = 1.0) -> Array:
        """Normal numbers, in blocks of 16 if there are as many, else in pairs.

        A pair takes two uniform numbers u and v: r cos t and r sin t with r = sqrt(-2 log u), t = 2 pi v  (Box & Muller 1958).
        """
        if count < BLOCK:
            return np.array([x * std + mean for x in self._few_normals(count)], dtype)
        kind = np.float64 if dtype == np.float64 else np.float32
        whole = count - count % BLOCK
        with self._lock:
            normal = self.uniform(count if dtype != np.float16 else whole, kind)
            last = self.uniform(BLOCK, kind) if count > whole else None
        _make_normal(normal[:whole])
        if last is not None:  # the last block is drawn anew, over the end of the one before
            _make_normal(last)
            normal = np.append(normal[: count - BLOCK], last)
        if (mean, std) != (0, 1):
            normal = fused(normal, kind(std), kind(mean))
        return normal.astype(dtype, copy=False)

    def normal_pairs(self, count: int) -> Array:
        """Standard normal numbers as float64, pair by pair; the second of a last pair is kept for the next call."""
        if count < BLOCK:
            return np.array(self._few_normals(count))
        with self._lock:
            kept = [] if self._normal is None else [self._normal]
            turn, distance = self.uniform(2 * ((count - len(kept) + 1) // 2)).reshape(-1, 2).T
            radius, angle = np.sqrt(-2 * np.log1p(-distance)), 2 * np.pi * turn
            pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
            normal = np.append(kept, pairs)
            self._normal = float(normal[count]) if len(normal) > count else None
        return normal[:count]

    def _few_normals(self, count: int) -> list[float]:
        """The same, number by number: for few it takes a fraction of the time."""
        few: list[float] = []
        with self._lock:
            if self._normal is not None and count:
                few.append(self._normal)
                self._normal = None
            while len(few) < count:
                turn, distance = self._few_fractions(2)
                radius, angle = math.sqrt(-2 * math.log1p(-distance)), 2 * math.pi * turn
                few += radius * math.cos(angle), radius * math.sin(angle)
            if len(few) > count:
                self._normal = few.pop()
        return few

    @contextmanager
    def one_by_one(self) -> Iterator[Callable[[], float]]:
        """A block in which a call gives one float64 uniform number: for methods that reject some, and so cannot ask for all at once."""
        taken = 0

        def numbers() -> Iterator[float]:
            nonlocal taken
            while True:
                for number in self.uniform(256).tolist():
                    taken += 1
                    yield number

        with self._lock:
            start = self.stream.get_state()
            try:
                yield numbers().__next__
            finally:  # to where the last number taken ends
                self.stream.set_state(start)
                self.words(2 * taken)

    def gamma(self, concentration: Array) -> Array:
        """Numbers of gamma distributions, as float64: d v with v = (1 + c x)**3 for a normal x, if accepted (Marsaglia & Tsang 2000).

        Below 1 the concentration is raised by 1, and the number multiplied by u**(1 / concentration). PyTorch has two of the method's
        constants in float32, and does the first steps in the type of ``concentration``.
        """
        kind = concentration.dtype.type
        flat = concentration.reshape(-1)
        small = flat < 1
        d = (np.where(small, flat + kind(1), flat) - kind(np.float32(1) / np.float32(3))).astype(np.float64)
        rows = zip(flat.tolist(), (kind(1) / flat).tolist(), d.tolist(), (1 / np.sqrt(9 * d)).tolist(), strict=True)
        squeeze = float(np.float32(0.0331))
        with self.one_by_one() as uniform:

            def normal() -> float:
                kept, self._normal = self._normal, None
                if kept is not None:
                    return kept
                angle, radius = 2 * math.pi * uniform(), math.sqrt(-2 * math.log1p(-uniform()))
                self._normal = radius * math.sin(angle)
                return radius * math.cos(angle)

            def draw(a: float, inverse: float, d: float, c: float) -> float:
                if a == 0:
                    return 0.0
                scale = (1 - uniform()) ** inverse if a < 1 else 1.0
                while True:
                    x = normal()
                    v = (1 + c * x) ** 3
                    if v <= 0:
                        continue
                    u = 1 - uniform()
                    if u < 1 - squeeze * x**4 or math.log(u) < 0.5 * x * x + d * (1 - v + math.log(v)):
                        return scale * d * v

            return np.array([draw(*row) for row in rows]).reshape(concentration.shape)

    def binomial(self, count: Array, p: Array) -> Array:
        """How many of ``count`` trials succeed with probability ``p``, as float64; above a half those that fail are counted.

        Up to a mean of 10, from how many trials each success takes (Devroye 1986); above, by transformed rejection, the method BTRS of
        Hörmann 1993.
        """

        def counted(n: float, p: float) -> int:
            successes, trials, log = -1, 0.0, math.log1p(-p)
            while trials <= n:
                successes += 1
                trials += math.ceil(math.log(uniform()) / log)
            return successes

        def stirling(k: float) -> float:
            """What Stirling's series lacks of log k!"""
            return math.lgamma(k + 1) - ((k + 0.5) * math.log(k + 1) - (k + 1) + math.log(2 * math.pi) / 2)

        def rejected(n: float, p: float) -> int:
            deviation, odds, m = math.sqrt(n * p * (1 - p)), p / (1 - p), math.floor((n + 1) * p)
            b = 1.15 + 2.53 * deviation
            a = -0.0873 + 0.0248 * b + 0.01 * p
            while True:
                u, v = uniform() - 0.5, uniform()
                distance = 0.5 - abs(u)
                k = math.floor((2 * a / distance + b) * u + n * p + 0.5)
                if distance >= 0.07 and v <= 0.92 - 4.2 / b:
                    return k
                if not 0 <= k <= n:
                    continue
                bound = (m + 0.5) * math.log((m + 1) / (odds * (n - m + 1))) + (n + 1) * math.log((n - m + 1) / (n - k + 1))
                bound += (k + 0.5) * math.log(odds * (n - k + 1) / (k + 1)) + stirling(m) + stirling(n - m) - stirling(k) - stirling(n - k)
                if math.log(v * (2.83 + 5.1 / b) * deviation / (a / distance**2 + b)) <= bound:
                    return k

        def draw(n: float, p: float) -> float:
            if n <= 0 or p <= 0:
                return 0
            if p >= 1:
                return n
            rare = min(p, 1 - p)
            successes = (rejected if n * rare >= 10 else counted)(n, rare)
            return successes if p <= 0.5 else n - successes

        with self.one_by_one() as uniform:
            pairs = zip(count.reshape(-1).tolist(), p.reshape(-1).tolist(), strict=True)
            return np.array([draw(n, q) for n, q in pairs], np.float64).reshape(count.shape)

    def poisson(self, rate: Array) -> Array:
        """Numbers of events at these rates, as float64.

        Below 10, as many uniform numbers as can be multiplied before the product falls below exp(-rate) (Knuth 1969); above, by
        transformed rejection, the method PTRS of Hörmann 1993.
        """

        def multiplied(rate: float) -> int:
            count, product, enough = 0, uniform(), math.exp(-rate)
            while product > enough:
                count += 1
                product *= uniform()
            return count

        def rejected(rate: float) -> int:
            b = 0.931 + 2.53 * math.sqrt(rate)
            a = -0.059 + 0.02483 * b
            while True:
                u, v = uniform() - 0.5, uniform()
                distance = 0.5 - abs(u)
                k = math.floor((2 * a / distance + b) * u + rate + 0.43)
                if distance >= 0.07 and v <= 0.9277 - 3.6224 / (b - 2):
                    return k
                if k < 0 or (distance < 0.013 and v > distance):
                    continue
                density = v * (1.1239 + 1.1328 / (b - 3.4)) / (a / distance**2 + b)
                if math.log(density) <= k * math.log(rate) - rate - math.lgamma(k + 1):
                    return k

        with self.one_by_one() as uniform:
            counts = [(rejected if r >= 10 else multiplied)(r) if r else 0 for r in rate.reshape(-1).tolist()]
            return np.array(counts, np.float64).reshape(rate.shape)


def _make_normal(uniform: Array) -> None:
    """Box and Muller's pairs, in place of uniform numbers: element i of a block belongs with element i + 8."""
    kind = uniform.dtype.type
    u, v = uniform.reshape(-1, 2, BLOCK // 2).swapaxes(0, 1)
    radius, angle = np.sqrt(kind(-2) * np.log(kind(1) - u)), kind(2 * np.pi) * v
    np.multiply(radius, np.cos(angle), out=u)
    np.multiply(radius, np.sin(angle), out=v)


# ---------------------------------------------------------------------------------------------------------------- the default generator

default_generator = Generator()


def manual_seed(seed: int) -> Generator:
    """Start the default generator's stream anew: all random numbers from here on are determined by ``seed``.

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> autograd.rand(2)
    tensor([0.4963, 0.7682])
    """
    return default_generator.manual_seed(int(seed))


def seed() -> int:
    """Start the default generator from a seed that cannot be foreseen, and return it."""
    return default_generator.seed()


def initial_seed() -> int:
    """The seed of the default generator."""
    return default_generator.initial_seed()


def get_rng_state() -> Tensor:
    """The state of the default generator, for `set_rng_state`.

    >>> import autograd
    >>> state = autograd.get_rng_state()
    >>> a = autograd.rand(2)
    >>> autograd.set_rng_state(state)
    >>> (autograd.rand(2) == a).all()
    tensor(True)
    """
    return default_generator.get_state()


def set_rng_state(new_state: Tensor) -> None:
    """Set the state of the default generator."""
    default_generator.set_state(new_state)


@contextmanager
def fork_rng(devices: Iterable[Any] | None = None, enabled: bool = True, **_: Any) -> Iterator[None]:
    """A block after which the default generator is as before, whatever was drawn in it."""
    state = get_rng_state() if enabled else None
    try:
        yield
    finally:
        if state is not None:
            set_rng_state(state)


def _source(caller: str, generator: Any) -> Generator:
    if not isinstance(generator, (Generator, type(None))):
        raise TypeError(f"{caller}(): argument 'generator' must be torch.Generator, not {type(generator).__name__}")
    return default_generator if generator is None else generator


# ---------------------------------------------------------------------------------------------------------------- arrays of drawn numbers

# Each draws as many numbers as an array has elements, and returns them in its shape, its order of memory and its dtype.


def _placed(values: Array, array: Array) -> Array:
    """``values``, one after another in memory as the elements of ``array`` are, in its shape and dtype."""
    values = values.astype(array.dtype, copy=False)
    if array.flags.c_contiguous:
        return values.reshape(array.shape)
    axes = sorted(range(array.ndim), key=lambda axis: -array.strides[axis])
    return values.reshape([array.shape[axis] for axis in axes]).transpose(np.argsort(axes))


def _uniform(caller: str, array: Array, generator: Any, low: float = 0.0, high: float = 1.0) -> Array:
    source = _source(caller, generator)
    kind = _floating(caller, array).type
    if not max(abs(low), abs(high)) <= float(np.finfo(kind).max):
        raise RuntimeError(f"{caller}: from={low} or to={high} is out of bounds for {dtypes.of(array)!r}")
    if low > high:
        raise RuntimeError(f"{caller} expects to return a [from, to) range, but found from={low} > to={high}")
    drawn = source.uniform(array.size, kind)
    return _placed(drawn if (low, high) == (0, 1) else fused(drawn, kind(high) - kind(low), kind(low)), array)


def _normal(caller: str, array: Array, generator: Any, mean: float = 0.0, std: float = 1.0) -> Array:
    source = _source(caller, generator)
    kind = _floating(caller, array).type
    if not std >= 0:
        raise RuntimeError(f"{caller}: normal expects std >= 0.0, but found std {std}")
    if array.flags.c_contiguous:
        return _placed(source.normal(array.size, kind, mean, std), array)
    return _placed(source.normal_pairs(array.size) * std + mean, array)


def _integers(caller: str, array: Array, generator: Any, low: int, high: int) -> Array:
    source = _source(caller, generator)
    if low >= high:
        raise RuntimeError(f"{caller}: random_ expects 'from' to be less than 'to', but got from={low} >= to={high}")
    smallest, largest = _range(array.dtype)
    for name, bound in (("from", low), ("to - 1", high - 1)):
        if not smallest <= bound <= largest:
            raise RuntimeError(f"{caller}: {name} is out of bounds for {dtypes.of(array)!r}: {bound} is not between {smallest} and {largest}")
    return _placed(source.integers(array.size, low, high), array)


def _floating(caller: str, array: Array) -> np.dtype[Any]:
    dtype: np.dtype[Any] = array.dtype
    if dtype.kind != "f":
        raise NotImplementedError(f"{caller} is not implemented for dtype {dtypes.of(dtype)!r}: it needs a floating-point dtype")
    return dtype


def _range(dtype: np.dtype[Any]) -> tuple[float, float]:
    """The smallest and the largest number of a type."""
    if dtype.kind == "b":
        return 0, 1
    info: Any = np.finfo(dtype) if dtype.kind == "f" else np.iinfo(dtype)
    return info.min, info.max


def _counts_to(dtype: np.dtype[Any]) -> int:
    """The number up to which a type holds every integer."""
    return 1 << (np.finfo(dtype).nmant + 1) if dtype.kind == "f" else int(_range(dtype)[1])


# ---------------------------------------------------------------------------------------------------------------- new tensors


def rand(*shape: Any, size: Any = None, generator: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """Numbers uniform between 0 and 1 (without 1).

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> autograd.rand(1, 3)
    tensor([[0.4963, 0.7682, 0.0885]])
    """
    return leaf(_uniform("rand", np.empty(shape_of("rand", shape, size), numpy_dtype(dtype)), generator), **options)


def randn(*shape: Any, size: Any = None, generator: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """Normal numbers, of mean 0 and standard deviation 1.

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> autograd.randn(1, 3)
    tensor([[ 1.5410, -0.2934, -2.1788]])
    """
    return leaf(_normal("randn", np.empty(shape_of("randn", shape, size), numpy_dtype(dtype)), generator), **options)


def randint(
    *bounds: Any, low: Any = None, high: Any = None, size: Any = None, generator: Any = None, dtype: Any = None, **options: Unpack[Options]
) -> Tensor:
    """Integers from ``low`` (0 if left out) to ``high`` - 1: ``randint(high, size)`` or ``randint(low, high, size)``; int64 if no dtype is given.

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> autograd.randint(1, 7, (5,))
    tensor([3, 4, 6, 1, 2])
    """
    if size is None and bounds:
        *bounds, size = bounds  # type: ignore[assignment]
    if not isinstance(size, (tuple, list)):
        raise TypeError("randint(): expected (high, size) or (low, high, size) with a tuple of ints as size, for example randint(10, (2, 3))")
    low, high = _bounds("randint", bounds, low, high)
    array = np.empty(shape_of("randint", (), size), dtypes.resolve(dtype or dtypes.int64))
    return leaf(_integers("randint", array, generator, low, high), **options)


def _bounds(caller: str, given: Sequence[Any], low: Any, high: Any) -> tuple[int, int]:
    """low and high, from positional arguments (the last of which is high) and keywords."""
    *rest, high = (*given, high) if high is not None else given or (None,)
    *rest, low = (*rest, low) if low is not None else rest or (0,)
    for bound in (low, high, *rest):
        if isinstance(bound, float) or not hasattr(bound, "__index__") or rest:
            raise TypeError(f"{caller}(): expected the ints high, or low and high; got {(*rest, low, high)}")
    return int(low), int(high)


def randperm(n: int, *, generator: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """The numbers from 0 to n - 1 in random order; int64 if no dtype is given.

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> autograd.randperm(4)
    tensor([0, 1, 3, 2])
    """
    if isinstance(n, float):
        raise TypeError("randperm(): argument 'n' (position 1) must be int, not float")
    if n < 0:
        raise RuntimeError(f"randperm: Trying to create tensor with negative dimension {n}: [{n}]")
    kind = dtypes.resolve(dtype or dtypes.int64)
    if n - 1 > _counts_to(kind):
        raise RuntimeError(f"randperm: {dtypes.of(kind)!r} cannot hold all numbers up to {n - 1}")
    return leaf(_source("randperm", generator).permutation(int(n)).astype(kind, copy=False), **options)


def rand_like(input: Tensor, *, generator: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """Numbers uniform between 0 and 1, in the shape and dtype of ``input``.

    >>> import autograd
    >>> autograd.rand_like(autograd.zeros(2, 3)).shape
    torch.Size([2, 3])
    """
    return leaf(_uniform("rand_like", like("rand_like", input, dtype, options), generator), **options)


def randn_like(input: Tensor, *, generator: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """Standard normal numbers, in the shape and dtype of ``input``.

    >>> import autograd
    >>> autograd.randn_like(autograd.zeros(2, 3)).shape
    torch.Size([2, 3])
    """
    return leaf(_normal("randn_like", like("randn_like", input, dtype, options), generator), **options)


def randint_like(
    input: Tensor, *bounds: Any, low: Any = None, high: Any = None, generator: Any = None, dtype: Any = None, **options: Unpack[Options]
) -> Tensor:
    """Integers from ``low`` (0 if left out) to ``high`` - 1, in the shape and dtype of ``input``.

    >>> import autograd
    >>> autograd.randint_like(autograd.zeros(2, 3), 10).shape
    torch.Size([2, 3])
    """
    low, high = _bounds("randint_like", bounds, low, high)
    return leaf(_integers("randint_like", like("randint_like", input, dtype, options), generator, low, high), **options)


def normal(mean: Any = 0.0, std: Any = 1.0, size: Any = None, *, generator: Any = None, dtype: Any = None, **options: Unpack[Options]) -> Tensor:
    """Normal numbers with these means and standard deviations: tensors, or numbers for a tensor of the given size.

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> autograd.normal(autograd.tensor([0.0, 100.0]), 1.0)
    tensor([ 1.5410, 99.7066])
    """
    if size is not None:
        mean, std = plain_number("normal", "mean", mean), plain_number("normal", "std", std)
    tensors = [t for t in (mean, std) if isinstance(t, Tensor)]
    if not tensors:
        if not isinstance(size, (tuple, list)):
            raise TypeError("normal(): numbers as mean and std need a tuple of ints as size, for example normal(0.0, 1.0, (2, 3))")
        return leaf(_normal("normal", np.empty(shape_of("normal", (), size), numpy_dtype(dtype)), generator, mean, std), **options)
    shape = np.broadcast_shapes(*(t.shape for t in tensors))
    array = like("normal", tensors[0], None, options) if tensors[0].shape == shape else np.empty(shape, tensors[0].array.dtype)
    if isinstance(std, Tensor):
        if (std.array < 0).any():
            raise RuntimeError("normal expects all elements of std >= 0.0")
        drawn = _normal("normal", array, generator) * std.array.astype(array.dtype, copy=False)
    else:
        drawn = _normal("normal", array, generator, 0.0, std)
    result = leaf(drawn + np.asarray(mean.array if isinstance(mean, Tensor) else mean, array.dtype), **options)
    for t in tensors:
        result = copy_op(t.expand(shape), result) if t.requires_grad else result  # recorded, with gradient zero
    return result


@method
def bernoulli(input: Tensor, p: float | None = None, *, generator: Any = None) -> Tensor:
    """1 with the probability that each element of ``input`` gives (or all with probability ``p``), else 0.

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> autograd.bernoulli(autograd.tensor([0.0, 0.5, 1.0]))
    tensor([0., 0., 1.])
    """
    if not isinstance(input, Tensor):
        raise TypeError(f"bernoulli(): argument 'input' (position 1) must be Tensor, not {type(input).__name__}")
    drawn = bernoulli_(
        wrap(np.empty(input.array.shape, input.array.dtype)), input if p is None else plain_number("bernoulli", "p", p), generator=generator
    )
    return copy_op(input, drawn) if input.requires_grad else drawn  # recorded, with gradient zero


@of_tensors
def poisson(input: Tensor, generator: Any = None) -> Tensor:
    """Numbers of events at the rates in ``input``, in its shape and dtype; no gradient flows to the rates.

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> autograd.poisson(autograd.tensor([0.5, 3.0, 100.0]))
    tensor([  2.,   4., 102.])
    """
    _floating("poisson", input.array)
    if not (input.array >= 0).all():
        raise RuntimeError("invalid Poisson rate, expected rate to be non-negative")
    drawn = wrap(_source("poisson", generator).poisson(input.array).astype(input.array.dtype))
    return copy_op(input, drawn) if input.requires_grad else drawn  # recorded, with gradient zero


@of_tensors
def binomial(count: Tensor, prob: Tensor, generator: Any = None) -> Tensor:
    """How many of ``count`` trials succeed with probability ``prob``, element by element: float tensors of one shape and dtype.

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> autograd.binomial(autograd.tensor([10.0, 100.0]), autograd.tensor([0.5, 0.3]))
    tensor([ 7., 31.])
    """
    _floating("binomial", count.array)
    drawn = wrap(_source("binomial", generator).binomial(*np.broadcast_arrays(count.array, prob.array)).astype(count.array.dtype))
    return copy_op(count, drawn) if count.requires_grad or prob.requires_grad else drawn  # recorded, with gradient zero


@method
@of_tensors
def multinomial(input: Tensor, num_samples: int, replacement: bool = False, *, generator: Any = None) -> Tensor:
    """Numbers of categories, drawn with the weights in ``input``: (categories) -> (num_samples), (rows, categories) -> (rows, num_samples).

    Without replacement, and for a single sample, those win whose exponential waiting times, at rates equal to their weights, are shortest.

    >>> import autograd
    >>> _ = autograd.manual_seed(0)
    >>> autograd.multinomial(autograd.tensor([0.1, 0.2, 0.7]), 5, replacement=True)
    tensor([2, 2, 2, 2, 2])
    """
    weights, source = input.array, _source("multinomial", generator)
    if weights.dtype.kind != "f":
        raise RuntimeError(f"multinomial only supports floating-point dtypes for input, got: {input.dtype!r}")
    if weights.ndim not in (1, 2):
        raise RuntimeError(f"multinomial: prob_dist must be 1 or 2 dim, got shape {tuple(weights.shape)}")
    if num_samples <= 0:
        raise RuntimeError(f"multinomial: cannot sample n_sample <= 0 samples, got {num_samples}")
    if not replacement and num_samples > weights.shape[-1]:
        raise RuntimeError(
            f"multinomial: cannot sample n_sample > prob_dist.size(-1) samples without replacement: {num_samples} of {weights.shape[-1]}"
        )
    if not (np.isfinite(weights).all() and (weights >= 0).all()):
        raise RuntimeError("multinomial: probability tensor contains either `inf`, `nan` or element < 0")
    if (weights.sum(-1) <= 0).any():
        raise RuntimeError("multinomial: invalid multinomial distribution (sum of probabilities <= 0)")
    if num_samples == 1 or not replacement:
        speeds = weights / _placed(source.exponential(weights.size), weights)
        if num_samples == 1:
            return wrap(speeds.argmax(-1, keepdims=True))
        return wrap(np.argsort(-speeds, axis=-1, kind="stable")[..., :num_samples].copy())
    cumulative = weights.cumsum(-1, weights.dtype).reshape(-1, weights.shape[-1])
    cumulative /= cumulative[:, -1:]
    cumulative[:, -1] = 1
    drawn = source.uniform(len(cumulative) * num_samples).reshape(-1, num_samples)
    chosen = [row.searchsorted(u) for row, u in zip(cumulative, drawn, strict=True)]
    return wrap(np.array(chosen, np.int64).reshape(*weights.shape[:-1], num_samples))


# ---------------------------------------------------------------------------------------------------------------- methods that fill a tensor


@method
def uniform_(self: Tensor, *bounds: float, generator: Any = None, **named: float) -> Tensor:
    """Fill with numbers uniform between the bounds ``from`` and ``to``, 0 and 1 if left out: ``t.uniform_(-0.1, 0.1)``."""
    given = _from_to("uniform_", ("from", "to"), bounds, named)
    self._check_writable("uniform_")
    return self._write("uniform_", wrap(_uniform("uniform_", self.array, generator, given.get("from", 0.0), given.get("to", 1.0))))


def _from_to(caller: str, names: tuple[str, ...], positional: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    """The arguments ``from`` and ``to``; the first is a word of Python's, and so cannot be declared."""
    if len(positional) > len(names) or named.keys() - {*names[len(positional) :], "to"}:
        raise TypeError(f"{caller}(): expected {' and '.join(names)}, got {(*positional, *named)}")
    return {**dict(zip(names, positional, strict=False)), **named}


@method
def normal_(self: Tensor, mean: float = 0.0, std: float = 1.0, *, generator: Any = None) -> Tensor:
    """Fill with normal numbers of this mean and standard deviation."""
    self._check_writable("normal_")
    return self._write("normal_", wrap(_normal("normal_", self.array, generator, mean, std)))


@method
def random_(self: Tensor, *bounds: int | None, generator: Any = None, **named: int | None) -> Tensor:
    """Fill with integers: ``t.random_(to)`` from 0 to to - 1, ``t.random_(from, to)``, ``t.random_()`` with all from 0 on that the dtype holds."""
    given = _from_to("random_", ("to",) if len(bounds) == 1 else ("from", "to"), bounds, named)
    self._check_writable("random_")
    array, source = self.array, _source("random_", generator)
    beyond = _counts_to(array.dtype) + 1
    if given:
        low, high = given.get("from") or 0, given.get("to")
        first, end = (whole_number("random_", "to", n) for n in (low, beyond if high is None else high))
        return self._write("random_", wrap(_integers("random_", array, generator, first, end)))
    long = array.dtype in (np.int64, np.float64)  # only here does the dtype decide how many words make a number
    words = source.long_words(array.size) if long else source.words(array.size)
    return self._write("random_", wrap(_placed(words % words.dtype.type(beyond), array)))


@method
def bernoulli_(self: Tensor, p: float | Tensor = 0.5, *, generator: Any = None) -> Tensor:
    """Fill with 1 with probability ``p``, a number or a tensor of one for each element, else with 0."""
    source = _source("bernoulli_", generator)
    chances = p.array if isinstance(p, Tensor) else np.float64(p)
    if not ((chances >= 0) & (chances <= 1)).all():
        raise RuntimeError(f"bernoulli_ expects p to be in [0, 1], but got p={p}")
    self._check_writable("bernoulli_")
    if not isinstance(p, Tensor):
        return self._write("bernoulli_", wrap(_placed(source.bernoulli(self.array.size, p), self.array)))
    try:
        chances = np.broadcast_to(chances, self.array.shape)
    except ValueError:
        raise RuntimeError(f"bernoulli_: p of shape {tuple(p.shape)} cannot be expanded to the tensor's shape {tuple(self.shape)}") from None
    drawn = _placed(source.uniform(self.array.size, _floating("bernoulli_", p.array)), np.empty_like(self.array, p.array.dtype))
    return self._write("bernoulli_", wrap((drawn < chances).astype(self.array.dtype)))


@method
def exponential_(self: Tensor, lambd: float = 1.0, *, generator: Any = None) -> Tensor:
    """Fill with waiting times between events that come at the rate ``lambd``."""
    if self.array.dtype.kind != "f":
        raise RuntimeError(f"Exponential distribution is a continuous probability distribution. dtype must be a floating point, got {self.dtype!r}")
    lambd = plain_number("exponential_", "lambd", lambd)
    if not lambd > 0:
        raise RuntimeError(f"exponential_ expects lambda > 0.0, but found lambda={lambd}")
    self._check_writable("exponential_")
    return self._write("exponential_", wrap(_placed(_source("exponential_", generator).exponential(self.array.size, lambd), self.array)))


@method
def geometric_(self: Tensor, p: float, *, generator: Any = None) -> Tensor:
    """Fill with the number of trials up to the first success, when each succeeds with probability ``p``."""
    if not 0 < p < 1:
        raise RuntimeError(f"geometric_ expects p to be in (0, 1), but got p={p}")
    self._check_writable("geometric_")
    drawn = _source("geometric_", generator).uniform(self.array.size)
    return self._write("geometric_", wrap(_placed(np.ceil(np.log(drawn) / math.log1p(-p)), self.array)))


@method
def cauchy_(self: Tensor, median: float = 0.0, sigma: float = 1.0, *, generator: Any = None) -> Tensor:
    """Fill with numbers of a Cauchy distribution: the tangent of a uniform angle, times ``sigma``, plus ``median``."""
    _floating("cauchy_", self.array)
    if not sigma > 0:
        raise RuntimeError(f"cauchy_ expects sigma > 0.0, but found sigma={sigma}")
    self._check_writable("cauchy_")
    drawn = _source("cauchy_", generator).uniform(self.array.size)
    return self._write("cauchy_", wrap(_placed(median + sigma * np.tan(np.pi * (drawn - 0.5)), self.array)))


@method
def log_normal_(self: Tensor, mean: float = 1.0, std: float = 2.0, *, generator: Any = None) -> Tensor:
    """Fill with numbers whose logarithms are normal with this mean and standard deviation."""
    _floating("log_normal_", self.array)
    if not std > 0:
        raise RuntimeError(f"log_normal_ expects std > 0.0, but found std={std}")
    self._check_writable("log_normal_")
    drawn = _source("log_normal_", generator).normal_pairs(self.array.size)
    return self._write("log_normal_", wrap(_placed(np.exp(drawn * std + mean), self.array)))
