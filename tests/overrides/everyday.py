"""What a tensor of another class meets in a program: NumPy, gradients and hooks, data loaders, modules, optimizers, containers."""

import copy
import io

import numpy as np
import torch


def name(x):
    return type(x).__name__


class A(torch.Tensor):
    @classmethod
    def __torch_function__(cls, f, types, args=(), kwargs=None):
        return NotImplemented


x = torch.ones(2).as_subclass(A)
for f in (lambda: x == 1, lambda: x != 1, lambda: x < 1, lambda: x >= x, lambda: x.eq(1)):
    try:
        print(f())
    except Exception as e:
        print(name(e), str(e).partition("\n")[0])


def iadd():
    global x
    x += 1


try:
    iadd()
except Exception as e:
    print(name(e), e)


class B(torch.Tensor):
    pass


b = torch.arange(4.0).as_subclass(B)
print(name(np.exp(b)), name(np.asarray(b)), name(b.numpy()), name(torch.from_numpy(b.numpy())), name(np.add(b, 1)))
print(name(torch.func.grad(lambda t: (t * t).sum())(b)))
print(name(torch.utils.data.TensorDataset(b)[0][0]), name(next(iter(torch.utils.data.DataLoader([b, b], batch_size=2)))))
h = []
q = b.clone().requires_grad_()
y = q * 2
y.register_hook(lambda g: h.append(name(g)))
q.register_hook(lambda g: h.append(name(g)))
y.sum().backward()
print(h, name(q.grad))
y = q * 2
y.retain_grad()
y.sum().backward()
print(name(y.grad))


class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, t):
        print(name(t))
        return t * 2

    @staticmethod
    def backward(ctx, g):
        print(name(g))
        return g * 2


o = Fn.apply(q)
print(name(o))
o.sum().backward()
print(name(q.data), name(q.detach()), q.data.requires_grad)
q.data = torch.zeros(4)
print(q)
q.data = torch.zeros(4).as_subclass(B)
print(name(q))
m = torch.nn.Linear(4, 2)
m.weight.data = torch.ones(2, 4).as_subclass(B)
print(name(m.weight), name(m.weight.data), name(m(torch.ones(1, 4))), name(m(b)))
m.load_state_dict({"weight": torch.zeros(2, 4).as_subclass(B), "bias": torch.zeros(2)})
print(name(m.weight))
p = torch.nn.Parameter(b)
opt = torch.optim.Adam([p])
(p * p).sum().backward()
opt.step()
print(name(p), p)
torch.nn.utils.clip_grad_norm_([p], 0.1)
mm = torch.nn.Module()
mm.p = p
mm.double()
print(name(mm.p), mm.p.dtype, mm.p.requires_grad, isinstance(mm.p, torch.nn.Parameter))
mm.to(torch.float32)
print(name(mm.p))
print(repr(p), str(p), f"{p}")
print([name(v) for v in torch.nn.utils.parameters_to_vector([p])[:1]])
print(name(torch.zeros_like(p)), name(torch.empty_like(b)), name(b.new_empty(3)))
print(name(b.to(b)), name(torch.ones(4).to(b)), name(b.expand_as(torch.ones(4))))
for v in b:
    print(name(v), v)
print(torch.is_tensor(b), isinstance(b, torch.Tensor), isinstance(b, torch.FloatTensor), b.type())
print(torch.Tensor._make_subclass(B, torch.ones(2), True))
print(B([1.0, 2.0]), B(2).shape, B().shape)
print(torch.stack([b, b]).sum(0), torch.cat([b, b]).shape, sum([b, b]))
print(torch.equal(b, b), b.tolist(), b.max(), max(b), sorted(b))
print(b.unsqueeze(0).T.is_contiguous(), b[None].shape, b[[0, 1]], b[torch.tensor([0])], b[b > 1])
s = {}
s[b] = 1
print(len(s), b in s)
file = io.BytesIO()
torch.save(b, file)
file.seek(0)
print(name(torch.load(file, weights_only=False)))
with torch.no_grad():
    z = b * 2
    z.add_(1)
    print(z)
with torch.inference_mode():
    print(b * 2)
print(name(copy.copy(b)))
print(torch.autograd.functional.jacobian(lambda t: t * t, b).shape)
