"""Record what PyTorch answers to the samples: ``python -m tests.record_references`` writes references.npz.

The tests compare with the file, so that they need no PyTorch. A sample's function is looked up in ``torch`` by its name; a lambda or a
function of the sample files runs there with ``torch`` in place of ``autograd``. Samples that PyTorch cannot run so (inputs of NumPy
functions, our own operations) are left out, and counted.
"""

from __future__ import annotations

import sys
import types
import warnings
from pathlib import Path
from typing import Any

import numpy as np

import autograd
import nn.functional
from autograd.core.op import Op
from tests.samples import Sample, all_samples

WRONG_IN_PYTORCH = {"det singular"}  # its gradient of the determinant of a singular matrix is zero; finite differences say otherwise
FILE = Path(__file__).with_name("references.npz")


def keyed(samples: list[Sample]) -> dict[str, Sample]:
    """Samples by their name in the file: those of one name are counted."""
    seen: dict[str, int] = {}
    found = {}
    for sample in samples:
        seen[sample.name] = seen.get(sample.name, 0) + 1
        found[f"{sample.name}#{seen[sample.name]}"] = sample
    return found


def cotangent(shape: tuple[int, ...]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The same random cotangent in both libraries."""
    return np.asarray(np.random.default_rng(5).normal(size=shape))


def in_torch(function: Any) -> Any:
    """The same function in PyTorch."""
    import torch

    name = getattr(function, "__name__", "")
    home = getattr(function, "__module__", "") if isinstance(function, types.FunctionType) else "autograd"
    if home.startswith("tests.samples"):
        swapped = {n: foreign(v) for n, v in function.__globals__.items() if n in function.__code__.co_names}
        cells = tuple(types.CellType(foreign(c.cell_contents)) for c in function.__closure__ or ())
        known = {"__builtins__": function.__globals__["__builtins__"], **swapped}
        return types.FunctionType(function.__code__, known, name, function.__defaults__, cells)
    places = [torch, torch.linalg, torch.nn.functional, torch.Tensor]
    if home.startswith("nn"):
        places.insert(0, torch.nn.functional)
    elif home.endswith(("linalg", "decomposition")):
        places.insert(0, torch.linalg)
    for place in places:
        if hasattr(place, name):
            return getattr(place, name)
    raise AttributeError(name)


def foreign(value: Any) -> Any:
    """PyTorch's counterpart of something that a sample's function refers to."""
    import torch

    modules = {autograd: torch, nn: torch.nn, nn.functional: torch.nn.functional, autograd.linalg: torch.linalg}
    if isinstance(value, types.ModuleType):
        return modules.get(value, value)
    if isinstance(value, autograd.Tensor):
        return torch.from_numpy(value.array.copy())
    if isinstance(value, Op) or (isinstance(value, types.FunctionType) and value.__module__.startswith(("autograd", "nn", "tests.samples"))):
        return in_torch(value)
    return torch.Tensor if value is autograd.Tensor else value


def run(sample: Sample) -> list[np.ndarray[Any, Any]]:
    """PyTorch's results and gradients, all in one list."""
    import torch

    def converted(x: Any) -> Any:
        if isinstance(x, np.ndarray):
            t = torch.from_numpy(x.copy())
            return t.requires_grad_() if x.dtype.kind == "f" else t
        return [converted(v) for v in x] if isinstance(x, (list, tuple)) and x and isinstance(x[0], np.ndarray) else x

    inputs = [converted(x) for x in sample.inputs]
    result = in_torch(sample.function)(*inputs, **sample.keywords)
    outputs = [r for r in ([result] if isinstance(result, torch.Tensor) else result) if r.requires_grad]
    leaves = [t for x in inputs for t in (x if isinstance(x, list) else [x]) if isinstance(t, torch.Tensor) and t.requires_grad]
    gradients = torch.autograd.grad(outputs, leaves, [torch.from_numpy(cotangent(tuple(o.shape))).to(o.dtype) for o in outputs], allow_unused=True)
    return [*(o.detach().numpy() for o in outputs), *(np.zeros(0) if g is None else g.numpy() for g in gradients)]


def main() -> int:
    """Write the file and say what was left out."""
    arrays: dict[str, Any] = {}
    left_out = []
    for name, sample in keyed([s for s in all_samples() if s.name not in WRONG_IN_PYTORCH]).items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = run(sample)
        except Exception as error:
            left_out.append(f"{sample.name}: {type(error).__name__} {str(error)[:80]}")
            continue
        for part, array in enumerate(found):
            arrays[f"{name}/{part}"] = array
    np.savez_compressed(FILE, **arrays)
    recorded = len({k.rpartition("/")[0] for k in arrays})
    print(f"{recorded} samples recorded in {FILE.name} ({FILE.stat().st_size // 1024} kB), {len(left_out)} left out", *left_out, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
