"""Classes derived from Tensor, `__torch_function__` and modes: programs print what they print with PyTorch, and what is apart from printing.

What each program of tests/overrides prints with PyTorch lies beside it; where PyTorch is installed, it also has to print that again.
"""

from __future__ import annotations

import copy
import importlib.util
import pickle
import subprocess
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import pytest

import autograd
import nn
import nn.functional as F
from autograd.core import overrides
from autograd.files.class_names import pytorch_name

HERE = Path(__file__).parent / "overrides"
PROGRAMS = sorted(HERE.glob("*.py"))


def printed(*command: str) -> str:
    done = subprocess.run([sys.executable, "-W", "ignore", *command], capture_output=True, text=True, timeout=300, cwd=HERE.parents[1])
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return done.stdout


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.stem)
def test_programs_print_what_they_print_with_pytorch(program: Path) -> None:
    assert printed("-m", "autograd", "run", str(program)) == program.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.stem)
def test_what_lies_beside_them_is_pytorchs(program: Path) -> None:
    if importlib.util.find_spec("torch") is None:
        pytest.skip("PyTorch is not installed")
    assert printed(str(program)) == program.with_suffix(".txt").read_text(encoding="utf-8")


def run(source: str) -> str:
    """What a program prints in a process in which nothing overrides anything yet."""
    return printed("-c", f"import autograd as torch, nn, nn.functional as F\n{source}")


def test_nothing_asks_before_there_is_something_to_ask() -> None:
    source = """
from autograd.core import overrides
methods = dict(vars(torch.Tensor))
function, compute = F.relu, type(torch.exp).__call__
class Special(nn.Parameter): pass
class Quiet(torch.Tensor):
    __torch_function__ = torch._C._disabled_torch_function_impl
nn.Linear(2, 2)(torch.ones(1, 2)).sum().backward()
print(overrides.installed, dict(vars(torch.Tensor)) == methods, F.relu is function, type(torch.exp).__call__ is compute)
class Mine(torch.Tensor): pass
print(overrides.installed, torch.Tensor.add is methods["add"], F.relu is function, type(torch.exp).__call__ is compute)
"""
    assert run(source) == "False True True True\nTrue False False False\n"


def test_functions_that_a_program_has_kept_before_are_heard_and_found_in_tables() -> None:
    source = """
from autograd import stack, exp, einsum
relu, table = F.relu, {torch.Tensor.add: "add", F.gelu: "gelu", torch.exp: "exp"}
class Mine(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if func in table:
            print(table[func])
        return super().__torch_function__(func, types, args, kwargs)
x = torch.ones(2).as_subclass(Mine)
for y in (stack([x]), exp(x), einsum("i->", x), relu(x), x + 1, F.gelu(x), torch.exp(x)):
    print(type(y).__name__)
"""
    assert run(source).split() == "exp add gelu exp".split() + ["Mine"] * 7


@pytest.fixture(scope="module", autouse=True)
def define_mine() -> None:
    """A class that is nothing but another, defined when all tests have been collected: from then on functions ask."""
    global Mine

    class Mine(autograd.Tensor):
        pass


@pytest.fixture(autouse=True)
def nobody_is_asked(define_mine: None) -> None:
    """Not here, unlike in other tests (conftest.py)."""
    overrides.install()


def mine(*values: float) -> Any:
    return autograd.tensor(values).as_subclass(Mine)


def test_functions_and_methods_are_copied_and_pickled_as_ever() -> None:
    layer = nn.TransformerEncoderLayer(4, 2, activation=F.gelu)
    assert isinstance(F.gelu, overrides.Overridable)
    for again in (pickle.loads(pickle.dumps(layer)), copy.deepcopy(layer)):
        assert again.activation is F.gelu
        assert again(autograd.ones(1, 2, 4)).shape == (1, 2, 4)
    for function in (autograd.stack, autograd.linalg.inv, F.gelu, F.gelu.function):
        assert pickle.loads(pickle.dumps(function)) is function
    for function in (F.gelu, F.gelu.function):  # as one that a layer has had before there was something to ask
        assert pytorch_name(function) == ("torch.nn.functional", "gelu")
    assert nn.TransformerEncoderLayer(4, 2).activation_relu_or_gelu == 1
    assert repr(F.gelu) == "<function torch.nn.functional.gelu>" and repr(autograd.Tensor.add) == "<function torch.Tensor.add>"


def test_copies_of_leaves_and_of_parameters_keep_their_class() -> None:
    x = mine(1.0, 2.0)
    x.label = "here"
    for again in (copy.copy(x), copy.deepcopy(x), pickle.loads(pickle.dumps(x))):
        assert type(again) is Mine and again.label == "here" and again.tolist() == [1.0, 2.0]
    module = nn.Module()
    module.weight = nn.Parameter(x)
    again = copy.deepcopy(module)
    assert type(again.weight) is Mine and isinstance(again.weight, nn.Parameter) and again.weight.requires_grad
    assert not isinstance(x, nn.Parameter) and not isinstance(again.weight, nn.parameter.UninitializedParameter)
    assert [n for n, _ in again.named_parameters()] == ["weight"]


def test_a_parameter_of_a_class_that_does_not_detach_to_itself_is_refused() -> None:
    class Other(autograd.Tensor):
        @classmethod
        def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            result = super().__torch_function__(func, types, args, kwargs)  # type: ignore[misc]
            return result.as_subclass(autograd.Tensor) if isinstance(result, autograd.Tensor) else result

    with pytest.raises(RuntimeError, match=r"an instance of type Other requires that detach\(\) .* return type Tensor was found"):
        nn.Parameter(autograd.ones(2).as_subclass(Other))


