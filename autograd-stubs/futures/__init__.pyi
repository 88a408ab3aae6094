"""``torch.futures``: results that are not there yet."""
from collections.abc import Callable as _Callable
from typing import Any as _Any
from typing import Generic as _Generic
from typing import TypeVar as _TypeVar
_T = _TypeVar("_T")
class Future(_Generic[_T]):
    """A result that another thread sets."""
    def __init__(self, *, devices: _Any = None) -> None: ...
    def done(self) -> bool: """True once there is a result or an error."""
    def wait(self) -> _T: """Wait for the result, and return it; an error that was set is raised."""
    def value(self) -> _T: """The result, which has to be there."""
    def set_result(self, result: _T) -> None: """Set the result, once."""
    def set_exception(self, result: BaseException) -> None: """Let waiting raise this error."""
    def add_done_callback(self, callback: _Callable[[Future[_T]], None]) -> None: """Call ``callback(self)`` once it is done, at once if it is."""
    def then(self, callback: _Callable[[Future[_T]], _Any]) -> Future[_Any]: """The future of what ``callback`` will return for this one."""
def collect_all(futures: list[Future[_Any]]) -> Future[list[Future[_Any]]]: """A future of these, which is done when all are."""
def wait_all(futures: list[Future[_Any]]) -> list[_Any]: """The results of all; the first error is raised."""
