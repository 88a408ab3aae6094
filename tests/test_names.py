"""Names that few programs use: what each expression gives here is what it gives in PyTorch, where that is installed."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import autograd

EXPRESSIONS = """
t.hann_window(7)
t.hann_window(7, False)
t.hann_window(1)
t.hann_window(0)
t.hann_window(6, dtype=t.float64)
t.hamming_window(9, True, 0.5, 0.4)
t.blackman_window(8)
t.bartlett_window(5, periodic=False)
t.kaiser_window(6)
t.kaiser_window(6, False, beta=3.0)
t.hann_window(-1)
t.hann_window(3, dtype=t.int64)
t.range(1, 4)
t.range(0, 1, 0.25)
t.range(5, 1, -2)
t.range(0, 1, -1)
t.promote_types(t.int32, t.float16)
t.promote_types(t.uint8, t.int8)
t.promote_types(t.bool, t.uint8)
t.result_type(t.ones(2, dtype=t.int8), 1.5)
t.result_type(t.ones(2), t.ones((), dtype=t.float64))
t.result_type(1, 2)
t.can_cast(t.float32, t.int64)
t.can_cast(t.int64, t.float16)
t.can_cast(t.int64, t.uint8)
t.can_cast(t.uint8, t.bool)
t.can_cast(t.float64, t.float32)
t.is_complex(t.ones(1))
t.is_signed(t.ones(1, dtype=t.uint8))
t.ones(1).is_signed()
t.is_same_size(t.ones(2), t.zeros(2))
t.get_device(t.ones(1))
t.ones(1).get_device()
t.is_inference(t.ones(1))
t.arange(10)[3:].storage_offset()
t.arange(12).reshape(3, 4)[1:, 2:].t().storage_offset()
t.arange(4).storage_offset()
(lambda x: [x.is_set_to(x.view(2, 2)), x.is_set_to(x.view(4)), x.is_set_to(x.clone())])(t.arange(4))
str(t.ones(1).layout)
t.ones(1).output_nr
t.ones(1).is_pinned()
t.ones(3, requires_grad=True).resize_(2)
t.arange(6).resize_(2, 2)
t.arange(6).resize_(7).shape
t.arange(6).resize_as_(t.ones(3, 2))
t.arange(3.0).apply_(lambda x: x * 2 + 1)
t.arange(3).apply_(lambda x: x * 2 + 1)
t.ones(3, requires_grad=True).apply_(abs)
t.arange(4.0).map_(t.ones(1), lambda x, y: x - y)
t.ones(1).new_empty_strided((2, 3), (1, 2)).stride()
t.bfloat16
t.bfloat16.is_floating_point
t.embedding(t.arange(6.0).reshape(3, 2), t.tensor([[2, 0], [1, 1]]))
t.svd(t.tensor([[2.0, 0.0], [0.0, 3.0], [0.0, 0.0]])).S
[p.shape for p in t.svd(t.ones(4, 2), some=False)]
[p.shape for p in t.ones(4, 2).svd(compute_uv=False)]
[p.abs() for p in t.qr(t.tensor([[3.0, 1.0], [4.0, 2.0]]))]
t.triangular_solve(t.ones(2, 1), t.tensor([[2.0, 1.0], [0.0, 4.0]]), transpose=True)
t.tensor([[1.0], [1.0]]).triangular_solve(t.tensor([[2.0, 1.0], [0.5, 4.0]]), upper=False)[0]
t.unsafe_chunk(t.arange(5), 2)
t.unsafe_split(t.arange(5), 3)
t.unsafe_split_with_sizes(t.arange(5), [1, 4])
t.narrow_copy(t.arange(5), 0, 1, 2)
t.as_strided_scatter(t.zeros(3, 3), t.ones(2, 2), (2, 2), (1, 2))
t.frexp(t.tensor([3.0, -0.1, 0.0, float("inf")]))
t.frexp(t.tensor([3]))
t.nextafter(t.tensor([1.0, 0.0]), t.tensor([2.0, -1.0]))
t.mvlgamma(t.tensor([3.0, 7.5]), 3)
t.tensor([3.0]).mvlgamma_(2)
t.mvlgamma(t.tensor([3.0]), 0)
t.hardshrink(t.tensor([0.2, 3.0]))
t.tensor([0.2, 3.0]).hardshrink(0.5)
t.tensor([-0.2, 3.0]).prelu(t.tensor([0.5]))
t.exp_(t.zeros(2))
t.zero_(t.ones(2))
t.clip_(t.arange(4.0), 1, 2)
t.detach(t.ones(1, requires_grad=True))
t.neg_(t.ones(2))
t.nan_to_num_(t.tensor([float("nan")]))
t.add_(t.ones(1), 1)
t.relu_(t.tensor([-1.0, 1.0]))
(t.set_default_tensor_type("torch.DoubleTensor"), t.ones(1), t.set_default_tensor_type(t.FloatTensor), t.ones(1))
t.ones(2).poisson()
t.vander(t.tensor([1, 2, 3, 5]))
t.vander(t.tensor([1.5, 0.0, -2.0]), N=5)
t.vander(t.tensor([1.5, 2.0], dtype=t.float64), 3, True)
t.vander(x=t.tensor([1, 2], dtype=t.uint8), N=9, increasing=True)
t.vander(t.tensor([True, False]))
t.vander(t.ones(2), N=0)
t.vander(t.ones(0))
t.vander(t.ones(2), N=-1)
t.vander(t.ones(2, 2))
t.vander(t.tensor(2.0))
t.vander([2.0])
t.gradient(t.tensor([5, 9, 2, 7]), edge_order=2)
t.gradient(t.tensor([20, -10, 9], dtype=t.int8), edge_order=2)
t.gradient(t.arange(4, dtype=t.float16))
t.gradient(t.arange(12).reshape(3, 4) ** 2, spacing=(2.0, 5), dim=(1, 0))
t.gradient(t.arange(12.0).reshape(3, 4) ** 2, spacing=[t.arange(3), t.tensor([0, 1, 3, 4])])
t.gradient(t.arange(3.0), spacing=[t.arange(3, dtype=t.float64)])
t.gradient(t.arange(4.0).reshape(2, 2), spacing=[t.tensor([1.0, 3.0])], dim=-1)
t.gradient(t.tensor(1.0))
t.gradient(t.zeros(0, 3), dim=1)
t.gradient(t.zeros(1))
t.gradient(t.zeros(2), edge_order=2)
t.gradient(t.zeros(4), edge_order=3)
t.gradient(t.zeros(4), dim=1)
t.gradient(t.zeros(4, 4), dim=(1, -1))
t.gradient(t.zeros(4, 4), spacing=[2.0])
t.gradient(t.zeros(4, 4), spacing=t.tensor([2.0, 1.0]))
t.gradient(t.zeros(4), spacing=[t.zeros(4, 1)])
t.gradient(t.tensor([1, 2], dtype=t.uint8))
t.gradient([1.0, 2.0])
t.from_dlpack(t.arange(6.0).reshape(2, 3).t())
t.from_dlpack([1.0])
(t.manual_seed(0) is None, [p.abs() for p in t.pca_lowrank(t.randn(6, 4), q=2)], t.rand(1))
(t.manual_seed(0) is None, [p.abs() for p in t.pca_lowrank(t.randn(3, 5), center=False, niter=3)], t.rand(1))
(t.manual_seed(0) is None, [p.abs() for p in t.svd_lowrank(t.randn(2, 5, 4), q=3, M=t.ones(4))], t.rand(1))
t.pca_lowrank(t.ones(6, 4), q=5)
t.pca_lowrank(t.ones(6, 4), niter=-1)
t.linalg.tensorinv(t.ones(2, 3), ind=0)
t.linalg.tensorsolve(t.ones(2, 3), t.ones(2))
t.linalg.lu_solve(*t.linalg.lu_factor(t.tensor([[2.0, 1.0], [4.0, 3.0]])), t.ones(3, 1))
t.from_dlpack(t.ones(1, requires_grad=True))
t.to_dlpack([1.0])
t.ones(1).__dlpack__(stream=1)
tuple(int(n) for n in t.ones(1).__dlpack_device__())
(lambda x: (t.utils.dlpack.from_dlpack(x).add_(1), t.from_dlpack(x, copy=True).mul_(3), x))(t.ones(2, dtype=t.int8))
(lambda x: (t.utils.dlpack.from_dlpack(t.utils.dlpack.to_dlpack(x)).add_(1), x))(t.ones(2))
(lambda capsule: (t.from_dlpack(capsule), t.from_dlpack(capsule)))(t.to_dlpack(t.ones(2)))
(lambda x: t.autograd.grad(t.gradient(t.tensor([1.0, 4.0, 2.0]), spacing=[x], edge_order=2)[0].square().sum(), x))(t.tensor([0.0, 2.0, 3.0], requires_grad=True))
""".strip().splitlines()


def shown(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [shown(v) for v in value]
    return (str(value.dtype), tuple(value.shape), value.tolist()) if hasattr(value, "detach") else value if isinstance(value, bool) else repr(value)


def outcome(t: Any, expression: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return shown(eval(expression, {"t": t}))
        except Exception as error:
            return type(error).__name__


def close(a: Any, b: Any) -> bool:
    if isinstance(a, (tuple, list)) and isinstance(b, (tuple, list)) and not all(isinstance(v, (int, float)) for v in a):
        return len(a) == len(b) and all(map(close, a, b))
    return a == b or (isinstance(a, list) and bool(np.allclose(a, b, rtol=1e-6, atol=1e-7)))


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_as_in_pytorch(expression: str) -> None:
    ours, theirs = outcome(autograd, expression), outcome(pytest.importorskip("torch"), expression)
    assert close(ours, theirs), f"{ours} != {theirs}"


def test_in_place_forms_are_those_of_pytorch_and_say_their_names() -> None:
    torch = pytest.importorskip("torch")
    forms = [name for name in dir(autograd.Tensor) if name.endswith("_") and not name.startswith("_")]
    assert [name for name in forms if not hasattr(torch.Tensor, name)] == []
    assert autograd.Tensor.exp_.__name__ == "exp_" and autograd.Tensor.exp_.__doc__ == "In-place form of `exp`."


def test_what_methods_are_functions() -> None:
    """The names that autograd takes from Tensor are functions in PyTorch, and there are no others of this kind."""
    torch = pytest.importorskip("torch")
    assert all(callable(getattr(torch, name)) and callable(getattr(autograd, name)) for name in autograd._METHODS)
    absent = {name for name in dir(torch) if name[0] != "_" and not hasattr(autograd, name) and hasattr(autograd.Tensor, name)}
    assert absent <= {"bfloat16", "cpu", "layout", "lu"}


def test_bfloat16_is_a_name() -> None:
    """A script that lists the types among which it chooses runs; one that chooses this type is told why it cannot have it."""
    chosen = {"float32": autograd.float32, "bfloat16": autograd.bfloat16}["float32"]
    assert chosen is autograd.float32
    for use in (
        lambda: autograd.ones(2, dtype=autograd.bfloat16),
        lambda: autograd.ones(2).to(autograd.bfloat16),
        lambda: autograd.ones(2).bfloat16(),
        lambda: autograd.finfo(autograd.bfloat16),
        lambda: autograd.nn.Linear(1, 1).to(autograd.bfloat16),
    ):
        with pytest.raises(TypeError, match="bfloat16 has no NumPy type"):
            use()


def test_memory_is_shared_with_numpy_and_pytorch() -> None:
    array, x = np.zeros((2, 3), np.float32).T, autograd.zeros(2, 3)
    autograd.from_dlpack(array)[0, 1] = 2
    read = np.from_dlpack(x)  # type: ignore[arg-type]
    x[1] = 5
    assert array[0, 1] == 2 and read.tolist() == [[0, 0, 0], [5, 5, 5]]
    assert read.flags.writeable == (np.lib.NumpyVersion(np.__version__) >= "2.1.0")
    torch = pytest.importorskip("torch")
    torch.from_dlpack(x)[0] = 3
    assert x[0].tolist() == [3, 3, 3]
    theirs = torch.zeros(2, dtype=torch.int64)
    autograd.from_dlpack(theirs)[1] = 7
    assert theirs.tolist() == [0, 7]


def test_deprecated_names_warn() -> None:
    for call in (
        lambda: autograd.range(1, 2),
        lambda: autograd.qr(autograd.eye(2)),
        lambda: autograd.triangular_solve(autograd.eye(2), autograd.eye(2)),
    ):
        with pytest.warns(UserWarning, match="deprecated"):
            call()
