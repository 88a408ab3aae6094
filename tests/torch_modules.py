"""PyTorch's own module database, run against wgrad's layers: a test suite that nobody here wrote.

For each entry of ``torch.testing._internal.common_modules.module_db`` and each of its inputs, in training and in evaluation: the same
layer is made in PyTorch and in wgrad from the same seed. Equal must be: initial parameters (a draw of normals to a few ulp), names and
shapes of the state dict, the repr, the outputs, the buffers after the call, the gradients of parameters and inputs with random
cotangents, and gradients of gradients. As a script: ``python tests/torch_modules.py nn.Linear nn.LSTM [--show 5]``.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import sys
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import torch
from torch.testing._internal.common_modules import module_db

import autograd
import nn
from tests.torch_database import Report, Skip, compare, tensors_in, to_ours, to_torch

ENTRIES: dict[str, Any] = {entry.name: entry for entry in module_db}
# what wgrad does not have
ABSENT = {"nn.FractionalMaxPool2d", "nn.FractionalMaxPool3d", "nn.LinearCrossEntropyLoss"}
DTYPES = {"float64": torch.float64, "float32": torch.float32}
TOLERANCES = {"float64": (1e-7, 1e-9), "float32": (2e-4, 2e-5)}


@contextlib.contextmanager
def recorded_arguments() -> Iterator[None]:
    """Let every layer made inside remember its arguments: some layers take layers as arguments."""
    classes = [torch.nn.TransformerEncoderLayer, torch.nn.TransformerDecoderLayer]
    originals = [c.__init__ for c in classes]
    for c, original in zip(classes, originals, strict=True):

        @functools.wraps(original)
        def remembering(self: Any, *args: Any, _original: Any = original, **kwargs: Any) -> None:
            _original(self, *args, **kwargs)
            self.made_with = (args, kwargs)

        c.__init__ = remembering  # type: ignore[method-assign]
    try:
        yield
    finally:
        for c, original in zip(classes, originals, strict=True):
            c.__init__ = original  # type: ignore[method-assign]


def argument(value: Any, leaves: list[Any]) -> Any:
    """An argument of a layer as ours: layers and functions too."""
    if isinstance(value, torch.nn.Module):
        made = make(nn, type(value), value.made_with, leaves)
        made.load_state_dict({k: autograd.from_numpy(v.numpy().copy()) for k, v in value.state_dict().items()})
        return made
    if isinstance(value, types.BuiltinFunctionType | types.FunctionType):
        return getattr(nn.functional, value.__name__)
    if isinstance(value, (list, tuple)) and not isinstance(value, torch.Size):
        return type(value)(argument(v, leaves) for v in value)
    if isinstance(value, dict):
        return {k: argument(v, leaves) for k, v in value.items()}
    return to_ours(value, True, leaves)


def make(library: Any, cls: type, given: tuple[Any, Any], leaves: list[Any]) -> Any:
    """Our layer of the same name, made with the same arguments."""
    args, kwargs = argument(list(given[0]), leaves), argument({k: v for k, v in given[1].items() if k != "device"}, leaves)
    return getattr(library, cls.__name__)(*args, **kwargs)


def same_tensors(what: str, ours: Any, theirs: Any, rtol: float, atol: float) -> None:
    """The two state dicts agree."""
    assert list(ours) == list(theirs), f"{what}: names {list(ours)}, PyTorch {list(theirs)}"
    for name, tensor in theirs.items():
        compare(f"{what}: {name}", ours[name], tensor, rtol, atol)


def check(entry: Any, module_input: Any, dtype: str, training: bool) -> None:
    """One layer with one input."""
    rtol, atol = TOLERANCES[dtype]
    given = module_input.constructor_input
    torch.manual_seed(3)
    theirs = entry.module_cls(*given.args, **given.kwargs)
    autograd.manual_seed(3)
    ours = make(nn, entry.module_cls, (given.args, given.kwargs), [])
    assert repr(ours) == repr(theirs), f"repr {ours!r}, PyTorch {theirs!r}"
    theirs.train(training)
    ours.train(training)
    if not entry.is_lazy:
        drawn_normal = isinstance(theirs, torch.nn.Embedding | torch.nn.EmbeddingBag)
        same_tensors("initial", ours.state_dict(), theirs.state_dict(), *((1e-5, 1e-6) if drawn_normal else (0, 0)))
        ours.load_state_dict({k: autograd.from_numpy(v.numpy().copy()) for k, v in theirs.state_dict().items()})
    forward = module_input.forward_input
    if forward is None:
        return
    leaves_o: list[Any] = []
    leaves_t: list[Any] = []
    args_o, kwargs_o = argument(list(forward.args), leaves_o), argument(dict(forward.kwargs), leaves_o)
    args_t, kwargs_t = to_torch(list(forward.args), leaves_t), to_torch(dict(forward.kwargs), leaves_t)
    torch.manual_seed(5)
    out_t = theirs(*args_t, **kwargs_t)
    autograd.manual_seed(5)
    out_o = ours(*args_o, **kwargs_o)
    assert type(ours).__name__ == type(theirs).__name__
    compare("output", out_o, out_t, rtol, atol)
    if any(t.isnan().any() for t in tensors_in(out_t, torch.Tensor) if t.is_floating_point()):
        raise Skip("the result is nan, so its gradients mean nothing")
    same_tensors("afterwards", ours.state_dict(), theirs.state_dict(), rtol if dtype == "float32" else 1e-9, atol)
    assert [n for n, _ in ours.named_parameters()] == [n for n, _ in theirs.named_parameters()]
    leaves_o += list(ours.parameters())
    leaves_t += list(theirs.parameters())
    gradients(out_o, out_t, leaves_o, leaves_t, rtol * 10, atol * 10, second=entry.supports_gradgrad and dtype == "float64")


def gradients(out_o: Any, out_t: Any, leaves_o: list[Any], leaves_t: list[Any], rtol: float, atol: float, second: bool) -> None:
    """The gradients of all leaves agree, and those of the gradients."""
    assert len(leaves_o) == len(leaves_t)
    roots = [(o, t) for o, t in zip(tensors_in(out_o, autograd.Tensor), tensors_in(out_t, torch.Tensor), strict=True) if t.requires_grad]
    assert all(o.requires_grad for o, _ in roots), "an output requires no gradient here"
    if not roots or not leaves_t:
        return
    random = np.random.default_rng(0)
    for order in (1, 2) if second else (1,):
        cotangents = [np.asarray(random.normal(size=tuple(t.shape))) for _, t in roots]
        again = order == 1 and second
        try:
            grads_t = torch.autograd.grad(
                [t for _, t in roots],
                leaves_t,
                [torch.from_numpy(c).to(t.dtype) for c, (_, t) in zip(cotangents, roots, strict=True)],
                create_graph=again,
                allow_unused=True,
            )
        except (RuntimeError, NotImplementedError) as error:
            if "not implemented" in str(error) or "not supported" in str(error):
                return
            raise
        grads_o = autograd.grad(
            [o for o, _ in roots],
            leaves_o,
            [autograd.from_numpy(c).to(o.dtype) for c, (o, _) in zip(cotangents, roots, strict=True)],
            create_graph=again,
            allow_unused=True,
        )
        pairs = list(zip(grads_o, grads_t, strict=True))
        for i, (o, t) in enumerate(pairs):
            if o is None or t is None:
                held = t.numpy() if o is None and t is not None else o.array if o is not None else np.zeros(1)
                np.testing.assert_allclose(held, 0, atol=1e-12, err_msg=f"gradient {i} of order {order}: missing on one side")
            else:
                compare(f"gradient {i} of order {order}", o, t, rtol * order, atol * order)
        roots = [(o, t) for o, t in pairs if o is not None and t is not None and t.requires_grad and o.requires_grad]
        if not roots:
            return


def run(name: str, dtypes: list[str]) -> Report:
    """All inputs of one entry."""
    entry, report = ENTRIES[name], Report(name)
    for dtype in dtypes:
        if DTYPES[dtype] not in entry.dtypes:
            continue
        for training in (True, False):
            with warnings.catch_warnings(), recorded_arguments():
                warnings.simplefilter("ignore")
                torch.manual_seed(0)
                inputs = entry.module_inputs_func(entry, device="cpu", dtype=DTYPES[dtype], requires_grad=True, training=training)
                for number, module_input in enumerate(inputs):
                    where = f"{name} {dtype} {'training' if training else 'evaluation'} input {number} {module_input.desc}"
                    module_input.constructor_input.kwargs.setdefault("dtype", DTYPES[dtype]) if _takes_dtype(entry.module_cls) else None
                    try:
                        check(entry, module_input, dtype, training)
                        report.passed += 1
                    except Skip as reason:
                        report.skipped[str(reason)] += 1
                    except Exception as error:
                        given = module_input.constructor_input
                        first = " | ".join(str(error).strip().splitlines())[:500]
                        report.failures.append(f"{where} {given.args} {given.kwargs}: {type(error).__name__}: {first}")
    return report


def run_errors(name: str) -> Report:
    """The entry's error inputs: the same exception type, when the layer is made or when it is called."""
    entry, report = ENTRIES[name], Report(name)
    if entry.module_error_inputs_func is None:
        return report
    for training in (True, False):
        inputs = entry.module_error_inputs_func(entry, device="cpu", dtype=torch.float64, requires_grad=True, training=training)
        for number, error_input in enumerate(inputs):
            given = error_input.module_error_input
            where = f"{name} error input {number}"
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    made = make(nn, entry.module_cls, (given.constructor_input.args, given.constructor_input.kwargs), []).double()
                    if given.forward_input is not None:
                        made(*argument(list(given.forward_input.args), []), **argument(dict(given.forward_input.kwargs), []))
                report.failures.append(f"{where}: no error; PyTorch {error_input.error_type.__name__}: {error_input.error_regex}")
            except error_input.error_type:
                report.passed += 1
            except Skip as reason:
                report.skipped[str(reason)] += 1
            except Exception as error:
                report.failures.append(f"{where}: {type(error).__name__} {error}; PyTorch {error_input.error_type.__name__}")
    return report


def _takes_dtype(cls: type) -> bool:
    import inspect

    return "dtype" in inspect.signature(cls.__init__).parameters or issubclass(cls, torch.nn.RNNBase)  # type: ignore[misc]


def main() -> int:
    """Run the named entries and print their failures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="entries, as nn.Linear; none: all of them")
    parser.add_argument("--dtype", nargs="*", default=list(DTYPES), choices=list(DTYPES))
    parser.add_argument("--show", type=int, default=3, help="failures printed per entry")
    arguments = parser.parse_args()
    bad = 0
    for name in arguments.names or [n for n in ENTRIES if n not in ABSENT]:
        for report in (run(name, arguments.dtype), run_errors(name)):
            bad += bool(report.failures)
            if report.passed or report.failures or report.skipped:
                print(f"{name}: {report.passed} passed, {len(report.failures)} failed, {sum(report.skipped.values())} skipped {dict(report.skipped)}")
            for failure in report.failures[: arguments.show]:
                print("   ", failure)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
