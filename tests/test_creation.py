"""Making tensors: what each expression gives, or the error that it raises, is what PyTorch gives (recorded by record_creation.py)."""

from __future__ import annotations

import copy
import pickle
import warnings
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import autograd
from autograd.creation.factories import fused

from .record_creation import recorded

EXPRESSIONS = """
torch.tensor([[1, 2], [3, 4]])
torch.tensor(3.)
torch.tensor(True)
torch.tensor([[True, False]])
torch.tensor([1, 2.5])
torch.tensor([True, 1])
torch.tensor([True, 1.5])
torch.tensor([])
torch.tensor([[], []])
torch.tensor((1, 2.))
torch.tensor(range(3))
torch.tensor([range(3)])
torch.tensor(bytearray(b'ab'))
torch.tensor(np.float64(1.5))
torch.tensor(np.float32(1.5))
torch.tensor(np.int32(1))
torch.tensor([np.float64(1.5), np.float64(2)])
torch.tensor([np.float32(1.5), 1])
torch.tensor([np.int32(1), 1])
torch.tensor([np.bool_(True)])
torch.tensor([np.array([1., 2.]), np.array([3., 4.])])
torch.tensor([np.array([1, 2], dtype=np.int32), np.array([3, 4], dtype=np.int32)])
torch.tensor([np.array([1, 2]), np.array([3])])
torch.tensor(np.array(3))
torch.tensor(np.zeros((0, 3)))
torch.tensor(np.arange(6).reshape(2, 3).T).stride()
torch.tensor(np.array([1, 2], dtype='>i4'))
torch.tensor(np.array(['a']))
torch.tensor([torch.tensor(1), torch.tensor(2.)])
torch.tensor([torch.tensor(1., dtype=torch.float64), torch.tensor(2.)])
torch.tensor([torch.tensor([1.]), torch.tensor([2.])])
torch.tensor([[1.0, torch.tensor(2.)]])
torch.tensor([torch.tensor([1., 2]), torch.tensor([2., 3])])
torch.tensor(torch.tensor([1., 2.]))
torch.tensor([np.str_('a')])
torch.tensor([[1, 2], [3]])
torch.tensor([[1, 2], 3])
torch.tensor([1, [2]])
torch.tensor([[[1]], [[2, 3]]])
torch.tensor([[1], []])
torch.tensor('a')
torch.tensor(['a'])
torch.tensor(b'ab')
torch.tensor(None)
torch.tensor([None])
torch.tensor({1, 2})
torch.tensor({})
torch.tensor()
torch.tensor(2**63)
torch.tensor([2**63])
torch.tensor([2**70], dtype=torch.float32)
torch.tensor([300], dtype=torch.uint8)
torch.tensor([-1], dtype=torch.uint8)
torch.tensor([2**40], dtype=torch.int32)
torch.tensor([1e40])
torch.tensor([0.1], dtype=torch.float64)
torch.tensor([1.7, -1.7], dtype=torch.int64)
torch.tensor([float('nan')], dtype=torch.int64)
torch.tensor([1.7, 0], dtype=torch.bool)
torch.tensor(2, dtype=torch.float16)
torch.tensor([1], dtype=float)
torch.tensor([1.5], dtype=bool)
torch.tensor([1., 2], requires_grad=True)
torch.tensor([1, 2], dtype=torch.float32, requires_grad=True)
torch.tensor([1, 2], requires_grad=True)
torch.tensor([1], device='cpu')
torch.tensor([1], device='cuda')
torch.tensor([1], foo=2)
torch.as_tensor([1, 2])
torch.as_tensor(3.)
torch.as_tensor([[1], [2, 3]])
torch.as_tensor(np.ones(2))
torch.as_tensor(np.ones(2), dtype=torch.float32)
torch.as_tensor(torch.ones(2), dtype=torch.int64)
torch.as_tensor(torch.ones(2, requires_grad=True))
torch.as_tensor([1], device='cuda')
torch.asarray([1, 2])
torch.asarray(np.float32(1))
torch.asarray([1, 2], copy=False)
torch.asarray(np.ones(2), copy=False)
torch.asarray(np.ones(2), copy=False, dtype=torch.float32)
torch.asarray([1.], requires_grad=True)
torch.asarray(torch.ones(2), copy=True)
torch.from_numpy(np.ones(2))
torch.from_numpy(np.array(1.))
torch.from_numpy(np.ones(2, dtype=bool))
torch.from_numpy(np.ones((2, 3)).T).stride()
torch.from_numpy([1, 2])
torch.from_numpy(np.float64(1))
torch.from_numpy(np.array(['a']))
torch.from_numpy(np.ones(2, dtype='>f4'))
torch.frombuffer(bytearray(b'abcd'), dtype=torch.uint8, offset=1)
torch.zeros(2, 3)
torch.zeros((2, 3))
torch.zeros(torch.Size([2]))
torch.zeros(())
torch.zeros(size=(2,))
torch.zeros(np.int64(2))
torch.zeros((torch.tensor(2), 3))
torch.zeros(2, dtype=torch.float64, requires_grad=True)
torch.zeros(2, dtype=int)
torch.zeros()
torch.zeros(-1)
torch.zeros(2.0)
torch.zeros((2.0,))
torch.zeros('a')
torch.zeros(True)
torch.zeros(None)
torch.zeros(2, dtype=torch.int64, requires_grad=True)
torch.ones(2, 3, dtype=bool)
torch.ones(2, device=torch.device('cpu:0'))
torch.ones(2, device='cuda')
torch.ones(2, device='foo')
torch.ones(2, device=1.5)
torch.empty(2, 0, 3)
torch.full((2,), 1)
torch.full((2,), 1.)
torch.full((2,), True)
torch.full((), 2)
torch.full(size=(2,), fill_value=1)
torch.full((2,), torch.tensor(3.))
torch.full((2,), np.float32(2))
torch.full((2,), 1.7, dtype=torch.int64)
torch.full(2, 1)
torch.full((2,), torch.tensor([3]))
torch.full((2,), 300, dtype=torch.uint8)
torch.full((2,), float('inf'), dtype=torch.int64)
torch.full((2,), 1, requires_grad=True)
torch.zeros_like(torch.ones(2, dtype=torch.int32))
torch.zeros_like(torch.ones(2, 3), dtype=torch.int64)
torch.zeros_like(torch.ones(2, 3).T).stride()
torch.zeros_like(torch.ones(2, 3)[:, ::2]).stride()
torch.zeros_like(torch.ones(1, 3).expand(2, 3)).stride()
torch.zeros_like(torch.ones(2, requires_grad=True)).requires_grad
torch.ones_like(torch.ones(2), requires_grad=True)
torch.full_like(torch.ones(2, dtype=torch.int64), 1.5)
torch.full_like(torch.ones(2), torch.tensor(3))
torch.empty_like(torch.ones(2, 3)).shape
torch.zeros_like(np.ones(2))
torch.zeros_like([1, 2])
torch.scalar_tensor(2)
torch.scalar_tensor(2., dtype=torch.int64)
torch.arange(5)
torch.arange(5.)
torch.arange(1, 5)
torch.arange(1, 5, 2)
torch.arange(1, 5., 2)
torch.arange(0, 1, 0.1)
torch.arange(5, 1, -1)
torch.arange(1, 1)
torch.arange(-5, 5, 3)
torch.arange(end=3)
torch.arange(start=1, end=3, step=.5)
torch.arange(True)
torch.arange(2, dtype=torch.float32)
torch.arange(2.5, dtype=torch.int64)
torch.arange(0.5, 3.5, dtype=torch.int64)
torch.arange(0, 10, 2.5, dtype=torch.int32)
torch.arange(torch.tensor(3))
torch.arange(torch.tensor(3., dtype=torch.float64)).dtype
torch.arange(np.float64(3)).dtype
torch.arange(2**53, 2**53 + 3)
torch.arange(2**62, 2**62 + 3)
torch.arange(3., requires_grad=True)
torch.arange(0, 1, 1 / 3).shape
torch.arange(-1, 1, 0.1).shape
torch.arange(1, 2, 0.3).shape
torch.arange(5, 1)
torch.arange(0, -1)
torch.arange(1, 5, 0)
torch.arange(float('nan'))
torch.arange(0, float('inf'))
torch.arange(5, dtype=torch.bool)
torch.arange('a')
torch.arange()
torch.arange(3, requires_grad=True)
torch.linspace(0, 1, 5)
torch.linspace(-1, 1, 7).tolist()
torch.linspace(-3.3, 7, 20).tolist()
torch.linspace(-3.3, 7, 20, dtype=torch.float64).tolist()
torch.linspace(0, 10, 4, dtype=torch.int64)
torch.linspace(0.5, 3.7, 4, dtype=torch.int64)
torch.linspace(0, 1, 0)
torch.linspace(0, 1, 1)
torch.linspace(start=0, end=1, steps=3)
torch.linspace(torch.tensor(0.), torch.tensor(1.), 3)
torch.linspace(0, 1, 3, dtype=torch.float16)
torch.linspace(0, 1, -1)
torch.linspace(0, 1)
torch.linspace(0, 1, 2.5)
torch.linspace(0, 1, 3, dtype=torch.bool)
torch.logspace(0, 2, 3)
torch.logspace(0, 2, 3, base=2.0)
torch.logspace(0, 3, 4, dtype=torch.int64)
torch.logspace(0, 3, -1)
torch.eye(3)
torch.eye(2, 3)
torch.eye(2, m=3)
torch.eye(0)
torch.eye(2, dtype=torch.bool)
torch.eye(-1)
torch.eye(2, -1)
torch.eye(2.0)
torch.tril_indices(3, 4, 1)
torch.triu_indices(3, 3, offset=1)
torch.triu_indices(3, 3, dtype=torch.int32)
torch.triu_indices(-1, 3)
torch.ones(2).new_zeros(2, 3)
torch.ones(2).new_zeros((2, 3), dtype=torch.int64)
torch.ones(2, dtype=torch.int32).new_full((2,), 3.5)
torch.ones(2, dtype=torch.float64).new_tensor([1, 2])
torch.ones(2, dtype=torch.int64).new_tensor([1.5, 2])
torch.ones(2).new_empty((3, 2)).shape
torch.ones(2).new_ones(3, requires_grad=True)
torch.ones(2).new([1, 2])
torch.ones(2).new(2, 3).shape
torch.is_tensor(3)
torch.is_floating_point(torch.ones(2))
torch.is_floating_point(torch.ones(2, dtype=int))
torch.is_floating_point(3)
torch.is_nonzero(torch.tensor(1))
torch.is_nonzero(torch.ones(2))
torch.numel(torch.ones(2, 3))
torch.Tensor([1, 2])
torch.Tensor(2, 3).shape
torch.Tensor(5).shape
torch.Tensor()
torch.Tensor((2, 3))
torch.Tensor(torch.Size([2, 3])).shape
torch.Tensor(np.array([1., 2.]))
torch.Tensor(torch.tensor([1, 2]))
torch.Tensor([True])
torch.Tensor([1], device='cpu')
torch.Tensor(2.5)
torch.Tensor('a')
torch.Tensor(None)
torch.Tensor(-1)
torch.Tensor(True)
torch.Tensor(2, [3])
torch.Tensor([[1, 2], [3]])
torch.FloatTensor([1, 2])
torch.FloatTensor(2, 3).shape
torch.FloatTensor(np.array([1, 2]))
torch.FloatTensor([torch.tensor(1.), 2])
torch.FloatTensor(torch.tensor([1, 2]))
torch.FloatTensor(2.5)
torch.LongTensor([1.5, 2])
torch.LongTensor(np.array([1.5, 2]))
torch.LongTensor(range(3))
torch.LongTensor([1], dtype=torch.int32)
torch.DoubleTensor([1, 2])
torch.HalfTensor([1])
torch.IntTensor([1, 2])
torch.ShortTensor([1])
torch.CharTensor([1])
torch.ByteTensor([1, 255])
torch.ByteTensor([256])
torch.BoolTensor([1, 0, True])
isinstance(torch.ones(2), torch.FloatTensor)
isinstance(torch.ones(2, dtype=torch.int64), torch.LongTensor)
isinstance(torch.ones(2, dtype=torch.int64), torch.FloatTensor)
torch.device('cpu')
torch.device('cuda:0')
torch.device('cuda', 1)
str(torch.device('cuda', 1))
torch.device('cpu', 0)
torch.device(type='cpu')
torch.device(torch.device('cpu'))
torch.device('cpu') == torch.device('cpu:0')
torch.device('cpu') == 'cpu'
hash(torch.device('cpu')) == hash(torch.device('cpu'))
torch.device('cuda:2').index
torch.device('foo')
torch.device('cuda:x')
torch.device('cpu:-1')
torch.device('')
torch.device(None)
torch.device()
torch.ones(2).device
torch.get_default_device()
""".strip().splitlines()


