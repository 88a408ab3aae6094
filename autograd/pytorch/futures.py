"""``torch.futures``: results that are not there yet."""

from __future__ import annotations

from collections.abc import Callable
from concurrent import futures
from typing import Any, Generic, TypeVar

from ..core.errors import refuse as _refuse

__all__ = ["Future", "collect_all", "wait_all"]

T = TypeVar("T")


class Future(Generic[T]):
    """A result that another thread sets.

    >>> future = Future()
    >>> doubled = future.then(lambda f: 2 * f.value())
    >>> future.set_result(3)
    >>> doubled.wait()
    6
    """

    def __init__(self, *, devices: Any = None) -> None:
        self._future: futures.Future[T] = futures.Future()

    def done(self) -> bool:
        """True once there is a result or an error."""
        return self._future.done()

    def wait(self) -> T:
        """Wait for the result, and return it; an error that was set is raised."""
        return self._future.result()

    def value(self) -> T:
        """The result, which has to be there."""
        if not self.done():
            raise RuntimeError("Future.value: the result is not there yet: call wait()")
        return self._future.result()

    def set_result(self, result: T) -> None:
        """Set the result, once."""
        if self.done():
            raise RuntimeError("Future.set_result: the future is already completed")
        self._future.set_result(result)

    def set_exception(self, result: BaseException) -> None:
        """Let waiting raise this error."""
        if self.done():
            raise RuntimeError("Future.set_exception: the future is already completed")
        self._future.set_exception(result)

    def add_done_callback(self, callback: Callable[[Future[T]], None]) -> None:
        """Call ``callback(self)`` once it is done, at once if it is."""
        self._future.add_done_callback(lambda _: callback(self))

    def then(self, callback: Callable[[Future[T]], Any]) -> Future[Any]:
        """The future of what ``callback`` will return for this one."""
        following: Future[Any] = Future()

        def follow(done: Future[T]) -> None:
            try:
                following.set_result(callback(done))
            except Exception as error:
                following.set_exception(error)

        self.add_done_callback(follow)
        return following


def collect_all(futures: list[Future[Any]]) -> Future[list[Future[Any]]]:
    """A future of these, which is done when all are."""
    together: Future[list[Future[Any]]] = Future()
    left = set(map(id, futures))

    def count(done: Future[Any]) -> None:
        left.discard(id(done))
        if not left and not together.done():
            together.set_result(futures)

    for future in futures:
        future.add_done_callback(count)
    if not futures:
        together.set_result([])
    return together


def wait_all(futures: list[Future[Any]]) -> list[Any]:
    """The results of all; the first error is raised."""
    return [future.wait() for future in futures]


__getattr__ = _refuse(__name__)
