"""Models: layers in a row (`Sequential`), layers as functions of inputs (`Model(inputs, outputs)`), or a class with a ``call`` method."""
from autograd import Tensor as _Tensor
from autograd.nn.keras.callbacks import Callback as _Callback
from autograd.nn.keras.callbacks import History as _History
from autograd.nn.keras.layers import Layer as _Layer
from builtins import float as _float
from collections.abc import Callable as _Callable
from collections.abc import Collection as _Collection
from collections.abc import Sequence as _Sequence
from typing import Any as _Any
class Model(_Layer):
    """A layer that can be trained: `compile` says how, `fit` does it.

    ``Model(inputs, outputs)`` is made of what the layers between the two were called on; a subclass defines ``call(inputs)`` instead. The outputs
    may be several, in a list or a dictionary: labels, losses, metrics and predictions are then lists as well, or dictionaries by the outputs' names."""
    history: _History | None
    optimizer: _Any
    loss: _Any
    output_names: _Any
    built: _Any
    output_shape: _Any
    integers: bool
    stop_training: bool
    stop_evaluating: bool
    stop_predicting: bool
    def __init__(self, inputs: _Any = None, outputs: _Any = None, name: str | None = None, **options: _Any) -> None: ...
    @property
    def layers(self) -> list[_Layer]: """The layers, in order; what stands for the input is none of them."""
    def get_layer(self, name: str | None = None, index: int | None = None) -> _Layer: """A layer by its name or number."""
    def call(self, inputs: _Any) -> _Any: """The output of ``Model(inputs, outputs)``."""
    def build(self, input_shape: _Any) -> None: """Make the weights for inputs of this shape."""
    def compile(self, optimizer: _Any = 'rmsprop', loss: _Any = None, loss_weights: _Any = None, metrics: _Any = None, weighted_metrics: _Any = None, **options: _Any) -> None: """Say how the model is to be trained: names, or objects of `optimizers`, `losses` and `metrics`.

    Weights of samples and classes count in the loss and in ``weighted_metrics``, not in ``metrics``. With several outputs the loss is the sum of
    theirs, times ``loss_weights``. Options of Keras that change how it runs, not what it computes (jit_compile, run_eagerly, steps_per_execution,
    auto_scale_loss), are accepted."""
    @property
    def metrics(self) -> list[_Any]: """The metrics that `compile` was given, as objects, in the order in which they are reported."""
    @property
    def metrics_names(self) -> list[str]: """The names of what `evaluate` returns."""
    def train_step(self, x: _Any, y: _Any, sample_weight: _Any = None) -> _Tensor: """One step of the optimizer. The loss before it; the metrics take in the batch."""
    def test_step(self, x: _Any, y: _Any, sample_weight: _Any = None) -> _Tensor: """The loss of a batch; the metrics take it in."""
    def fit(self, x: _Any = None, y: _Any = None, batch_size: int | None = None, epochs: int = 1, verbose: _Any = 'auto', callbacks: _Callback | _Sequence[_Any] | None = None, validation_split: _float = 0.0, validation_data: _Any = None, shuffle: bool | str = True, class_weight: dict[int, _float] | None = None, sample_weight: _Any = None, initial_epoch: int = 0, steps_per_epoch: int | None = None, validation_steps: int | None = None, validation_batch_size: int | None = None, validation_freq: int | _Collection[int] = 1) -> _History: """Train for a number of epochs. ``x`` and ``y`` are arrays of samples, or ``x`` alone gives batches (x, y) or (x, y, sample_weight).

    What gives batches is a DataLoader, a `utils.PyDataset`, another object that can be iterated again and again, or a generator, of which each
    batch is used once: with ``steps_per_epoch`` the next epoch goes on where the last one stopped, and when it is used up there is a warning,
    and training stops. So does the validation with ``validation_data`` a generator; all else is validated from its beginning each time.

    ``validation_split`` keeps the last part of the samples for validation. ``validation_freq``: after every how many epochs to validate, or a
    list of the epochs, counted from 1. ``verbose``: 0 nothing, 1 a progress bar, 2 a line for each epoch.
    The order of the samples is that of `autograd.randperm`, so `autograd.manual_seed` makes the run repeatable."""
    def evaluate(self, x: _Any = None, y: _Any = None, batch_size: int | None = None, verbose: _Any = 'auto', sample_weight: _Any = None, steps: int | None = None, callbacks: _Callback | _Sequence[_Any] | None = None, return_dict: bool = False) -> _Any: """The loss and the metrics over all samples, as a list in the order of ``metrics_names``; the loss alone if there are no metrics."""
    def predict(self, x: _Any, batch_size: int | None = None, verbose: _Any = 'auto', steps: int | None = None, callbacks: _Callback | _Sequence[_Any] | None = None) -> _Any: """The outputs for all samples, as a NumPy array; a list or dictionary of them if there are several."""
    def train_on_batch(self, x: _Any, y: _Any = None, sample_weight: _Any = None, class_weight: dict[int, _float] | None = None, return_dict: bool = False) -> _Any: """One step on one batch: its loss before the step, and its metrics, as `evaluate` returns them."""
    def test_on_batch(self, x: _Any, y: _Any = None, sample_weight: _Any = None, return_dict: bool = False) -> _Any: """The loss and the metrics of one batch."""
    def predict_on_batch(self, x: _Any) -> _Any: """The outputs for one batch, as a NumPy array."""
    def save_weights(self, filepath: _Any) -> None: """Write the weights to a file, for `load_weights` of a model of the same layers."""
    def load_weights(self, filepath: _Any) -> None: """Take over the weights from a file that `save_weights` wrote. No code of the file is run."""
    def summary(self, print_fn: _Callable[[str], _Any] | None = None, line_length: int | None = None) -> None: """Print the layers with their output shapes and numbers of parameters, as Keras does."""
class Sequential(Model):
    """Layers one after the other."""
    built: _Any
    output_shape: _Any
    def __init__(self, layers: _Sequence[_Any] | None = None, name: str | None = None, **options: _Any) -> None: ...
    def add(self, layer: _Any) -> None: """Put a layer at the end. Weights are made at once if the shape of the input is known."""
    def pop(self) -> _Layer: """Take the last layer away."""
    def build(self, input_shape: _Any = None) -> None: """Make the weights for inputs of this shape, batch dimension first."""
    def call(self, inputs: _Any) -> _Any: """inputs -> the output of the last layer."""
