"""The mistakes that beginners make most, and what they are told: the exception type of PyTorch, and a message that says what came, what was
expected and what to do.

Each row: a title, the code, the exception's type, and what its message must contain (a regular expression). ``python tests/test_mistakes.py``
prints the table with the whole messages. Where PyTorch can be imported, its exception type is compared too.
"""

from __future__ import annotations

import re
import warnings
from importlib.util import find_spec
from typing import Any, NamedTuple

import pytest


class Mistake(NamedTuple):
    """One row of the table."""

    title: str
    code: str
    error: str
    says: str


MISTAKES = [
    Mistake("inner sizes of a matrix product", "torch.ones(3, 4) @ torch.ones(3, 2)", "RuntimeError", r"matmul.*\(3, 4\).*\(3, 2\).*4.*3"),
    Mistake("a layer of other input size", "nn.Linear(4, 2)(torch.ones(8, 3))", "RuntimeError", r"linear.*\(8, 3\).*\(2, 4\)"),
    Mistake("shapes that do not broadcast", "torch.ones(3) + torch.ones(4)", "RuntimeError", r"add.*\(3,\).*\(4,\).*broadcast.*[Rr]eshape"),
    Mistake("matrix types that differ", "torch.ones(2, 2) @ torch.ones(2, 2).double()", "RuntimeError", r"float.*double.*\.to\("),
    Mistake("float64 data for a float32 layer", "nn.Linear(2, 1)(torch.ones(1, 2).double())", "RuntimeError", r"double.*float|float64.*float32"),
    Mistake("class targets as floats of one per row", "F.cross_entropy(torch.ones(2, 3), torch.tensor([0., 1.]))", "RuntimeError", r"Long|int64|class"),
    Mistake("a class index out of range", "F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 3]))", "IndexError", r"Target 3 is out of bounds|3.*classes"),
    Mistake("targets of another batch size", "F.cross_entropy(torch.ones(4, 3), torch.tensor([0, 1]))", "ValueError", r"batch.*4.*2"),
    Mistake("nll_loss with targets of floats", "F.nll_loss(torch.ones(2, 3), torch.tensor([0., 1.]))", "RuntimeError", r"[Ll]ong|int64"),
    Mistake("binary loss of two shapes", "F.binary_cross_entropy(torch.rand(4, 1), torch.ones(4))", "ValueError", r"4, 1.*4|size"),
    Mistake("binary loss without a sigmoid", "F.binary_cross_entropy(torch.tensor([1.5]), torch.tensor([1.]))", "RuntimeError", r"between 0 and 1"),
    Mistake("logits and targets of two shapes", "F.binary_cross_entropy_with_logits(torch.ones(4, 1), torch.ones(4))", "ValueError", r"same|size"),
    Mistake("backward() twice", "y = w.square().sum(); y.backward(); y.backward()", "RuntimeError", r"second time.*retain_graph=True"),
    Mistake("backward() of many numbers", "(w * 2).backward()", "RuntimeError", r"scalar.*shape \(3,\).*sum\(\).*gradient="),
    Mistake("backward() where nothing requires grad", "torch.ones(3).sum().backward()", "RuntimeError", r"does not require grad.*requires_grad=True"),
    Mistake("backward() after no_grad", "with torch.no_grad(): y = w.sum()\ny.backward()", "RuntimeError", r"does not require grad.*no_grad"),
    Mistake("backward() after item()", "y = torch.tensor(w.sum().item()); y.backward()", "RuntimeError", r"does not require grad"),
    Mistake("a gradient of another shape", "(w * 2).backward(torch.ones(2))", "RuntimeError", r"shape.*\(2,\).*\(3,\)"),
    Mistake("in place on a leaf", "w += 1", "RuntimeError", r"leaf.*in-place.*no_grad"),
    Mistake("assigning to a part of a leaf", "w[0] = 1.0", "RuntimeError", r"leaf.*in-place.*no_grad"),
    Mistake("overwriting what was saved", "y = w.exp(); y += 1; y.sum().backward()", "RuntimeError", r"exp.*modified by an inplace operation.*version 1.*clone"),
    Mistake("an optimizer's step between forward and backward", "y = (v * w).sum()\nwith torch.no_grad(): w.sub_(0.1)\ny.backward()", "RuntimeError",
            r"mul.*modified by an inplace operation"),
    Mistake("integers that require grad", "torch.tensor([1, 2], requires_grad=True)", "RuntimeError", r"floating point.*int64|int64.*float"),
    Mistake("integers that begin to require grad", "torch.tensor([1, 2]).requires_grad_()", "RuntimeError", r"floating point.*int64.*\.float\(\)"),
    Mistake("numpy() where gradients are tracked", "w.numpy()", "RuntimeError", r"detach\(\)\.numpy\(\)"),
    Mistake("a leaf's flag on a computed tensor", "(w * 2).requires_grad = False", "RuntimeError", r"leaf.*detach\(\)"),
    Mistake("deepcopy of a computed tensor", "import copy; copy.deepcopy(w * 2)", "RuntimeError", r"leaves.*detach\(\)"),
    Mistake("gradient of what is not in the graph", "torch.autograd.grad(w.sum(), v)", "RuntimeError", r"not.*used in the graph.*allow_unused=True"),
    Mistake("gradient of what requires none", "torch.autograd.grad(w.sum(), torch.ones(3))", "RuntimeError", r"does not require grad"),
    Mistake("retain_grad without a gradient", "torch.ones(3).retain_grad()", "RuntimeError", r"requires_grad=False"),
    Mistake(".grad of another shape", "w.grad = torch.ones(2)", "RuntimeError", r"size.*2.*3"),
    Mistake("a device that is not there", "torch.ones(3).to('cuda')", "AssertionError|RuntimeError", r"cuda|CUDA"),
    Mistake("no such dimension", "torch.ones(2, 3).sum(2)", "IndexError", r"\[-2, 1\].*got 2"),
    Mistake("no such index", "torch.ones(3)[3]", "IndexError", r"3 is out of bounds.*size 3"),
    Mistake("too many indices", "torch.ones(3)[0, 0]", "IndexError", r"too many indices.*dimension 1"),
    Mistake("floats as indices", "torch.ones(3)[torch.tensor([0.0])]", "IndexError", r"long, int, byte or bool.*float"),
    Mistake("a view of what is not contiguous", "torch.ones(2, 3).t().view(6)", "RuntimeError", r"size.*stride.*reshape"),
    Mistake("a reshape to another number of elements", "torch.ones(6).reshape(4, 2)", "RuntimeError", r"6|\(6,\)"),
    Mistake("cat of shapes that differ", "torch.cat([torch.ones(2, 3), torch.ones(2, 4)])", "RuntimeError", r"2, 3.*2, 4|3.*4"),
    Mistake("stack of shapes that differ", "torch.stack([torch.ones(2), torch.ones(3)])", "RuntimeError", r"equal size.*\[2\].*\[3\]"),
    Mistake("if, of many elements", "bool(torch.ones(2))", "RuntimeError", r"ambiguous.*any\(\).*all\(\)"),
    Mistake("item() of many elements", "torch.ones(2).item()", "RuntimeError", r"2 elements.*Scalar"),
    Mistake("len() of a number", "len(torch.tensor(1.0))", "TypeError", r"0-d tensor"),
    Mistake("a loop over a number", "for _ in torch.tensor(1.0): pass", "TypeError", r"0-d tensor"),
    Mistake("a tensor and a list", "torch.ones(2) + [1, 2]", "TypeError", r"list"),
    Mistake("an operation on a list", "torch.sin([1.0, 2.0])", "TypeError", r"must be Tensor, not list"),
    Mistake("rows of unequal length", "torch.tensor([[1, 2], [3]])", "ValueError", r"length|dim"),
    Mistake("a module before super().__init__()", "class Net(nn.Module):\n  def __init__(self): self.layer = nn.Linear(1, 1)\nNet()", "AttributeError",
            r"Module\.__init__\(\)"),
    Mistake("an attribute that a module has not", "nn.Linear(1, 1).wieght", "AttributeError", r"Linear.*wieght"),
    Mistake("a module without forward", "class Net(nn.Module): pass\nNet()(w)", "NotImplementedError", r"Net.*forward"),
    Mistake("a plain tensor as parameter", "m = nn.Linear(1, 1); m.weight = torch.ones(1, 1)", "TypeError", r"weight.*Parameter"),
    Mistake("an optimizer of nothing", "optim.SGD([], lr=0.1)", "ValueError", r"empty parameter list"),
    Mistake("an optimizer of a computed tensor", "optim.SGD([w * 2], lr=0.1)", "ValueError", r"non-leaf"),
    Mistake("an optimizer of one tensor, not a list", "optim.SGD(w, lr=0.1)", "TypeError", r"iterable"),
    Mistake("a negative learning rate", "optim.Adam([w], lr=-1)", "ValueError", r"learning rate.*-1"),
    Mistake("a state dict of other shapes", "nn.Linear(2, 1).load_state_dict(nn.Linear(3, 1).state_dict())", "RuntimeError", r"weight.*1, 3.*1, 2"),
    Mistake("a state dict with other names", "nn.Linear(2, 1).load_state_dict({'wieght': torch.ones(1, 2)})", "RuntimeError",
            r"(?s)Missing.*weight.*Unexpected.*wieght|Unexpected.*wieght.*Missing.*weight"),
    Mistake("batch norm of one value per channel", "nn.BatchNorm1d(3)(torch.ones(1, 3))", "ValueError", r"more than 1 value per channel"),
    Mistake("images of another number of channels", "nn.Conv2d(3, 8, 3)(torch.ones(1, 1, 8, 8))", "RuntimeError", r"3.*channel|channel.*3"),
    Mistake("a kernel larger than the image", "nn.Conv2d(1, 1, 5)(torch.ones(1, 1, 3, 3))", "RuntimeError", r"[Kk]ernel size.*input size|5.*3"),
    Mistake("a word outside of the vocabulary", "nn.Embedding(10, 4)(torch.tensor([10]))", "IndexError", r"10|out of range"),
    Mistake("words as floats", "nn.Embedding(10, 4)(torch.tensor([1.0]))", "RuntimeError", r"Long|Int|int64"),
    Mistake("a dropout probability above 1", "nn.Dropout(1.5)", "ValueError", r"0 and 1.*1\.5"),
    Mistake("heads that do not divide the embedding", "nn.MultiheadAttention(10, 3)", "AssertionError", r"divisible"),
]  # fmt: skip


