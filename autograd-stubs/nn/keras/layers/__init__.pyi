"""Keras's layers: shapes without the batch dimension, images as (N, height, width, channels), weights made at the first input.

    A layer is a `nn.Module` with two methods of Keras's: ``build(input_shape)`` makes its weights, by `add_weight`, and ``call(inputs)`` computes."""
from autograd import Tensor as _Tensor
from autograd.nn.modules.module import Module as _Module
from autograd.nn.parameter import Parameter as _Parameter
from builtins import float as _float
from collections.abc import Callable as _Callable
from collections.abc import Iterator as _Iterator
from collections.abc import Sequence as _Sequence
from numpy import ndarray as _numpy_ndarray
from typing import Any as _Any
class Activation(Layer):
    """An activation function as a layer."""
    activation: _Any
    def __init__(self, activation: _Any, **options: _Any) -> None: ...
    def call(self, x: _Tensor) -> _Tensor: """x -> the same shape."""
class Add(Layer):
    """The sum of several inputs of one shape."""
    def call(self, inputs: list[_Tensor]) -> _Tensor: """A list of tensors -> their sum."""
class _Pooling(Layer):
    """What poolings of images share: windows as far apart as they are long, unless ``strides`` says otherwise."""
    pool_size: tuple[int, int]
    strides: _Any
    padding: str
    input_ndim: int
    def __init__(self, pool_size: _Any = ..., strides: _Any = None, padding: str = 'valid', data_format: str | None = None, **options: _Any) -> None: ...
    def call(self, x: _Tensor) -> _Tensor: """x: (N, H, W, C) -> (N, H_out, W_out, C)."""
    def pool(self, images: _Tensor, border: list[int]) -> _Tensor: """(N, C, H, W) -> (N, C, H_out, W_out)."""
class AveragePooling2D(_Pooling):
    """The mean of each window, of what it has of the image: (N, H, W, C) -> (N, H_out, W_out, C)."""
    def pool(self, images: _Tensor, border: list[int]) -> _Tensor: """(N, C, H, W) -> (N, C, H_out, W_out)."""
class BatchNormalization(Layer):
    """(x - mean) / √(variance + epsilon) · gamma + beta, for each channel: of the batch in training, else of moving averages.

    x: (N, *, channels) -> the same shape.  Ioffe & Szegedy 2015. Unlike PyTorch's, the moving variance is that of the batch itself (divided by n),
    and ``momentum`` is the share that stays."""
    axis: int
    momentum: _float
    epsilon: _float
    center: bool
    scale: bool
    beta_initializer: _Any
    gamma_initializer: _Any
    def __init__(self, axis: int = -1, momentum: _float = 0.99, epsilon: _float = 0.001, center: bool = True, scale: bool = True, beta_initializer: _Any = 'zeros', gamma_initializer: _Any = 'ones', **options: _Any) -> None: ...
    def build(self, input_shape: tuple[int | None, ...]) -> None: """gamma, beta, moving_mean and moving_variance, each (channels)."""
    def call(self, x: _Tensor) -> _Tensor: """x: (N, *, channels) -> the same shape."""
class Concatenate(Layer):
    """Several inputs one after the other, along an axis."""
    axis: int
    def __init__(self, axis: int = -1, **options: _Any) -> None: ...
    def call(self, inputs: list[_Tensor]) -> _Tensor: """A list of tensors -> one."""
class _Weighted(Layer):
    """What layers with a kernel and a bias share: activation, initializers and regularizers."""
    activation: _Any
    use_bias: bool
    kernel_initializer: _Any
    bias_initializer: _Any
    kernel_regularizer: _Any
    bias_regularizer: _Any
    def __init__(self, activation: _Any, use_bias: bool, kernel_initializer: _Any, bias_initializer: _Any, kernel_regularizer: _Any, bias_regularizer: _Any, **options: _Any) -> None: ...
