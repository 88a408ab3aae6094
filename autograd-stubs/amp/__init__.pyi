"""Automatic mixed precision: ``torch.amp`` and ``torch.cuda.amp``, disabled. Everything is computed in the precision of its inputs."""
from contextlib import ContextDecorator as _contextlib_ContextDecorator
from typing import Any as _Any
class GradScaler:
    """A disabled scaler of losses: its scale is 1, and ``step`` is the optimizer's own."""
    def __init__(self, device: _Any = 'cpu', *args: _Any, **settings: _Any) -> None: ...
    def scale(self, outputs: _Any) -> _Any: """The loss itself."""
    def unscale_(self, optimizer: _Any) -> None: """Nothing to do."""
    def step(self, optimizer: _Any, *args: _Any, **kwargs: _Any) -> _Any: """The optimizer's step."""
    def update(self, new_scale: _Any = None) -> None: """Nothing to do."""
    def get_scale(self) -> float: """1"""
    def is_enabled(self) -> bool: """False"""
    def state_dict(self) -> dict[str, _Any]: """Empty."""
    def load_state_dict(self, state_dict: dict[str, _Any]) -> None: """Nothing to do."""
class autocast(_contextlib_ContextDecorator):
    """A context manager and a decorator that does nothing, and says so where PyTorch would compute in bfloat16 or float16 on this machine."""
    def __init__(self, device_type: str | bool = 'cpu', dtype: _Any = None, enabled: bool = True, cache_enabled: bool | None = None) -> None: ...
    def __enter__(self) -> autocast: ...
    def __exit__(self, *exception: object) -> None: ...
