"""PyTorch's own operator database, run against wgrad: a test suite that nobody here wrote.

For each entry of ``torch.testing._internal.common_methods_invocations.op_db`` and each of its sample inputs, the same call is made in
PyTorch and in wgrad: result (value, shape, dtype), gradients with random cotangents, gradients of gradients, the method and the
in-place form. Its error inputs must raise the same exception type.

Skipped by rule, and counted: samples with complex or sparse tensors, with ``out=``, a memory format, named dimensions or a device other
than the CPU. As a script: ``python tests/torch_database.py add mul nn.functional.relu [--dtype float64] [--show 3]``.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import torch
from torch.testing._internal.common_methods_invocations import op_db

import autograd
import nn.functional

SKIPPED_KEYWORDS = {"out", "memory_format", "names", "layout", "pin_memory"}
# reference inputs of some entries number in the thousands: beyond this many, evenly spaced ones are taken, unless WGRAD_ALL_SAMPLES is set
MOST_SAMPLES = 10**9 if os.environ.get("WGRAD_ALL_SAMPLES") else 60
# PyTorch's float32 gradient of logcumsumexp goes through the logarithm of the cotangent, and is 2% off its own float64 gradient
LESS_ACCURATE_IN_PYTORCH = {("logcumsumexp", "float32"): 3e-3}
DTYPES = {"float64": torch.float64, "float32": torch.float32, "int64": torch.int64, "bool": torch.bool}


class Skip(Exception):
    """A sample that a rule above excludes."""


def entry_name(entry: Any) -> str:
    """The name by which api lists call a database entry: ``div.floor_rounding``, ``F.relu``."""
    name = entry.name.replace("nn.functional.", "F.")
    return f"{name}.{entry.variant_test_name}" if entry.variant_test_name else name


ENTRIES: dict[str, Any] = {entry_name(e): e for e in op_db}


@dataclass
class Report:
    """What came of one entry."""

    name: str
    passed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def function_of(entry: Any) -> Any:
    """Our function for a database entry."""
    if entry.name == "__getitem__":
        return lambda t, index: t[index]
    if entry.name.startswith("__"):
        return lambda t, *a, **k: getattr(t, entry.name)(*a, **k)
    if entry.name == "where":  # whose samples have the condition second
        return lambda t, condition, *a, **k: autograd.where(condition, t, *a, **k)
    if entry.name == "einsum":  # whose samples have the tensors first
        return lambda tensors, equation: autograd.einsum(equation, tensors)
    path = entry.name.split(".")
    if path[-1] in ("embedding", "embedding_bag"):  # whose samples have the weight first
        return lambda weight, indices, *a, **k: getattr(nn.functional, path[-1])(indices, weight, *a, **k)
    if path[:2] == ["nn", "functional"]:
        return getattr(nn.functional, path[2])
    owner: Any = autograd
    for part in path[:-1]:
        owner = getattr(owner, part)
    if isinstance(getattr(autograd.Tensor, path[-1], None), property):
        return lambda t: getattr(t, path[-1])
    if not callable(getattr(owner, path[-1], None)) and hasattr(autograd.Tensor, path[-1]):
        return lambda t, *a, **k: getattr(t, path[-1])(*a, **k)
    return getattr(owner, path[-1])


def to_ours(value: Any, requires_grad: bool, leaves: list[Any]) -> Any:
    """A PyTorch argument as ours; tensors that require a gradient are appended to ``leaves``."""
    if isinstance(value, torch.Tensor):
        if value.is_sparse or value.layout != torch.strided or value.is_complex() or value.dtype in (torch.bfloat16, torch.float16):
            raise Skip("complex, sparse or half tensor")
        if value.device.type != "cpu":
            raise Skip("other device")
        if value.ndim > 64:
            raise Skip("more dimensions than NumPy has")
        array = value.detach().numpy()
        strided = array.copy() if array.flags.c_contiguous else _same_strides(array)
        t = autograd.from_numpy(strided)
        if value.requires_grad and requires_grad:
            t.requires_grad_()
            leaves.append(t)
        return t
    if isinstance(value, torch.dtype):
        if value.is_complex or value in (torch.bfloat16, torch.float16):
            raise Skip("complex or half dtype")
        return getattr(autograd, str(value).removeprefix("torch."))
    if isinstance(value, torch.Size):
        return tuple(value)
    if isinstance(value, torch.device):
        if value.type != "cpu":
            raise Skip("other device")
        return "cpu"
    if isinstance(value, (torch.layout, torch.memory_format)):
        raise Skip("layout or memory format")
    if isinstance(value, complex):
        raise Skip("complex, sparse or half tensor")
    if isinstance(value, torch.Generator):
        raise Skip("generator")
    if isinstance(value, (list, tuple)):
        items = [to_ours(v, requires_grad, leaves) for v in value]
        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    if isinstance(value, dict):
        return {k: to_ours(v, requires_grad, leaves) for k, v in value.items()}
    return value


def _same_strides(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """A copy with the memory layout of a transposed, strided or expanded array."""
    if any(s == 0 and n > 1 for s, n in zip(array.strides, array.shape, strict=True)):
        small = array[tuple(slice(0, 1) if s == 0 else slice(None) for s in array.strides)]
        return np.broadcast_to(small.copy(), array.shape)
    order = sorted(range(array.ndim), key=lambda i: -abs(array.strides[i]))
    return array.transpose(order).copy().transpose(np.argsort(order))


def to_torch(value: Any, leaves: list[Any]) -> Any:
    """A fresh copy of a sample's argument."""
    if isinstance(value, torch.Tensor):
        fresh = value.detach().clone(memory_format=torch.preserve_format)
        if value.requires_grad:
            fresh.requires_grad_()
            leaves.append(fresh)
        return fresh
    if isinstance(value, (list, tuple)) and not isinstance(value, torch.Size):
        items = [to_torch(v, leaves) for v in value]
        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    if isinstance(value, dict):
        return {k: to_torch(v, leaves) for k, v in value.items()}
    return value


