"""A class that has a tensor, and what belongs to it. After PyTorch's notes on extending it."""

import torch

HANDLED = {}


def implements(torch_function):
    def register(function):
        HANDLED[torch_function] = function
        return function

    return register


class MetadataTensor:
    def __init__(self, data, metadata=None, **kwargs):
        self._t = torch.as_tensor(data, **kwargs)
        self._metadata = metadata

    def __repr__(self):
        return f"Metadata:\n{self._metadata}\n\ndata:\n{self._t}"

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if kwargs is None:
            kwargs = {}
        metadatas = tuple(a._metadata for a in args if hasattr(a, "_metadata"))
        args = [getattr(a, "_t", a) for a in args]
        assert len(metadatas) > 0
        ret = func(*args, **kwargs)
        return MetadataTensor(ret, metadata=metadatas[0])


metadata = {"owner": "Ministry of Silly Walks"}
m = MetadataTensor([[1, 2], [3, 4]], metadata=metadata)
t = torch.tensor([[1, 2], [1, 2]])
print(torch.add(t, m))
print(torch.mul(t, m))
print(torch.add(m, 1, alpha=3))
print(torch.sum(m, dim=0))
print(torch.nn.functional.one_hot(m, 5)._t.shape)


class Tagged(torch.Tensor):
    """The same, derived from Tensor: results have the tags of what they were computed from."""

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        result = super().__torch_function__(func, types, args, kwargs)
        if isinstance(result, Tagged):
            result.tags = sorted({tag for a in args if isinstance(a, Tagged) for tag in getattr(a, "tags", ())})
        return result


def tagged(data, *tags):
    made = torch.tensor(data).as_subclass(Tagged)
    made.tags = list(tags)
    return made


a, b = tagged([1.0, 2.0], "a"), tagged([3.0, 4.0], "b")
print((a + b).tags, (a * 2).tags, torch.dot(a, b).tags, (a + b)[0].tags, a.exp().tags)
print(torch.stack([a, b]).tags)
