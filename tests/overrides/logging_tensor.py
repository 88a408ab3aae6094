"""A tensor that says which functions are called with it. After PyTorch's notes on extending it."""

import torch
import torch.nn.functional as F


class LoggingTensor(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if func is not torch.Tensor.__repr__:
            print(f"func: {func.__name__}, types: {[t.__name__ for t in types]}, args: {len(args)}")
        if kwargs is None:
            kwargs = {}
        return super().__torch_function__(func, types, args, kwargs)


class Derived(LoggingTensor):
    pass


x = torch.tensor([[1.0, -2.0], [3.0, 4.0]]).as_subclass(LoggingTensor)
print(x)
print(x + 1)
print(2 - x, 2 / x, x**2, x @ x, -x, x % 2, x // 2, abs(x))
print(x > 1, x == x, x != x)
print(x[0], x[:, 1], x[x > 0])
print(torch.stack([x, x]).shape)
print(torch.cat((torch.ones(1, 2), x)))
print(x.max(1), x.sort(), torch.topk(x, 1))
print(x.split(1), x.unbind(), x.chunk(2))
print(type(x.shape).__name__, x.dtype, x.requires_grad, x.grad, x.is_leaf)
print(x.T, x.data, x.mT)
print(x.item if False else x[0, 0].item(), float(x[0, 0]), int(x[0, 0]), bool(x[0, 0]), x.tolist())
print(len(x), hash(x) == hash(x), 3.0 in x)
y = torch.ones(2, 2)
print(y + x, y.mul(x), torch.mul(y, x), y.matmul(x))
y += x
print(type(y).__name__)
z = torch.zeros(2, 2)
z.copy_(x)
print(z)
x[0] = 7.0
x.add_(1)
x *= 2
print(x)
print(F.relu(x), F.linear(x, torch.ones(1, 2)), F.softmax(x, dim=1), F.mse_loss(x, x))
print(x.new_zeros(2), x.new_tensor([1.0]), torch.zeros_like(x), torch.full_like(x, 3.0))
print(x.to(torch.float64), x.long(), x.type())
print(torch.where(x > 5, x, 0.0), torch.einsum("ij->i", x), torch.allclose(x, x))
print(torch.tensor(x.tolist()), type(torch.as_tensor(x)).__name__)
w = torch.tensor([1.0, 2.0]).as_subclass(LoggingTensor).requires_grad_()
loss = (w * w).sum()
loss.backward()
print(w.grad, type(w.grad).__name__)
w.grad = torch.zeros(2)
print(w.grad)
d = torch.ones(2).as_subclass(Derived)
print(d + x[0], x[0] + d)
print(torch.sum(d), isinstance(torch.sum(d), LoggingTensor))
with torch._C.DisableTorchFunctionSubclass():
    print(type(d + 1).__name__, type(torch.exp(d)).__name__, d.shape)
print(torch.nn.Linear(2, 1, bias=False)(x).shape)
print(torch.nn.Sequential(torch.nn.Tanh(), torch.nn.Flatten())(x))
layers = torch.nn.Sequential(torch.nn.ReLU(), torch.nn.GELU(), torch.nn.Dropout(0.0), torch.nn.Softmax(1))
print(layers(x))
print(torch.nn.MSELoss()(x, x), torch.nn.CrossEntropyLoss()(x, x))