def tensors_in(value: Any, kind: type) -> list[Any]:
    """All tensors in a nest of tuples and lists."""
    if isinstance(value, kind):
        return [value]
    if isinstance(value, (list, tuple)):
        return [t for v in value for t in tensors_in(v, kind)]
    return []


# which of several equal elements an index names is not specified: for these it is compared what the indices pick, along a dimension
# that is this positional argument of the call
TIES = {"sort": 0, "argsort": 0, "topk": 1, "kthvalue": 1, "mode": 0, "median": 0, "nanmedian": 0}


def by_what_they_pick(entry: Any, sample: Any, given: Any, result: Any) -> Any:
    """A result with its indices replaced by the elements that they pick."""
    values, indices = (None, result) if entry.name == "argsort" else result
    place = TIES[entry.name]
    dim = sample.kwargs.get("dim", sample.args[place] if len(sample.args) > place else -1)
    x, i = given.detach().numpy(), indices.detach().numpy()
    assert i.dtype == np.int64, f"indices of type {i.dtype}"
    i = np.expand_dims(i, dim) if i.ndim < x.ndim else i
    picked = np.take_along_axis(x, i, dim) if x.ndim else np.array(x)
    return [t for t in (values, torch.from_numpy(picked) if isinstance(given, torch.Tensor) else autograd.tensor(picked)) if t is not None]


def compare(what: str, ours: Any, theirs: Any, rtol: float, atol: float) -> None:
    """AssertionError unless the two nests of tensors and numbers are alike in structure, shape, dtype and value."""
    if isinstance(theirs, torch.Tensor):
        assert isinstance(ours, autograd.Tensor), f"{what}: {type(ours).__name__} instead of a Tensor"
        assert tuple(ours.shape) == tuple(theirs.shape), f"{what}: shape {tuple(ours.shape)}, PyTorch {tuple(theirs.shape)}"
        assert str(ours.dtype) == str(theirs.dtype), f"{what}: dtype {ours.dtype}, PyTorch {theirs.dtype}"
        if theirs.dtype == torch.float32:  # also in samples that mix it with float64
            rtol, atol = max(rtol, 2e-4), max(atol, 2e-5)
        np.testing.assert_allclose(ours.array, theirs.detach().numpy(force=True), rtol=rtol, atol=atol, equal_nan=True, err_msg=what)
    elif isinstance(theirs, (list, tuple)):
        assert len(ours) == len(theirs), f"{what}: {len(ours)} results, PyTorch {len(theirs)}"
        for i, (a, b) in enumerate(zip(ours, theirs, strict=True)):
            compare(f"{what}[{i}]", a, b, rtol, atol)
    elif isinstance(theirs, float):
        np.testing.assert_allclose(ours, theirs, rtol=rtol, atol=atol, equal_nan=True, err_msg=what)
    elif not isinstance(theirs, (torch.dtype, torch.device)):
        assert ours == theirs, f"{what}: {ours!r}, PyTorch {theirs!r}"


