"""Keras's layers: shapes without the batch dimension, images as (N, height, width, channels), weights made at the first input.

A layer is a `nn.Module` with two methods of Keras's: ``build(input_shape)`` makes its weights, by `add_weight`, and ``call(inputs)`` computes.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

import autograd
from autograd import Tensor, no_grad
from autograd.core.op import Op
from autograd.core.tensor import wrap
from autograd.machine.threads import product
from autograd.machine.totals import rows

from .. import functional as F
from ..modules.module import Module
from ..parameter import Parameter
from . import activations, initializers, regularizers
from .lookup import unique_name
from .losses import tensor

__all__ = [
    "Activation", "Add", "AveragePooling2D", "BatchNormalization", "Concatenate", "Conv2D", "Dense", "Dropout", "Embedding", "Flatten",
    "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalMaxPooling2D", "Input", "InputLayer", "LSTM", "Lambda", "Layer", "LayerNormalization",
    "LeakyReLU", "MaxPooling2D", "ReLU", "Rescaling", "Reshape", "SimpleRNN", "Softmax", "UpSampling2D", "ZeroPadding2D",
]  # fmt: skip

Shape = tuple[int | None, ...]


class Symbol:
    """What the output of a layer will be, in a model that is written as functions of its inputs: ``outputs = Dense(10)(inputs)``."""

    def __init__(self, shape: Sequence[int | None], layer: Layer, inputs: list[Symbol], several: bool = False, integers: bool = False) -> None:
        self.shape, self.layer, self.inputs, self.several, self.integers = tuple(shape), layer, inputs, several, integers

    def example(self) -> Tensor:
        """One sample of zeros."""
        return wrap(np.zeros((1, *(n or 1 for n in self.shape[1:])), np.int64 if self.integers else np.float32))

    def __repr__(self) -> str:
        return f"<KerasTensor shape={self.shape}>"


class Layer(Module):
    """A layer: subclasses define ``call(inputs)``, and ``build(input_shape)`` if they have weights.

    ``input_shape``, as an argument of the first layer of a model, is the shape of one sample.
    """

    integers = False  # True for what takes integers as they are; the others compute with floats
    input_ndim: int | None = None
    _knows_training = False

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        cls._knows_training = "training" in inspect.signature(cls.call).parameters

    def __init__(
        self,
        *,
        name: str | None = None,
        trainable: bool = True,
        input_shape: Sequence[int | None] | None = None,
        input_dim: int | None = None,
        dtype: Any = None,
        activity_regularizer: None = None,
    ) -> None:
        super().__init__()
        if activity_regularizer is not None:
            raise ValueError(f"{type(self).__name__}: activity_regularizer is not there. There are kernel_regularizer and bias_regularizer")
        self.name = name or unique_name(self)
        self.given_shape = (input_dim,) if input_dim is not None else None if input_shape is None else tuple(input_shape)
        self.built = False
        self.input_shape: Shape | None = None
        self.output_shape: Shape | None = None
        self.regularized: list[tuple[Parameter, Any]] = []
        self._trainable = trainable
        self._kept: list[str] = []  # the names of the weights in the order in which they were added

    # ------------------------------------------------------------------------------------------------------------ to be defined

    def build(self, input_shape: Any) -> None:
        """Make the weights."""

    def call(self, inputs: Any) -> Any:
        """The output; an argument ``training`` is passed if the method has one."""
        raise NotImplementedError(f"{type(self).__name__} needs a method call(inputs)")

    # ------------------------------------------------------------------------------------------------------------ calling

    def __call__(self, inputs: Any, *args: Any, training: bool | None = None, **kwargs: Any) -> Any:
        several = isinstance(inputs, (list, tuple)) and any(isinstance(i, (Tensor, Symbol, np.ndarray)) for i in inputs)
        if isinstance(inputs, Symbol) or (several and isinstance(inputs[0], Symbol)):
            return self._symbolic(list(inputs) if several else [inputs], several)
        values: Any = [self._taken(i) for i in inputs] if several else self._taken(inputs)
        first = self.output_shape is None
        if not self.built:
            self._build([_shape(v) for v in values] if several else _shape(values))
        if training is None or training == self.training:
            out = super().__call__(values, *args, **kwargs)
        else:
            before = self.training
            self.train(training)
            try:
                out = super().__call__(values, *args, **kwargs)
            finally:
                self.train(before)
        if first and isinstance(out, Tensor):
            self.input_shape = None if several else _shape(values)
            self.output_shape = _shape(out)
        return out

    def forward(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """`call`, with the mode if it wants to know it."""
        if self._knows_training and "training" not in kwargs:
            kwargs["training"] = self.training
        return self.call(inputs, *args, **kwargs)

    def _taken(self, inputs: Any) -> Tensor:
        """An input as the layer computes with it."""
        x = tensor(inputs)
        if not self.integers and not x.is_floating_point():
            x = x.float()
        if self.input_ndim is not None and x.ndim != self.input_ndim:
            raise self.refusal(f"expected ndim={self.input_ndim}, found ndim={x.ndim}. Full shape received: {_shape(x)}")
        return x

    def refusal(self, reason: str) -> ValueError:
        """What to raise for an input that the layer cannot take."""
        return ValueError(f'Input 0 of layer "{self.name}" is incompatible with the layer: {reason}')

    def _build(self, shape: Any) -> None:
        self.build(shape)
        self.built = True
        if not self._trainable:
            self.trainable = False

    def _symbolic(self, inputs: list[Symbol], several: bool) -> Symbol:
        """The same layer on what is not known yet: made for the shapes, and tried on zeros to know the shape of the result."""
        out = self.tried([s.example() for s in inputs] if several else inputs[0].example())
        if not isinstance(out, Tensor):
            raise ValueError(
                f"{self.name}: what has several outputs cannot be a layer of a model: make one Model for each output, of the same layers"
            )
        return Symbol(_shape(out), self, inputs, several, not out.is_floating_point())

    def tried(self, example: Any) -> Tensor:
        """The output for an example, without learning from it."""
        with no_grad():
            out: Tensor = self(example, training=False)
        return out

    # ------------------------------------------------------------------------------------------------------------ weights

    def add_weight(
        self,
        shape: Sequence[int] = (),
        initializer: Any = "glorot_uniform",
        dtype: Any = None,
        trainable: bool = True,
        regularizer: Any = None,
        name: str | None = None,
        constraint: None = None,
        **options: Any,
    ) -> Any:
        """A new weight of this shape, a Parameter if it is trainable, else a buffer. Keras's autocast and aggregation are accepted."""
        if constraint is not None or not options.keys() <= {"autocast", "aggregation"}:
            wrong = "constraint" if constraint is not None else ", ".join(options)
            raise TypeError(f"add_weight() does not take {wrong}: there are shape, initializer, dtype, trainable, regularizer and name")
        name = name or f"weight_{len(self._kept)}"
        values = initializers.get(initializer)(tuple(shape), dtype=dtype)
        values = tensor(values.detach() if isinstance(values, Tensor) else values)
        if tuple(values.shape) != tuple(shape):
            raise ValueError(f'layer "{self.name}": the initializer of {name} made shape {tuple(values.shape)} instead of {tuple(shape)}')
        if trainable:
            weight: Any = Parameter(values)
            self.register_parameter(name, weight)
            if regularizer is not None:
                self.regularized.append((weight, regularizers.get(regularizer)))
        else:
            weight = values
            self.register_buffer(name, weight)
        self._kept.append(name)
        return weight

    def sublayers(self) -> Iterator[Layer]:
        """The layers of which this one is made."""
        for module in self.children():
            if isinstance(module, Layer):
                yield module

    @property
    def weights(self) -> list[Tensor]:
        """All weights: what is learnt and what is not, in Keras's order."""
        return [self.get_weight(name) for name in self._kept] + [w for layer in self.sublayers() for w in layer.weights]

    def get_weight(self, name: str) -> Tensor:
        """A weight by its name."""
        held = self._parameters.get(name)
        return self._buffers[name] if held is None else held

    @property
    def trainable_weights(self) -> list[Tensor]:
        """The weights that are learnt."""
        return [w for w in self.weights if isinstance(w, Parameter) and w.requires_grad]

    @property
    def non_trainable_weights(self) -> list[Tensor]:
        """The weights that are not learnt."""
        return [w for w in self.weights if not (isinstance(w, Parameter) and w.requires_grad)]

    variables, trainable_variables, non_trainable_variables = weights, trainable_weights, non_trainable_weights

    def get_weights(self) -> list[np.ndarray[Any, Any]]:
        """Copies of all weights, as NumPy arrays in Keras's layout: a Dense layer's kernel is (inputs, units)."""
        return [w.array.copy() for w in self.weights]

    def set_weights(self, weights: Sequence[Any]) -> None:
        """Take over what `get_weights` returned, here or in Keras."""
        own, given = self.weights, [np.asarray(w.detach() if isinstance(w, Tensor) else w) for w in weights]
        if len(own) != len(given):
            raise ValueError(
                f'You called set_weights on "{self.name}" with a list of {len(given)} weights, but it has {len(own)}'
                + ("" if self.built else ": it is not built yet, call it on an input first")
            )
        for mine, new in zip(own, given, strict=True):
            if mine.array.shape != new.shape:
                raise ValueError(f'layer "{self.name}": a weight has shape {mine.array.shape}, and is given one of shape {new.shape}')
        for mine, new in zip(own, given, strict=True):
            mine.array[...] = new
            mine._bump_version()

    def count_params(self) -> int:
        """The number of weights, counting every element."""
        return sum(w.numel() for w in self.weights)

    @property
    def trainable(self) -> bool:
        """Whether the weights are learnt."""
        return self._trainable

    @trainable.setter
    def trainable(self, value: bool) -> None:
        self._trainable = value
        for layer in self.sublayers():
            layer.trainable = value
        for name in self._kept:
            if name in self._parameters:
                self._parameters[name].requires_grad = value

    def penalized(self) -> list[tuple[Parameter, Any]]:
        """The weights that have regularizers, with these: each adds to the loss."""
        return self.regularized + [pair for layer in self.sublayers() for pair in layer.penalized()]

    def extra_repr(self) -> str:
        """The layer's name and output shape."""
        return f"name={self.name}, built={self.built}"