def test_writes_through_views_of_another_class_reach_the_graph() -> None:
    w = autograd.tensor([1.0, 2.0, 3.0], requires_grad=True)
    whole = (w * 2).as_subclass(Mine)
    part = whole[1:]
    part.as_subclass(autograd.Tensor).mul_(10)
    whole.sum().backward()
    assert whole.tolist() == [2.0, 40.0, 60.0] and w.grad is not None and w.grad.tolist() == [2.0, 20.0, 20.0]


def test_a_backward_pass_asks_nobody() -> None:
    asked: list[str] = []

    class Telling(autograd.Tensor):
        @classmethod
        def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            asked.append(func.__name__)
            return super().__torch_function__(func, types, args, kwargs)  # type: ignore[misc]

    leaf = autograd.ones(2).as_subclass(Telling).requires_grad_()
    plain = (leaf * leaf).as_subclass(autograd.Tensor)
    view = leaf.detach().as_subclass(autograd.Tensor)
    asked.clear()
    plain.sum().backward(create_graph=True)
    view.add_(1)
    assert asked == [] and view.tolist() == [2.0, 2.0]
    assert type(leaf.grad) is autograd.Tensor and leaf.grad.grad_fn is not None


def test_switches_are_those_of_a_thread_and_are_put_back() -> None:
    x, kinds = mine(1.0), []
    other = threading.Thread(target=lambda: kinds.append(type(x + 1)))
    with autograd._C.DisableTorchFunctionSubclass():
        other.start()
        other.join()
        assert type(x + 1) is autograd.Tensor and not autograd._C._is_torch_function_enabled()
    with pytest.raises(ZeroDivisionError), autograd._C.DisableTorchFunction():
        raise ZeroDivisionError
    assert kinds == [Mine] and type(x + 1) is Mine and autograd._C._is_torch_function_enabled()


def test_compiled_functions_do_not_take_another_class_for_a_tensor() -> None:
    compiled = autograd.compile(lambda x: x * 2)
    plain = autograd.ones(2)
    for _ in range(3):
        compiled(plain)
    assert compiled.source is not None
    with pytest.warns(UserWarning, match=r"Mine overrides mul\(\)"):
        assert type(compiled(mine(1.0, 1.0))) is Mine
    assert type(compiled(mine(1.0, 1.0))) is Mine and type(compiled(plain)) is autograd.Tensor

    class Names(autograd.overrides.TorchFunctionMode):
        def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            names.append(func.__name__)
            return func(*args, **(kwargs or {}))

    names: list[str] = []
    with Names():
        compiled(plain)
    assert names == ["mul"]
    with pytest.warns(UserWarning, match="as_subclass"):
        assert type(autograd.compile(lambda x: (x + 1).as_subclass(Mine))(plain)) is Mine


def test_what_is_asked_below_autograd_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="Below: __torch_dispatch__ .* define __torch_function__"):

        class Below(autograd.Tensor):
            @classmethod
            def __torch_dispatch__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any: ...


def test_a_mode_without_a_function_says_what_it_needs() -> None:
    with (
        pytest.raises(NotImplementedError, match="Empty: a mode defines __torch_function__"),
        type("Empty", (autograd.overrides.TorchFunctionMode,), {})(),
    ):
        autograd.ones(2)
    assert autograd.ones(2).shape == (2,)


def test_a_mode_that_lets_all_compute_changes_nothing() -> None:
    with autograd.overrides.BaseTorchFunctionMode():
        module = nn.Linear(2, 1)
        loss = F.mse_loss(module(autograd.ones(3, 2)), autograd.zeros(3, 1))
        loss.backward()
    assert module.weight.grad is not None and module.weight.grad.shape == (1, 2)


def test_functions_of_a_programs_own() -> None:
    @autograd.overrides.wrap_torch_function(lambda x, scale=1: (x,))
    def scaled(x: Any, scale: int = 1) -> Any:
        """Scaled."""
        return x * scale

    assert type(scaled(mine(1.0), scale=3)) is Mine and scaled(autograd.ones(1), scale=3).tolist() == [3.0]
    assert scaled.__doc__ == "Scaled."


def test_names() -> None:
    of = autograd.overrides.resolve_name
    assert of(autograd.add) == "torch.add" and of(autograd.Tensor.add) == "torch.Tensor.add" and of(autograd.exp) == "torch.exp"
    assert of(autograd.Tensor.shape.__get__) == "torch.Tensor.shape.__get__" and of(F.relu) == "torch.nn.functional.relu"
    assert of(autograd.linalg.inv) == "torch.linalg.inv" and of(len) == "len"
    functions = autograd.overrides.get_overridable_functions()
    assert autograd.add in functions["torch"] and autograd.Tensor.add in functions["torch.Tensor"] and F.relu in functions["torch.nn.functional"]
    assert autograd.is_tensor not in functions["torch"] and autograd.Tensor.grad.__get__ in functions["torch.Tensor"]
    is_method = autograd.overrides.is_tensor_method_or_property
    assert is_method(autograd.Tensor.add) and is_method(autograd.Tensor.grad.__get__) and not is_method(autograd.add)


def test_warnings_name_the_line_that_called() -> None:
    assert overrides.installed
    x = autograd.ones(2, requires_grad=True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        autograd.tensor(x)
        F.dropout2d(autograd.ones(2, 2))
        assert (x * 2).grad is None
    assert [w.filename for w in caught] == [__file__] * 3
