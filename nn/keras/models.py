"""Models: layers in a row (`Sequential`), layers as functions of inputs (`Model(inputs, outputs)`), or a class with a ``call`` method."""

from __future__ import annotations

import copy
import shutil
import textwrap
import warnings
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np

import autograd
from autograd import Tensor, no_grad
from autograd.core.tensor import wrap

from . import losses, metrics, optimizers
from .batches import Batch, Batches, divided, length, mapped, parts, unpacked, weights
from .callbacks import Callback, History, listed
from .layers import InputLayer, Layer, Shape, Symbol
from .losses import tensor

__all__ = ["Model", "Sequential"]

Logs = dict[str, Any]
FREE = ("auto_scale_loss", "jit_compile", "run_eagerly", "steps_per_execution")  # what `compile` takes, and what has no effect on the numbers


class Model(Layer):
    """A layer that can be trained: `compile` says how, `fit` does it.

    ``Model(inputs, outputs)`` is made of what the layers between the two were called on; a subclass defines ``call(inputs)`` instead. The outputs
    may be several, in a list or a dictionary: labels, losses, metrics and predictions are then lists as well, or dictionaries by the outputs' names.
    """

    integers = True  # the first layer knows what it takes
    stop_training = stop_evaluating = stop_predicting = False
    history: History | None = None
    optimizer: Any = None
    loss: Any = None

    def __init__(self, inputs: Any = None, outputs: Any = None, name: str | None = None, **options: Any) -> None:
        super().__init__(name=name, **options)
        self._measure: Any = None
        self._metrics: list[metrics.Metric] = []  # first those of ``metrics=``, then those of ``weighted_metrics=``
        self._unweighted = 0  # how many metrics ``metrics=`` gave: they ignore the weights of samples
        self._labels: list[str] = []  # the name under which each metric is reported
        self._running = 0  # how many calls of fit and evaluate are in progress: a callback of one may start another
        self._penalized: list[tuple[Any, Any]] | None = None  # each weight with its regularizer; None between epochs
        self._weights_known = False  # True during an epoch, once the optimizer has been given the weights
        self._steps: list[tuple[Symbol, Layer]] = []
        self._loss_weights: list[float] = [1.0]
        self._reported: list[str] = []  # the names of several outputs, in reports; none if there is one output
        self._keys: list[str] | None = None  # those of outputs in a dictionary
        self._measured_of: list[int | None] = []  # for each metric the number of its output; None for the loss of an output, the first metrics then
        if inputs is None and outputs is None:
            return
        symbols = list(outputs.values()) if isinstance(outputs, dict) else list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
        for symbol in symbols:
            if not isinstance(symbol, Symbol):
                raise ValueError(f"Model: outputs must be what a layer returned when called on an Input, got {type(symbol).__name__}")
        self._inputs, self._outputs = (list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]), symbols
        self.output_names = [symbol.layer.name for symbol in symbols]
        if isinstance(outputs, dict):
            self._keys, self._reported = list(outputs), list(outputs)
        elif len(symbols) > 1:
            self._reported = self.output_names
        for symbol in _in_order(symbols, self._inputs):
            self._steps.append((symbol, symbol.layer))
            if not any(layer is symbol.layer for layer in self._modules.values()):
                self.register_module(symbol.layer.name, symbol.layer)
        self.built = True
        self.output_shape = outputs.shape if isinstance(outputs, Symbol) else mapped(lambda symbol: symbol.shape, outputs)

    @property
    def layers(self) -> list[Layer]:
        """The layers, in order; what stands for the input is none of them."""
        return [layer for layer in self.sublayers() if not isinstance(layer, InputLayer)]

    def get_layer(self, name: str | None = None, index: int | None = None) -> Layer:
        """A layer by its name or number."""
        if index is not None:
            return self.layers[index]
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise ValueError(f"No such layer: {name}. Existing layers are: {[layer.name for layer in self.layers]}")

    def call(self, inputs: Any) -> Any:
        """The output of ``Model(inputs, outputs)``."""
        if not self._steps:
            raise NotImplementedError(f"{type(self).__name__} needs a method call(inputs), or inputs and outputs")
        given = list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]
        if len(given) != len(self._inputs):
            raise self.refusal(f"it takes {len(self._inputs)} inputs, and received {len(given)}")
        known = {id(symbol): value for symbol, value in zip(self._inputs, given, strict=True)}
        for symbol, layer in self._steps:
            sources = [known[id(source)] for source in symbol.inputs]
            known[id(symbol)] = layer(sources if symbol.several else sources[0])
        found = [known[id(symbol)] for symbol in self._outputs]
        if self._keys is not None:
            return dict(zip(self._keys, found, strict=True))
        return found if self._reported else found[0]

    def build(self, input_shape: Any) -> None:
        """Make the weights for inputs of this shape."""
        if not self.built and type(self).build is Model.build and isinstance(input_shape, tuple):
            self.built = True  # the layers are built as they are called

    # ------------------------------------------------------------------------------------------------------------ training

    def compile(
        self,
        optimizer: Any = "rmsprop",
        loss: Any = None,
        loss_weights: Any = None,
        metrics: Any = None,
        weighted_metrics: Any = None,
        **options: Any,
    ) -> None:
        """Say how the model is to be trained: names, or objects of `optimizers`, `losses` and `metrics`.

        Weights of samples and classes count in the loss and in ``weighted_metrics``, not in ``metrics``. With several outputs the loss is the sum of
        theirs, times ``loss_weights``. Options of Keras that change how it runs, not what it computes (jit_compile, run_eagerly, steps_per_execution,
        auto_scale_loss), are accepted.
        """
        if unknown := [name for name in options if name not in FREE]:
            raise TypeError(f"compile() does not take {', '.join(unknown)}: there are optimizer, loss, metrics, weighted_metrics, {', '.join(FREE)}")
        self.optimizer = optimizers.get(optimizer)
        self.loss = loss
        if not self._reported:
            self._measure = None if loss is None else losses.get(loss)
            plain, weighted = (_metrics(wanted, loss) for wanted in (metrics, weighted_metrics))
            self._metrics, self._unweighted, self._measured_of = plain + weighted, len(plain), [0] * len(plain + weighted)
            self._labels = _labels([m.name for m in plain], [m.name for m in weighted])
            self._loss_weights = list(loss_weights) if isinstance(loss_weights, (list, tuple)) else [1.0 if loss_weights is None else loss_weights]
            return
        self._measure = None if loss is None else [losses.get(one) for one in self._for_each("loss", loss)]
        self._loss_weights = [1.0] * len(self._reported) if loss_weights is None else self._for_each("loss_weights", loss_weights)
        self._compile_outputs(loss, metrics, weighted_metrics)

    def _compile_outputs(self, loss: Any, plain: Any, weighted: Any) -> None:
        """The metrics of several outputs: first the loss of each, then what was asked for, output by output."""
        self._metrics = [metrics.Mean(name=f"{name}_loss") for name in self._reported]
        self._labels, self._measured_of = [metric.name for metric in self._metrics], [None] * len(self._metrics)
        named = self._for_each("loss", loss) if loss is not None else [None] * len(self._reported)
        for last, wanted in enumerate((plain, weighted)):
            for i, (name, some) in enumerate(zip(self._reported, self._for_each("metrics", wanted, partly=True), strict=True)):
                for metric in _metrics(some, named[i]):
                    self._metrics.append(metric)
                    self._labels += _labels([*self._labels, f"{name}_{metric.name}"], [])[-1:]
                    self._measured_of.append(i)
            if not last:
                self._unweighted = len(self._metrics)

    def _for_each(self, what: str, given: Any, partly: bool = False) -> list[Any]:
        """What is given for each of several outputs: one for all, a list, or a dictionary by their names, which may leave some out if ``partly``."""
        count = len(self._reported)
        if isinstance(given, dict):
            unknown = [name for name in given if name not in self._reported]
            if unknown or not (partly or len(given) == count):
                raise ValueError(f"Expected keys {self._reported} in {what} dict, but found {what}.keys()={list(given)}")
            return [given.get(name) for name in self._reported]
        if isinstance(given, (list, tuple)):
            if len(given) != count:
                raise ValueError(f"For a model with {count} outputs, {what} must be a list of as many, or a dictionary. Received: {given!r}")
            return list(given)
        return [given] * count

    def _of_outputs(self, what: str, values: Any) -> list[Any]:
        """Labels, outputs or weights as a list with one for each output."""
        if not self._reported:
            return [values]
        if values is None or (what == "sample_weight" and not isinstance(values, dict) and len(parts(values)) == 1):
            return [values] * len(self._reported)
        found = [values.get(name) for name in self._reported] if isinstance(values, dict) else parts(values)
        if len(found) != len(self._reported):
            raise ValueError(
                f"y_true and y_pred have different structures: there are {len(self._reported)} outputs, and {what} has {len(found)} parts"
            )
        return found

    @property
    def metrics(self) -> list[Any]:
        """The metrics that `compile` was given, as objects, in the order in which they are reported."""
        return list(self._metrics)

    @property
    def metrics_names(self) -> list[str]:
        """The names of what `evaluate` returns."""
        return ["loss", *self._labels]

    def _direction_of(self, name: str) -> str | None:
        """Where the metric that is reported under this name is to go: "up", "down", or None if that is not known."""
        found = [metric for label, metric in zip(self._labels, self._metrics, strict=True) if name in (label, metric.name)]
        return found[0]._direction if found else None

    def _compiled(self, caller: str) -> None:
        if self._measure is None:
            missing = "a loss: say model.compile(optimizer, loss)" if self.optimizer is not None else "model.compile(optimizer, loss) first"
            raise ValueError(f"You must call `compile()` before calling `{caller}()`. It needs {missing}")

    def _loss(self, y: Any, out: Tensor, weight: Any) -> Tensor:
        """The loss of a batch: the mean over its samples, and what the regularizers add."""
        if y is None:
            raise ValueError("there are no labels: give y, or batches (x, y)")
        if self._reported:
            value = self._sum_of_losses(y, out, weight)
        else:
            value = _measured(self._measure, y, out, weight)
            value = value if self._loss_weights == [1.0] else value * self._loss_weights[0]
        if self._penalized is None:
            self._penalized = self.penalized()
        for weight, regularizer in self._penalized:
            value = value + regularizer(weight)
        return value

    def _sum_of_losses(self, y: Any, out: Any, weight: Any) -> Tensor:
        total: Any = 0.0
        rows = zip(self._of_outputs("y", y), self._of_outputs("the output", out), self._of_outputs("sample_weight", weight), strict=True)
        for i, (labels, one, weights_of_samples) in enumerate(rows):
            value = _measured(self._measure[i], labels, one, weights_of_samples)
            self._metrics[i].update_state(value.item(), sample_weight=len(one))
            total = total + value * self._loss_weights[i]
        return total

    def train_step(self, x: Any, y: Any, sample_weight: Any = None) -> Tensor:
        """One step of the optimizer. The loss before it; the metrics take in the batch."""
        self.optimizer.zero_grad()
        if not self._weights_known:  # another model of the same layers may have left gradients there
            for shared in self.trainable_weights:
                shared.grad = None
        out = self(x)
        loss = self._loss(y, out, sample_weight)
        if loss.requires_grad:
            loss.backward()
            if not self._weights_known:
                self.optimizer.build(self.trainable_weights)
                self._weights_known = True
            self.optimizer.step()
        self._take_in(y, out, sample_weight)
        return loss

    def test_step(self, x: Any, y: Any, sample_weight: Any = None) -> Tensor:
        """The loss of a batch; the metrics take it in."""
        with no_grad():
            out = self(x)
            loss = self._loss(y, out, sample_weight)
            self._take_in(y, out, sample_weight)
        return loss

    def _take_in(self, y: Any, out: Any, weight: Any) -> None:
        """Show the metrics what was predicted."""
        if not any(number is not None for number in self._measured_of):
            return
        with no_grad():
            outs, labels = [o.detach() for o in self._of_outputs("the output", out)], list(map(tensor, self._of_outputs("y", y)))
            of_samples = self._of_outputs("sample_weight", weight)
            for i, (metric, number) in enumerate(zip(self._metrics, self._measured_of, strict=True)):
                if number is not None:
                    metric.update_state(labels[number], outs[number], sample_weight=of_samples[number] if i >= self._unweighted else None)

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose: Any = "auto",
        callbacks: Callback | Sequence[Any] | None = None,
        validation_split: float = 0.0,
        validation_data: Any = None,
        shuffle: bool | str = True,
        class_weight: dict[int, float] | None = None,
        sample_weight: Any = None,
        initial_epoch: int = 0,
        steps_per_epoch: int | None = None,
        validation_steps: int | None = None,
        validation_batch_size: int | None = None,
        validation_freq: int | Collection[int] = 1,
    ) -> History:
        """Train for a number of epochs. ``x`` and ``y`` are arrays of samples, or ``x`` alone gives batches (x, y) or (x, y, sample_weight).

        What gives batches is a DataLoader, a `utils.PyDataset`, another object that can be iterated again and again, or a generator, of which each
        batch is used once: with ``steps_per_epoch`` the next epoch goes on where the last one stopped, and when it is used up there is a warning,
        and training stops. So does the validation with ``validation_data`` a generator; all else is validated from its beginning each time.

        ``validation_split`` keeps the last part of the samples for validation. ``validation_freq``: after every how many epochs to validate, or a
        list of the epochs, counted from 1. ``verbose``: 0 nothing, 1 a progress bar, 2 a line for each epoch.
        The order of the samples is that of `autograd.randperm`, so `autograd.manual_seed` makes the run repeatable.
        """
        self._compiled("fit")
        if isinstance(validation_freq, (str, bool)) or not (isinstance(validation_freq, Collection) or _whole(validation_freq)):
            raise ValueError(f"validation_freq must be a number of epochs or a list of epochs. Received: validation_freq={validation_freq!r}")
        if validation_split and validation_data is None:
            (x, y, sample_weight), validation_data = divided(x, y, sample_weight, validation_split)
        data = Batches(x, y, sample_weight, batch_size, shuffle, class_weight, steps_per_epoch)
        validation = None
        if validation_data is not None:
            validation = Batches(*unpacked(validation_data), validation_batch_size or batch_size, steps=validation_steps)
        chosen = listed(callbacks)
        history = next((callback for callback in chosen if isinstance(callback, History)), None) or History()
        everyone = chosen if history in chosen else [*chosen, history]
        self.history = history
        if initial_epoch < epochs:
            data.demand()
        self._introduce(everyone, {"epochs": epochs, "steps": data.count, "verbose": verbose})
        self.stop_training = False
        logs: Logs = {}
        _tell(everyone, "on_train_begin")
        for epoch in range(initial_epoch, epochs):
            if data.exhausted():
                data.ran_out()
                break
            _tell(everyone, "on_epoch_begin", epoch)
            with _Progress(f"Epoch {epoch + 1}/{epochs}", data.count, verbose) as progress:
                logs = self._epoch(data, self.train_step, progress, chosen)
                if validation is not None and _due(validation_freq, epoch + 1):
                    logs.update({f"val_{name}": value for name, value in self._validated(validation, chosen).items()})
                progress.show(logs)
            _tell(everyone, "on_epoch_end", epoch, logs=logs)
            if self.stop_training:
                break
        _tell(everyone, "on_train_end", logs=logs)
        self.eval()
        return history

    def _introduce(self, callbacks: Sequence[Callback], params: Logs) -> None:
        for callback in callbacks:
            callback.set_model(self)
            callback.set_params(params)

    def _epoch(
        self, data: Iterable[Batch], step: Callable[..., Tensor], progress: _Progress | None, callbacks: Sequence[Callback], kind: str = "train"
    ) -> Logs:
        """All batches once: the mean loss, each batch weighted by its size, and the metrics.

        A callback may evaluate in the midst of an epoch: that has metrics of its own, and leaves those of the epoch as they are.
        """
        total, samples, training, stop = 0.0, 0, kind == "train", "stop_training" if kind == "train" else "stop_evaluating"
        outer = self._metrics
        if self._running:
            self._metrics = copy.deepcopy(outer)
        self._running += 1
        try:
            for metric in self._metrics:
                metric.reset_state()
            self.train(training)
            self._penalized, self._weights_known = None, False  # found out at the first batch, when there are weights
            count = 0
            for i, (x, y, weight) in enumerate(data):
                _tell(callbacks, f"on_{kind}_batch_begin", i)
                if self.training != training:  # a callback has evaluated or predicted
                    self.train(training)
                n, count = length(x), i + 1
                total, samples = total + step(x, y, weight).item() * n, samples + n
                if callbacks or (progress is not None and progress.due(i)):
                    logs = self._report(total / samples)
                    if progress is not None:
                        progress.show(logs, i + 1)
                    _tell(callbacks, f"on_{kind}_batch_end", i, logs=logs)
                if getattr(self, stop):
                    break
            if not samples:
                raise ValueError("there are no batches: x gives none, or gave all of them before")
            logs = self._report(total / samples)
            if progress is not None:
                progress.show(logs, count)
            return logs
        finally:
            self._metrics = outer
            self._running -= 1

    def _tested(self, data: Batches, progress: _Progress | None, callbacks: Sequence[Callback]) -> Logs:
        """All batches once, without learning from them."""
        data.restart()
        self.stop_evaluating = False
        _tell(callbacks, "on_test_begin")
        logs = self._epoch(data, self.test_step, progress, callbacks, "test")
        _tell(callbacks, "on_test_end", logs=logs)
        return logs

    def _validated(self, data: Batches, callbacks: Sequence[Callback]) -> Logs:
        """What `_tested` reports; nothing, and a warning, once a generator of validation data is used up."""
        if data.started and data.exhausted():
            warnings.warn("the generator given as validation_data ran out of data: there are no val_ figures for this epoch", stacklevel=3)
            return {}
        data.demand()
        return self._tested(data, None, callbacks)

    def _report(self, loss: float) -> Logs:
        logs: Logs = {"loss": loss}
        for name, metric in zip(self._labels, self._metrics, strict=True):
            value = metric.result()
            logs.update({key: _number(part) for key, part in value.items()} if isinstance(value, dict) else {name: _number(value)})
        return logs

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        verbose: Any = "auto",
        sample_weight: Any = None,
        steps: int | None = None,
        callbacks: Callback | Sequence[Any] | None = None,
        return_dict: bool = False,
    ) -> Any:
        """The loss and the metrics over all samples, as a list in the order of ``metrics_names``; the loss alone if there are no metrics."""
        self._compiled("evaluate")
        data, told = Batches(x, y, sample_weight, batch_size, steps=steps), listed(callbacks)
        data.demand()
        self._introduce(told, {"epochs": 1, "steps": data.count, "verbose": verbose})
        with _Progress("evaluate", data.count, verbose) as progress:
            logs = self._tested(data, progress, told)
            progress.show(logs)
        return logs if return_dict else list(logs.values()) if len(logs) > 1 else logs["loss"]

    def predict(
        self,
        x: Any,
        batch_size: int | None = None,
        verbose: Any = "auto",
        steps: int | None = None,
        callbacks: Callback | Sequence[Any] | None = None,
    ) -> Any:
        """The outputs for all samples, as a NumPy array; a list or dictionary of them if there are several."""
        data, told, found = Batches(x, batch_size=batch_size, steps=steps), listed(callbacks), []
        data.demand()
        self.stop_predicting = False
        self._introduce(told, {"epochs": 1, "steps": data.count, "verbose": verbose})
        _tell(told, "on_predict_begin")
        self.eval()
        with _Progress("predict", data.count, verbose) as progress:
            for i, (inputs, _, _) in enumerate(data):
                _tell(told, "on_predict_batch_begin", i)
                if self.training:  # a callback has trained
                    self.eval()
                with no_grad():
                    found.append(mapped(lambda out: out.array, self(inputs)))
                progress.show({}, i + 1)
                _tell(told, "on_predict_batch_end", i, logs={"outputs": found[-1]})
                if self.stop_predicting:
                    break
        _tell(told, "on_predict_end")
        if not found:
            raise ValueError("there are no batches: x gives none, or gave all of them before")
        if isinstance(found[0], dict):
            return {name: np.concatenate([part[name] for part in found]) for name in found[0]}
        return [np.concatenate(outs) for outs in zip(*found, strict=True)] if isinstance(found[0], list) else np.concatenate(found)

    def train_on_batch(
        self, x: Any, y: Any = None, sample_weight: Any = None, class_weight: dict[int, float] | None = None, return_dict: bool = False
    ) -> Any:
        """One step on one batch: its loss before the step, and its metrics, as `evaluate` returns them."""
        self._compiled("train_on_batch")
        return self._on_batch("train", x, y, weights(y, sample_weight, class_weight), return_dict)

    def test_on_batch(self, x: Any, y: Any = None, sample_weight: Any = None, return_dict: bool = False) -> Any:
        """The loss and the metrics of one batch."""
        self._compiled("test_on_batch")
        return self._on_batch("test", x, y, sample_weight, return_dict)

    def predict_on_batch(self, x: Any) -> Any:
        """The outputs for one batch, as a NumPy array."""
        self.eval()
        with no_grad():
            return mapped(lambda out: out.array, self(x))

    def _on_batch(self, kind: str, x: Any, y: Any, weight: Any, return_dict: bool) -> Any:
        logs = self._epoch([(x, y, weight)], self.train_step if kind == "train" else self.test_step, None, (), kind)
        return logs if return_dict else list(logs.values()) if len(logs) > 1 else logs["loss"]

    # ------------------------------------------------------------------------------------------------------------ the rest

    def save_weights(self, filepath: Any) -> None:
        """Write the weights to a file, for `load_weights` of a model of the same layers."""
        autograd.save([wrap(w) for w in self.get_weights()], filepath)

    def load_weights(self, filepath: Any) -> None:
        """Take over the weights from a file that `save_weights` wrote. No code of the file is run."""
        self.set_weights(autograd.load(filepath))

    def summary(self, print_fn: Callable[[str], Any] | None = None, line_length: int | None = None) -> None:
        """Print the layers with their output shapes and numbers of parameters, as Keras does."""
        length = line_length or min(88, shutil.get_terminal_size().columns - 4)
        ends = [0, *(int(part * length) for part in (0.45, 0.8, 1.0))]
        # three columns, with a bar before each and one at the end; what these take is spread over the columns
        widths = [end - start - 2 - less for start, end, less in zip(ends, ends[1:], (1, 2, 1), strict=False)]
        rows = [(f"{la.name} ({type(la).__name__})", str(la.output_shape or "?"), f"{la.count_params():,}{_unbuilt(la)}") for la in self.layers]

        def lines(left: str, cells: Sequence[str], middle: str, right: str) -> list[str]:
            wrapped = [textwrap.wrap(cell, width, break_on_hyphens=False) for cell, width in zip(cells, widths, strict=True)]
            parts = zip_longest(*wrapped, fillvalue="")
            return [f"{left} {a:<{widths[0]}} {middle} {b:<{widths[1]}} {middle} {c:>{widths[2]}} {right}" for a, b, c in parts]

        def rule(left: str, stroke: str, middle: str, right: str) -> str:
            return left + middle.join(stroke * (w + 2) for w in widths) + right

        text = [f'Model: "{self.name}"', rule("┏", "━", "┳", "┓"), *lines("┃", ("Layer (type)", "Output Shape", "Param #"), "┃", "┃")]
        text.append(rule("┡", "━", "╇", "┩"))
        for i, row in enumerate(rows):
            text += [rule("├", "─", "┼", "┤")] * (i > 0) + lines("│", row, "│", "│")
        text.append(rule("└", "─", "┴", "┘"))
        learnt, fixed = (sum(w.numel() for w in kind) for kind in (self.trainable_weights, self.non_trainable_weights))
        kept = 0 if self.optimizer is None else self.optimizer.size()
        counts = {"Total": learnt + fixed + kept, "Trainable": learnt, "Non-trainable": fixed, **({"Optimizer": kept} if kept else {})}
        text += [f" {name} params: {count:,} ({_bytes(4 * count)})" for name, count in counts.items()]
        (print_fn or print)("\n".join(text))