def check_sample(entry: Any, function: Any, torch_function: Any, sample: Any, dtype: str, inplace: bool = False) -> None:
    """Make one call in both libraries and compare everything that comes of it."""
    rtol, atol = {"float64": (1e-7, 1e-9), "float32": (2e-4, 2e-5)}.get(dtype, (1e-5, 1e-6))
    rtol = max(rtol, LESS_ACCURATE_IN_PYTORCH.get((entry.name, dtype), 0))
    # memory formats that ask for nothing special are left out, other ones are skipped
    keywords = {k: v for k, v in sample.kwargs.items() if k != "memory_format" or v not in (torch.preserve_format, torch.contiguous_format)}
    if SKIPPED_KEYWORDS & {k for k, v in keywords.items() if v is not None}:
        raise Skip("keyword out, memory_format, names or layout")
    with_grad = dtype.startswith("float") and entry.supports_autograd
    ours_leaves: list[Any] = []
    theirs_leaves: list[Any] = []
    ours = [to_ours(v, with_grad, ours_leaves) for v in (sample.input, list(sample.args), keywords)]
    theirs = [to_torch(v, theirs_leaves) for v in (sample.input, list(sample.args), dict(sample.kwargs))]
    if inplace:  # the first argument must not be a leaf
        ours[0], theirs[0] = ours[0].clone(), theirs[0].clone()
    torch.manual_seed(42)  # the seed that the entries of random functions set in every call
    autograd.manual_seed(42)
    try:
        expected = torch_function(theirs[0], *theirs[1], **theirs[2])
    except Exception as error:
        try:
            got = function(ours[0], *ours[1], **ours[2])
        except type(error):
            return
        except Exception as other:
            raise AssertionError(f"raised {type(other).__name__}: {other}; PyTorch {type(error).__name__}: {error}") from None
        raise AssertionError(f"returned {got!r:.200}; PyTorch raised {type(error).__name__}: {error}") from None
    result = function(ours[0], *ours[1], **ours[2])
    if entry.name in ("empty_like", "new_empty", "empty"):
        compare("result", autograd.zeros_like(result), torch.zeros_like(expected), 0, 0)
        return
    process = sample.output_process_fn_grad
    has_indices = entry.name == "argsort" or isinstance(expected, tuple)
    if entry.name in TIES and has_indices and not sample.kwargs.get("stable"):
        pair = [by_what_they_pick(entry, sample, *call) for call in ((ours[0], result), (theirs[0], expected))]
        compare("result", *pair, rtol, atol)
    elif entry.name in ("linalg.svd", "linalg.eigh", "svd"):  # vectors of arbitrary sign: the entry's own way to remove it
        compare("result", process(result), process(expected), rtol, atol)
    elif entry.name == "matrix_exp" and dtype == "float32":  # of which PyTorch's float32 result misses its own float64 result by more than rtol
        compare("result", result, torch_function(theirs[0].detach().double()).float(), rtol, atol)
    else:
        compare("result", result, expected, rtol, atol)
    if not with_grad or not theirs_leaves:
        return
    roots_t = [t for t in tensors_in(process(expected), torch.Tensor) if t.requires_grad]
    all_t, all_o = tensors_in(process(expected), torch.Tensor), tensors_in(process(result), autograd.Tensor)
    for i, (a, b) in enumerate(zip(all_o, all_t, strict=True)):
        assert a.requires_grad == b.requires_grad, f"result {i}: requires_grad {a.requires_grad}, PyTorch {b.requires_grad}"
    if not roots_t:
        return
    roots_o = [o for o, t in zip(all_o, all_t, strict=True) if t.requires_grad]
    random = np.random.default_rng(3)
    cotangents = [random.normal(size=tuple(t.shape)).astype(str(t.dtype).removeprefix("torch.")) for t in roots_t]
    second = dtype == "float64" and entry.supports_gradgrad
    try:
        grads_t = torch.autograd.grad(
            roots_t, theirs_leaves, [torch.from_numpy(c.copy()) for c in cotangents], create_graph=second, allow_unused=True
        )
    except (NotImplementedError, RuntimeError) as error:
        if "not implemented" in str(error):  # in PyTorch
            return
        raise
    grads_o = autograd.grad(roots_o, ours_leaves, [autograd.from_numpy(c.copy()) for c in cotangents], create_graph=second, allow_unused=True)
    pairs = list(zip(grads_o, grads_t, strict=True))
    for i, (a, b) in enumerate(pairs):
        if a is None or b is None:
            zero = (a if b is None else b) is None or not np.any(a.array if b is None else b.detach().numpy(force=True))
            assert zero, f"gradient {i}: {'none' if a is None else 'one'} here, {'none' if b is None else 'one'} in PyTorch"
            continue
        compare(f"gradient {i}", a, b, rtol * 10, atol * 10)
    if not second:
        return
    again = [(a, b) for a, b in pairs if a is not None and b is not None and b.requires_grad]
    if not again:
        return
    cotangents = [random.normal(size=tuple(b.shape)) for _, b in again]
    try:
        second_t = torch.autograd.grad(
            [b for _, b in again],
            theirs_leaves,
            [torch.from_numpy(c).to(b.dtype) for c, (_, b) in zip(cotangents, again, strict=True)],
            allow_unused=True,
        )
    except (RuntimeError, NotImplementedError) as error:
        if "not implemented" in str(error) or "not supported" in str(error):
            return
        raise
    rooted = [(a, c) for (a, _), c in zip(again, cotangents, strict=True) if a.requires_grad]
    if rooted:
        second_o: Any = autograd.grad([a for a, _ in rooted], ours_leaves, [autograd.from_numpy(c).to(a.dtype) for a, c in rooted], allow_unused=True)
    else:
        second_o = [None] * len(ours_leaves)
    for i, (a, b) in enumerate(zip(second_o, second_t, strict=True)):
        if a is None or b is None:
            other = a.array if b is None and a is not None else b.numpy(force=True) if b is not None else np.zeros(1)
            np.testing.assert_allclose(other, 0, atol=1e-7, err_msg=f"second-order gradient {i}: missing on one side")
        else:
            compare(f"second-order gradient {i}", a, b, 1e-5, 1e-6)


