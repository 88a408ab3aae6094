"""Modes, in which every function of tensors is told to one who says what it does. After PyTorch's notes on extending it."""

import torch
from torch.overrides import TorchFunctionMode, handle_torch_function, has_torch_function_unary, resolve_name


class FunctionLog(TorchFunctionMode):
    def __init__(self, name=""):
        super().__init__()
        self.name = name

    def __torch_function__(self, func, types, args, kwargs=None):
        print(f"{self.name}Function Log: {resolve_name(func)}(*{len(args)}, **{sorted(kwargs or {})})")
        return func(*args, **(kwargs or {}))


class OnesForRandom(TorchFunctionMode):
    def __torch_function__(self, func, types, args=(), kwargs=None):
        if func in (torch.rand, torch.randn):
            return torch.ones(*args, **(kwargs or {}))
        if func is torch.Tensor.mul:
            func = torch.Tensor.add
        return func(*args, **(kwargs or {}))


class Sub(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        print("Sub is asked for", func.__name__)
        return super().__torch_function__(func, types, args, kwargs)


def main():
    x = torch.tensor([1.0, 2.0])
    with FunctionLog():
        y = x + 1
        z = torch.add(y, x, alpha=2)
        a = torch.ones(2)
        b = torch.tensor([3.0])
        c = torch.arange(3)
        s = z.sum()
        e = torch.exp(x).mean(dim=0)
        v = x.view(2, 1).transpose(0, 1)
        i = x[0]
        m = x @ x
        torch.is_tensor(x), torch.is_grad_enabled(), torch.get_default_dtype()
    print(y, z, a, b, c, s, e, v, i, m)
    with FunctionLog("outer "), FunctionLog("inner "):
        x - 1
    with OnesForRandom():
        print(torch.rand(2), torch.randn(1, 2), x * x, torch.rand(2).sum())
    print((x * x).tolist())
    sub = x.as_subclass(Sub)
    with FunctionLog():
        out = sub.mul(3)
    print(type(out).__name__)
    with FunctionLog(), torch._C.DisableTorchFunctionSubclass():
        out = sub.mul(3)
    print(type(out).__name__)
    with FunctionLog(), torch._C.DisableTorchFunction():
        out = sub.mul(3)
    print(type(out).__name__)
    try:
        with FunctionLog():
            x.view(3)
    except RuntimeError:
        print("the error arrives, and the mode is left")
    x.exp()

    def mine(t):
        if has_torch_function_unary(t):
            return handle_torch_function(mine, (t,), t)
        return t + 1

    print(mine(x))
    print(mine(sub))


main()
