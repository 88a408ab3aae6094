"""Functions of functions: their derivatives, and their batches (``torch.func``).

    Arguments and results may be tensors, and nested tuples, lists and dicts of them. `vmap` calls its function for one element after another and
    stacks the results: it saves writing the loop, not running it. `jacfwd` computes as `jacrev` does, by backward passes."""
from autograd import Tensor as _Tensor
from collections.abc import Callable as _Callable
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
def functional_call(module: _Any, parameter_and_buffer_dicts: _Any, args: _Any = None, kwargs: _Any = None, *, tie_weights: bool = True, strict: bool = False) -> _Any: """The module's result with other tensors in the place of its parameters and buffers, given by name in a dict or several.

    With ``tie_weights``, a tensor that the module has under several names is replaced under all of them. With ``strict``, the names must be all
    that there are."""
def grad(func: _Callable[..., _Any], argnums: int | tuple[int, ...] = 0, has_aux: bool = False) -> _Callable[..., _Any]: """The function that returns the gradient of ``func``, of scalar value, for its first argument, or those that ``argnums`` names.

    The gradient has the structure of the argument: for a dict of parameters, a dict. With ``has_aux``, func returns ``(value, aux)`` and its
    derivative ``(gradient, aux)``."""
def grad_and_value(func: _Callable[..., _Any], argnums: int | tuple[int, ...] = 0, has_aux: bool = False) -> _Callable[..., _Any]: """The function that returns ``(gradient, value)`` of ``func``, or with ``has_aux`` ``(gradient, (value, aux))``; see `grad`."""
def hessian(func: _Callable[..., _Any], argnums: int | tuple[int, ...] = 0) -> _Callable[..., _Any]: """The function that returns all second derivatives of ``func``."""
def jacfwd(func: _Callable[..., _Any], argnums: int | tuple[int, ...] = 0, *, has_aux: bool = False, chunk_size: int | None = None, **_: _Any) -> _Callable[..., _Any]: """The function that returns the Jacobian of ``func``: for a result y and an argument x, a tensor of shape ``y.shape + x.shape``."""
def jacrev(func: _Callable[..., _Any], argnums: int | tuple[int, ...] = 0, *, has_aux: bool = False, chunk_size: int | None = None, **_: _Any) -> _Callable[..., _Any]: """The function that returns the Jacobian of ``func``: for a result y and an argument x, a tensor of shape ``y.shape + x.shape``."""
def jvp(func: _Callable[..., _Any], primals: tuple[_Any, ...], tangents: tuple[_Any, ...], *, strict: bool = False, has_aux: bool = False) -> _Any: """``(func(*primals), Jv)``: the derivative of the result in the direction ``tangents``; by two backward passes."""
def stack_module_state(models: _Sequence[_Any]) -> tuple[dict[str, _Tensor], dict[str, _Tensor]]: """The parameters and the buffers of models of one kind, each stacked along a new first dimension: what `vmap` maps an ensemble over."""
def vjp(func: _Callable[..., _Any], *primals: _Any, has_aux: bool = False) -> _Any: """``(func(*primals), pull)``: ``pull(v)`` gives the products of v, in the structure of the result, with the Jacobians, one for each primal."""
def vmap(func: _Callable[..., _Any], in_dims: _Any = 0, out_dims: _Any = 0, randomness: str = 'error', *, chunk_size: int | None = None) -> _Callable[..., _Any]: """``func``, written for one element, for all elements along a dimension of its arguments: ``in_dims``, where None means the whole for each.

    Keyword arguments come whole. Results are stacked along ``out_dims``, where None means one that is the same for all. Drawing random
    numbers is an error, unless ``randomness`` says that they shall be "different" or the "same" for all elements."""