def permuted(tensor: torch.Tensor, last: bool) -> torch.Tensor:
    """The same values with the dimensions in another order in memory: the channels (dimension 1) last, or all of them reversed."""
    if tensor.ndim < 2 or any(s == 0 and n > 1 for s, n in zip(tensor.stride(), tensor.shape, strict=True)):
        return tensor
    order = (0, *range(2, tensor.ndim), 1) if last else tuple(reversed(range(tensor.ndim)))
    inverse = tuple(np.argsort(order).tolist())
    return tensor.detach().permute(order).contiguous().permute(inverse).requires_grad_(tensor.requires_grad)


def strides_that_matter(tensor: Any) -> Any:
    """Those of dimensions with more than one element."""
    return tensor.numel() and tuple(s for s, n in zip(tensor.stride(), tensor.shape, strict=True) if n > 1)


def run_permuted(name: str, most: int = 4) -> Report:
    """Strides of results and of ``.grad`` of leaves, for some samples with all tensors, the first or all but the first permuted in memory."""
    entry, report = ENTRIES[name], Report(name)
    if torch.float64 not in entry.dtypes:
        return report
    function, drawn = function_of(entry), samples_of(entry, torch.float64)
    for sample in [drawn[i] for i in np.linspace(0, len(drawn) - 1, most).astype(int)] if len(drawn) > most else drawn:
        given = (sample.input, list(sample.args), dict(sample.kwargs))
        count = len([t for t in tensors_in([sample.input, list(sample.args), list(sample.kwargs.values())], torch.Tensor) if t.ndim > 1])
        for last in (False, True):
            for which in ("all", "first", "others")[: 1 if count < 2 else 3]:
                theirs_leaves: list[Any] = []
                ours_leaves: list[Any] = []
                number = iter(range(10**6))

                def laid(value: Any, which: str = which, last: bool = last, number: Any = number, leaves: list[Any] = theirs_leaves) -> Any:
                    if isinstance(value, torch.Tensor):
                        first = next(number) == 0
                        value = value.detach().clone(memory_format=torch.preserve_format).requires_grad_(value.requires_grad)
                        value = permuted(value, last) if which == "all" or (which == "first") == first else value
                        leaves += [value] if value.requires_grad else []
                        return value
                    if isinstance(value, (list, tuple)) and not isinstance(value, torch.Size):
                        items = [laid(v) for v in value]
                        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
                    return {k: laid(v) for k, v in value.items()} if isinstance(value, dict) else value

                where = f"{name}, {which} {'channels last' if last else 'reversed'} [{sample.summary()!s:.200}]"
                try:
                    if SKIPPED_KEYWORDS & {k for k, v in sample.kwargs.items() if v is not None}:
                        raise Skip("keyword out, memory_format, names or layout")
                    theirs = [laid(v) for v in given]
                    ours = [to_ours(v, True, ours_leaves) for v in theirs]
                except Skip as reason:
                    report.skipped[str(reason)] += 1
                    continue
                torch.manual_seed(0)
                autograd.manual_seed(0)
                try:
                    expected = tensors_in(entry.op(theirs[0], *theirs[1], **theirs[2]), torch.Tensor)
                except (RuntimeError, IndexError):  # of views that this order in memory does not allow
                    report.skipped["PyTorch raises"] += 1
                    continue
                result = tensors_in(function(ours[0], *ours[1], **ours[2]), autograd.Tensor)
                for i, (a, b) in enumerate(zip(result, expected, strict=True)):
                    if strides_that_matter(a) != strides_that_matter(b):
                        report.failures.append(f"{where}: result {i} has strides {a.stride()}, PyTorch {b.stride()}")
                roots = [(a, b) for a, b in zip(result, expected, strict=True) if b.requires_grad and b.numel()]
                if roots and theirs_leaves:
                    torch.autograd.backward([b.sum() for _, b in roots])
                    autograd.autograd.backward([a.sum() for a, _ in roots])
                    for a, b in zip(ours_leaves, theirs_leaves, strict=True):
                        if a.grad is not None and b.grad is not None and strides_that_matter(a.grad) != strides_that_matter(b.grad):
                            report.failures.append(f"{where}: .grad of a leaf has strides {a.grad.stride()}, PyTorch {b.grad.stride()}")
                report.passed += 1
    return report


