"""Each run begins with a class of which nothing says that torch functions will meet it: its first call is heard all the same."""

import torch


class Handled:
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return func.__name__, len(args), kwargs


class Unhandled:
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return NotImplemented


print(torch.exp(Handled()))
print(torch.sum(Handled(), dim=1))
print(torch.ones(2) + Handled())
print(torch.ones(2).add(Handled(), alpha=2))
print(torch.where(torch.ones(2) > 0, Handled(), 0.0))
try:
    torch.sum(Unhandled())
except TypeError as error:
    print(str(error).partition(";")[0])
try:
    torch.ones(2) + Unhandled()
except TypeError as error:
    print(str(error).partition(":")[0])
