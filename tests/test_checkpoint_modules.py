"""Whole modules in files, from PyTorch to wgrad and back: every layer of PyTorch's own module database, with all its inputs."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pytest

import autograd
from autograd import nn

torch = pytest.importorskip("torch", reason="PyTorch is not installed: files that it wrote are read in test_checkpoints.py")
pytest.importorskip("tests.torch_modules", reason="torch.testing needs expecttest")

from tests.torch_database import compare, to_torch
from tests.torch_modules import ABSENT, DTYPES, ENTRIES, argument, make, recorded_arguments

# a lazy layer keeps its hooks in a file, which are PyTorch's own
NAMES = [name for name, entry in ENTRIES.items() if name not in ABSENT and not entry.is_lazy]


def through_file(saving: Any, loading: Any, obj: Any) -> Any:
    """What one library loads of an object that the other has saved."""
    file = io.BytesIO()
    saving.save(obj, file)
    file.seek(0)
    return loading.load(file, weights_only=False)


@pytest.mark.parametrize("name", NAMES)
def test_layers_cross(name: str) -> None:
    """For each input of an entry: the layer of each library, loaded by the other, has the same state and computes the same."""
    entry, done = ENTRIES[name], 0
    with warnings.catch_warnings(), recorded_arguments():
        warnings.simplefilter("ignore")
        torch.manual_seed(0)
        for given in entry.module_inputs_func(entry, device="cpu", dtype=DTYPES["float32"], requires_grad=False, training=False):
            arguments, forward = given.constructor_input, given.forward_input
            theirs = entry.module_cls(*arguments.args, **arguments.kwargs).eval()
            ours = make(nn, entry.module_cls, (arguments.args, arguments.kwargs), []).eval()
            ours.load_state_dict({k: autograd.from_numpy(v.numpy().copy()) for k, v in theirs.state_dict().items()})
            here, there = through_file(torch, autograd, theirs), through_file(autograd, torch, ours)
            assert type(here) is type(ours) and type(there) is type(theirs)
            assert repr(here) == repr(ours) and repr(there) == repr(theirs)
            assert list(here.state_dict()) == list(there.state_dict()) == list(theirs.state_dict())
            for key, value in theirs.state_dict().items():
                compare(key, here.state_dict()[key], value, 0, 0)
                assert torch.equal(there.state_dict()[key], value)
            if forward is not None:
                args, kwargs = to_torch(list(forward.args), []), to_torch(dict(forward.kwargs), [])
                torch.manual_seed(5)
                expected = theirs(*args, **kwargs)
                torch.manual_seed(5)
                compare("loaded by PyTorch", argument(there(*args, **kwargs), []), expected, 1e-6, 1e-6)
                autograd.manual_seed(5)
                compare("loaded by wgrad", here(*argument(list(forward.args), []), **argument(dict(forward.kwargs), [])), expected, 2e-4, 2e-5)
            done += 1
    assert done
