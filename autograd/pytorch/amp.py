"""Automatic mixed precision: ``torch.amp`` and ``torch.cuda.amp``, disabled. Everything is computed in the precision of its inputs."""

from __future__ import annotations

from contextlib import ContextDecorator
from typing import Any

__all__ = ["GradScaler", "autocast"]


class autocast(ContextDecorator):
    """A context manager and a decorator that does nothing."""

    def __init__(self, device_type: str | bool = "cpu", dtype: Any = None, enabled: bool = True, cache_enabled: bool | None = None) -> None:
        pass

    def __enter__(self) -> autocast:
        return self

    def __exit__(self, *exception: object) -> None:
        pass


class GradScaler:
    """A disabled scaler of losses: its scale is 1, and ``step`` is the optimizer's own."""

    def __init__(self, device: Any = "cpu", *args: Any, **settings: Any) -> None:
        pass

    def scale(self, outputs: Any) -> Any:
        """The loss itself."""
        return outputs

    def unscale_(self, optimizer: Any) -> None:
        """Nothing to do."""

    def step(self, optimizer: Any, *args: Any, **kwargs: Any) -> Any:
        """The optimizer's step."""
        return optimizer.step(*args, **kwargs)

    def update(self, new_scale: Any = None) -> None:
        """Nothing to do."""

    def get_scale(self) -> float:
        """1"""
        return 1.0

    def is_enabled(self) -> bool:
        """False"""
        return False

    def state_dict(self) -> dict[str, Any]:
        """Empty."""
        return {}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Nothing to do."""