class Conv2D(_Weighted):
    """A convolution of images.

    x: (N, H, W, C) -> (N, H_out, W_out, filters); kernel (height, width, C / groups, filters), bias (filters)."""
    kernel: _Parameter
    bias: _Parameter | None
    filters: int
    padding: str
    groups: int
    kernel_size: tuple[int, int]
    strides: tuple[int, int]
    dilation_rate: tuple[int, int]
    input_ndim: int
    def __init__(self, filters: int, kernel_size: _Any, strides: _Any = ..., padding: str = 'valid', data_format: str | None = None, dilation_rate: _Any = ..., groups: int = 1, activation: _Any = None, use_bias: bool = True, kernel_initializer: _Any = 'glorot_uniform', bias_initializer: _Any = 'zeros', kernel_regularizer: _Any = None, bias_regularizer: _Any = None, **options: _Any) -> None: ...
    def build(self, input_shape: tuple[int | None, ...]) -> None: """kernel (height, width, C / groups, filters), bias (filters)."""
    def call(self, x: _Tensor) -> _Tensor: """x: (N, H, W, C) -> (N, H_out, W_out, filters)."""
class Dense(_Weighted):
    """activation(x @ kernel + bias).

    x: (N, *, inputs) -> (N, *, units); kernel (inputs, units), bias (units)."""
    kernel: _Parameter
    bias: _Parameter | None
    units: _Any
    def __init__(self, units: int, activation: _Any = None, use_bias: bool = True, kernel_initializer: _Any = 'glorot_uniform', bias_initializer: _Any = 'zeros', kernel_regularizer: _Any = None, bias_regularizer: _Any = None, **options: _Any) -> None: ...
    def build(self, input_shape: tuple[int | None, ...]) -> None: """kernel (inputs, units), bias (units)."""
    def call(self, x: _Tensor) -> _Tensor: """x: (N, *, inputs) -> (N, *, units)."""
class Dropout(Layer):
    """In training each number is dropped with probability ``rate``, the others are divided by 1 - rate.  Srivastava et al. 2014."""
    rate: _float
    def __init__(self, rate: _float, **options: _Any) -> None: ...
    def call(self, x: _Tensor) -> _Tensor: """x -> the same shape."""
class Embedding(Layer):
    """A vector for each number from 0 to input_dim - 1.

    x: (N, *), integers -> (N, *, output_dim)."""
    rows: int
    output_dim: int
    embeddings_initializer: _Any
    given_shape: _Any
    integers: bool
    def __init__(self, input_dim: int, output_dim: int, embeddings_initializer: _Any = 'uniform', input_length: int | None = None, **options: _Any) -> None: ...
    def build(self, input_shape: tuple[int | None, ...]) -> None: """embeddings (input_dim, output_dim)."""
    def call(self, x: _Tensor) -> _Tensor: """x: (N, *) -> (N, *, output_dim)."""
class Flatten(Layer):
    """All numbers of a sample in a row: (N, *) -> (N, product)."""
    integers: bool
    def call(self, x: _Tensor) -> _Tensor: """x: (N, *) -> (N, product)."""
class GlobalAveragePooling1D(Layer):
    """The mean over time: (N, time, features) -> (N, features)."""
    input_ndim: int
    def call(self, x: _Tensor) -> _Tensor: """x: (N, time, features) -> (N, features)."""
class GlobalAveragePooling2D(Layer):
    """The mean of each channel: (N, H, W, C) -> (N, C)."""
    input_ndim: int
    def call(self, x: _Tensor) -> _Tensor: """x: (N, H, W, C) -> (N, C)."""
class GlobalMaxPooling2D(Layer):
    """The maximum of each channel: (N, H, W, C) -> (N, C)."""
    input_ndim: int
    def call(self, x: _Tensor) -> _Tensor: """x: (N, H, W, C) -> (N, C)."""
class _Symbol:
    """What the output of a layer will be, in a model that is written as functions of its inputs: ``outputs = Dense(10)(inputs)``."""
    shape: _Any
    layer: Layer
    inputs: list[_Symbol]
    several: bool
    integers: bool
    def __init__(self, shape: _Sequence[int | None], layer: Layer, inputs: list[_Symbol], several: bool = False, integers: bool = False) -> None: ...
    def example(self) -> _Tensor: """One sample of zeros."""
def Input(shape: _Sequence[int | None], batch_size: int | None = None, dtype: _Any = None, name: str | None = None) -> _Symbol: """The input of a model: ``shape`` is that of one sample. For `Sequential` its first layer, for `Model` what its layers are called on."""
class InputLayer(Layer):
    """The shape of one sample, as the first layer of a Sequential."""
    whole: _Any
    integers: bool
    def __init__(self, shape: _Sequence[int | None] | None = None, dtype: _Any = None, **options: _Any) -> None: ...
    def call(self, inputs: _Tensor) -> _Tensor: """inputs -> inputs."""
