"""Functions of functions: their derivatives, and their batches (``torch.func``).

>>> import autograd as torch
>>> from autograd.transforms.func import grad, vmap
>>> grad(grad(lambda x: x**3))(torch.tensor(2.0))
tensor(12.)
>>> vmap(grad(torch.sin))(torch.zeros(3))
tensor([1., 1., 1.])

Arguments and results may be tensors, and nested tuples, lists and dicts of them. `vmap` calls its function for one element after another and
stacks the results: it saves writing the loop, not running it. `jacfwd` computes as `jacrev` does, by backward passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any

import numpy as np

from ..core.modes import enable_grad, mode
from ..core.node import Node
from ..core.overrides import plain
from ..core.sweep import grad as gradients
from ..core.tensor import Tensor, wrap
from ..creation.random import default_generator
from ..ops.joining import stack
from .functional import _jacobian_of

__all__ = ["functional_call", "grad", "grad_and_value", "hessian", "jacfwd", "jacrev", "jvp", "stack_module_state", "vjp", "vmap"]

Function = Callable[..., Any]


# ---------------------------------------------------------------------------------------------------------------- nested structures


def _leaves(tree: Any) -> list[Any]:
    """What is in nested tuples, lists and dicts, in order."""
    if isinstance(tree, (tuple, list, dict)):
        return [leaf for part in (tree.values() if isinstance(tree, dict) else tree) for leaf in _leaves(part)]
    return [tree]


def _filled(tree: Any, leaves: Iterator[Any]) -> Any:
    """The same structure with other leaves."""
    if isinstance(tree, dict):
        return type(tree)((key, _filled(part, leaves)) for key, part in tree.items())
    if isinstance(tree, (tuple, list)):
        parts = [_filled(part, leaves) for part in tree]
        return type(tree)(*parts) if hasattr(tree, "_fields") else type(tree)(parts)
    return next(leaves)


def _spread(prefix: Any, tree: Any) -> list[Any]:
    """For each leaf of a tree, what ``prefix``, a structure that need not go as deep, has in its place."""
    if isinstance(prefix, dict):
        return [one for key, part in tree.items() for one in _spread(prefix[key], part)]
    if isinstance(prefix, (tuple, list)):
        if not isinstance(tree, (tuple, list)) or len(prefix) != len(tree):
            raise ValueError(f"vmap: in_dims or out_dims {prefix!r} does not have the structure of what it is for, a {type(tree).__name__}")
        return [one for p, part in zip(prefix, tree, strict=True) for one in _spread(p, part)]
    return [prefix for _ in _leaves(tree)]


# ---------------------------------------------------------------------------------------------------------------- derivatives


class _Call:
    """A call of a function with some of its arguments, ``chosen``, replaced by tensors that nothing else uses, to differentiate by."""

    def __init__(self, func: Function, args: tuple[Any, ...], kwargs: dict[str, Any], argnums: int | tuple[int, ...], has_aux: bool) -> None:
        numbers = (argnums,) if isinstance(argnums, int) else argnums
        self.chosen = args[argnums] if isinstance(argnums, int) else tuple(args[n] for n in argnums)
        with enable_grad():  # outside of the function it is not asked whether to record: the derivative is the function's own
            self.inputs = [_fresh(t) for t in _leaves(self.chosen)]
        fresh = iter(self.inputs)
        given = list(args)
        for n in numbers:
            given[n] = _filled(args[n], fresh)
        with enable_grad():
            self.result = func(*given, **kwargs)
        self.aux = None
        if has_aux:
            if not (isinstance(self.result, tuple) and len(self.result) == 2):
                raise RuntimeError("autograd.func: with has_aux=True, the function must return (output, aux)")
            self.result, self.aux = self.result
        self.outputs = _leaves(self.result)
        for o in self.outputs:
            if not isinstance(o, Tensor):
                raise RuntimeError(f"autograd.func: the function must return tensors only, got {type(o).__name__}")
        self.connected = mode.grad_enabled and _has_other_leaves(self.outputs, self.inputs)

    def gradients(self, outputs: Sequence[Tensor], inputs: Sequence[Tensor], cotangents: Sequence[Any], create_graph: bool) -> list[Tensor]:
        """Those of the outputs, zeros where there are none."""
        pairs = [(o, c) for o, c in zip(outputs, cotangents, strict=True) if o.requires_grad]
        if not pairs:
            return [wrap(np.zeros_like(t.array)) for t in inputs]
        wanted, given = [o for o, _ in pairs], [c for _, c in pairs]
        return list(gradients(wanted, inputs, given, retain_graph=True, create_graph=create_graph, materialize_grads=True))

    def outside(self, tree: Any) -> Any:
        """A result as the caller sees it: without the graph, if that led to the fresh tensors only."""
        return tree if self.connected else _filled(tree, iter([t.detach() if isinstance(t, Tensor) else t for t in _leaves(tree)]))


def _fresh(tensor: Any) -> Tensor:
    if not (isinstance(tensor, Tensor) and tensor.is_floating_point()):
        raise RuntimeError(f"autograd.func: can differentiate by tensors of floats only, got {getattr(tensor, 'dtype', type(tensor).__name__)}")
    tensor = plain(tensor)
    return tensor.view_as(tensor) if tensor.requires_grad else tensor.detach().requires_grad_()


def _has_other_leaves(outputs: Sequence[Tensor], inputs: Sequence[Tensor]) -> bool:
    """True if outputs, and so their derivatives, can be differentiated by anything beside the inputs."""
    own = {t.grad_fn or t for t in inputs}
    if any(t.grad_fn is not None for t in inputs):  # views of what the caller differentiates by
        return True
    seen = {t.grad_fn or t for t in outputs if t.requires_grad} - own
    waiting = [*seen]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Node):
            return True
        new = {*node.sources().values()} - own - seen
        seen |= new
        waiting += new
    return False


def grad_and_value(func: Function, argnums: int | tuple[int, ...] = 0, has_aux: bool = False) -> Function:
    """The function that returns ``(gradient, value)`` of ``func``, or with ``has_aux`` ``(gradient, (value, aux))``; see `grad`."""

    @wraps(func)
    def differentiated(*args: Any, **kwargs: Any) -> Any:
        call = _Call(func, args, kwargs, argnums, has_aux)
        if call.result is not call.outputs[0] or call.result.ndim:
            raise RuntimeError(f"grad_and_value: Expected f(*args) to return a scalar tensor, got {_described(call.result)}")
        found = call.gradients(call.outputs, call.inputs, [None], call.connected)
        value = call.outside(call.result)
        return _filled(call.chosen, iter(found)), (value, call.outside(call.aux)) if has_aux else value

    return differentiated


def _described(result: Any) -> str:
    return f"a tensor of shape {tuple(result.shape)}" if isinstance(result, Tensor) else f"a {type(result).__name__}"


def grad(func: Function, argnums: int | tuple[int, ...] = 0, has_aux: bool = False) -> Function:
    """The function that returns the gradient of ``func``, of scalar value, for its first argument, or those that ``argnums`` names.

    The gradient has the structure of the argument: for a dict of parameters, a dict. With ``has_aux``, func returns ``(value, aux)`` and its
    derivative ``(gradient, aux)``.

    >>> import autograd as torch
    >>> grad(lambda w, x: (w * x).sum(), argnums=(0, 1))(torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0]))
    (tensor([3., 4.]), tensor([1., 2.]))
    """
    both = grad_and_value(func, argnums, has_aux)

    @wraps(func)
    def differentiated(*args: Any, **kwargs: Any) -> Any:
        found, value = both(*args, **kwargs)
        return (found, value[1]) if has_aux else found

    return differentiated


def vjp(func: Function, *primals: Any, has_aux: bool = False) -> Any:
    """``(func(*primals), pull)``: ``pull(v)`` gives the products of v, in the structure of the result, with the Jacobians, one for each primal.

    >>> import autograd as torch
    >>> value, pull = vjp(torch.square, torch.tensor([1.0, 2.0]))
    >>> pull(torch.ones(2))
    (tensor([2., 4.]),)
    """
    call = _Call(func, primals, {}, tuple(range(len(primals))), has_aux)

    def pull(cotangents: Any, retain_graph: bool = True, create_graph: bool | None = None) -> Any:
        given = _leaves(cotangents)
        if [c.shape for c in given] != [o.shape for o in call.outputs]:
            raise RuntimeError(
                f"vjp: expected cotangents of the shapes {[tuple(o.shape) for o in call.outputs]}, got {[tuple(c.shape) for c in given]}"
            )
        create = mode.grad_enabled and (call.connected or any(c.requires_grad for c in given)) if create_graph is None else create_graph
        return _filled(call.chosen, iter(call.gradients(call.outputs, call.inputs, given, create)))

    value = call.outside(call.result)
    return (value, pull, call.outside(call.aux)) if has_aux else (value, pull)


def jvp(func: Function, primals: tuple[Any, ...], tangents: tuple[Any, ...], *, strict: bool = False, has_aux: bool = False) -> Any:
    """``(func(*primals), Jv)``: the derivative of the result in the direction ``tangents``; by two backward passes.

    >>> import autograd as torch
    >>> jvp(torch.square, (torch.tensor([1.0, 2.0]),), (torch.tensor([1.0, 0.0]),))
    (tensor([1., 4.]), tensor([2., 0.]))
    """
    call = _Call(func, primals, {}, tuple(range(len(primals))), has_aux)
    given = _leaves(tangents)
    if [t.shape for t in given] != [t.shape for t in call.inputs]:
        raise RuntimeError(f"jvp: expected tangents of the shapes {[tuple(t.shape) for t in call.inputs]}, got {[tuple(t.shape) for t in given]}")
    weights = [wrap(np.zeros_like(o.array)).requires_grad_() for o in call.outputs]  # v J is linear in v: its derivative by v is J
    with enable_grad():
        pulled = call.gradients(call.outputs, call.inputs, weights, True)
    create = mode.grad_enabled and (call.connected or any(t.requires_grad for t in given))
    pushed = _filled(call.result, iter(call.gradients(pulled, weights, given, create)))
    value = call.outside(call.result)
    return (value, pushed, call.outside(call.aux)) if has_aux else (value, pushed)


def jacrev(func: Function, argnums: int | tuple[int, ...] = 0, *, has_aux: bool = False, chunk_size: int | None = None, **_: Any) -> Function:
    """The function that returns the Jacobian of ``func``: for a result y and an argument x, a tensor of shape ``y.shape + x.shape``.

    >>> import autograd as torch
    >>> jacrev(torch.square)(torch.tensor([1.0, 2.0]))
    tensor([[2., 0.],
            [0., 4.]])
    """

    @wraps(func)
    def differentiated(*args: Any, **kwargs: Any) -> Any:
        call = _Call(func, args, kwargs, argnums, has_aux)
        rows = [_filled(call.chosen, iter(_jacobian_of(o, tuple(call.inputs), call.connected, False))) for o in call.outputs]
        jacobian = _filled(call.result, iter(rows))
        return (jacobian, call.outside(call.aux)) if has_aux else jacobian

    return differentiated


jacfwd = jacrev


def hessian(func: Function, argnums: int | tuple[int, ...] = 0) -> Function:
    """The function that returns all second derivatives of ``func``.

    >>> import autograd as torch
    >>> hessian(lambda x: (x**3).sum())(torch.tensor([1.0, 2.0]))
    tensor([[ 6.,  0.],
            [ 0., 12.]])
    """
    return jacfwd(jacrev(func, argnums), argnums)


# ---------------------------------------------------------------------------------------------------------------- batches


def vmap(func: Function, in_dims: Any = 0, out_dims: Any = 0, randomness: str = "error", *, chunk_size: int | None = None) -> Function:
    """``func``, written for one element, for all elements along a dimension of its arguments: ``in_dims``, where None means the whole for each.

    Keyword arguments come whole. Results are stacked along ``out_dims``, where None means one that is the same for all. Drawing random
    numbers is an error, unless ``randomness`` says that they shall be "different" or the "same" for all elements.

    >>> import autograd as torch
    >>> vmap(torch.dot, in_dims=(0, None))(torch.eye(3), torch.tensor([1.0, 2.0, 3.0]))
    tensor([1., 2., 3.])
    """
    if randomness not in ("error", "different", "same"):
        raise RuntimeError(f"vmap: randomness must be 'error', 'different' or 'same', got {randomness!r}")

    @wraps(func)
    def batched(*args: Any, **kwargs: Any) -> Any:
        given = [plain(value) for value in _leaves(args)]
        dims = _spread(in_dims, args)
        for value, dim in zip(given, dims, strict=True):
            if dim is not None and not (isinstance(value, Tensor) and -value.ndim <= dim < value.ndim):
                raise ValueError(f"vmap: got in_dim={dim} for an argument that has no such dimension: {_described(value)}")
        sizes = {value.array.shape[dim] for value, dim in zip(given, dims, strict=True) if dim is not None}
        if len(sizes) != 1:
            what = "no argument to map over: in_dims is None for all" if not sizes else f"unequal sizes {sorted(sizes)} along the mapped dimensions"
            raise ValueError(f"vmap: got {what}")
        results = []
        generator = default_generator
        start = generator.get_state()
        (count,), before = sizes, mode.repeats
        for i in range(count):
            mode.repeats = before or i < count - 1
            chosen = iter([value if dim is None else value.select(dim, i) for value, dim in zip(given, dims, strict=True)])
            if randomness == "same":
                generator.set_state(start)
            try:
                results.append(func(*_filled(args, chosen), **kwargs))
            finally:
                mode.repeats = before
            if randomness == "error" and not (generator.get_state().array == start.array).all():
                generator.set_state(start)  # refused, so nothing was drawn
                raise RuntimeError("vmap: called random operation while in randomness error mode: say randomness='different', or 'same'")
        if not results:
            raise ValueError("vmap: there is nothing along the mapped dimension, and so no telling what the result would be")
        columns = list(zip(*map(_leaves, results), strict=True))
        if not all(isinstance(value, Tensor) for column in columns for value in column):
            raise ValueError("vmap: the function must return tensors only")
        places = _spread(out_dims, results[0])
        return _filled(
            results[0], iter([_shared(column) if dim is None else stack(column, dim) for column, dim in zip(columns, places, strict=True)])
        )

    return batched


def _shared(column: Sequence[Any]) -> Any:
    """The one result that is the same for all elements."""
    first = column[0]
    if not all(value is first or np.array_equal(value.array, first.array, equal_nan=True) for value in column):
        raise ValueError("vmap: out_dims is None for a result that is not the same for all elements: say along which dimension they are stacked")
    return first


# ---------------------------------------------------------------------------------------------------------------- modules as functions


def functional_call(
    module: Any, parameter_and_buffer_dicts: Any, args: Any = None, kwargs: Any = None, *, tie_weights: bool = True, strict: bool = False
) -> Any:
    """The module's result with other tensors in the place of its parameters and buffers, given by name in a dict or several.

    With ``tie_weights``, a tensor that the module has under several names is replaced under all of them. With ``strict``, the names must be all
    that there are.

    >>> import autograd as torch, nn
    >>> functional_call(nn.Linear(2, 1), {"weight": torch.ones(1, 2), "bias": torch.zeros(1)}, torch.tensor([3.0, 4.0]))
    tensor([7.])
    """
    dicts = [parameter_and_buffer_dicts] if isinstance(parameter_and_buffer_dicts, dict) else parameter_and_buffer_dicts
    replaced = {name: tensor for one in dicts for name, tensor in one.items()}
    with _replaced(module, replaced, tie_weights, strict):
        return module(*(() if args is None else args if isinstance(args, tuple) else (args,)), **(kwargs or {}))


@contextmanager
def _replaced(module: Any, tensors: dict[str, Any], tie_weights: bool, strict: bool) -> Iterator[None]:
    """A block in which the module has these tensors."""
    places: dict[str, tuple[dict[str, Any], str]] = {}  # by the full name: the registry, and the name there
    for prefix, part in module.named_modules(remove_duplicate=False):
        for registry in (part._parameters, part._buffers):
            places.update({f"{prefix}.{name}" if prefix else name: (registry, name) for name in registry})
    before = {name: registry[key] for name, (registry, key) in places.items()}
    if strict and tensors.keys() != places.keys():
        raise RuntimeError(
            f"functional_call: Error(s) in reparametrizing for {type(module).__name__}: "
            f"unexpected {sorted(tensors.keys() - places.keys())}, missing {sorted(places.keys() - tensors.keys())}"
        )
    now = {name: tensors[name] for name in places if name in tensors}
    if tie_weights:
        tied = {id(before[name]): tensor for name, tensor in now.items()}
        now = {name: now.get(name, tied.get(id(old))) for name, old in before.items() if old is not None and (name in now or id(old) in tied)}
    try:
        for name, tensor in now.items():
            registry, key = places[name]
            registry[key] = tensor
        yield
    finally:
        for name in now:
            registry, key = places[name]
            registry[key] = before[name]


def stack_module_state(models: Sequence[Any]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """The parameters and the buffers of models of one kind, each stacked along a new first dimension: what `vmap` maps an ensemble over."""
    if not models:
        raise RuntimeError("stack_module_state: Expected at least one model, got 0.")
    if len({type(m) for m in models}) > 1:
        raise RuntimeError("stack_module_state: Expected all models to be of the same class.")
    parameters = {
        name: stack([m.get_parameter(name) for m in models]).detach().requires_grad_(p.requires_grad) for name, p in models[0].named_parameters()
    }
    return parameters, {name: stack([m.get_buffer(name) for m in models]).detach() for name, _ in models[0].named_buffers()}
