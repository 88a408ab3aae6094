"""Automatic mixed precision: ``torch.amp`` and ``torch.cuda.amp``, disabled. Everything is computed in the precision of its inputs."""

from __future__ import annotations

import warnings
from contextlib import ContextDecorator
from typing import Any

from ..core import dtypes
from ..core.errors import refuse as _refuse

__all__ = ["GradScaler", "autocast"]


class autocast(ContextDecorator):
    """A context manager and a decorator that does nothing, and says so where PyTorch would compute in bfloat16 or float16 on this machine."""

    def __init__(self, device_type: str | bool = "cpu", dtype: Any = None, enabled: bool = True, cache_enabled: bool | None = None) -> None:
        on_cpu = str(device_type).startswith("cpu")
        wanted = dtypes.bfloat16 if dtype is None and on_cpu else dtype
        if enabled and device_type is not False and (wanted is dtypes.bfloat16 or (on_cpu and wanted is dtypes.float16)):
            warnings.warn(
                f"autocast to {wanted.name}: wgrad has no such autocast, and stays in the type of the inputs, float32 as a rule, which is "
                "more exact. Leave autocast out, or say enabled=False",
                UserWarning,
                stacklevel=2,
            )

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


__getattr__ = _refuse(__name__)