class Sequential(Model):
    """Layers one after the other.

    >>> import numpy as np
    >>> from nn.keras import Sequential, layers
    >>> model = Sequential([layers.Input((4,)), layers.Dense(8, activation="relu"), layers.Dense(3, activation="softmax")])
    >>> model.predict(np.zeros((2, 4)), verbose=0).shape
    (2, 3)
    """

    def __init__(self, layers: Sequence[Any] | None = None, name: str | None = None, **options: Any) -> None:
        super().__init__(name=name, **options)
        self._expected: Shape | None = None
        for layer in layers or []:
            self.add(layer)

    def add(self, layer: Any) -> None:
        """Put a layer at the end. Weights are made at once if the shape of the input is known."""
        if isinstance(layer, Symbol):
            layer = layer.layer
        if not isinstance(layer, Layer):
            hint = ": those of nn belong into nn.Sequential" if isinstance(layer, autograd.nn.Module) else ""
            raise ValueError(f"Only instances of keras.Layer can be added to a Sequential model. Received: {type(layer).__name__}{hint}")
        if layer.name in self._modules:
            raise ValueError(f"All layers added to a Sequential model should have unique names. Name {layer.name!r} is already the name of a layer")
        before = list(self.sublayers())
        self.register_module(layer.name, layer)
        if before:
            if self.built:
                self._extend(layer, before[-1])
        elif layer.given_shape is not None:
            self._start(layer, layer.given_shape)
        elif isinstance(layer, Model) and layer.built and layer.output_shape is not None:
            self._expected, self.built, self.output_shape = layer.input_shape, True, layer.output_shape

    def _start(self, layer: Layer, shape: Sequence[int | None]) -> None:
        """The first layer, made for samples of this shape."""
        self._expected = (None, *shape)
        out = layer.tried(wrap(np.zeros((1, *(n or 1 for n in shape)), np.float32)))
        self.built, self.output_shape = True, (None, *out.shape[1:])

    def _extend(self, layer: Layer, before: Layer) -> None:
        """One more layer, made for what the one before it gives."""
        integers = all(isinstance(la, InputLayer) for la in [*self.sublayers()][:-1])
        try:
            out = layer.tried(Symbol(before.output_shape or (), before, [], integers=integers and layer.integers).example())
        except BaseException:
            self._forget(layer.name)
            raise
        self.output_shape = (None, *out.shape[1:])

    def pop(self) -> Layer:
        """Take the last layer away."""
        *before, last = self.sublayers()
        self._forget(last.name)
        self.output_shape = before[-1].output_shape if before else None
        return last

    def build(self, input_shape: Any = None) -> None:
        """Make the weights for inputs of this shape, batch dimension first."""
        if self.built or input_shape is None:
            return
        x: Any = wrap(np.zeros((1, *(n or 1 for n in input_shape[1:])), np.float32))
        for layer in self.sublayers():
            x = layer.tried(x)
        self._expected, self.built, self.output_shape = (None, *input_shape[1:]), True, (None, *x.shape[1:])

    def call(self, inputs: Any) -> Any:
        """inputs -> the output of the last layer."""
        expected = self._expected
        if expected is not None and inputs.array.shape[1:] != expected[1:]:
            shape = inputs.array.shape
            if len(shape) != len(expected) or any(n not in (None, m) for n, m in zip(expected[1:], shape[1:], strict=True)):
                raise self.refusal(f"expected shape={expected}, found shape={tuple(shape)}")
        for layer in self._modules.values():
            inputs = layer(inputs)
        return inputs