def samples_of(entry: Any, dtype: torch.dtype, reference: bool = False) -> list[Any]:
    """The entry's sample inputs (and its reference inputs)."""
    with_grad = entry.supports_autograd and dtype.is_floating_point
    draw = entry.reference_inputs if reference else entry.sample_inputs
    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = list(draw("cpu", dtype, requires_grad=with_grad))
        except ValueError:  # the reference inputs of `where` ask for a condition that requires a gradient
            found = list(draw("cpu", dtype, requires_grad=False))
    if reference and len(found) > MOST_SAMPLES:
        found = [found[i] for i in np.linspace(0, len(found) - 1, MOST_SAMPLES).astype(int)]
    return found


def run(name: str, dtypes: list[str], reference: bool = False) -> Report:
    """All samples of one entry, in its function, method and in-place forms."""
    entry, report = ENTRIES[name], Report(name)
    try:
        function = function_of(entry)
    except AttributeError:
        report.failures.append(f"{name}: not found")
        return report
    short = entry.name.split(".")[-1]
    for dtype in dtypes:
        if DTYPES[dtype] not in entry.dtypes:
            continue
        for number, sample in enumerate(samples_of(entry, DTYPES[dtype], reference)):
            forms = [("function", function, entry.op, False)]
            if entry.method_variant is not None and not short.startswith("__"):
                forms.append(("method", lambda t, *a, **k: getattr(t, short)(*a, **k), entry.method_variant, False))
            if entry.inplace_variant is not None and not short.startswith("__") and hasattr(torch.Tensor, f"{short}_"):
                forms.append(("in place", lambda t, *a, **k: getattr(t, f"{short}_")(*a, **k), entry.inplace_variant, True))
            for form, ours, theirs, inplace in forms:
                if (inplace and sample.broadcasts_input) or (form != "function" and not isinstance(sample.input, torch.Tensor)):
                    continue
                try:
                    with warnings.catch_warnings():
                        warnings.simplefilter("ignore")
                        check_sample(entry, ours, theirs, sample, dtype, inplace)
                    report.passed += 1
                except Skip as reason:
                    report.skipped[str(reason)] += 1
                except Exception as error:
                    first = str(error).strip().splitlines()
                    report.failures.append(
                        f"{name} {form} {dtype} sample {number} [{sample.summary()!s:.300}]: {type(error).__name__}: {' | '.join(first)[:600]}"
                    )
    return report


