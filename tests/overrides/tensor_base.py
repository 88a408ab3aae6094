"""Classes derived from Tensor as fastai has them: an image, a mask, and points, which keep their class and what they carry."""

import copy
import io
import pickle

import torch


class TensorBase(torch.Tensor):
    def __new__(cls, x, **kwargs):
        made = torch.as_tensor(x).as_subclass(cls)
        for name, value in kwargs.items():
            setattr(made, name, value)
        return made

    def set_meta(self, x):
        self.__dict__.update(x.__dict__)
        return self

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        for t in args:
            if isinstance(t, TensorBase):
                break
        else:
            t = None
        result = super().__torch_function__(func, types, args, kwargs)
        return result.set_meta(t) if t is not None and isinstance(result, TensorBase) else result

    def new_tensor(self, size, dtype=None, device=None, requires_grad=False):
        cls = type(self)
        return self.as_subclass(torch.Tensor).new_tensor(size, dtype=dtype, device=device, requires_grad=requires_grad).as_subclass(cls)

    def double_it(self):
        return super().mul(2)


class TensorImage(TensorBase):
    pass


class TensorMask(TensorBase):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        result = super().__torch_function__(func, types, args, kwargs)
        return result.as_subclass(TensorBase) if isinstance(result, TensorMask) and func in (torch.Tensor.float, torch.Tensor.eq) else result


def show(*values):
    print(*[f"{type(v).__name__} {v.tolist() if isinstance(v, torch.Tensor) else v} {getattr(v, 'size_of', None)}" for v in values], sep="; ")


image = TensorImage([[1.0, 2.0], [3.0, 4.0]], size_of=(2, 2))
mask = TensorMask([[0, 1], [1, 0]])
show(image, image * 2, image.mean(), image[0], image.flip(0), image.t(), image.double_it())
show(mask, mask + 1, mask.float(), mask == 1, mask.long(), image.new_tensor([5.0]))
show(*image.unbind(), *torch.chunk(image, 2), torch.cat([image, image]))
try:
    print(type(image * mask).__name__)
except TypeError as error:
    print(str(error).partition(":")[0])
show(image.as_subclass(torch.Tensor), image.as_subclass(TensorMask), image.view(-1), image.clone(), image.detach())
show(copy.copy(image), pickle.loads(pickle.dumps(image)))
buffer = io.BytesIO()
torch.save(image, buffer)
buffer.seek(0)
show(torch.load(buffer, weights_only=False))

# views and writes
base = TensorBase(torch.zeros(2, 3))
row = base[0]
row += 1
base[1, 2] = 5
base[:, 0].mul_(10)
show(base, row, row._base.as_subclass(torch.Tensor) if row._base is not None else "no base")
print(row.data_ptr() == base.data_ptr(), base._version == row._version, row._is_view())

# gradients
w = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
s = w.as_subclass(TensorBase)
print(s.requires_grad, s.is_leaf, s.grad_fn.name(), w.is_leaf)
loss = (s * s).sum()
print(type(loss).__name__, loss.grad_fn.name(), loss)
loss.backward()
show(w.grad)
leaf = TensorBase([1.0, 2.0]).requires_grad_()
y = leaf * 3
y[0] = 0
y[1:].mul_(2)
y.sum().backward()
show(leaf.grad, y)
(g,) = torch.autograd.grad((leaf**3).sum(), leaf, create_graph=True)
show(g)
show(*torch.autograd.grad(g.sum(), leaf))
with torch.no_grad():
    leaf -= leaf.grad
show(leaf)
optimizer = torch.optim.SGD([leaf], lr=0.1)
leaf.grad = torch.ones(2)
optimizer.step()
show(leaf)


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        print("saved", type(x).__name__)
        return 2 * x * g


q = TensorBase([2.0, 3.0]).requires_grad_()
out = Square.apply(q * 1)
print(type(out).__name__)
out.sum().backward()
show(q.grad)


# parameters and modules
class Weight(torch.Tensor):
    pass


class WithParameter(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(2).as_subclass(Weight))
        self.register_buffer("running", torch.zeros(2).as_subclass(Weight))

    def forward(self, x):
        return x * self.weight + self.running


module = WithParameter()
print([(n, type(p).__name__, isinstance(p, torch.nn.Parameter), p.requires_grad) for n, p in module.named_parameters()])
print([(n, type(b).__name__) for n, b in module.named_buffers()])
result = module(torch.tensor([1.0, 2.0]))
show(result.detach())
result.sum().backward()
show(module.weight.grad, *module.state_dict().values())
parameter = torch.nn.Parameter(torch.ones(2))
print(type(parameter * 2).__name__, type(parameter.detach()).__name__, type(torch.stack([parameter])).__name__, type(parameter[0]).__name__)
print(type(torch.nn.Buffer(torch.ones(2)) + 1).__name__)


class Special(torch.nn.Parameter):
    pass


print(type(Special(torch.ones(2)) * 2).__name__, Special.__torch_function__ is torch._C._disabled_torch_function_impl)


class Quiet(torch.Tensor):
    __torch_function__ = torch._C._disabled_torch_function_impl


print(type(torch.ones(2).as_subclass(Quiet) + 1).__name__, torch.overrides.has_torch_function((torch.ones(2).as_subclass(Quiet),)))
for tensors in ([image, image], [base, base]):
    print(type(torch.utils.data.default_collate(tensors)).__name__)