def _in_order(outputs: Sequence[Symbol], inputs: Sequence[Symbol]) -> list[Symbol]:
    """The symbols between inputs and outputs, each after what it is made of."""
    ordered: list[Symbol] = []
    done = {id(symbol) for symbol in inputs}
    stack = list(reversed(outputs))
    while stack:
        symbol = stack[-1]
        if id(symbol) in done:
            stack.pop()
            continue
        waiting = [source for source in symbol.inputs if id(source) not in done]
        if waiting:
            stack += waiting
            continue
        if not symbol.inputs:
            raise ValueError(f"Model: outputs depend on the Input {symbol!r}, which is not among the inputs")
        ordered.append(symbol)
        done.add(id(symbol))
        stack.pop()
    return ordered


def _measured(measure: Any, y: Any, out: Tensor, weight: Any) -> Tensor:
    """The loss of one output."""
    return measure(y, out, weight) if isinstance(measure, losses.Loss) else losses.reduced(measure(y, out), weight)


def _metrics(wanted: Any, loss: Any) -> list[metrics.Metric]:
    """Metrics of a name, an object, or a list or dictionary of them."""
    if isinstance(wanted, dict):
        wanted = list(wanted.values())
    if isinstance(wanted, (list, tuple)):
        return [metric for part in wanted for metric in _metrics(part, loss)]
    return [] if wanted is None else [metrics.get(wanted, loss)]


