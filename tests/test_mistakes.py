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
    Mistake("a layer of other input size", "nn.Linear(4, 2)(torch.ones(8, 3))", "RuntimeError", r"linear.*\(8, 3\).*\(2, 4\).*in_features.*4 is not 3"),
    Mistake("shapes that do not broadcast", "torch.ones(3) + torch.ones(4)", "RuntimeError", r"add.*\(3,\).*\(4,\).*broadcast.*[Rr]eshape"),
    Mistake("matrix types that differ", "torch.ones(2, 2) @ torch.ones(2, 2).double()", "RuntimeError", r"float.*double.*\.to\("),
    Mistake("float64 data for a float32 layer", "nn.Linear(2, 1)(torch.ones(1, 2).double())", "RuntimeError", r"float64.*float32.*\.to\("),
    Mistake("class targets as floats of one per row", "F.cross_entropy(torch.ones(2, 3), torch.tensor([0., 1.]))", "RuntimeError", r"Long|int64|class"),
    Mistake("labels as integers for two classes", "F.binary_cross_entropy_with_logits(torch.ones(2), torch.tensor([0, 1]))", "RuntimeError", r"long|int64.*\.float\(\)"),
    Mistake("a class index out of range", "F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 3]))", "IndexError", r"Target 3 is out of bounds|3.*classes"),
    Mistake("class numbers in a column", "F.cross_entropy(torch.ones(2, 3), torch.tensor([[0], [1]]))", "RuntimeError", r"1D target.*\(2, 1\).*squeeze\(1\)"),
    Mistake("a list for a layer", "nn.Linear(2, 1)([[1.0, 2.0]])", "TypeError", r"linear.*must be Tensor, not list.*tensor\("),
    Mistake("a list for an activation", "nn.ReLU()([1.0, 2.0])", "TypeError", r"(?i)relu.*must be Tensor, not list.*tensor\("),
    Mistake("targets of another batch size", "F.cross_entropy(torch.ones(4, 3), torch.tensor([0, 1]))", "ValueError", r"batch.*4.*2"),
    Mistake("nll_loss with targets of floats", "F.nll_loss(torch.ones(2, 3), torch.tensor([0., 1.]))", "RuntimeError", r"[Ll]ong|int64"),
    Mistake("binary loss of two shapes", "F.binary_cross_entropy(torch.rand(4, 1), torch.ones(4))", "ValueError", r"\[4\].*\[4, 1\].*reshape"),
    Mistake("binary loss without a sigmoid", "F.binary_cross_entropy(torch.tensor([1.5]), torch.tensor([1.]))", "RuntimeError", r"between 0 and 1"),
    Mistake("logits and targets of two shapes", "F.binary_cross_entropy_with_logits(torch.ones(4, 1), torch.ones(4))", "ValueError", r"same.*reshape"),
    Mistake("backward() twice", "y = w.square().sum(); y.backward(); y.backward()", "RuntimeError", r"second time.*anew.*retain_graph=True"),
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
    Mistake("a gradient through //", "(w // 2).sum().backward()", "RuntimeError", r"derivative for .*floor_divide is not implemented"),
    Mistake("a device that is not there", "torch.ones(3).to('cuda')", "AssertionError|RuntimeError", r"cuda|CUDA"),
    Mistake("no such dimension", "torch.ones(2, 3).sum(2)", "IndexError", r"\[-2, 1\].*got 2"),
    Mistake("no such index", "torch.ones(3)[3]", "IndexError", r"3 is out of bounds.*size 3"),
    Mistake("too many indices", "torch.ones(3)[0, 0]", "IndexError", r"too many indices.*dimension 1"),
    Mistake("floats as indices", "torch.ones(3)[torch.tensor([0.0])]", "IndexError", r"long, int, byte or bool.*float"),
    Mistake("a view of what is not contiguous", "torch.ones(2, 3).t().view(6)", "RuntimeError", r"size.*stride.*reshape"),
    Mistake("a reshape to another number of elements", "torch.ones(6).reshape(4, 2)", "RuntimeError", r"\[4, 2\] is invalid.*size 6"),
    Mistake("cat of shapes that differ", "torch.cat([torch.ones(2, 3), torch.ones(2, 4)])", "RuntimeError", r"2, 3.*2, 4|3.*4"),
    Mistake("stack of shapes that differ", "torch.stack([torch.ones(2), torch.ones(3)])", "RuntimeError", r"equal size.*\[2\].*\[3\]"),
    Mistake("if, of many elements", "bool(torch.ones(2))", "RuntimeError", r"ambiguous.*any\(\).*all\(\)"),
    Mistake("item() of many elements", "torch.ones(2).item()", "RuntimeError", r"2 elements.*Scalar"),
    Mistake("len() of a number", "len(torch.tensor(1.0))", "TypeError", r"0-d tensor"),
    Mistake("a loop over a number", "for _ in torch.tensor(1.0): pass", "TypeError", r"0-d tensor"),
    Mistake("a tensor and a list", "torch.ones(2) + [1, 2]", "TypeError", r"list"),
    Mistake("an operation on a list", "torch.sin([1.0, 2.0])", "TypeError", r"must be Tensor, not list"),
    Mistake("a layer called with a list", "nn.Linear(2, 1)([1.0, 2.0])", "TypeError", r"[Ll]inear\(\): argument 'input' \(position 1\) must be Tensor, not list"),
    Mistake("a model called with None", "nn.Sequential(nn.ReLU())(None)", "TypeError", r"must be Tensor, not NoneType"),
    Mistake("a model called with a NumPy array", "import numpy; nn.Embedding(2, 1)(numpy.array([0]))", "TypeError", r"must be Tensor, not numpy.ndarray"),
    Mistake("an activation of a list", "F.relu([1.0, 2.0])", "TypeError", r"relu\(\): argument 'input' \(position 1\) must be Tensor, not list"),
    Mistake("an in-place operation on a list", "torch.exp_([1.0])", "TypeError", r"exp_\(\): argument 'input' \(position 1\) must be Tensor, not list"),
    Mistake("a weight that is a list", "F.linear(torch.ones(2), [1.0, 2.0])", "TypeError", r"linear\(\): argument '\w+' \(position 2\) must be Tensor, not list"),
    Mistake("targets that are a list", "F.nll_loss(torch.ones(2, 3), [0, 1])", "TypeError", r"'target' \(position 2\) must be Tensor, not list"),
    Mistake("predictions that are a list", "F.cross_entropy([0.1, 0.9], torch.tensor(1))", "TypeError", r"'input' \(position 1\) must be Tensor, not list"),
    Mistake("the upper triangle of an array", "import numpy; torch.triu(numpy.ones((2, 2)))", "TypeError", r"'input' \(position 1\) must be Tensor, not numpy"),
    Mistake("rows of unequal length", "torch.tensor([[1, 2], [3]])", "ValueError", r"length|dim"),
    Mistake("a module before super().__init__()", "class Net(nn.Module):\n  def __init__(self): self.layer = nn.Linear(1, 1)\nNet()", "AttributeError",
            r"Module\.__init__\(\)"),
    Mistake("an attribute that a module has not", "nn.Linear(1, 1).wieght", "AttributeError", r"Linear.*wieght"),
    Mistake("a module without forward", "class Net(nn.Module): pass\nNet()(w)", "NotImplementedError", r"Net.*forward"),
    Mistake("a plain tensor as parameter", "m = nn.Linear(1, 1); m.weight = torch.ones(1, 1)", "TypeError", r"weight.*Parameter"),
    Mistake("an optimizer of nothing", "optim.SGD([], lr=0.1)", "ValueError", r"empty parameter list.*ModuleList"),
    Mistake("an optimizer of a computed tensor", "optim.SGD([w * 2], lr=0.1)", "ValueError", r"non-leaf.*computed from"),
    Mistake("an optimizer of one tensor, not a list", "optim.SGD(w, lr=0.1)", "TypeError", r"iterable.*give \[it\]"),
    Mistake("a negative learning rate", "optim.Adam([w], lr=-1)", "ValueError", r"learning rate.*-1"),
    Mistake("a state dict of other shapes", "nn.Linear(2, 1).load_state_dict(nn.Linear(3, 1).state_dict())", "RuntimeError", r"weight.*1, 3.*1, 2"),
    Mistake("a state dict with other names", "nn.Linear(2, 1).load_state_dict({'wieght': torch.ones(1, 2)})", "RuntimeError",
            r"(?s)Missing.*weight.*Unexpected.*wieght|Unexpected.*wieght.*Missing.*weight"),
    Mistake("batch norm of one value per channel", "nn.BatchNorm1d(3)(torch.ones(1, 3))", "ValueError", r"more than 1 value per channel.*more than one sample.*eval\(\)"),
    Mistake("images of another number of channels", "nn.Conv2d(3, 8, 3)(torch.ones(1, 1, 8, 8))", "RuntimeError", r"3.*channel|channel.*3"),
    Mistake("a batch of images without a channel", "nn.Conv2d(1, 8, 3)(torch.ones(5, 28, 28))", "RuntimeError", r"1 channel.*5 channels.*unsqueeze\(1\)"),
    Mistake("a kernel larger than the image", "nn.Conv2d(1, 1, 5)(torch.ones(1, 1, 3, 3))", "RuntimeError", r"[Kk]ernel size.*input size|5.*3"),
    Mistake("a word outside of the vocabulary", "nn.Embedding(10, 4)(torch.tensor([10]))", "IndexError", r"10|out of range"),
    Mistake("words as floats", "nn.Embedding(10, 4)(torch.tensor([1.0]))", "RuntimeError", r"Long|Int|int64"),
    Mistake("a dropout probability above 1", "nn.Dropout(1.5)", "ValueError", r"0 and 1.*1\.5"),
    Mistake("heads that do not divide the embedding", "nn.MultiheadAttention(10, 3)", "AssertionError", r"divisible"),
    Mistake("a loss made of tensors, and not called with them", "nn.MSELoss(torch.ones(3), torch.ones(3))", "RuntimeError", r"size_average.*first make the layer or loss.*MSELoss\(\)\(input, target\)"),
    Mistake("a layer made of its input", "nn.Dropout(torch.ones(2))", "RuntimeError", r"tensor for p.*first make.*Dropout\(\)\(input\)"),
    Mistake("classes of modules, not modules", "nn.Sequential(nn.Flatten, nn.ReLU)", "TypeError", r"not a Module.*make one, Flatten\("),
    Mistake("the mean of integers", "torch.tensor([1, 2, 3]).mean()", "RuntimeError", r"mean.*int64.*\.float\(\)"),
    Mistake("one-hot targets as integers", "F.cross_entropy(torch.ones(1, 3), torch.tensor([[0, 1, 0]]))", "RuntimeError", r"floating point.*probabilities.*int64.*argmax\(1\)"),
    Mistake("class weights of another number of classes", "F.cross_entropy(torch.ones(1, 3), torch.tensor([0]), weight=torch.ones(2))", "RuntimeError", r"3 classes.*\[2\]"),
    Mistake("no such reduction", "F.mse_loss(torch.ones(1), torch.ones(1), reduction='average')", "ValueError", r"average.*'mean' or 'sum'"),
    Mistake("one-hot of floats", "F.one_hot(torch.tensor([0.0, 1.0]))", "RuntimeError", r"one_hot.*float32.*\.long\(\)"),
    Mistake("one-hot of a class that is none", "F.one_hot(torch.tensor([0, 3]), num_classes=3)", "RuntimeError", r"smaller than num_classes.*3"),
    Mistake("binary targets as integers", "F.binary_cross_entropy(torch.tensor([0.5]), torch.tensor([1]))", "RuntimeError", r"dtype.*float32.*int64.*\.to\("),
    Mistake("integer data for a layer", "nn.Linear(2, 1)(torch.ones(1, 2, dtype=torch.int64))", "RuntimeError", r"same dtype.*int64.*float32"),
    Mistake("an optimizer of a module", "optim.Adam(nn.Linear(1, 1))", "TypeError", r"Linear.*not iterable.*parameters\(\)"),
    Mistake("an optimizer of parameters without ()", "optim.SGD(nn.Linear(1, 1).parameters, lr=0.1)", "TypeError", r"method.*not iterable.*\(\)"),
    Mistake("a schedule of what is no optimizer", "optim.lr_scheduler.StepLR(nn.Linear(1, 1), 1)", "TypeError", r"Linear is not an Optimizer"),
    Mistake("a parameter in two groups", "o = optim.SGD([w], lr=0.1); o.add_param_group({'params': w})", "ValueError", r"more than one parameter group"),
    Mistake("an optimizer's state of another model", "optim.SGD([w], lr=0.1).load_state_dict(optim.SGD([w, v], lr=0.1).state_dict())", "ValueError", r"size of optimizer's group"),
    Mistake("modules in a list", "nn.Sequential([nn.Linear(1, 1)])", "TypeError", r"list is not a Module.*\*modules"),
    Mistake("a list of modules, called", "nn.ModuleList([nn.Linear(1, 1)])(torch.ones(1, 1))", "NotImplementedError", r"ModuleList.*forward.*Sequential"),
    Mistake("a file's name for a state dict", "nn.Linear(1, 1).load_state_dict('weights.pt')", "TypeError", r"dict-like.*str.*load\(\)"),
    Mistake("a file that is not there", "torch.load('missing.pt')", "FileNotFoundError", r"missing\.pt"),
    Mistake("a view of another number of elements", "torch.zeros(2, 3).view(3, 3)", "RuntimeError", r"view.*\(2, 3\).*\[3, 3\] is invalid.*size 6"),
    Mistake("two sizes to be inferred", "torch.zeros(2, 3).reshape(-1, -1)", "RuntimeError", r"only one dimension can be"),
    Mistake("cat without a list", "torch.cat(torch.ones(2), torch.ones(2))", "TypeError", r"cat.*tuple of Tensors, not Tensor"),
    Mistake("permute without all dimensions", "torch.ones(2, 3, 4).permute(0, 1)", "RuntimeError", r"permute.*3 dimensions.*2"),
    Mistake("t() of a batch", "torch.ones(2, 3, 4).t()", "RuntimeError", r"t\(\).*<= 2 dimensions.*3D.*transpose"),
    Mistake("dot of matrices", "torch.dot(torch.ones(2, 2), torch.ones(2, 2))", "RuntimeError", r"dot.*1.*\(2, 2\)"),
    Mistake("mm with a vector", "torch.mm(torch.ones(2, 2), torch.ones(2))", "RuntimeError", r"mm.*2.*\(2,\)"),
    Mistake("a matrix product with a number", "torch.ones(2) @ 2", "TypeError", r"matmul.*must be Tensor, not int"),
    Mistake("expand of a size that is not 1", "torch.ones(3).expand(4)", "RuntimeError", r"expand.*4.*3.*not 1"),
    Mistake("a part overwritten by another shape", "x = torch.zeros(4); x[0:2] = torch.ones(3)", "RuntimeError", r"shape mismatch.*\[3\].*\[2\]"),
    Mistake("a sum in place that does not fit", "x = torch.ones(1); x += torch.ones(3)", "RuntimeError", r"add_.*\[1\].*doesn't match.*\[3\]"),
    Mistake("half added in place to integers", "x = torch.tensor([1, 2]); x += 0.5", "RuntimeError", r"float32 can't be cast.*int64.*out-of-place"),
    Mistake("an activation of integers", "torch.nn.functional.gelu(torch.tensor([1, 2]))", "NotImplementedError", r"gelu: not implemented for torch.int64.*float"),
    Mistake("float() of several numbers", "float(torch.tensor([1.0, 2.0]))", "ValueError", r"only one element tensors can be converted.*2"),
    Mistake("integers filled with infinity", "torch.tensor([1, 2]).fill_(float('inf'))", "RuntimeError", r"int64_t without overflow.*inf"),
    Mistake("integers divided in place", "torch.tensor([1, 2]).div_(2)", "RuntimeError", r"div_.*float32 can't be cast.*int64"),
    Mistake("a mask of another shape", "torch.ones(3)[torch.tensor([True, False])]", "IndexError", r"mask \[2\].*\[3\]"),
    Mistake("a float as index", "torch.ones(3)[1.5]", "IndexError", r"only integers, slices.*float"),
    Mistake("gather by floats", "torch.ones(2, 3).gather(1, torch.tensor([[0.0], [1.0]]))", "RuntimeError", r"gather.*int64.*float32.*\.long\(\)"),
    Mistake("where by numbers", "torch.where(torch.ones(2), 1.0, 0.0)", "RuntimeError", r"where.*boolean.*float32.*\.bool\(\)"),
    Mistake("bools subtracted", "torch.tensor([True]) - torch.tensor([True])", "RuntimeError", r"bool.*~.*\^"),
    Mistake("& of floats", "torch.ones(2) & torch.ones(2)", "NotImplementedError", r"bitwise_and.*float32.*convert"),
    Mistake("text as data", "torch.tensor('a')", "TypeError", r"invalid data type 'str'"),
    Mistake("a tensor made of a list of tensors", "torch.tensor([w, w])", "ValueError", r"only one element.*\(3,\).*stack"),
    Mistake("NumPy's function of a tensor with a gradient", "import numpy; numpy.array(w)", "RuntimeError", r"detach\(\)\.numpy\(\)"),
    Mistake("cuda()", "torch.ones(3).cuda()", "AssertionError|RuntimeError", r"cuda|CUDA"),
    Mistake("no_grad without ()", "with torch.no_grad: pass", "TypeError", r"context manager"),
    Mistake("a hook that changes the shape", "w.register_hook(lambda g: g[:1]); w.sum().backward()", "RuntimeError", r"hook.*\(3,\).*\(1,\)"),
    Mistake("a list as .data", "w.data = [1.0]", "TypeError", r"data.*tensor.*list"),
    Mistake("a number as .grad", "w.grad = 1.0", "TypeError", r"grad.*Tensor or None.*float"),
    Mistake("softmax without dim", "torch.softmax(torch.ones(2))", "TypeError", r"softmax.*dim"),
    Mistake("images without a channel", "nn.Conv2d(1, 1, 3)(torch.ones(8, 8))", "RuntimeError", r"3D.*4D.*\[8, 8\]"),
    Mistake("images for a norm that have become rows", "nn.BatchNorm2d(3)(torch.ones(2, 3))", "ValueError", r"4D.*2D"),
    Mistake("a norm of another number of features", "nn.LayerNorm(3)(torch.ones(2, 4))", "RuntimeError", r"\[3\].*\[2, 4\]"),
    Mistake("pooling that leaves nothing", "F.max_pool2d(torch.ones(1, 1, 2, 2), 3)", "RuntimeError", r"max_pool2d.*too small"),
    Mistake("sequences of another number of features", "nn.LSTM(3, 2)(torch.ones(4, 1, 5))", "RuntimeError", r"input_size.*3.*5"),
    Mistake("samples of different shapes in a batch", "list(torch.utils.data.DataLoader([torch.ones(2), torch.ones(3)], batch_size=2))", "RuntimeError", r"equal size.*\[2\].*\[3\]"),
    Mistake("data and targets of different length", "torch.utils.data.TensorDataset(torch.ones(2), torch.ones(3))", "AssertionError", r"Size mismatch"),
    Mistake("a split into more than there is", "torch.utils.data.random_split([1, 2, 3, 4], [3, 3])", "ValueError", r"Sum of input lengths.*length"),
    Mistake("a batch size of 0", "torch.utils.data.DataLoader([1], batch_size=0)", "ValueError", r"positive.*batch_size=0"),
    Mistake("topk of more than there is", "torch.topk(torch.ones(3), 5)", "RuntimeError", r"topk.*5.*3"),
    Mistake("the largest of nothing", "torch.ones(0).max()", "RuntimeError", r"max.*numel\(\) == 0"),
    Mistake("a range that runs the wrong way", "torch.arange(0, 10, -1)", "RuntimeError", r"arange.*0 to 10.*-1"),
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


