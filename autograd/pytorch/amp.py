"""Automatic mixed precision: ``torch.amp`` and ``torch.cuda.amp``. Everything is computed in the precision of its inputs; losses are scaled."""

from __future__ import annotations

import warnings
from contextlib import ContextDecorator
from typing import Any

import numpy as np

from ..core import dtypes
from ..core.errors import refuse as _refuse
from ..core.tensor import Tensor

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
    """Scales losses up before ``backward``, and gradients down before the optimizer's step, which it leaves out if any is not finite.

    ``update`` multiplies the scale by ``backoff_factor`` after a step left out, and by ``growth_factor`` after ``growth_interval`` others. For
    ``"cuda"``, which is the default as in PyTorch, it is disabled: there is no such device here.

    >>> import autograd as torch, optim
    >>> w = torch.tensor([1.0], requires_grad=True)
    >>> optimizer, scaler = optim.SGD([w], lr=0.5), GradScaler("cpu", init_scale=4.0)
    >>> scaler.scale(w.sum()).backward()
    >>> w.grad
    tensor([4.])
    >>> scaler.step(optimizer)
    >>> scaler.update()
    >>> w.detach()
    tensor([0.5000])
    """

    def __init__(
        self,
        device: Any = "cuda",
        init_scale: float = 2.0**16,
        growth_factor: float = 2.0,
        backoff_factor: float = 0.5,
        growth_interval: int = 2000,
        enabled: bool = True,
    ) -> None:
        if isinstance(device, (int, float)):  # PyTorch's torch.cuda.amp.GradScaler has the scale there
            device = "cuda"
        self._enabled = bool(enabled) and str(device).startswith("cpu")
        if self._enabled and not growth_factor > 1:
            raise AssertionError("The growth factor must be > 1.0.")
        if self._enabled and not backoff_factor < 1:
            raise AssertionError("The backoff factor must be < 1.0.")
        self._scale, self._good_steps = float(init_scale), 0
        self._growth_factor, self._backoff_factor, self._growth_interval = growth_factor, backoff_factor, growth_interval
        self._unscaled: dict[int, bool] = {}  # by the identity of an optimizer: whether a gradient of it is not finite
        self._stepped: set[int] = set()  # the optimizers that have made their step since the last update

    def scale(self, outputs: Any) -> Any:
        """The loss, or each of several, times the scale."""
        if not self._enabled:
            return outputs
        if isinstance(outputs, Tensor):
            return outputs * self._scale
        if isinstance(outputs, (list, tuple)):
            return type(outputs)([self.scale(each) for each in outputs])
        raise ValueError("outputs must be a Tensor or an iterable of Tensors")

    def unscale_(self, optimizer: Any) -> None:
        """Divide the gradients of the optimizer's parameters by the scale, to clip them for instance; `step` does it otherwise."""
        if not self._enabled:
            return
        if id(optimizer) in self._stepped:
            raise RuntimeError("unscale_() is being called after step().")
        if id(optimizer) in self._unscaled:
            raise RuntimeError("unscale_() has already been called on this optimizer since the last update().")
        gradients = [p.grad for group in optimizer.param_groups for p in group["params"] if p.grad is not None]
        if any(g.array.dtype == np.float16 for g in gradients):
            raise ValueError("Attempting to unscale FP16 gradients.")
        for g in gradients:
            g.detach().mul_(1 / self._scale)
        if gradients:
            self._unscaled[id(optimizer)] = not all(np.isfinite(g.array).all() for g in gradients)

    def step(self, optimizer: Any, *args: Any, **kwargs: Any) -> Any:
        """The optimizer's step, unless a gradient is infinite or nan."""
        if not self._enabled:
            return optimizer.step(*args, **kwargs)
        if "closure" in kwargs:
            raise RuntimeError("Closure use is not currently supported if GradScaler is enabled.")
        if id(optimizer) in self._stepped:
            raise RuntimeError("step() has already been called since the last update().")
        if id(optimizer) not in self._unscaled:
            self.unscale_(optimizer)
        if id(optimizer) not in self._unscaled:
            raise AssertionError("No inf checks were recorded for this optimizer.")
        self._stepped.add(id(optimizer))
        return None if self._unscaled[id(optimizer)] else optimizer.step(*args, **kwargs)

    def update(self, new_scale: Any = None) -> None:
        """Change the scale as the steps since the last update say, or to ``new_scale``."""
        if not self._enabled:
            return
        if new_scale is not None:
            self._scale = float(new_scale)
        elif not self._unscaled:
            raise AssertionError("No inf checks were recorded prior to update.")
        elif any(self._unscaled.values()):
            self._scale, self._good_steps = self._scale * self._backoff_factor, 0
        else:
            self._good_steps += 1
            if self._good_steps == self._growth_interval:
                self._good_steps = 0
                if self._scale * self._growth_factor <= np.finfo(np.float32).max:
                    self._scale *= self._growth_factor
        self._unscaled.clear()
        self._stepped.clear()

    def get_scale(self) -> float:
        """What losses are multiplied by: 1 if the scaler is disabled."""
        return self._scale if self._enabled else 1.0

    def get_growth_factor(self) -> float:
        """What the scale is multiplied by after ``growth_interval`` good steps."""
        return self._growth_factor

    def get_backoff_factor(self) -> float:
        """What the scale is multiplied by after a step left out."""
        return self._backoff_factor

    def get_growth_interval(self) -> int:
        """How many good steps in a row make the scale grow."""
        return self._growth_interval

    def is_enabled(self) -> bool:
        """Whether anything is scaled."""
        return self._enabled

    def state_dict(self) -> dict[str, Any]:
        """The scale and what changes it; empty if the scaler is disabled."""
        if not self._enabled:
            return {}
        return {
            "scale": self._scale,
            "growth_factor": self._growth_factor,
            "backoff_factor": self._backoff_factor,
            "growth_interval": self._growth_interval,
            "_growth_tracker": self._good_steps,
        }

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Take over what `state_dict` returned."""
        if not self._enabled:
            return
        if not state_dict:
            raise RuntimeError("The source state dict is empty, possibly because it was saved from a disabled instance of GradScaler.")
        self._scale, self._good_steps = state_dict["scale"], state_dict["_growth_tracker"]
        self._growth_factor, self._backoff_factor = state_dict["growth_factor"], state_dict["backoff_factor"]
        self._growth_interval = state_dict["growth_interval"]


__getattr__ = _refuse(__name__)
