"""``torch.utils._foreach_utils``: lists of tensors sorted by device and type, as optimizers of libraries ask for them."""

from __future__ import annotations

from typing import Any

__all__: list[str] = []


def _group_tensors_by_device_and_dtype(tensorlistlist: list[list[Any]], with_indices: bool = False) -> dict[tuple[Any, Any], Any]:
    """For each device and type of the first list's tensors: all lists with these entries only, and where they stood if that is asked for."""
    groups: dict[tuple[Any, Any], list[int]] = {}
    for place, first in enumerate(tensorlistlist[0]):
        if first is not None:
            groups.setdefault((first.device, first.dtype), []).append(place)
    return {
        key: ([[each[place] if each else None for place in places] for each in tensorlistlist], places if with_indices else [])
        for key, places in groups.items()
    }


def _get_foreach_kernels_supported_devices() -> list[str]:
    """None: such operations go through the lists here, whatever the device."""
    return []


def _get_fused_kernels_supported_devices() -> list[str]:
    """None."""
    return []