def test_a_mistake_in_a_users_module_stays_what_it_is() -> None:
    """An attribute that a list has not, asked for in a user's forward: the list is his."""
    import nn

    class Joined(nn.Module):
        def forward(self, parts: Any) -> Any:
            return parts.mean()

    with pytest.raises(AttributeError, match="'list' object has no attribute 'mean'"):
        Joined()([1.0])


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


def test_a_models_own_missing_attribute_stays() -> None:
    """A user's module may be given anything: what it misses of that is its own affair; so is what a layer's own code misses of a Tensor."""
    import nn

    class Net(nn.Module):
        def forward(self, batch: Any) -> Any:
            return batch.pixels

    with pytest.raises(AttributeError, match="'list' object has no attribute 'pixels'"):
        Net()([1.0])
    with pytest.raises(AttributeError, match="'Linear' object has no attribute 'weight'"):
        layer = nn.Linear(2, 2)
        del layer.weight
        layer(None)


@pytest.mark.parametrize("anomaly", [False, True])
@pytest.mark.parametrize("create_graph", [False, True])
def test_an_error_in_a_rule_names_the_operation(anomaly: bool, create_graph: bool) -> None:
    """With the shapes and types of its inputs; in anomaly mode with the line that called it, too."""
    import autograd
    from autograd.core.op import Op

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
    from autograd.core.op import Op

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
