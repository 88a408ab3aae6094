"""``torch.cuda`` on a machine without one."""

from __future__ import annotations

from typing import Any

from ..core.device import check_device
from ..core.errors import refuse as _refuse
from . import amp

__all__ = [
    "amp", "current_device", "device_count", "empty_cache", "get_device_name", "get_device_properties", "get_rng_state_all", "init",
    "is_available", "is_bf16_supported", "is_initialized", "manual_seed", "manual_seed_all", "max_memory_allocated", "max_memory_reserved",
    "memory_allocated", "memory_reserved", "reset_peak_memory_stats", "seed", "seed_all", "set_device", "set_rng_state_all", "synchronize",
]  # fmt: skip


def is_available() -> bool:
    """False: there is no GPU."""
    return False


_initialized = False
is_initialized = is_bf16_supported = is_available


def device_count() -> int:
    """0: there is no GPU."""
    return 0


def manual_seed(seed: int) -> None:
    """Nothing: numbers drawn on a GPU have their own seed, and there is none."""


manual_seed_all = manual_seed


def _is_in_bad_fork() -> bool:
    """False: no process has used a GPU."""
    return False


def synchronize(device: Any = None) -> None:
    """Nothing to wait for."""


empty_cache = reset_peak_memory_stats = seed = seed_all = synchronize


def memory_allocated(device: Any = None) -> int:
    """0: there is no GPU."""
    return 0


max_memory_allocated = memory_reserved = max_memory_reserved = memory_allocated


def get_rng_state_all() -> list[Any]:
    """Those of no devices."""
    return []


def set_rng_state_all(new_states: Any) -> None:
    """Nothing to set."""


def init() -> None:
    """The error of asking for a device that is not there."""
    check_device("cuda")


def get_device_name(device: Any = None) -> str:
    """The error of asking for a device that is not there."""
    check_device("cuda")
    return ""


get_device_properties = current_device = get_device_name


def set_device(device: Any) -> None:
    """The error of asking for a device that is not there."""
    check_device("cuda")


__getattr__ = _refuse(__name__)