def _shape(x: Tensor) -> Shape:
    return (None, *x.array.shape[1:])


class InputLayer(Layer):
    """The shape of one sample, as the first layer of a Sequential."""

    integers = True

    def __init__(self, shape: Sequence[int | None] | None = None, dtype: Any = None, **options: Any) -> None:
        super().__init__(**{"input_shape": shape, **options})
        self.whole = "int" in str(dtype)

    def call(self, inputs: Tensor) -> Tensor:
        """inputs -> inputs."""
        return inputs


def Input(shape: Sequence[int | None], batch_size: int | None = None, dtype: Any = None, name: str | None = None) -> Symbol:
    """The input of a model: ``shape`` is that of one sample. For `Sequential` its first layer, for `Model` what its layers are called on."""
    layer = InputLayer(shape, dtype, name=name)
    return Symbol((batch_size, *shape), layer, [], integers=layer.whole)


# ---------------------------------------------------------------------------------------------------------------- with weights


class _Weighted(Layer):
    """What layers with a kernel and a bias share: activation, initializers and regularizers."""

    def __init__(
        self,
        activation: Any,
        use_bias: bool,
        kernel_initializer: Any,
        bias_initializer: Any,
        kernel_regularizer: Any,
        bias_regularizer: Any,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.activation, self.use_bias = activations.get(activation), use_bias
        self.kernel_initializer, self.bias_initializer = initializers.get(kernel_initializer), initializers.get(bias_initializer)
        self.kernel_regularizer, self.bias_regularizer = regularizers.get(kernel_regularizer), regularizers.get(bias_regularizer)

    def _add(self, kernel: Sequence[int], bias: int) -> None:
        self.add_weight(kernel, self.kernel_initializer, regularizer=self.kernel_regularizer, name="kernel")
        if self.use_bias:
            self.add_weight((bias,), self.bias_initializer, regularizer=self.bias_regularizer, name="bias")
        else:
            self.register_parameter("bias", None)


def _affine(x: Any, kernel: Any, bias: Any) -> Any:
    out = product(x, kernel)
    out += bias
    return out


affine = Op(
    _affine,
    x=lambda g, kernel: product(g, kernel.T),
    kernel=lambda g, x: product(rows(x).T, rows(g)),
    bias=lambda g: g,
    doc="x @ kernel + bias, with the kernel as Keras keeps it: (inputs, units).",
)


class Dense(_Weighted):
    """activation(x @ kernel + bias).

    x: (N, *, inputs) -> (N, *, units); kernel (inputs, units), bias (units).
    """

    kernel: Parameter
    bias: Parameter | None

    def __init__(
        self,
        units: int,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        **options: Any,
    ) -> None:
        if not isinstance(units, (int, np.integer)) or units <= 0:
            raise ValueError(f"Received an invalid value for `units`, expected a positive integer. Received: units={units}")
        super().__init__(activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, **options)
        self.units = int(units)

    def build(self, input_shape: Shape) -> None:
        """kernel (inputs, units), bias (units)."""
        if len(input_shape) < 2:
            raise self.refusal(f"expected min_ndim=2, found ndim={len(input_shape)}. Full shape received: {input_shape}")
        self._add((input_shape[-1] or 0, self.units), self.units)

    def call(self, x: Tensor) -> Tensor:
        """x: (N, *, inputs) -> (N, *, units)."""
        kernel = self.kernel
        if x.array.shape[-1] != kernel.array.shape[0]:
            raise self.refusal(
                f"expected axis -1 of input shape to have value {kernel.shape[0]}, but received input with shape {_shape(x)}"
                + (": put a Flatten() before it" if math.prod(x.shape[1:]) == kernel.shape[0] else "")
            )
        return self.activation(x @ kernel if self.bias is None else affine(x, kernel, self.bias))


def _pair(value: Any) -> tuple[int, int]:
    return (value, value) if isinstance(value, (int, np.integer)) else tuple(value)


def _channels_first(x: Tensor) -> Tensor:
    return x.permute(0, 3, 1, 2)  # (N, H, W, C) -> (N, C, H, W)


def _channels_last(x: Tensor) -> Tensor:
    return x.permute(0, 2, 3, 1)  # (N, C, H, W) -> (N, H, W, C)


def _border(size: Sequence[int], window: Sequence[int], stride: Sequence[int]) -> list[int]:
    """What "same" adds around an image, so that ⌈size / stride⌉ windows fit: width first, the odd one behind."""
    border: list[int] = []
    for n, k, s in reversed(list(zip(size, window, stride, strict=True))):
        missing = max((math.ceil(n / s) - 1) * s + k - n, 0)
        border += [missing // 2, missing - missing // 2]
    return border


def _check_images(layer: str, padding: str, data_format: str | None) -> None:
    if padding not in ("valid", "same"):
        raise ValueError(f'{layer}: padding must be "valid" or "same". Received: padding={padding!r}')
    if data_format not in (None, "channels_last"):
        raise ValueError(f'{layer}: images are (N, height, width, channels), data_format="channels_last". Received: data_format={data_format!r}')


class Conv2D(_Weighted):
    """A convolution of images.

    x: (N, H, W, C) -> (N, H_out, W_out, filters); kernel (height, width, C / groups, filters), bias (filters).
    """

    input_ndim = 4
    kernel: Parameter
    bias: Parameter | None

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = (1, 1),
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = (1, 1),
        groups: int = 1,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        **options: Any,
    ) -> None:
        _check_images("Conv2D", padding, data_format)
        super().__init__(activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, **options)
        self.filters, self.padding, self.groups = filters, padding, groups
        self.kernel_size, self.strides, self.dilation_rate = _pair(kernel_size), _pair(strides), _pair(dilation_rate)

    def build(self, input_shape: Shape) -> None:
        """kernel (height, width, C / groups, filters), bias (filters)."""
        channels = input_shape[-1] or 0
        if channels % self.groups or self.filters % self.groups:
            raise ValueError(f"Conv2D: {channels} channels and {self.filters} filters must be divisible by groups={self.groups}")
        self._add((*self.kernel_size, channels // self.groups, self.filters), self.filters)

    def call(self, x: Tensor) -> Tensor:
        """x: (N, H, W, C) -> (N, H_out, W_out, filters)."""
        channels = self.kernel.shape[2] * self.groups
        if x.shape[-1] != channels:
            raise self.refusal(f"expected axis -1 of input shape to have value {channels}, but received input with shape {_shape(x)}")
        images = _channels_first(x)
        if self.padding == "same":
            window = [(k - 1) * d + 1 for k, d in zip(self.kernel_size, self.dilation_rate, strict=True)]
            images = F.pad(images, _border(x.shape[1:3], window, self.strides))
        kernel = self.kernel.permute(3, 2, 0, 1)  # (filters, C / groups, height, width)
        out = F.conv2d(images, kernel, self.bias, self.strides, 0, self.dilation_rate, self.groups)
        return self.activation(_channels_last(out))


class Embedding(Layer):
    """A vector for each number from 0 to input_dim - 1.

    x: (N, *), integers -> (N, *, output_dim).
    """

    integers = True

    def __init__(
        self, input_dim: int, output_dim: int, embeddings_initializer: Any = "uniform", input_length: int | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self.rows, self.output_dim, self.embeddings_initializer = input_dim, output_dim, embeddings_initializer
        if input_length is not None:
            self.given_shape = (input_length,)

    def build(self, input_shape: Shape) -> None:
        """embeddings (input_dim, output_dim)."""
        self.add_weight((self.rows, self.output_dim), self.embeddings_initializer, name="embeddings")

    def call(self, x: Tensor) -> Tensor:
        """x: (N, *) -> (N, *, output_dim)."""
        return F.embedding(x.long(), self.embeddings)


class BatchNormalization(Layer):
    """(x - mean) / √(variance + epsilon) · gamma + beta, for each channel: of the batch in training, else of moving averages.

    x: (N, *, channels) -> the same shape.  Ioffe & Szegedy 2015. Unlike PyTorch's, the moving variance is that of the batch itself (divided by n),
    and ``momentum`` is the share that stays.
    """

    def __init__(
        self,
        axis: int = -1,
        momentum: float = 0.99,
        epsilon: float = 0.001,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.axis, self.momentum, self.epsilon, self.center, self.scale = axis, momentum, epsilon, center, scale
        self.beta_initializer, self.gamma_initializer = beta_initializer, gamma_initializer

    def build(self, input_shape: Shape) -> None:
        """gamma, beta, moving_mean and moving_variance, each (channels)."""
        channels = (input_shape[self.axis] or 0,)
        for name, initializer, wanted in (("gamma", self.gamma_initializer, self.scale), ("beta", self.beta_initializer, self.center)):
            if wanted:
                self.add_weight(channels, initializer, name=name)
            else:
                self.register_parameter(name, None)
        self.add_weight(channels, "zeros", trainable=False, name="moving_mean")
        self.add_weight(channels, "ones", trainable=False, name="moving_variance")

    def call(self, x: Tensor) -> Tensor:
        """x: (N, *, channels) -> the same shape."""
        moved = x.movedim(self.axis, 1) if x.ndim > 2 else x  # (N, channels, *)
        learning = self.training and self._trainable
        if not learning:
            out = F.batch_norm(moved, self.moving_mean, self.moving_variance, self.gamma, self.beta, False, 0.0, self.epsilon)
        else:
            n = moved.numel() // moved.shape[1]
            if n == 1:  # PyTorch refuses what has no variance; Keras computes beta
                moved = autograd.cat([moved, moved])
            mean, variance = self.moving_mean.clone(), self.moving_variance.clone()
            out = F.batch_norm(moved, mean, variance, self.gamma, self.beta, True, 1.0, self.epsilon)
            out = out[:1] if n == 1 else out
            for moving, new in ((self.moving_mean, mean.array), (self.moving_variance, variance.array * (max(n - 1, 0) / n))):
                moving.array[...] = moving.array * self.momentum + new * (1 - self.momentum)
                moving._bump_version()
        return out.movedim(1, self.axis) if x.ndim > 2 else out


class LayerNormalization(Layer):
    """(x - mean) / √(variance + epsilon) · gamma + beta, over the last axis of each sample.  Ba et al. 2016."""

    def __init__(self, epsilon: float = 0.001, **options: Any) -> None:
        super().__init__(**options)
        self.epsilon = epsilon

    def build(self, input_shape: Shape) -> None:
        """gamma and beta, each (features)."""
        self.add_weight((input_shape[-1] or 0,), "ones", name="gamma")
        self.add_weight((input_shape[-1] or 0,), "zeros", name="beta")

    def call(self, x: Tensor) -> Tensor:
        """x: (N, *, features) -> the same shape."""
        return F.layer_norm(x, (x.shape[-1],), self.gamma, self.beta, self.epsilon)


class SimpleRNN(Layer):
    """h = tanh(x @ kernel + h @ recurrent_kernel + bias), over time.

    x: (N, time, features) -> (N, units), the last h, or all of them, (N, time, units), with ``return_sequences``.
    """

    input_ndim = 3
    gates = 1

    def __init__(
        self,
        units: int,
        return_sequences: bool = False,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
        unit_forget_bias: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.units, self.return_sequences, self.unit_forget_bias = units, return_sequences, unit_forget_bias
        self.kernel_initializer, self.recurrent_initializer, self.bias_initializer = kernel_initializer, recurrent_initializer, bias_initializer

    def build(self, input_shape: Shape) -> None:
        """kernel (features, gates · units), recurrent_kernel (units, gates · units), bias (gates · units)."""
        width = self.gates * self.units
        self.add_weight((input_shape[-1] or 0, width), self.kernel_initializer, name="kernel")
        self.add_weight((self.units, width), self.recurrent_initializer, name="recurrent_kernel")
        bias = self.add_weight((width,), self.bias_initializer, name="bias")
        if self.gates == 4 and self.unit_forget_bias:
            bias.array[self.units : 2 * self.units] = 1

    def call(self, x: Tensor) -> Tensor:
        """x: (N, time, features) -> (N, units) or (N, time, units)."""
        fed = x @ self.kernel + self.bias  # (N, time, gates · units)
        h = c = x.new_zeros((len(x), self.units))
        states = []
        for t in range(x.shape[1]):
            h, c = self.advance(fed[:, t] + h @ self.recurrent_kernel, c)
            states.append(h)
        return autograd.stack(states, 1) if self.return_sequences else h

    def advance(self, gates: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
        """h and c after one step."""
        return gates.tanh(), c


class LSTM(SimpleRNN):
    """Long short-term memory.  Hochreiter & Schmidhuber 1997.

    x: (N, time, features) -> (N, units), or (N, time, units) with ``return_sequences``. The gates stand in the order input, forget, cell, output.
    """

    gates = 4

    def advance(self, gates: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
        """h and c after one step."""
        i, f, g, o = gates.chunk(4, -1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c


# ---------------------------------------------------------------------------------------------------------------- without weights


class Flatten(Layer):
    """All numbers of a sample in a row: (N, *) -> (N, product)."""

    integers = True

    def call(self, x: Tensor) -> Tensor:
        """x: (N, *) -> (N, product)."""
        return x.reshape(len(x), math.prod(x.array.shape[1:]))


class Reshape(Layer):
    """Another shape for each sample; one of its sizes may be -1."""

    integers = True

    def __init__(self, target_shape: Sequence[int], **options: Any) -> None:
        super().__init__(**options)
        self.target_shape = tuple(target_shape)

    def call(self, x: Tensor) -> Tensor:
        """x: (N, *) -> (N, *target_shape)."""
        size, known = math.prod(x.shape[1:]), math.prod(n for n in self.target_shape if n != -1)
        if (size % known if -1 in self.target_shape else size != known) and len(x):
            raise self.refusal(f"a sample of shape {tuple(x.shape[1:])} has {size} elements, which do not fit target_shape={self.target_shape}")
        return x.reshape(len(x), *self.target_shape)


class Activation(Layer):
    """An activation function as a layer."""

    def __init__(self, activation: Any, **options: Any) -> None:
        super().__init__(**options)
        self.activation = activations.get(activation)

    def call(self, x: Tensor) -> Tensor:
        """x -> the same shape."""
        return self.activation(x)


class ReLU(Layer):
    """max(x, 0), at most max_value, and negative_slope · x below zero."""

    def __init__(self, max_value: float | None = None, negative_slope: float = 0.0, **options: Any) -> None:
        super().__init__(**options)
        self.max_value, self.negative_slope = max_value, negative_slope

    def call(self, x: Tensor) -> Tensor:
        """x -> the same shape."""
        out = F.leaky_relu(x, self.negative_slope) if self.negative_slope else F.relu(x)
        return out if self.max_value is None else out.clamp(max=self.max_value)


class LeakyReLU(Layer):
    """x where it is positive, else negative_slope · x."""

    def __init__(self, negative_slope: float = 0.3, *, alpha: float | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.negative_slope = negative_slope if alpha is None else alpha

    def call(self, x: Tensor) -> Tensor:
        """x -> the same shape."""
        return F.leaky_relu(x, self.negative_slope)


class Softmax(Layer):
    """exp(x) / Σ exp(x) along an axis."""

    def __init__(self, axis: int = -1, **options: Any) -> None:
        super().__init__(**options)
        self.axis = axis

    def call(self, x: Tensor) -> Tensor:
        """x -> the same shape."""
        return activations.softmax(x, self.axis)


class Dropout(Layer):
    """In training each number is dropped with probability ``rate``, the others are divided by 1 - rate.  Srivastava et al. 2014."""

    def __init__(self, rate: float, **options: Any) -> None:
        super().__init__(**options)
        if not 0 <= rate <= 1:
            raise ValueError(f"Invalid value received for argument `rate`. Expected a float value between 0 and 1. Received: rate={rate}")
        self.rate = rate

    def call(self, x: Tensor) -> Tensor:
        """x -> the same shape."""
        return F.dropout(x, self.rate, self.training)


class Rescaling(Layer):
    """x · scale + offset: Rescaling(1 / 255) brings pixels between 0 and 1."""

    def __init__(self, scale: float, offset: float = 0.0, **options: Any) -> None:
        super().__init__(**options)
        self.scale, self.offset = scale, offset

    def call(self, x: Tensor) -> Tensor:
        """x -> the same shape."""
        return x * self.scale + self.offset


class Lambda(Layer):
    """Any function of a Tensor as a layer."""

    def __init__(self, function: Callable[[Any], Any], **options: Any) -> None:
        super().__init__(**options)
        self.function = function

    def call(self, x: Any) -> Any:
        """x -> function(x)."""
        return self.function(x)


class _Pooling(Layer):
    """What poolings of images share: windows as far apart as they are long, unless ``strides`` says otherwise."""

    input_ndim = 4

    def __init__(self, pool_size: Any = (2, 2), strides: Any = None, padding: str = "valid", data_format: str | None = None, **options: Any) -> None:
        _check_images(type(self).__name__, padding, data_format)
        super().__init__(**options)
        self.pool_size = _pair(pool_size)
        self.strides, self.padding = self.pool_size if strides is None else _pair(strides), padding

    def call(self, x: Tensor) -> Tensor:
        """x: (N, H, W, C) -> (N, H_out, W_out, C)."""
        border = _border(x.shape[1:3], self.pool_size, self.strides) if self.padding == "same" else [0] * 4
        return _channels_last(self.pool(_channels_first(x), border))

    def pool(self, images: Tensor, border: list[int]) -> Tensor:
        """(N, C, H, W) -> (N, C, H_out, W_out)."""
        raise NotImplementedError


class MaxPooling2D(_Pooling):
    """The maximum of each window: (N, H, W, C) -> (N, H_out, W_out, C)."""

    def pool(self, images: Tensor, border: list[int]) -> Tensor:
        """(N, C, H, W) -> (N, C, H_out, W_out)."""
        return F.max_pool2d(F.pad(images, border, value=-math.inf) if any(border) else images, self.pool_size, self.strides)


class AveragePooling2D(_Pooling):
    """The mean of each window, of what it has of the image: (N, H, W, C) -> (N, H_out, W_out, C)."""

    def pool(self, images: Tensor, border: list[int]) -> Tensor:
        """(N, C, H, W) -> (N, C, H_out, W_out)."""
        if not any(border):
            return F.avg_pool2d(images, self.pool_size, self.strides)
        inside = F.pad(images.new_ones((1, 1, *images.shape[2:])), border)
        return F.avg_pool2d(F.pad(images, border), self.pool_size, self.strides) / F.avg_pool2d(inside, self.pool_size, self.strides)


class GlobalAveragePooling2D(Layer):
    """The mean of each channel: (N, H, W, C) -> (N, C)."""

    input_ndim = 4

    def call(self, x: Tensor) -> Tensor:
        """x: (N, H, W, C) -> (N, C)."""
        return x.mean((1, 2))


class GlobalMaxPooling2D(Layer):
    """The maximum of each channel: (N, H, W, C) -> (N, C)."""

    input_ndim = 4

    def call(self, x: Tensor) -> Tensor:
        """x: (N, H, W, C) -> (N, C)."""
        return x.amax((1, 2))


class GlobalAveragePooling1D(Layer):
    """The mean over time: (N, time, features) -> (N, features)."""

    input_ndim = 3

    def call(self, x: Tensor) -> Tensor:
        """x: (N, time, features) -> (N, features)."""
        return x.mean(1)


class UpSampling2D(Layer):
    """Each row and column repeated: (N, H, W, C) -> (N, H · size[0], W · size[1], C)."""

    input_ndim = 4

    def __init__(self, size: Any = (2, 2), **options: Any) -> None:
        super().__init__(**options)
        self.size = _pair(size)

    def call(self, x: Tensor) -> Tensor:
        """x: (N, H, W, C) -> (N, H · size[0], W · size[1], C)."""
        return x.repeat_interleave(self.size[0], 1).repeat_interleave(self.size[1], 2)


class ZeroPadding2D(Layer):
    """Zeros around an image: (N, H, W, C) -> (N, H + 2 · padding[0], W + 2 · padding[1], C)."""

    input_ndim = 4

    def __init__(self, padding: Any = (1, 1), **options: Any) -> None:
        super().__init__(**options)
        self.padding = [_pair(n) for n in _pair(padding)]

    def call(self, x: Tensor) -> Tensor:
        """x: (N, H, W, C) -> (N, H_out, W_out, C)."""
        (top, bottom), (left, right) = self.padding
        return F.pad(x, [0, 0, left, right, top, bottom])


class Add(Layer):
    """The sum of several inputs of one shape."""

    def call(self, inputs: list[Tensor]) -> Tensor:
        """A list of tensors -> their sum."""
        total = inputs[0]
        for x in inputs[1:]:
            total = total + x
        return total


class Concatenate(Layer):
    """Several inputs one after the other, along an axis."""

    def __init__(self, axis: int = -1, **options: Any) -> None:
        super().__init__(**options)
        self.axis = axis

    def call(self, inputs: list[Tensor]) -> Tensor:
        """A list of tensors -> one."""
        return autograd.cat(inputs, self.axis)


MaxPool2D, AvgPool2D = MaxPooling2D, AveragePooling2D