def _labels(plain: Sequence[str], weighted: Sequence[str]) -> list[str]:
    """Names for the reports, each once: the second "mae" is "mae_1", or "weighted_mae" among the weighted metrics."""
    labels: list[str] = []
    for names, prefix in ((plain, ""), (weighted, "weighted_")):
        for name in names:
            wanted = name if name not in labels else prefix + name
            count, label = 0, wanted
            while label in labels:
                count += 1
                label = f"{wanted}_{count}"
            labels.append(label)
    return labels


def _whole(value: Any) -> bool:
    """Whether it is a whole number above 0."""
    return isinstance(value, (int, np.integer)) and bool(value > 0)


def _due(frequency: int | Collection[int], epoch: int) -> bool:
    """Whether to validate after this epoch, counted from 1."""
    return epoch in frequency if isinstance(frequency, Collection) else epoch % frequency == 0


def _number(value: Any) -> Any:
    """What a metric says as a number, or as an array if it is one figure for each class."""
    value = np.asarray(value.array if isinstance(value, Tensor) else value)
    return float(value.reshape(())) if value.size == 1 else value.copy()


def _unbuilt(layer: Layer) -> str:
    return " (unbuilt)" if not layer.built and type(layer).build is not Layer.build else ""


def _bytes(count: int) -> str:
    size = float(count)
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024 or unit == "GB":
            break
        size /= 1024
    return f"{size:.2f} {unit}"