def run_errors(name: str) -> Report:
    """The entry's error inputs: the same exception type, or a stated skip."""
    entry, report = ENTRIES[name], Report(name)
    if entry.error_inputs_func is None:
        return report
    try:
        function = function_of(entry)
    except AttributeError:
        report.failures.append(f"{name}: not found")
        return report
    for number, error_input in enumerate(entry.error_inputs("cpu")):
        sample = error_input.sample_input
        try:
            if SKIPPED_KEYWORDS & {k for k, v in sample.kwargs.items() if v is not None}:
                raise Skip("keyword out, memory_format, names or layout")
            if entry.name.startswith("__") and not isinstance(sample.input, torch.Tensor):
                raise Skip("an operator's method called on a number")
            leaves: list[Any] = []
            ours = [to_ours(v, True, leaves) for v in (sample.input, list(sample.args), dict(sample.kwargs))]
        except Skip as reason:
            report.skipped[str(reason)] += 1
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                entry.op(sample.input, *sample.args, **sample.kwargs)
        except Exception as error:
            wanted: Any = type(error)
        else:
            report.skipped["PyTorch raises only elsewhere"] += 1
            continue
        where = f"{name} error input {number} [{sample.summary()!s:.300}]"
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                result = function(ours[0], *ours[1], **ours[2])
            report.failures.append(f"{where}: returned {result!r:.100}; PyTorch {wanted.__name__}: {error_input.error_regex[:200]}")
        except wanted:
            report.passed += 1
        except Exception as error:
            report.failures.append(f"{where}: {type(error).__name__}: {str(error)[:200]}; PyTorch {wanted.__name__}: {error_input.error_regex[:200]}")
    return report


def main() -> int:
    """Run the named entries and print their failures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="entries, as in tests/database_entries.py; none: all of them")
    parser.add_argument("--dtype", nargs="*", default=list(DTYPES), choices=list(DTYPES))
    parser.add_argument("--show", type=int, default=3, help="failures printed per entry")
    parser.add_argument("--errors", action="store_true", help="only the error inputs")
    parser.add_argument("--reference", action="store_true", help="the larger set of reference inputs")
    arguments = parser.parse_args()
    from database_entries import CORE, FURTHER

    bad = 0
    for name in arguments.names or (*CORE, *FURTHER):
        reports = [] if arguments.errors else [run(name, arguments.dtype, arguments.reference)]
        for report in (*reports, run_errors(name)):
            bad += bool(report.failures)
            if report.passed or report.failures or report.skipped:
                print(f"{name}: {report.passed} passed, {len(report.failures)} failed, {sum(report.skipped.values())} skipped {dict(report.skipped)}")
            for failure in report.failures[: arguments.show]:
                print("   ", failure)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
