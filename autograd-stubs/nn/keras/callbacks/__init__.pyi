"""What happens beside training: `fit` calls each callback's methods as it goes."""
from collections.abc import Callable as _Callable
from pathlib import Path as _pathlib_Path
from typing import Any as _Any
class CSVLogger(Callback):
    """Write what is reported after each epoch to a file, as a line of values between ``separator``; ``append`` goes on with a file that exists."""
    filename: _pathlib_Path
    separator: str
    append: bool
    names: _Any
    def __init__(self, filename: _Any, separator: str = ',', append: bool = False) -> None: ...
    def on_train_begin(self, logs: dict[str, _Any] | None = None) -> None: """Open the file."""
    def on_epoch_end(self, epoch: int, logs: dict[str, _Any] | None = None) -> None: """Write a line; before the first one a line of names, with those of the validation, which may come later."""
    def on_train_end(self, logs: dict[str, _Any] | None = None) -> None: """Close the file."""
class Callback:
    """Subclasses define the moments that they care for. ``self.model`` is the model, ``logs`` what is reported: loss, accuracy, val_loss ..."""
    model: _Any
    params: dict[str, _Any]
    def set_model(self, model: _Any) -> None: """Know the model."""
    def set_params(self, params: dict[str, _Any]) -> None: """Know the number of epochs and steps."""
    def on_train_begin(self, logs: dict[str, _Any] | None = None) -> None: """Before the first epoch."""
    def on_train_end(self, logs: dict[str, _Any] | None = None) -> None: """After the last epoch."""
    def on_epoch_begin(self, epoch: int, logs: dict[str, _Any] | None = None) -> None: """Before an epoch, counted from 0."""
    def on_epoch_end(self, epoch: int, logs: dict[str, _Any] | None = None) -> None: """After an epoch and its validation."""
    def on_train_batch_begin(self, batch: int, logs: dict[str, _Any] | None = None) -> None: """Before a batch, counted from 0."""
    def on_train_batch_end(self, batch: int, logs: dict[str, _Any] | None = None) -> None: """After a batch."""
    def on_batch_begin(self, batch: int, logs: dict[str, _Any] | None = None) -> None: """The older name of `on_train_batch_begin`."""
    def on_batch_end(self, batch: int, logs: dict[str, _Any] | None = None) -> None: """The older name of `on_train_batch_end`."""
    def on_test_begin(self, logs: dict[str, _Any] | None = None) -> None: """Before an evaluation."""
    def on_test_end(self, logs: dict[str, _Any] | None = None) -> None: """After an evaluation."""
    def on_test_batch_begin(self, batch: int, logs: dict[str, _Any] | None = None) -> None: """Before a batch of an evaluation."""
    def on_test_batch_end(self, batch: int, logs: dict[str, _Any] | None = None) -> None: """After a batch of an evaluation."""
    def on_predict_begin(self, logs: dict[str, _Any] | None = None) -> None: """Before a prediction."""
    def on_predict_end(self, logs: dict[str, _Any] | None = None) -> None: """After a prediction."""
    def on_predict_batch_begin(self, batch: int, logs: dict[str, _Any] | None = None) -> None: """Before a batch of a prediction."""
    def on_predict_batch_end(self, batch: int, logs: dict[str, _Any] | None = None) -> None: """After a batch of a prediction; the logs have its ``outputs``."""
class _Monitor(Callback):
    """What callbacks that watch one figure share: whether it has become better.

    With mode "auto" the loss is to fall, and a metric to go where its ``_direction`` says, "up" or "down"."""
    monitor: str
    mode: str
    min_delta: _Any
    best: float | None
    def __init__(self, monitor: str, mode: str, min_delta: float = 0.0, best: float | None = None) -> None: ...
    def rising(self) -> bool: """Whether larger is better."""
    def value(self, logs: dict[str, _Any] | None, purpose: str) -> float | None: """The figure that is watched; None, and a warning, in an epoch that has none, such as one without validation."""
    def better(self, value: float, than: float | None) -> bool: """True if the value is better than another by more than min_delta; also if there is no other yet."""
