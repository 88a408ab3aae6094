"""Weight normalisation in its first form: ``weight_g`` and ``weight_v`` beside the layer's other parameters."""

from __future__ import annotations

from typing import Any

import autograd

from ..parameter import Parameter
from .parametrizations import norm_except

__all__ = ["remove_weight_norm", "weight_norm"]


class _WeightNormHook:
    """Computes the weight before each call of its module."""

    def __init__(self, name: str, dim: int) -> None:
        self.name, self.dim = name, dim

    def __call__(self, module: Any, args: Any = None) -> None:
        g, v = getattr(module, f"{self.name}_g"), getattr(module, f"{self.name}_v")
        object.__setattr__(module, self.name, v * (g / norm_except(v, self.dim)))


def weight_norm(module: Any, name: str = "weight", dim: int | None = 0) -> Any:
    """Let a weight be computed as g · v / |v| before each call, with its length g and its direction v learnt.  Salimans & Kingma 2016.

    The norm is taken over all dimensions but ``dim``, over all for None.
    """
    for hook in module._forward_pre_hooks.values():
        if isinstance(hook.hook, _WeightNormHook) and hook.hook.name == name:
            raise RuntimeError(f"Cannot register two weight_norm hooks on the same parameter {name}")
    hook = _WeightNormHook(name, -1 if dim is None else dim)
    weight = getattr(module, name)
    delattr(module, name)
    with autograd.no_grad():
        module.register_parameter(f"{name}_g", Parameter(norm_except(weight, hook.dim)))
    module.register_parameter(f"{name}_v", Parameter(weight.detach()))
    hook(module)
    module.register_forward_pre_hook(hook)
    return module


def remove_weight_norm(module: Any, name: str = "weight") -> Any:
    """Make the weight an ordinary parameter again, with its present value."""
    for key, called in module._forward_pre_hooks.items():
        if isinstance(called.hook, _WeightNormHook) and called.hook.name == name:
            called.hook(module)
            weight = getattr(module, name).detach()
            for part in (name, f"{name}_g", f"{name}_v"):
                delattr(module, part)
            module.register_parameter(name, Parameter(weight))
            del module._forward_pre_hooks[key]
            return module
    raise ValueError(f"weight_norm of '{name}' not found in {module}")