class LSTM(SimpleRNN):
    """Long short-term memory.  Hochreiter & Schmidhuber 1997.

    x: (N, time, features) -> (N, units), or (N, time, units) with ``return_sequences``. The gates stand in the order input, forget, cell, output."""
    gates: int
    def advance(self, gates: _Tensor, c: _Tensor) -> tuple[_Tensor, _Tensor]: """h and c after one step."""
class Lambda(Layer):
    """Any function of a Tensor as a layer."""
    function: _Callable[[_Any], _Any]
    def __init__(self, function: _Callable[[_Any], _Any], **options: _Any) -> None: ...
    def call(self, x: _Any) -> _Any: """x -> function(x)."""
class Layer(_Module):
    """A layer: subclasses define ``call(inputs)``, and ``build(input_shape)`` if they have weights.

    ``input_shape``, as an argument of the first layer of a model, is the shape of one sample."""
    input_ndim: int | None
    name: _Any
    given_shape: _Any
    built: _Any
    input_shape: _Any
    output_shape: _Any
    regularized: list[tuple[_Parameter, _Any]]
    integers: bool
    @classmethod
    def __init_subclass__(cls, **keywords: _Any) -> None: ...
    def __init__(self, *, name: str | None = None, trainable: bool = True, input_shape: _Sequence[int | None] | None = None, input_dim: int | None = None, dtype: _Any = None, activity_regularizer: None = None) -> None: ...
    def build(self, input_shape: _Any) -> None: """Make the weights."""
    def call(self, inputs: _Any) -> _Any: """The output; an argument ``training`` is passed if the method has one."""
    def __call__(self, inputs: _Any, *args: _Any, training: bool | None = None, **kwargs: _Any) -> _Any: ...
    def forward(self, inputs: _Any, *args: _Any, **kwargs: _Any) -> _Any: """`call`, with the mode if it wants to know it."""
    def __call__(self, inputs: _Any, *args: _Any, **kwargs: _Any) -> _Any: """`call`, with the mode if it wants to know it."""
    def refusal(self, reason: str) -> ValueError: """What to raise for an input that the layer cannot take."""
    def tried(self, example: _Any) -> _Tensor: """The output for an example, without learning from it."""
    def add_weight(self, shape: _Sequence[int] = (), initializer: _Any = 'glorot_uniform', dtype: _Any = None, trainable: bool = True, regularizer: _Any = None, name: str | None = None, constraint: None = None, **options: _Any) -> _Any: """A new weight of this shape, a Parameter if it is trainable, else a buffer. Keras's autocast and aggregation are accepted."""
    def sublayers(self) -> _Iterator[Layer]: """The layers of which this one is made."""
    @property
    def weights(self) -> list[_Tensor]: """All weights: what is learnt and what is not, in Keras's order."""
    def get_weight(self, name: str) -> _Tensor: """A weight by its name."""
    @property
    def trainable_weights(self) -> list[_Tensor]: """The weights that are learnt."""
    @property
    def non_trainable_weights(self) -> list[_Tensor]: """The weights that are not learnt."""
    @property
    def variables(self) -> list[_Tensor]: """All weights: what is learnt and what is not, in Keras's order."""
    @property
    def trainable_variables(self) -> list[_Tensor]: """The weights that are learnt."""
    @property
    def non_trainable_variables(self) -> list[_Tensor]: """The weights that are not learnt."""
    def get_weights(self) -> list[_numpy_ndarray[_Any, _Any]]: """Copies of all weights, as NumPy arrays in Keras's layout: a Dense layer's kernel is (inputs, units)."""
    def set_weights(self, weights: _Sequence[_Any]) -> None: """Take over what `get_weights` returned, here or in Keras."""
    def count_params(self) -> int: """The number of weights, counting every element."""
    @property
    def trainable(self) -> bool: """Whether the weights are learnt."""
    @trainable.setter
    def trainable(self, value: bool) -> None: ...
    def penalized(self) -> list[tuple[_Parameter, _Any]]: """The weights that have regularizers, with these: each adds to the loss."""
    def extra_repr(self) -> str: """The layer's name and output shape."""
