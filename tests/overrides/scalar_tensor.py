"""A class that is no tensor, and that torch functions take: an identity matrix times a number. After PyTorch's notes on extending it."""

import functools

import torch

HANDLED = {}


def implements(torch_function):
    def decorator(function):
        functools.update_wrapper(function, torch_function)
        HANDLED[torch_function] = function
        return function

    return decorator


class ScalarTensor:
    def __init__(self, N, value):
        self._N = N
        self._value = value

    def __repr__(self):
        return f"ScalarTensor(N={self._N}, value={self._value})"

    def tensor(self):
        return self._value * torch.eye(self._N)

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if kwargs is None:
            kwargs = {}
        if func not in HANDLED or not all(issubclass(t, (torch.Tensor, ScalarTensor)) for t in types):
            return NotImplemented
        return HANDLED[func](*args, **kwargs)


@implements(torch.mean)
def mean(input):
    return float(input._value) / input._N


def ensure_tensor(data):
    return data.tensor() if isinstance(data, ScalarTensor) else torch.as_tensor(data)


@implements(torch.add)
def add(input, other):
    if isinstance(input, ScalarTensor) and isinstance(other, ScalarTensor):
        return ScalarTensor(input._N, input._value + other._value)
    return torch.add(ensure_tensor(input), ensure_tensor(other))


@implements(torch.exp)
def exp(input):
    return torch.exp(ensure_tensor(input))


@implements(torch.stack)
def stack(tensors, dim=0):
    return torch.stack([ensure_tensor(t) for t in tensors], dim)


@implements(torch.nn.functional.relu)
def relu(input, inplace=False):
    return ScalarTensor(input._N, max(input._value, 0))


s = ScalarTensor(2, 2)
t = torch.tensor([[1.0, 1], [1, 1]])
print(torch.mean(ScalarTensor(5, 2)))
print(torch.add(s, s))
print(torch.add(t, s), torch.add(s, t), torch.add(1.0, s))
print(torch.exp(s))
print(torch.stack([s, t]).shape, torch.stack((t, s), dim=1).shape)
print(torch.nn.functional.relu(ScalarTensor(3, -1.5)))
print(t.add(s) if torch.Tensor.add in HANDLED else "Tensor.add is another function")
try:
    torch.mul(s, 3)
except TypeError as error:
    print(str(error).partition("\n")[0])
print(torch.overrides.is_tensor_like(s), torch.overrides.is_tensor_like(t), torch.overrides.is_tensor_like([1.0]), torch.is_tensor(s))
print(torch.overrides.has_torch_function((s,)), torch.overrides.has_torch_function((t, 1)))
