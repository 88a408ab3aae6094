"""Random numbers from PyTorch's own stream: the same `manual_seed` gives the same numbers as PyTorch on a CPU.

    The stream is the Mersenne Twister's 32-bit words (Matsumoto & Nishimura 1998), which NumPy's ``RandomState`` produces from the same
    seeds. What a distribution makes of the words, and how many it takes, is in the methods of `Generator`. A tensor is filled in the order
    of its memory. Two limits: logarithms and cosines, and so normal numbers, may differ from PyTorch's in their last places; and on an Intel
    processor PyTorch takes Bernoulli and exponential numbers (dropout, `multinomial`) from Intel's library, not from this stream."""
from autograd import Tensor as _Tensor
from autograd import _Options as _Options
from autograd import device as _device
from collections.abc import Callable as _Callable
from collections.abc import Iterator as _Iterator
from numpy import ndarray as _numpy_ndarray
from numpy.random.mtrand import RandomState as _numpy_RandomState
from typing import Any as _Any
from typing import Unpack as _Unpack
class Generator:
    """A source of random numbers, with a state of its own. Threads may share it: no number is drawn twice."""
    def __init__(self, device: _device | str = ...) -> None: ...
    @property
    def device(self) -> _device: """The CPU."""
    def manual_seed(self, seed: int) -> Generator: """Start the stream that belongs to ``seed``, of which only the low 32 bits matter. Returns the generator."""
    def seed(self) -> int: """Start a stream that cannot be foreseen; returns its seed."""
    def initial_seed(self) -> int: """The seed with which the stream was started."""
    def get_state(self) -> _Tensor: """The state as PyTorch writes it, 5056 bytes: `set_state` continues from there."""
    def set_state(self, new_state: _Tensor) -> Generator: """Continue from a state that `get_state` returned, here or in PyTorch."""
    def clone_state(self) -> Generator: """Another generator with the same state."""
    def __setstate__(self, state: _Tensor) -> None: ...
    @property
    def stream(self) -> _numpy_RandomState: """NumPy's generator of the words. Made when it is needed, because importing NumPy's random module takes a while."""
    def words(self, count: int) -> _numpy_ndarray[_Any, _Any]: """The next words of the stream, as uint32."""
    def long_words(self, count: int) -> _numpy_ndarray[_Any, _Any]: """The next words, two by two, as uint64: the first is the higher half."""
    def integers(self, count: int, low: int, high: int) -> _numpy_ndarray[_Any, _Any]: """Integers from low to high - 1, as int64."""
    def permutation(self, count: int) -> _numpy_ndarray[_Any, _Any]: """The numbers below ``count``, shuffled: each changes places with one that is not before it (Durstenfeld 1964).

    All the changes are done at once. Step i gives place i what stands at places[i] then: what the step before that chose the same place
    has put there, which is what stood at that step's own place; or the place's own number, if there is no such step."""
    def uniform(self, count: int, dtype: _Any = ...) -> _numpy_ndarray[_Any, _Any]: """Numbers from 0 up to, but without, 1: all the fractions of 2**24 (float32, from one word each) or 2**53 (float64, from two)."""
    def bernoulli(self, count: int, p: float) -> _numpy_ndarray[_Any, _Any]: """True with probability p, as bools: `uniform` < p in float64, without the conversion to floats."""
    def exponential(self, count: int, rate: float = 1.0) -> _numpy_ndarray[_Any, _Any]: """Waiting times between events that come at this rate, as float64: the inverse of their distribution, at uniform numbers."""
    def normal(self, count: int, dtype: _Any = ..., mean: float = 0.0, std: float = 1.0) -> _numpy_ndarray[_Any, _Any]: """Normal numbers, in blocks of 16 if there are as many, else in pairs.

    A pair takes two uniform numbers u and v: r cos t and r sin t with r = sqrt(-2 log u), t = 2 pi v  (Box & Muller 1958)."""
    def normal_pairs(self, count: int) -> _numpy_ndarray[_Any, _Any]: """Standard normal numbers as float64, pair by pair; the second of a last pair is kept for the next call."""
    def one_by_one(self) -> _Iterator[_Callable[[], float]]: """A block in which a call gives one float64 uniform number: for methods that reject some, and so cannot ask for all at once."""
    def gamma(self, concentration: _numpy_ndarray[_Any, _Any]) -> _numpy_ndarray[_Any, _Any]: """Numbers of gamma distributions, as float64: d v with v = (1 + c x)**3 for a normal x, if accepted (Marsaglia & Tsang 2000).

    Below 1 the concentration is raised by 1, and the number multiplied by u**(1 / concentration). PyTorch has two of the method's
    constants in float32, and does the first steps in the type of ``concentration``."""
    def binomial(self, count: _numpy_ndarray[_Any, _Any], p: _numpy_ndarray[_Any, _Any]) -> _numpy_ndarray[_Any, _Any]: """How many of ``count`` trials succeed with probability ``p``, as float64; above a half those that fail are counted.

    Up to a mean of 10, from how many trials each success takes (Devroye 1986); above, by transformed rejection, the method BTRS of
    Hörmann 1993."""
    def poisson(self, rate: _numpy_ndarray[_Any, _Any]) -> _numpy_ndarray[_Any, _Any]: """Numbers of events at these rates, as float64.

    Below 10, as many uniform numbers as can be multiplied before the product falls below exp(-rate) (Knuth 1969); above, by
    transformed rejection, the method PTRS of Hörmann 1993."""