class EarlyStopping(_Monitor):
    """Stop when a figure has not become better for ``patience`` epochs."""
    patience: int
    verbose: int
    baseline: float | None
    restore_best_weights: bool
    start_from_epoch: int
    best: _Any
    best_epoch: _Any
    best_weights: _Any
    wait: _Any
    stopped_epoch: _Any
    def __init__(self, monitor: str = 'val_loss', min_delta: float = 0, patience: int = 0, verbose: int = 0, mode: str = 'auto', baseline: float | None = None, restore_best_weights: bool = False, start_from_epoch: int = 0) -> None: ...
    def on_train_begin(self, logs: dict[str, _Any] | None = None) -> None: """Start with no best."""
    def on_epoch_end(self, epoch: int, logs: dict[str, _Any] | None = None) -> None: """Stop if it is time."""
    def on_train_end(self, logs: dict[str, _Any] | None = None) -> None: """Bring back the best weights if that is wanted."""
class History(Callback):
    """What was reported after each epoch: ``history.history["loss"]`` is a list with a number for each. `fit` returns one."""
    history: _Any
    epoch: _Any
    def __init__(self) -> None: ...
    def on_train_begin(self, logs: dict[str, _Any] | None = None) -> None: """Start with nothing."""
    def on_epoch_end(self, epoch: int, logs: dict[str, _Any] | None = None) -> None: """Note the figures."""
class LambdaCallback(Callback):
    """A callback made of functions: ``LambdaCallback(on_epoch_end=lambda epoch, logs: ...)``."""
    def __init__(self, **functions: _Callable[..., _Any] | None) -> None: ...
class LearningRateScheduler(Callback):
    """Before each epoch set the learning rate to ``schedule(epoch, learning_rate)``, or ``schedule(epoch)``."""
    schedule: _Callable[..., float]
    verbose: int
    def __init__(self, schedule: _Callable[..., float], verbose: int = 0) -> None: ...
    def on_epoch_begin(self, epoch: int, logs: dict[str, _Any] | None = None) -> None: """Set the learning rate."""
    def on_epoch_end(self, epoch: int, logs: dict[str, _Any] | None = None) -> None: """Report the learning rate."""
class ModelCheckpoint(_Monitor):
    """After each epoch, or every ``save_freq`` batches, save the weights, or only when a figure has become better.

    The path may have {epoch}, {batch} and the figures in it. ``initial_value_threshold`` is what the first figure has to beat."""
    filepath: _Any
    verbose: int
    save_best_only: bool
    save_freq: str | int
    epoch: _Any
    unsaved: _Any
    best: _Any
    def __init__(self, filepath: _Any, monitor: str = 'val_loss', verbose: int = 0, save_best_only: bool = False, save_weights_only: bool = True, mode: str = 'auto', save_freq: str | int = 'epoch', initial_value_threshold: float | None = None) -> None: ...
    def on_epoch_begin(self, epoch: int, logs: dict[str, _Any] | None = None) -> None: """Know the epoch, for the path."""
    def on_train_batch_end(self, batch: int, logs: dict[str, _Any] | None = None) -> None: """Save the weights if it is time."""
    def on_epoch_end(self, epoch: int, logs: dict[str, _Any] | None = None) -> None: """Save the weights if it is time."""
class ReduceLROnPlateau(_Monitor):
    """Multiply the learning rate by ``factor`` when a figure has not become better for ``patience`` epochs."""
    factor: float
    patience: int
    verbose: int
    cooldown: int
    min_lr: float
    best: _Any
    wait: _Any
    resting: _Any
    def __init__(self, monitor: str = 'val_loss', factor: float = 0.1, patience: int = 10, verbose: int = 0, mode: str = 'auto', min_delta: float = 0.0001, cooldown: int = 0, min_lr: float = 0.0) -> None: ...
    def on_train_begin(self, logs: dict[str, _Any] | None = None) -> None: """Start with no best."""
    def on_epoch_end(self, epoch: int, logs: dict[str, _Any] | None = None) -> None: """Reduce the learning rate if it is time."""
class TerminateOnNaN(Callback):
    """Stop when the loss is no longer a number; with ``raise_error`` by a RuntimeError, so that no callback is told of an end."""
    raise_error: bool
    def __init__(self, raise_error: bool = False) -> None: ...
    def on_batch_end(self, batch: int, logs: dict[str, _Any] | None = None) -> None: """Stop if it is time."""