def names(torch: Any) -> dict[str, Any]:
    """What the code of the table can name."""
    space: dict[str, Any] = {
        "torch": torch,
        "w": torch.tensor([1.0, 2.0, 3.0], requires_grad=True),
        "v": torch.tensor([1.0, 2.0, 3.0], requires_grad=True),
    }
    exec(
        "import torch.nn as nn, torch.nn.functional as F, torch.optim as optim"
        if torch.__name__ == "torch"
        else "import nn, nn.functional as F, optim",
        space,
    )
    return space


def raised(code: str, torch: Any) -> BaseException | None:
    """What the code raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(code, names(torch))
        except Exception as error:
            return error
    return None


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.title)
def test_what_a_beginner_is_told(mistake: Mistake) -> None:
    import autograd

    error = raised(mistake.code, autograd)
    assert error is not None, "no error"
    assert re.search(f"(?s){mistake.says}", str(error)), f"{type(error).__name__}: {error}"
    assert any(kind.__name__ in mistake.error.split("|") for kind in type(error).__mro__), f"{type(error).__name__}: {error}"
    if find_spec("torch") is not None:
        import torch

        theirs = raised(mistake.code, torch)
        assert theirs is not None and any(kind.__name__ in mistake.error.split("|") for kind in type(theirs).__mro__), repr(theirs)


def test_zero_grad_forgotten_accumulates() -> None:
    """No mistake that can be noticed: as in PyTorch, gradients add up until they are set to zero or None."""
    import autograd

    w = autograd.tensor([1.0], requires_grad=True)
    for expected in (2.0, 4.0, 6.0):
        (w * 2).sum().backward()
        assert w.grad is not None and w.grad.item() == expected


def test_non_leaf_grad_warns() -> None:
    """``.grad`` of a computed tensor is None, with a warning that says what to do."""
    import autograd

    y = autograd.tensor([1.0], requires_grad=True) * 2
    with pytest.warns(UserWarning, match=r"not a leaf.*retain_grad"):
        assert y.grad is None


def test_targets_that_broadcast_warn() -> None:
    """(N, 1) against (N,) is (N, N) in a squared error: computed, as in PyTorch, with a warning."""
    import autograd
    import nn.functional as F

    with pytest.warns(UserWarning, match="broadcast"):
        F.mse_loss(autograd.ones(4, 1), autograd.ones(4))


@pytest.mark.parametrize("anomaly", [False, True])
@pytest.mark.parametrize("create_graph", [False, True])
def test_an_error_in_a_rule_names_the_operation(anomaly: bool, create_graph: bool) -> None:
    """With the shapes and types of its inputs; in anomaly mode with the line that called it, too."""
    import autograd
    from autograd.op import Op

    def wrong(g: Any, x: Any) -> Any:
        raise ZeroDivisionError("a mistake in a rule")

    broken = Op(lambda x: x * 1, name="broken", x=wrong)
    x = autograd.ones(2, 3, requires_grad=True)
    with autograd.set_detect_anomaly(anomaly):
        y = broken(x).sum()  # the line
        with pytest.raises(ZeroDivisionError, match="a mistake in a rule") as caught:
            y.backward(create_graph=create_graph)
    (note,) = caught.value.__notes__
    assert "broken((2, 3) float32)" in note
    assert ("test_mistakes.py" in note and "recorded at" in note) is anomaly
    assert x.grad is None


def test_a_rule_of_the_wrong_shape_is_refused() -> None:
    """And named, like any other error in the backward pass."""
    import autograd
    from autograd.op import Op

    short = Op(lambda x: x * 1, name="short", x=lambda g: g[:1, :2])
    x = autograd.ones(2, 3, requires_grad=True)
    with pytest.raises(RuntimeError, match=r"shape \(1, 2\) for an input of shape \(2, 3\)") as caught:
        short(x).sum().backward()
    assert "short((2, 3) float32)" in caught.value.__notes__[0]


if __name__ == "__main__":
    import autograd

    for title, code, *_ in MISTAKES:
        found = raised(code, autograd)
        print(f"\n{title}\n    " + code.replace("\n", "\n    ") + f"\n  {type(found).__name__}: {found}")
