"""Large work divided among threads.

NumPy lets go of Python's lock while it computes, so threads of one process can compute at the same time. What is large enough is cut into
parts, of the batch or of the rows of a matrix, one for each thread.

OpenBLAS, which NumPy's matrix products mostly come from, has threads of its own. They are turned off when wgrad is imported: they wait for the
next product by running in circles, which takes the processor from everybody else, and they also divide what is too small for it. Measured
with two processors, one of them not always free: a step of a GPT of width 128 took 82 ms with one thread, 146 to 450 ms with two of OpenBLAS's.

Their number belongs to the whole process: your own products in NumPy, 1500 × 1500 and larger, then take twice as long. It cannot be set for
ours alone. To set it before each product and back after it takes 0.5 µs, where a product of 32 × 32 takes 1.6 µs and a sum, which is a product
too, 1.0; and threads of yours that multiply at the same time would find it changed. `give_back` undoes it, `take_over` does it again.
"""

from __future__ import annotations

import ctypes
import os
from _thread import allocate_lock
from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from inspect import unwrap
from threading import Thread
from typing import Any, TypeVar

import numpy as np

from . import blas
from .totals import total

__all__ = ["get_num_threads", "set_num_threads"]

Part = TypeVar("Part")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
SMALLEST = 100_000  # nanoseconds: a part that takes less than that is not worth a thread
WAKING = 30_000  # nanoseconds until a waiting thread begins, whose processor may sleep: the first part, which need not wait, is larger by that
MULTIPLICATIONS = 50  # of a matrix product, in a nanosecond
LONG = 1 << 12  # numbers: so many products are not added one after another, as BLAS does
BLOCK = 32  # but so many are


threads = 1  # other libraries than OpenBLAS keep their threads, and there are none here
theirs = 1  # OpenBLAS's, before


def take_over() -> None:
    """Turn OpenBLAS's threads off, and have as many here: one per processor, or what OPENBLAS_NUM_THREADS or OMP_NUM_THREADS say."""
    global threads, theirs
    (get, _), (set_, _) = blas.function("openblas_get_num_threads"), blas.function("openblas_set_num_threads")
    if get is not None:
        threads = theirs = max(get(), theirs)
        set_(1)


def give_back() -> None:
    """Give NumPy's products the threads that they had before wgrad was imported. What wgrad computes is then not divided here.

    >>> from autograd.machine import threads
    >>> threads.give_back()  # for your own products of large arrays
    >>> threads.take_over()
    """
    global threads
    set_, _ = blas.function("openblas_set_num_threads")
    if set_ is not None:
        set_(theirs)
        threads = 1


def get_num_threads() -> int:
    """The number of threads among which large work is divided."""
    return threads


def set_num_threads(num: int) -> None:
    """Divide large work among ``num`` threads.

    By default they are as many as the processors, or what the environment variables OPENBLAS_NUM_THREADS or OMP_NUM_THREADS say.
    """
    global threads
    if type(num) is not int or num < 1:
        raise RuntimeError(f"set_num_threads expects a positive int, but got {num!r}")
    threads = num


@cache
def _processor_here() -> Callable[[], int]:
    """The function that returns the number of the processor on which the calling thread runs: always -1 if the system does not say."""
    try:
        return ctypes.CDLL(None).sched_getcpu if hasattr(os, "sched_setaffinity") else lambda: -1
    except (AttributeError, OSError, TypeError):
        return lambda: -1


class _Helper:
    """A thread that waits for work. To hand it some and to wait for the end takes 24 µs; with concurrent.futures it takes 44 to 58.

    Linux often wakes it on the processor of the thread that hands it work, and for up to a millisecond both then share that processor. So
    it is kept off that one: beside a process that takes a fifth of the time of a processor, of two, a step of a GPT of width 128 then takes
    66 ms instead of 73, of a residual network 23 instead of 28.
    """

    def __init__(self) -> None:
        self._begin, self._end = allocate_lock(), allocate_lock()
        self._begin.acquire()
        self._end.acquire()
        self._thread: Thread | None = None
        self._kept_off = -1  # this processor

    def begin(self, work: Callable[[], None]) -> None:
        """Let it do this, which may not raise anything."""
        if self._thread is None:
            thread = Thread(target=self._serve, name="wgrad", daemon=True)
            thread.start()
            self._thread = thread
        here = _processor_here()()
        if here != self._kept_off:
            self._keep_off(here, self._thread.native_id or 0)
        self._work: Callable[[], None] | None = work
        self._begin.release()

    def _keep_off(self, processor: int, thread: int) -> None:
        others = os.sched_getaffinity(0) - {processor}
        if others:
            with suppress(OSError):  # where processors come and go, or a sandbox refuses it
                os.sched_setaffinity(thread, others)
        self._kept_off = processor

    def _serve(self) -> None:
        while True:
            self._begin.acquire()
            assert self._work is not None
            self._work()
            self._work = None  # which would keep its arrays
            self._end.release()

    def wait(self) -> None:
        """Until it has done that."""
        self._end.acquire()


@cache
def _idle(process: int) -> list[_Helper]:
    """The helpers of this process that wait for work: one that was forked from it has to make its own."""
    return [_Helper() for _ in range(os.cpu_count() or 1)]