def bernoulli(input: _Tensor, p: float | None = None, *, generator: _Any = None) -> _Tensor: """1 with the probability that each element of ``input`` gives (or all with probability ``p``), else 0."""
def binomial(count: _Tensor, prob: _Tensor, generator: _Any = None) -> _Tensor: """How many of ``count`` trials succeed with probability ``prob``, element by element: float tensors of one shape and dtype."""
from autograd import default_generator as default_generator
def get_rng_state() -> _Tensor: """The state of the default generator, for `set_rng_state`."""
def initial_seed() -> int: """The seed of the default generator."""
def manual_seed(seed: int) -> Generator: """Start the default generator's stream anew: all random numbers from here on are determined by ``seed``."""
def multinomial(input: _Tensor, num_samples: int, replacement: bool = False, *, generator: _Any = None) -> _Tensor: """Numbers of categories, drawn with the weights in ``input``: (categories) -> (num_samples), (rows, categories) -> (rows, num_samples).

    Without replacement, and for a single sample, those win whose exponential waiting times, at rates equal to their weights, are shortest."""
def normal(mean: _Any = 0.0, std: _Any = 1.0, size: _Any = None, *, generator: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> _Tensor: """Normal numbers with these means and standard deviations: tensors, or numbers for a tensor of the given size."""
def poisson(input: _Tensor, generator: _Any = None) -> _Tensor: """Numbers of events at the rates in ``input``, in its shape and dtype; no gradient flows to the rates."""
def rand(*shape: _Any, size: _Any = None, generator: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> _Tensor: """Numbers uniform between 0 and 1 (without 1)."""
def rand_like(input: _Tensor, *, generator: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> _Tensor: """Numbers uniform between 0 and 1, in the shape and dtype of ``input``."""
def randint(*bounds: _Any, low: _Any = None, high: _Any = None, size: _Any = None, generator: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> _Tensor: """Integers from ``low`` (0 if left out) to ``high`` - 1: ``randint(high, size)`` or ``randint(low, high, size)``; int64 if no dtype is given."""
def randint_like(input: _Tensor, *bounds: _Any, low: _Any = None, high: _Any = None, generator: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> _Tensor: """Integers from ``low`` (0 if left out) to ``high`` - 1, in the shape and dtype of ``input``."""
def randn(*shape: _Any, size: _Any = None, generator: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> _Tensor: """Normal numbers, of mean 0 and standard deviation 1."""
def randn_like(input: _Tensor, *, generator: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> _Tensor: """Standard normal numbers, in the shape and dtype of ``input``."""
def randperm(n: int, *, generator: _Any = None, dtype: _Any = None, **options: _Unpack[_Options]) -> _Tensor: """The numbers from 0 to n - 1 in random order; int64 if no dtype is given."""
def seed() -> int: """Start the default generator from a seed that cannot be foreseen, and return it."""
def set_rng_state(new_state: _Tensor) -> None: """Set the state of the default generator."""
