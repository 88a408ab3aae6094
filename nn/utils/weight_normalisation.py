"""Weight and spectral normalisation in their first form: ``weight_g`` and ``weight_v``, or ``weight_orig``, beside the layer's other parameters."""

from __future__ import annotations

from typing import Any

import autograd

from .. import functional as F
from ..parameter import Parameter
from .parametrizations import as_matrix, dim_of_outputs, norm_except

__all__ = ["remove_spectral_norm", "remove_weight_norm", "spectral_norm", "weight_norm"]


class _Hook:
    """Computes a weight before each call of its module."""

    weight: Any

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, module: Any, args: Any = None) -> None:
        object.__setattr__(module, self.name, self.weight(module, module.training))


class _WeightNormHook(_Hook):
    parts = "{}_g", "{}_v"

    def __init__(self, name: str, dim: int) -> None:
        super().__init__(name)
        self.dim = dim

    def weight(self, module: Any, training: bool) -> Any:
        g, v = getattr(module, f"{self.name}_g"), getattr(module, f"{self.name}_v")
        return v * (g / norm_except(v, self.dim))


class _SpectralNormHook(_Hook):
    parts = "{}_orig", "{}_u", "{}_v"

    def __init__(self, name: str, n_power_iterations: int, eps: float, dim: int) -> None:
        super().__init__(name)
        self.n_power_iterations, self.eps, self.dim = n_power_iterations, eps, dim

    def weight(self, module: Any, training: bool) -> Any:
        weight, u, v = (getattr(module, part.format(self.name)) for part in self.parts)
        matrix = as_matrix(weight, self.dim)
        with autograd.no_grad():
            for _ in range(self.n_power_iterations if training else 0):
                v.copy_(F.normalize(matrix.mT @ u, dim=0, eps=self.eps))
                u.copy_(F.normalize(matrix @ v, dim=0, eps=self.eps))
        return weight / autograd.dot(u.clone(), matrix @ v.clone())


def weight_norm(module: Any, name: str = "weight", dim: int | None = 0) -> Any:
    """Let a weight be computed as g · v / |v| before each call, with its length g and its direction v learnt.  Salimans & Kingma 2016.

    The norm is taken over all dimensions but ``dim``, over all for None.
    """
    _refuse_second(module, name, _WeightNormHook)
    hook = _WeightNormHook(name, -1 if dim is None else dim)
    weight = getattr(module, name)
    delattr(module, name)
    with autograd.no_grad():
        module.register_parameter(f"{name}_g", Parameter(norm_except(weight, hook.dim)))
    module.register_parameter(f"{name}_v", Parameter(weight.detach()))
    hook(module)
    module.register_forward_pre_hook(hook)
    return module


def spectral_norm(module: Any, name: str = "weight", n_power_iterations: int = 1, eps: float = 1e-12, dim: int | None = None) -> Any:
    """Let a weight be divided by its largest singular value before each call, estimated by the power method.  Miyato et al. 2018.

    `parametrizations.spectral_norm` is the newer form.
    """
    _refuse_second(module, name, _SpectralNormHook)
    hook = _SpectralNormHook(name, n_power_iterations, eps, dim_of_outputs(module) if dim is None else dim)
    weight = getattr(module, name)
    matrix = as_matrix(weight.detach(), hook.dim)
    start = [F.normalize(matrix.new_empty(size).normal_(), dim=0, eps=eps) for size in matrix.shape]
    delattr(module, name)
    module.register_parameter(f"{name}_orig", weight)
    object.__setattr__(module, name, weight.data)
    for part, vector in zip("uv", start, strict=True):
        module.register_buffer(f"{name}_{part}", vector)
    module.register_forward_pre_hook(hook)
    return module


def _refuse_second(module: Any, name: str, kind: Any) -> None:
    if any(isinstance(called.hook, kind) and called.hook.name == name for called in module._forward_pre_hooks.values()):
        raise RuntimeError(f"Cannot register two {'spectral' if kind is _SpectralNormHook else 'weight'}_norm hooks on the same parameter {name}")


def remove_weight_norm(module: Any, name: str = "weight") -> Any:
    """Make the weight an ordinary parameter again, with its present value."""
    return _remove(module, name, _WeightNormHook, "weight_norm")


def remove_spectral_norm(module: Any, name: str = "weight") -> Any:
    """Make the weight an ordinary parameter again, with its present value."""
    return _remove(module, name, _SpectralNormHook, "spectral_norm")


def _remove(module: Any, name: str, kind: Any, what: str) -> Any:
    for key, called in module._forward_pre_hooks.items():
        if isinstance(called.hook, kind) and called.hook.name == name:
            weight = called.hook.weight(module, False).detach()
            for part in (name, *(part.format(name) for part in kind.parts)):
                if hasattr(module, part):
                    delattr(module, part)
            module.register_parameter(name, Parameter(weight))
            del module._forward_pre_hooks[key]
            return module
    raise ValueError(f"{what} of '{name}' not found in {module}")