def cut(count: int, nanoseconds: float) -> list[slice]:
    """range(count) in as many parts as there are threads; fewer if that is not worth it, as one alone takes about ``nanoseconds`` for all."""
    parts = min(threads, count, int(nanoseconds / SMALLEST))
    if parts < 2:
        return [slice(0, count)]
    share = (nanoseconds - WAKING) / parts
    ends = sorted({0, count, *[round(count * (WAKING + i * share) / nanoseconds) for i in range(1, parts)]})
    return list(map(slice, ends, ends[1:]))


def each(work: Callable[[Part], T], parts: list[Part]) -> list[T]:
    """What ``work`` returns for each part; all at the same time, as far as there are helpers without other work. Whoever is ready takes the next.

    An error in any part is raised when all have ended.
    """
    if len(parts) == 1:
        return [work(parts[0])]
    global threads
    found: list[Any] = [None] * len(parts)
    left = iter(list(enumerate(parts)))  # one for all
    errors: list[BaseException] = []

    def do() -> None:
        try:
            for place, part in left:
                found[place] = work(part)
        except BaseException as error:
            errors.append(error)

    busy: list[_Helper] = []
    idle = _idle(os.getpid())
    try:
        while len(busy) < len(parts) - 1:
            helper = idle.pop()
            helper.begin(do)
            busy.append(helper)
    except IndexError:  # the others have other work
        pass
    except RuntimeError:  # no thread can be started: in a browser, at a limit of the system, or while Python ends
        threads = 1
    do()
    for helper in busy:
        try:
            helper.wait()
        except KeyboardInterrupt as error:
            errors.append(error)
            helper.wait()
        idle.append(helper)
    if errors:
        raise errors[0]
    return found


def elementwise(nanoseconds: float, results: int = 1) -> Callable[[F], F]:
    """Let a function of arrays, of each element by itself, compute large arrays in parts; it takes about so long for one element.

    The arrays have one shape and type, and lie in memory in that order; others, and Tensors, are computed as they are. The function may
    have further arguments, that are no arrays, and return several results.
    """

    def decorate(function: F) -> F:
        @wraps(function)
        def divided(*arguments: Any, **settings: Any) -> Any:
            first = arguments[0]
            parts = cut(first.size, nanoseconds * first.size) if threads > 1 and type(first) is np.ndarray else []
            if len(parts) < 2 or not all(_alike(a, first) for a in arguments):
                return function(*arguments, **settings)
            flat = [a.reshape(-1) if type(a) is np.ndarray else a for a in arguments]
            out = [np.empty_like(flat[0]) for _ in range(results)]

            def compute(part: slice) -> None:
                found = function(*[a[part] if type(a) is np.ndarray else a for a in flat], **settings)
                for whole, some in zip(out, (found,) if results == 1 else found, strict=True):
                    whole[part] = some

            each(compute, parts)
            shaped = tuple([whole.reshape(first.shape) for whole in out])
            return shaped[0] if results == 1 else shaped

        return divided  # type: ignore[return-value]

    return decorate


def _alike(a: Any, first: Any) -> bool:
    """True for an array of the shape and type of the first, if it lies in memory in that order; and for a number."""
    if type(a) is not np.ndarray:
        return isinstance(a, (int, float))
    return a.shape == first.shape and a.dtype == first.dtype and a.flags.c_contiguous


def arguments_of(function: Callable[..., Any]) -> tuple[str, ...]:
    """The names of a function's positional arguments, also where `elementwise` has wrapped it."""
    code = unwrap(function).__code__
    return code.co_varnames[: code.co_argcount]


def product(x: Any, y: Any) -> Any:
    """x @ y: a large product of arrays in parts of the rows of x, or of the matrices in a stack; of few long rows as exact as a sum.

    Of a column and a row it is their outer product, for which BLAS takes up to six times as long as multiplication.
    """
    if x.shape[-1] == 1 and type(x) is type(y) is np.ndarray and x.ndim == y.ndim == 2:
        return x * y
    long = x.shape[-1] > LONG
    if threads == 1 and not long:
        return x @ y
    if type(x) is not np.ndarray or type(y) is not np.ndarray or x.ndim < 2 or y.ndim < 2:
        return x @ y
    if long and x.shape[-1] > x.shape[-2] * y.shape[-1]:
        return long_product(x, y)
    if threads == 1:
        return x @ y
    nanoseconds = x.size * y.shape[-1] / MULTIPLICATIONS
    if nanoseconds < 2 * SMALLEST or x.dtype != y.dtype or (y.ndim > 2 and x.shape[:-2] != y.shape[:-2]):
        return x @ y
    out = np.empty((*x.shape[:-1], y.shape[-1]), x.dtype)

    def multiply(part: slice) -> None:
        np.matmul(x[part], y if y.ndim == 2 else y[part], out=out[part])

    each(multiply, cut(len(x), nanoseconds))
    return out


def long_product(x: Any, y: Any, size: int = BLOCK) -> Any:
    """x @ y, (..., m, k) @ (..., k, n), for few long rows: in blocks of ``size`` whose products are added pairwise."""
    blocks = x.shape[-1] // size
    done = blocks * size
    left = x[..., :done].reshape(*x.shape[:-1], blocks, size).swapaxes(-3, -2)
    products = left @ y[..., :done, :].reshape(*y.shape[:-2], blocks, size, y.shape[-1])
    sums = total(products, -3)
    return sums if done == x.shape[-1] else sums + x[..., done:] @ y[..., done:, :]