class LayerNormalization(Layer):
    """(x - mean) / √(variance + epsilon) · gamma + beta, over the last axis of each sample.  Ba et al. 2016."""
    epsilon: _float
    def __init__(self, epsilon: _float = 0.001, **options: _Any) -> None: ...
    def build(self, input_shape: tuple[int | None, ...]) -> None: """gamma and beta, each (features)."""
    def call(self, x: _Tensor) -> _Tensor: """x: (N, *, features) -> the same shape."""
class LeakyReLU(Layer):
    """x where it is positive, else negative_slope · x."""
    negative_slope: _Any
    def __init__(self, negative_slope: _float = 0.3, *, alpha: _float | None = None, **options: _Any) -> None: ...
    def call(self, x: _Tensor) -> _Tensor: """x -> the same shape."""
class MaxPooling2D(_Pooling):
    """The maximum of each window: (N, H, W, C) -> (N, H_out, W_out, C)."""
    def pool(self, images: _Tensor, border: list[int]) -> _Tensor: """(N, C, H, W) -> (N, C, H_out, W_out)."""
class ReLU(Layer):
    """max(x, 0), at most max_value, and negative_slope · x below zero."""
    max_value: _float | None
    negative_slope: _float
    def __init__(self, max_value: _float | None = None, negative_slope: _float = 0.0, **options: _Any) -> None: ...
    def call(self, x: _Tensor) -> _Tensor: """x -> the same shape."""
class Rescaling(Layer):
    """x · scale + offset: Rescaling(1 / 255) brings pixels between 0 and 1."""
    scale: _float
    offset: _float
    def __init__(self, scale: _float, offset: _float = 0.0, **options: _Any) -> None: ...
    def call(self, x: _Tensor) -> _Tensor: """x -> the same shape."""
class Reshape(Layer):
    """Another shape for each sample; one of its sizes may be -1."""
    target_shape: _Any
    integers: bool
    def __init__(self, target_shape: _Sequence[int], **options: _Any) -> None: ...
    def call(self, x: _Tensor) -> _Tensor: """x: (N, *) -> (N, *target_shape)."""
class SimpleRNN(Layer):
    """h = tanh(x @ kernel + h @ recurrent_kernel + bias), over time.

    x: (N, time, features) -> (N, units), the last h, or all of them, (N, time, units), with ``return_sequences``."""
    units: int
    return_sequences: bool
    unit_forget_bias: bool
    kernel_initializer: _Any
    recurrent_initializer: _Any
    bias_initializer: _Any
    input_ndim: int
    gates: int
    def __init__(self, units: int, return_sequences: bool = False, kernel_initializer: _Any = 'glorot_uniform', recurrent_initializer: _Any = 'orthogonal', bias_initializer: _Any = 'zeros', unit_forget_bias: bool = True, **options: _Any) -> None: ...
    def build(self, input_shape: tuple[int | None, ...]) -> None: """kernel (features, gates · units), recurrent_kernel (units, gates · units), bias (gates · units)."""
    def call(self, x: _Tensor) -> _Tensor: """x: (N, time, features) -> (N, units) or (N, time, units)."""
    def advance(self, gates: _Tensor, c: _Tensor) -> tuple[_Tensor, _Tensor]: """h and c after one step."""
class Softmax(Layer):
    """exp(x) / Σ exp(x) along an axis."""
    axis: int
    def __init__(self, axis: int = -1, **options: _Any) -> None: ...
    def call(self, x: _Tensor) -> _Tensor: """x -> the same shape."""
class UpSampling2D(Layer):
    """Each row and column repeated: (N, H, W, C) -> (N, H · size[0], W · size[1], C)."""
    size: tuple[int, int]
    input_ndim: int
    def __init__(self, size: _Any = ..., **options: _Any) -> None: ...
    def call(self, x: _Tensor) -> _Tensor: """x: (N, H, W, C) -> (N, H · size[0], W · size[1], C)."""
class ZeroPadding2D(Layer):
    """Zeros around an image: (N, H, W, C) -> (N, H + 2 · padding[0], W + 2 · padding[1], C)."""
    padding: _Any
    input_ndim: int
    def __init__(self, padding: _Any = ..., **options: _Any) -> None: ...
    def call(self, x: _Tensor) -> _Tensor: """x: (N, H, W, C) -> (N, H_out, W_out, C)."""
