"""Devices: every tensor is on the CPU; programs written for several devices find that out here."""

from __future__ import annotations

import re
from typing import Any

from .tensor import Tensor, attach

__all__ = ["device", "get_default_device", "set_default_device"]

TYPES = ("cpu", "cuda", "mps", "xpu", "hpu", "mtia", "meta", "xla")


class device:
    """A device by name: ``device("cpu")``, ``device("cuda:0")``, ``device("cuda", 0)``. Only those of type "cpu" can hold tensors.

    >>> device("cuda:1")
    device(type='cuda', index=1)
    >>> str(device("cpu"))
    'cpu'
    """

    __slots__ = ("index", "type")
    type: str
    index: int | None

    def __init__(self, type: str | device, index: int | None = None) -> None:
        if isinstance(type, device):
            self.type, self.index = type.type, type.index
            return
        if not isinstance(type, str):
            raise TypeError(f"device: expected a name such as 'cpu', got {type!r}")
        name, colon, number = type.partition(":")
        if name not in TYPES:
            raise RuntimeError(f"device: expected one of {', '.join(TYPES)} at the start of the device string, got {type!r}")
        if colon and (index is not None or not re.fullmatch("0|[1-9][0-9]*", number)):
            raise RuntimeError(f"Invalid device string: {type!r}")
        self.type, self.index = name, int(number) if colon else index

    def __eq__(self, other: object) -> bool:
        return isinstance(other, device) and (self.type, self.index) == (other.type, other.index)

    def __hash__(self) -> int:
        return hash((self.type, self.index))

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def __repr__(self) -> str:
        return f"device(type={self.type!r})" if self.index is None else f"device(type={self.type!r}, index={self.index})"

    def __enter__(self) -> device:
        check_device(self)
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def __reduce__(self) -> Any:
        return device, (str(self),)


CPU = device("cpu")


def check_device(wanted: device | str | int | None) -> None:
    """Refuse a device that tensors cannot be on, as PyTorch without a GPU does."""
    if wanted is None or wanted is CPU:
        return
    if isinstance(wanted, int):
        raise RuntimeError(f"device {wanted}: there is no accelerator, wgrad computes on the CPU only. Use device='cpu', or leave it out")
    found = device(wanted)
    if found.type != "cpu":
        error = AssertionError if found.type in ("cuda", "xpu") else RuntimeError
        raise error(f"device {str(found)!r} is not available: wgrad computes on the CPU only. Use device='cpu', or leave it out")


def get_default_device() -> device:
    """The device on which tensors are made: the CPU."""
    return CPU


def set_default_device(device: device | str | None) -> None:
    """Does nothing for the CPU, and refuses any other device."""
    check_device(device)


@attach
def cuda(self: Tensor, device: Any = None, non_blocking: bool = False, memory_format: Any = None) -> Tensor:
    """The error of asking for a device that is not there."""
    check_device("cuda" if device is None else device)
    return self


attach(property(lambda self: CPU, doc="The device that holds the tensor: the CPU."), "device")
for kind in ("is_cuda", "is_quantized", "is_sparse", "is_xpu"):
    attach(False, kind)
attach(True, "is_cpu")