# ---------------------------------------------------------------------------------------------------------------- reports


def _tell(callbacks: Iterable[Callback], moment: str, *args: Any, logs: Logs | None = None) -> None:
    for callback in callbacks:
        getattr(callback, moment)(*args, {} if logs is None else logs)


class _Progress:
    """A progress bar for an epoch, or a line at its end, or nothing."""

    def __init__(self, title: str, steps: int | None, verbose: Any) -> None:
        self.title, self.steps = title, steps
        self.verbose = 1 if verbose in ("auto", True) else int(verbose)
        self.every = max(1, (steps or 0) // 50)
        self.bar: Any = None
        self.logs: Logs = {}

    def __enter__(self) -> _Progress:
        if self.verbose == 1:
            from tqdm import tqdm  # in notebooks too, as text: tqdm.auto warns where there are no widgets

            self.bar = tqdm(desc=self.title, total=self.steps or None, unit="batch", dynamic_ncols=True)
        return self

    def due(self, step: int) -> bool:
        """Whether there is something to show after this step."""
        return self.bar is not None and (step + 1) % self.every == 0

    def show(self, logs: Logs, done: int | None = None) -> None:
        """Show the figures, after ``done`` steps, or after as many as before."""
        self.logs = logs
        if self.bar is not None:
            self.bar.update(0 if done is None else done - self.bar.n)
            if logs:
                self.bar.set_postfix({name: f"{np.mean(value):.4f}" for name, value in logs.items()}, refresh=False)

    def __exit__(self, kind: Any, *_: Any) -> None:
        if self.bar is not None:
            self.bar.close()
        elif self.verbose == 2 and kind is None:
            print(self.title, *(f"{name}: {np.mean(value):.4f}" for name, value in self.logs.items()), sep=" - ")
