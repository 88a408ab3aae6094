"""Wrappers, units, overridden methods and properties, mixins, several classes in one call: who is asked, and in which order."""

import numpy as np
import torch


def bare(a):
    return a.t if isinstance(a, Wrapped) else type(a)(map(bare, a)) if isinstance(a, (list, tuple)) else a


class Wrapped:
    def __init__(self, t):
        self.t = t

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return Wrapped(func(*map(bare, args), **{k: bare(v) for k, v in (kwargs or {}).items()}))

    def __add__(self, o):
        return torch.add(self, o)

    __radd__ = __add__

    def __repr__(self):
        return f"Wrapped({self.t})"


w = Wrapped(torch.ones(2))
print(w + 1, 1 + w, torch.ones(2) + w, w + torch.ones(2))
print(torch.cat([w, torch.zeros(1)]), torch.matmul(torch.ones(2), w), torch.ones(2) @ w, torch.where(torch.ones(2) > 0, w, 0.0))
x = torch.ones(2)
print(x.mul(w), x * w, torch.nn.functional.relu(w), torch.nn.functional.linear(torch.ones(1, 2), w))
print(torch.nn.Linear(2, 1)(w).t.shape)


class Unit(torch.Tensor):
    @staticmethod
    def __new__(cls, data, unit, **kw):
        return torch.as_tensor(data).as_subclass(cls)

    def __init__(self, data, unit, **kw):
        self.unit = unit

    def __repr__(self):
        return f"{self.as_subclass(torch.Tensor)} {self.unit}"

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        r = super().__torch_function__(func, types, args, kwargs)
        if isinstance(r, Unit):
            units = [a.unit for a in args if isinstance(a, Unit) and hasattr(a, "unit")]
            r.unit = "*".join(units) if func in (torch.Tensor.mul, torch.mul) else units[0] if units else "?"
        return r


m = Unit([1.0, 2.0], "m")
s = Unit([3.0, 4.0], "s")
print(m * s, m + m, m[0], torch.mul(m, s), m.sum(), 2 * m)


class P(torch.Tensor):
    extra = 3

    @property
    def shape(self):
        return ("mine", *super().shape)

    def size(self, *a):
        return "size"

    def sum(self, *a, **k):
        return "sum " + str(super().sum(*a, **k))

    def __add__(self, o):
        return ("add", super().__add__(o))

    def __getitem__(self, i):
        return ("get", super().__getitem__(i))


p = torch.arange(3.0).as_subclass(P)
print(p.shape, p.size(), p.sum(), p + 1, p[0], p.extra, torch.sum(p), 1 + p)
o = torch.zeros(2).as_subclass(Unit)
o.unit = "o"
print(type(torch.add(m, s, out=o)).__name__, o)


class Mixin:
    def hello(self):
        return f"hello {type(self).__name__} {self.mean().item()}"


class H(Mixin, torch.Tensor):
    pass


print((torch.ones(2).as_subclass(H) * 2).hello())


class Base(torch.Tensor):
    @classmethod
    def __torch_function__(cls, f, t, a=(), k=None):
        print("Base", cls.__name__, [x.__name__ for x in t])
        return super().__torch_function__(f, t, a, k)


class Der(Base):
    @classmethod
    def __torch_function__(cls, f, t, a=(), k=None):
        print("Der", cls.__name__, [x.__name__ for x in t])
        return super().__torch_function__(f, t, a, k)


a, d = (torch.ones(1).as_subclass(Base), torch.ones(1).as_subclass(Der))
print(type(a.as_subclass(Base).add(d)).__name__, type(torch.stack([a, d])).__name__)


class Other(torch.Tensor):
    pass


try:
    print(type(a + torch.ones(1).as_subclass(Other)))
except TypeError as e:
    print(str(e).partition("\n")[0])
try:
    print(torch.add(torch.ones(1).as_subclass(Other), a))
except TypeError as e:
    print(str(e).partition("\n")[0])


class Inst:
    def __torch_function__(self, func, types, args=(), kwargs=None):
        return "instance " + func.__name__


print(torch.sum(Inst()), torch.exp(Inst()))
with torch.no_grad():
    q = torch.ones(2).as_subclass(Other)
    print((q * 2).requires_grad, type(q * 2).__name__)
t = torch.ones(3).as_subclass(Other)
t.grad = None
t.foo = 1
print(hasattr(t + 1, "foo"), hasattr(t, "foo"), t.__dict__)
print(t.__class__.__mro__[1].__name__, isinstance(t, torch.Tensor), issubclass(Other, torch.Tensor))
print(torch.Tensor.__torch_function__ is not None, Other.__torch_function__.__self__.__name__)
print(torch.ones(2).as_subclass(Other).as_subclass(torch.Tensor))
it = iter(t)
print(next(it), t.numpy(), np.asarray(t).sum(), sum(t))
print(t.max(0).values, type(t.max(0)).__name__, t.sort(descending=True)[1], type(t.size()).__name__)