def outcome(torch: ModuleType, expression: str) -> str:
    """What an expression evaluates to, as text, or the type of the error that it raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return repr(eval(expression, {"torch": torch, "np": np}))
        except Exception as error:
            return type(error).__name__


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_as_in_pytorch(expression: str) -> None:
    assert outcome(autograd, expression) == recorded("creation")[expression]


def test_recording_is_up_to_date() -> None:
    torch = pytest.importorskip("torch")
    assert {e: outcome(torch, e) for e in EXPRESSIONS} == recorded("creation")


def test_messages_say_what_to_do() -> None:
    cases: list[tuple[type[Exception], str, Any]] = [
        (ValueError, r"expected sequence of length 2 at dim 1 \(got 1\)", lambda: autograd.tensor([[1, 2], [3]])),
        (AssertionError, "device 'cuda' is not available.*Use device='cpu'", lambda: autograd.zeros(2, device="cuda")),
        (RuntimeError, "the values go from 300 to 300", lambda: autograd.tensor([300], dtype=autograd.uint8)),
        (TypeError, "unexpected keyword argument 'sise'", lambda: autograd.zeros(2, sise=3)),
        (RuntimeError, "eye: n must be greater or equal to 0, got -1", lambda: autograd.eye(-1)),
        (ValueError, "newbyteorder", lambda: autograd.from_numpy(np.ones(2, ">f4"))),
    ]
    for kind, message, call in cases:
        with pytest.raises(kind, match=message):
            call()


def test_copying_a_tensor_with_tensor_warns() -> None:
    x = autograd.tensor([1.0], requires_grad=True)
    with pytest.warns(UserWarning, match="recommended to use sourceTensor.detach"):
        y = autograd.tensor(x)
    assert y.is_leaf and not y.requires_grad and y.data_ptr() != x.data_ptr()


def test_memory_is_shared_or_copied() -> None:
    array = np.zeros(3)
    shared = [autograd.from_numpy(array), autograd.as_tensor(array), autograd.asarray(array), autograd.from_numpy(array.T)]
    copied = autograd.tensor(array)
    array[0] = 5
    assert [t[0].item() for t in shared] == [5.0] * 4
    assert copied[0].item() == 0
    shared[0][1] = 7
    assert array[1] == 7
    x = autograd.ones(2)
    assert autograd.as_tensor(x) is x and autograd.asarray(x) is x
    assert autograd.Tensor(x).data_ptr() == x.data_ptr()
    assert autograd.asarray(x, copy=True).data_ptr() != x.data_ptr()


def test_as_tensor_keeps_the_graph() -> None:
    x = autograd.ones(2, requires_grad=True)
    autograd.as_tensor(x, dtype=autograd.float64).sum().backward()
    assert x.grad is not None and x.grad.dtype is autograd.float32 and x.grad.tolist() == [1.0, 1.0]


def test_default_dtype_is_followed() -> None:
    autograd.set_default_dtype(autograd.float64)
    try:
        made = [autograd.tensor(0.1), autograd.zeros(1), autograd.arange(1.0), autograd.full((1,), 0.5), autograd.linspace(0, 1, 2)]
        assert {t.dtype for t in made} == {autograd.float64}
        assert autograd.tensor(0.1).item() == 0.1
    finally:
        autograd.set_default_dtype(autograd.float32)


def test_arange_is_rounded_once() -> None:
    np.testing.assert_array_equal(autograd.arange(0, 100, 0.1).numpy(), (np.arange(1000) * 0.1).astype(np.float32))


def test_fused_rounds_once() -> None:
    from fractions import Fraction

    random = np.random.default_rng(0)
    for scale in (1.0, 1e-8, 1e5):
        x, (factor, shift) = random.random(300), random.normal(size=2) * scale
        exact = [float(Fraction(v) * Fraction(factor) + Fraction(shift)) for v in x]
        np.testing.assert_array_equal(fused(x, factor, shift), exact)
    assert np.isfinite(fused(np.array([0.5]), 1e300, 0.0)).all()


def test_devices_are_values() -> None:
    cpu = autograd.device("cpu")
    assert pickle.loads(pickle.dumps(autograd.device("cuda:3"))) == autograd.device("cuda", 3)
    assert copy.deepcopy(cpu) == cpu and len({cpu, autograd.device("cpu")}) == 1
    assert not autograd.ones(1).is_cuda
    with cpu:
        assert autograd.ones(1).device == cpu
    autograd.set_default_device("cpu")
    with pytest.raises(AssertionError, match="is not available"):
        autograd.set_default_device("cuda")
