"""Automatic mixed precision: ``torch.amp`` and ``torch.cuda.amp``. Everything is computed in the precision of its inputs; losses are scaled."""
from contextlib import ContextDecorator as _contextlib_ContextDecorator
from typing import Any as _Any
class GradScaler:
    """Scales losses up before ``backward``, and gradients down before the optimizer's step, which it leaves out if any is not finite.

    ``update`` multiplies the scale by ``backoff_factor`` after a step left out, and by ``growth_factor`` after ``growth_interval`` others. For
    ``"cuda"``, which is the default as in PyTorch, it is disabled: there is no such device here."""
    def __init__(self, device: _Any = 'cuda', init_scale: float = 65536.0, growth_factor: float = 2.0, backoff_factor: float = 0.5, growth_interval: int = 2000, enabled: bool = True) -> None: ...
    def scale(self, outputs: _Any) -> _Any: """The loss, or each of several, times the scale."""
    def unscale_(self, optimizer: _Any) -> None: """Divide the gradients of the optimizer's parameters by the scale, to clip them for instance; `step` does it otherwise."""
    def step(self, optimizer: _Any, *args: _Any, **kwargs: _Any) -> _Any: """The optimizer's step, unless a gradient is infinite or nan."""
    def update(self, new_scale: _Any = None) -> None: """Change the scale as the steps since the last update say, or to ``new_scale``."""
    def get_scale(self) -> float: """What losses are multiplied by: 1 if the scaler is disabled."""
    def get_growth_factor(self) -> float: """What the scale is multiplied by after ``growth_interval`` good steps."""
    def get_backoff_factor(self) -> float: """What the scale is multiplied by after a step left out."""
    def get_growth_interval(self) -> int: """How many good steps in a row make the scale grow."""
    def is_enabled(self) -> bool: """Whether anything is scaled."""
    def state_dict(self) -> dict[str, _Any]: """The scale and what changes it; empty if the scaler is disabled."""
    def load_state_dict(self, state_dict: dict[str, _Any]) -> None: """Take over what `state_dict` returned."""
class autocast(_contextlib_ContextDecorator):
    """A context manager and a decorator that does nothing, and says so where PyTorch would compute in bfloat16 or float16 on this machine."""
    def __init__(self, device_type: str | bool = 'cpu', dtype: _Any = None, enabled: bool = True, cache_enabled: bool | None = None) -> None: ...
    def __enter__(self) -> autocast: ...
    def __exit__(self, *exception: object) -> None: ...
