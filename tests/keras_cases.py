"""What Keras and `nn.keras` are compared on: each case is a function of either of the two, and returns named arrays, numbers and lines of text.

`record_keras.py` runs the cases on Keras and writes down what comes out; `test_keras.py` runs them here, without Keras.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

Result = dict[str, Any]
CASES: dict[str, Callable[[Any], Result]] = {}


def case(name: str) -> Callable[[Callable[[Any], Result]], Callable[[Any], Result]]:
    """Enter a function into the table of cases."""

    def enter(function: Callable[[Any], Result]) -> Callable[[Any], Result]:
        assert name not in CASES, name
        CASES[name] = function
        return function

    return enter


def numbers(*shape: int, seed: int = 0, low: float | None = None) -> Any:
    """Normal numbers, or uniform ones from ``low`` to 1."""
    random = np.random.default_rng([seed, *shape])
    return (random.normal(size=shape) if low is None else random.uniform(low, 1, shape)).astype(np.float32)


def classes(n: int, below: int, seed: int = 0) -> Any:
    """Class numbers."""
    return np.random.default_rng([seed, n, below]).integers(0, below, n).astype(np.int64)


def array(x: Any) -> Any:
    """What either library returns, as an array."""
    if hasattr(x, "detach"):
        x = x.detach()
    return np.asarray(x)


def fill(model: Any, seed: int = 0) -> None:
    """Weights that are the same for both libraries; those that start as ones, such as a variance, stay positive."""
    model.set_weights(
        [
            np.abs(numbers(*w.shape, seed=seed + i)) * 0.4 + 0.6 if w.size and (w == 1).all() else numbers(*w.shape, seed=seed + i) * 0.4
            for i, w in enumerate(model.get_weights())
        ]
    )


def weights(model: Any) -> Result:
    """All weights, by number."""
    return {f"weight {i}": w for i, w in enumerate(model.get_weights())}


# ---------------------------------------------------------------------------------------------------------------- layers

IMAGES, ROWS, SERIES = (7, 6, 3), (5,), (4, 3)
LAYERS: dict[str, tuple[Callable[[Any], Any], tuple[int, ...]]] = {
    "Dense": (lambda L: L.Dense(4), ROWS),
    "Dense of a series": (lambda L: L.Dense(2, activation="gelu", use_bias=False), SERIES),
    "Conv2D": (lambda L: L.Conv2D(4, 3), IMAGES),
    "Conv2D same": (lambda L: L.Conv2D(4, (3, 2), padding="same", activation="relu"), IMAGES),
    "Conv2D same strides": (lambda L: L.Conv2D(4, (3, 2), strides=(3, 2), padding="same"), IMAGES),
    "Conv2D strides": (lambda L: L.Conv2D(4, 2, strides=2), IMAGES),
    "Conv2D groups": (lambda L: L.Conv2D(6, 3, groups=3, use_bias=False), IMAGES),
    "Conv2D dilation": (lambda L: L.Conv2D(4, 2, dilation_rate=2, padding="same"), IMAGES),
    "MaxPooling2D": (lambda L: L.MaxPooling2D(), IMAGES),
    "MaxPooling2D same": (lambda L: L.MaxPooling2D(3, strides=2, padding="same"), IMAGES),
    "AveragePooling2D": (lambda L: L.AveragePooling2D((2, 3)), IMAGES),
    "AveragePooling2D same": (lambda L: L.AveragePooling2D(3, strides=2, padding="same"), IMAGES),
    "GlobalAveragePooling2D": (lambda L: L.GlobalAveragePooling2D(), IMAGES),
    "GlobalMaxPooling2D": (lambda L: L.GlobalMaxPooling2D(), IMAGES),
    "GlobalAveragePooling1D": (lambda L: L.GlobalAveragePooling1D(), SERIES),
    "UpSampling2D": (lambda L: L.UpSampling2D((2, 3)), IMAGES),
    "ZeroPadding2D": (lambda L: L.ZeroPadding2D(((1, 0), (2, 3))), IMAGES),
    "ZeroPadding2D both": (lambda L: L.ZeroPadding2D(2), IMAGES),
    "BatchNormalization": (lambda L: L.BatchNormalization(), ROWS),
    "BatchNormalization of images": (lambda L: L.BatchNormalization(momentum=0.8, epsilon=0.01), IMAGES),
    "BatchNormalization bare": (lambda L: L.BatchNormalization(center=False, scale=False), SERIES),
    "BatchNormalization axis": (lambda L: L.BatchNormalization(axis=1), IMAGES),
    "LayerNormalization": (lambda L: L.LayerNormalization(), ROWS),
    "LayerNormalization of images": (lambda L: L.LayerNormalization(epsilon=0.1), IMAGES),
    "SimpleRNN": (lambda L: L.SimpleRNN(4), SERIES),
    "SimpleRNN series": (lambda L: L.SimpleRNN(4, return_sequences=True), SERIES),
    "LSTM": (lambda L: L.LSTM(4), SERIES),
    "LSTM series": (lambda L: L.LSTM(4, return_sequences=True), SERIES),
    "Flatten": (lambda L: L.Flatten(), IMAGES),
    "Reshape": (lambda L: L.Reshape((3, -1)), IMAGES),
    "ReLU": (lambda L: L.ReLU(max_value=0.8, negative_slope=0.1), ROWS),
    "ReLU plain": (lambda L: L.ReLU(), ROWS),
    "LeakyReLU": (lambda L: L.LeakyReLU(), ROWS),
    "Softmax": (lambda L: L.Softmax(), ROWS),
    "Softmax axis": (lambda L: L.Softmax(axis=1), SERIES),
    "Rescaling": (lambda L: L.Rescaling(0.5, offset=-1), ROWS),
    "Dropout 0": (lambda L: L.Dropout(0.0), ROWS),
    **{
        f"Activation {name}": (lambda L, name=name: L.Activation(name), ROWS)
        for name in "elu exponential gelu hard_sigmoid leaky_relu linear log_softmax mish relu relu6 selu sigmoid silu softmax softplus softsign "
        "swish tanh".split()
    },
}


def _layer(name: str) -> None:
    make, shape = LAYERS[name]

    @case(f"layer: {name}")
    def run(keras: Any) -> Result:
        """A Dense layer, for a gradient to arrive at, then the layer: output, and all weights after a step of gradient descent."""
        first, layer = keras.layers.Dense(shape[-1]), make(keras.layers)
        model = keras.Sequential([keras.Input(shape), first, layer])
        fill(model)
        x = numbers(6, *shape)
        out = array(model(x, training=False))
        result: Result = {"out": out, "shape": str(model.output_shape), "parameters": model.count_params()}
        result["trained out"] = array(model(x, training=True))
        model.compile(keras.optimizers.SGD(0.5), "mse")
        result["loss"] = model.train_on_batch(x, numbers(*out.shape, seed=9))
        return {**result, **weights(model), "name": layer.name}


for _name in LAYERS:
    _layer(_name)


@case("layer: Embedding")
def _embedding(keras: Any) -> Result:
    model = keras.Sequential([keras.Input((4,), dtype="int32"), keras.layers.Embedding(7, 3), keras.layers.Flatten(), keras.layers.Dense(2)])
    fill(model)
    x = np.array([[0, 1, 1, 6], [2, 2, 2, 0]])
    result = {"out": array(model(x)), "shape": str(model.output_shape)}
    model.compile(keras.optimizers.SGD(0.5), "mse")
    result["loss"] = model.train_on_batch(x, numbers(2, 2))
    return {**result, **weights(model)}


@case("layer: Add, Concatenate and Lambda as functions")
def _functions(keras: Any) -> Result:
    L = keras.layers
    a, b = keras.Input((3,)), keras.Input((3,))
    h = L.Dense(3, activation="tanh")(a)
    joined = L.Concatenate()([L.Add()([h, b]), a])
    model = keras.Model([a, b], L.Dense(2)(L.Lambda(lambda x: x * 2)(joined)))
    fill(model)
    x = [numbers(4, 3, seed=1), numbers(4, 3, seed=2)]
    result = {"out": array(model.predict(x, verbose=0)), "shape": str(model.output_shape), "parameters": model.count_params()}
    model.compile(keras.optimizers.SGD(0.5), "mse")
    result["loss"] = model.train_on_batch(x, numbers(4, 2))
    return {**result, **weights(model)}


@case("layer: regularizers")
def _regularizers(keras: Any) -> Result:
    R, L = keras.regularizers, keras.layers
    layers = [
        L.Dense(4, kernel_regularizer="l2", bias_regularizer=R.L1(0.3)),
        L.Dense(4, kernel_regularizer=R.L1L2(0.02, 0.03)),
        L.Dense(2, kernel_regularizer=R.L2(0.1)),
    ]
    model = keras.Sequential([keras.Input((3,)), *layers])
    fill(model)
    model.compile(keras.optimizers.SGD(0.02), "mse", metrics=["mae"])
    x, y = numbers(5, 3), numbers(5, 2)
    evaluated = model.evaluate(x, y, verbose=0)
    history = model.fit(x, y, epochs=3, batch_size=2, shuffle=False, validation_data=(x, y), verbose=0).history
    return {"evaluated": evaluated, **history, **weights(model)}


@case("layer: frozen")
def _frozen(keras: Any) -> Result:
    L = keras.layers
    model = keras.Sequential([keras.Input((3,)), L.Dense(4), L.BatchNormalization(), L.Dense(2)])
    fill(model)
    model.layers[0].trainable = model.layers[1].trainable = False
    model.compile(keras.optimizers.SGD(0.5), "mse")
    counts = [len(model.trainable_weights), len(model.non_trainable_weights)]
    return {"loss": model.train_on_batch(numbers(5, 3), numbers(5, 2)), "counts": counts, **weights(model)}


# ---------------------------------------------------------------------------------------------------------------- initializers

DRAWN = "GlorotNormal GlorotUniform HeNormal HeUniform LecunNormal LecunUniform RandomNormal RandomUniform TruncatedNormal VarianceScaling".split()


@case("initializers: fixed")
def _fixed(keras: Any) -> Result:
    I = keras.initializers  # noqa: E741
    made = {"zeros": "zeros", "ones": "ones", "Constant": I.Constant(0.3), "Identity": I.Identity(2.0)}
    return {name: array(I.get(initializer)((3, 4))) for name, initializer in made.items()}


@case("initializers: distributions")
def _distributions(keras: Any) -> Result:
    """The deviation and the bound, of many numbers: an array for each, to be compared roughly."""
    I = keras.initializers  # noqa: E741
    made = {name: getattr(I, name)(seed=1) for name in DRAWN}
    for mode in ("fan_in", "fan_out", "fan_avg"):
        for distribution in ("truncated_normal", "untruncated_normal", "uniform"):
            made[f"{mode} {distribution}"] = I.VarianceScaling(2.0, mode, distribution, seed=1)
    result: Result = {}
    for name, initializer in made.items():
        for shape in ((300, 200), (3, 3, 40, 80), (20_000,)):
            values = array(initializer(shape))
            result[f"about {name} {shape}"] = [values.std(), values.mean() + values.std(), np.quantile(np.abs(values), 0.95), np.abs(values).max()]
    for shape in ((4, 6), (6, 4), (2, 3, 5)):
        values = array(I.Orthogonal(gain=2.0, seed=1)(shape)).reshape(-1, shape[-1])
        product = values @ values.T if values.shape[0] < values.shape[1] else values.T @ values
        result[f"Orthogonal {shape}"] = product + 1
    return result


@case("initializers: by name")
def _initializers_by_name(keras: Any) -> Result:
    names = "glorot_uniform glorot_normal he_uniform he_normal lecun_uniform lecun_normal random_normal random_uniform truncated_normal orthogonal"
    return {name: type(keras.initializers.get(name)).__name__ for name in [*names.split(), "zeros", "ones", "identity", *DRAWN, "normal", "uniform"]}


# ---------------------------------------------------------------------------------------------------------------- optimizers

OPTIMIZERS: dict[str, Callable[[Any], Any]] = {
    **{name: (lambda o, name=name: name) for name in "sgd adam adamw adamax nadam rmsprop adagrad adadelta SGD Adam RMSprop".split()},
    "SGD momentum": lambda o: o.SGD(0.1, momentum=0.9),
    "SGD nesterov": lambda o: o.SGD(0.1, momentum=0.9, nesterov=True),
    "SGD weight decay": lambda o: o.SGD(0.1, weight_decay=0.1),
    "SGD clipvalue": lambda o: o.SGD(0.1, clipvalue=0.05),
    "SGD clipnorm": lambda o: o.SGD(0.1, clipnorm=0.1),
    "SGD global clipnorm": lambda o: o.SGD(0.1, global_clipnorm=0.1),
    "SGD momentum schedule": lambda o: o.SGD(o.schedules.ExponentialDecay(0.2, 5, 0.5), momentum=0.8),
    "Adam settings": lambda o: o.Adam(0.02, beta_1=0.8, beta_2=0.95, epsilon=0.01),
    "Adam amsgrad": lambda o: o.Adam(0.1, amsgrad=True, beta_2=0.5),
    "Adam amsgrad epsilon": lambda o: o.Adam(0.1, amsgrad=True, beta_2=0.5, epsilon=0.1),
    "Adam weight decay": lambda o: o.Adam(0.02, weight_decay=0.3),
    "Adam schedule": lambda o: o.Adam(o.schedules.PiecewiseConstantDecay([3, 8], [0.1, 0.05, 0.01])),
    "AdamW settings": lambda o: o.AdamW(0.02, weight_decay=0.5, epsilon=0.01),
    "Adamax settings": lambda o: o.Adamax(0.05, beta_1=0.8, beta_2=0.9, epsilon=0.1),
    "Nadam settings": lambda o: o.Nadam(0.05, beta_1=0.8, beta_2=0.9, epsilon=0.1),
    "RMSprop momentum": lambda o: o.RMSprop(0.02, rho=0.8, momentum=0.5, epsilon=0.1),
    "RMSprop centered": lambda o: o.RMSprop(0.02, momentum=0.5, centered=True),
    "Adagrad settings": lambda o: o.Adagrad(0.1, initial_accumulator_value=0.01, epsilon=0.1),
    "Adadelta settings": lambda o: o.Adadelta(1.0, rho=0.8, epsilon=0.01),
}


def _optimizer(name: str) -> None:
    make = OPTIMIZERS[name]

    @case(f"optimizer: {name}")
    def run(keras: Any) -> Result:
        """Twenty steps: all losses, and the weights after 1, 5 and 20."""
        model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(6, activation="tanh"), keras.layers.Dense(3)])
        fill(model)
        model.compile(make(keras.optimizers), "mse")
        result: Result = {"rate before": [float(array(model.optimizer.learning_rate))]}
        losses = []
        for step in range(20):
            losses.append(float(model.train_on_batch(numbers(8, 5, seed=step), numbers(8, 3, seed=step))))
            if step in (0, 4, 19):
                result.update({f"{name} after {step + 1}": w for name, w in weights(model).items()})
        return {**result, "losses": losses, "rate after": [float(array(model.optimizer.learning_rate))]}


for _name in OPTIMIZERS:
    _optimizer(_name)


@case("schedules")
def _schedules(keras: Any) -> Result:
    s = keras.optimizers.schedules
    made = {
        "ExponentialDecay": s.ExponentialDecay(0.1, 7, 0.6),
        "ExponentialDecay staircase": s.ExponentialDecay(0.1, 7, 0.6, staircase=True),
        "InverseTimeDecay": s.InverseTimeDecay(0.1, 7, 0.6),
        "InverseTimeDecay staircase": s.InverseTimeDecay(0.1, 7, 0.6, staircase=True),
        "PiecewiseConstantDecay": s.PiecewiseConstantDecay([5, 12], [0.3, 0.2, 0.1]),
        "PolynomialDecay": s.PolynomialDecay(0.1, 20, 0.01, power=2.0),
        "PolynomialDecay cycle": s.PolynomialDecay(0.1, 9, 0.01, cycle=True),
        "CosineDecay": s.CosineDecay(0.1, 20, alpha=0.1),
        "CosineDecay warmup": s.CosineDecay(0.01, 15, warmup_target=0.2, warmup_steps=6),
        "CosineDecayRestarts": s.CosineDecayRestarts(0.1, 6, t_mul=2.0, m_mul=0.8, alpha=0.05),
    }
    return {name: [float(array(schedule(step))) for step in range(30)] for name, schedule in made.items()}


# ---------------------------------------------------------------------------------------------------------------- losses and metrics

LOSSES = (
    "BinaryCrossentropy BinaryFocalCrossentropy CategoricalCrossentropy CategoricalFocalCrossentropy CosineSimilarity Hinge Huber KLDivergence LogCosh "
    "MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson SparseCategoricalCrossentropy SquaredHinge"
).split()
PROBABILITIES = numbers(6, 4, low=0.05) / numbers(6, 4, low=0.05).sum(1, keepdims=True)
ONE_HOT = np.eye(4, dtype=np.float32)[classes(6, 4)]
WEIGHTS = np.array([1, 0.5, 2, 0, 1, 3], np.float32)


def _samples(name: str) -> list[tuple[Any, Any]]:
    if name == "SparseCategoricalCrossentropy":
        return [(classes(6, 4), PROBABILITIES), (classes(6, 4)[:, None], PROBABILITIES * 3)]
    if name in ("CategoricalCrossentropy", "CategoricalFocalCrossentropy"):
        return [(ONE_HOT, PROBABILITIES), (PROBABILITIES[::-1].copy(), PROBABILITIES * 3), (ONE_HOT, ONE_HOT[::-1].copy())]
    if name in ("BinaryCrossentropy", "BinaryFocalCrossentropy", "KLDivergence", "Poisson"):
        return [
            (ONE_HOT, PROBABILITIES),
            (PROBABILITIES[::-1].copy(), PROBABILITIES),
            (classes(6, 2)[:, None].astype(np.float32), numbers(6, 1, low=0)),
        ]
    if name in ("Hinge", "SquaredHinge"):
        return [(ONE_HOT, numbers(6, 4)), (ONE_HOT * 2 - 1, numbers(6, 4)), (ONE_HOT, PROBABILITIES)]
    if "Logarithmic" in name or "Percentage" in name:
        return [(numbers(6, 4, low=0.1), numbers(6, 4, seed=1, low=0)), (numbers(6, 1, low=-0.5), numbers(6, 1, seed=1))]
    return [(numbers(6, 4), numbers(6, 4, seed=1)), (numbers(6, 1) * 3, numbers(6, 1, seed=1)), (numbers(6, 2, 3), numbers(6, 2, 3, seed=1))]


def _loss(name: str) -> None:
    @case(f"loss: {name}")
    def run(keras: Any) -> Result:
        """Values of the function, of the class with each reduction and with weights, and with each setting."""
        L, result = keras.losses, {}
        for i, (truth, prediction) in enumerate(_samples(name)):
            for reduction in ("sum_over_batch_size", "sum", "none", "mean_with_sample_weight"):
                measure = getattr(L, name)(reduction=reduction)
                result[f"{i} {reduction}"] = array(measure(truth, prediction))
                result[f"{i} {reduction} weighted"] = array(
                    measure(truth, prediction, sample_weight=WEIGHTS if np.ndim(prediction) == 2 else WEIGHTS[:, None])
                )
            result[f"{i} function"] = array(L.get("huber" if name == "Huber" else measure.name)(truth, prediction))
            for settings in (
                [dict(from_logits=True)] * ("Crossentropy" in name)
                + [dict(label_smoothing=0.2), dict(from_logits=True, label_smoothing=0.1)]
                * ("Crossentropy" in name and not name.startswith("Sparse"))
                + [dict(alpha=0.4, gamma=1.5)] * ("Focal" in name)
                + [dict(apply_class_balancing=True)] * (name == "BinaryFocalCrossentropy")
                + [dict(ignore_class=1), dict(ignore_class=-1)] * (name == "SparseCategoricalCrossentropy")
                + [dict(delta=0.3)] * (name == "Huber")
                + [dict(axis=0)] * (name == "CosineSimilarity")
            ):
                result[f"{i} {settings}"] = array(getattr(L, name)(**settings)(truth, prediction))
        return {**result, "name": getattr(L, name)().name}


for _name in LOSSES:
    _loss(_name)


@case("loss: gradients")
def _loss_gradients(keras: Any) -> Result:
    """A step of gradient descent for each loss, from linear, softmax and sigmoid outputs."""
    result: Result = {}
    for name in LOSSES:
        for activation in ("linear", "softmax", "sigmoid"):
            if activation == "linear" and ("Crossentropy" in name or name in ("KLDivergence", "Poisson", "MeanSquaredLogarithmicError")):
                continue
            model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, activation=activation)])
            fill(model)
            model.compile(keras.optimizers.SGD(0.5), getattr(keras.losses, name)())
            truth = classes(6, 4) if name.startswith("Sparse") else ONE_HOT if "entropy" in name or "inge" in name else numbers(6, 4, low=0.2)
            loss = model.train_on_batch(numbers(6, 3), truth, sample_weight=WEIGHTS)
            result.update({f"{name} {activation} loss": float(loss), **{f"{name} {activation} {i}": w for i, w in weights(model).items()}})
    return result


@case("loss: CTC")
def _ctc(keras: Any) -> Result:
    """Labels of several lengths; the class, the function, and a step of training."""
    truth, outputs = np.array([[1, 2, 0], [3, 3, 1], [2, 0, 0]]), numbers(3, 9, 4)
    model = keras.Sequential([keras.Input((9, 2)), keras.layers.Dense(4)])
    fill(model)
    model.compile(keras.optimizers.SGD(0.5), keras.losses.CTC())
    result: Result = {"loss of a step": float(model.train_on_batch(numbers(3, 9, 2), truth)), **weights(model)}
    result["function"] = array(keras.losses.ctc(truth, outputs))
    return {**result, **{r: array(keras.losses.CTC(reduction=r)(truth, outputs)) for r in ("sum_over_batch_size", "sum", "none")}}


def _two_outputs(keras: Any, kind: str) -> Any:
    """A model of two outputs, "a" and "b"; in a dictionary they are "p" and "q"."""
    inputs = keras.Input((3,))
    hidden = keras.layers.Dense(4, activation="tanh")(inputs)
    outputs = [keras.layers.Dense(2, name="a")(hidden), keras.layers.Dense(1, activation="sigmoid", name="b")(hidden)]
    model = keras.Model(inputs, outputs if kind == "list" else dict(zip("pq", outputs, strict=True)))
    fill(model)
    return model


@case("models: several outputs")
def _several_outputs(keras: Any) -> Result:
    """Lists and dictionaries of losses, their weights, metrics and labels: training, evaluating, predicting."""
    result: Result = {}
    x, labels = numbers(6, 3), [numbers(6, 2, seed=1), classes(6, 2)[:, None].astype(np.float32)]
    for kind in ("list", "dict"):
        names = "ab" if kind == "list" else "pq"

        def given(values: list[Any], kind: str = kind, names: str = names) -> Any:
            return values if kind == "list" else dict(zip(names, values, strict=True))

        settings: dict[str, dict[str, Any]] = {
            "one for all": {"loss": "mse"},
            "each": {"loss": given(["mse", "binary_crossentropy"]), "loss_weights": given([1.0, 0.5]), "metrics": given([["mae"], ["accuracy"]])},
            "by name": {"loss": dict(zip(names, ("mae", "mse"), strict=True)), "metrics": {names[1]: ["mae", "mse"]}},
            "weighted": {"loss": given(["mse", "mse"]), "weighted_metrics": given([["mae"], ["mae"]])},
        }
        for title, how in settings.items():
            model = _two_outputs(keras, kind)
            model.compile(keras.optimizers.SGD(0.1), **how)
            told = f"{kind}, {title}"
            result[f"{told}: evaluate"] = np.array(model.evaluate(x, given(labels), verbose=0))
            result[f"{told}: with weights"] = np.array(model.evaluate(x, given(labels), sample_weight=WEIGHTS, verbose=0))
            history = model.fit(x, given(labels), batch_size=2, epochs=2, shuffle=False, validation_split=0.34, verbose=0).history
            result |= {f"{told}: history {name}": np.array(values) for name, values in history.items()}
            result |= {f"{told}: {name}": w for name, w in weights(model).items()}
            found = model.predict(x, batch_size=4, verbose=0)
            result |= {f"{told}: predicted {i}": part for i, part in enumerate(found if kind == "list" else (found[n] for n in names))}
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    fill(model)
    model.compile(keras.optimizers.SGD(0.1), "mse", loss_weights=[2.0])
    return {**result, "one output: loss": float(model.train_on_batch(x, labels[0])), **weights(model)}


@case("models: layers in two models")
def _layers_in_two_models(keras: Any) -> Result:
    """Trained in turns, each with an optimizer of its own: the gradients of one are not those of the other."""
    inputs = keras.Input((3,))
    hidden = keras.layers.Dense(4, activation="tanh")(inputs)
    models = [keras.Model(inputs, keras.layers.Dense(2)(hidden)), keras.Model(inputs, keras.layers.Dense(1)(hidden))]
    result: Result = {}
    for model in models:
        fill(model)
        model.compile(keras.optimizers.SGD(0.1), "mse")
    for step in range(4):
        models[step % 2].train_on_batch(numbers(6, 3, seed=step), numbers(6, 2 - step % 2, seed=step))
        result |= {f"step {step}, model {m}: {name}": w for m, model in enumerate(models) for name, w in weights(model).items()}
    return result


@case("callbacks: CSVLogger")
def _csv_logger(keras: Any) -> Result:
    """Files of one run, of two with and without going on, with validation in some epochs, and with another separator."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(0.5), "mse", metrics=["mae"])
    x, y, result = np.ones((4, 1), np.float32), np.zeros((4, 1), np.float32), {}
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "log.csv")
        for name, settings, how in (
            ("one", {}, {}),
            ("goes on", {"append": True}, {"initial_epoch": 2, "epochs": 3}),
            ("anew", {"separator": ";"}, {"validation_data": (x, y), "validation_freq": 2}),
            ("goes on with others", {"append": True}, {"epochs": 1}),
        ):
            logger = keras.callbacks.CSVLogger(path, **settings)
            model.fit(x, y, **{"epochs": 2, "verbose": 0, **how}, callbacks=[logger])
            result[name] = Path(path).read_bytes().decode()
    return result


METRICS = (
    "Accuracy BinaryAccuracy CategoricalAccuracy SparseCategoricalAccuracy TopKCategoricalAccuracy SparseTopKCategoricalAccuracy RootMeanSquaredError"
).split()


def _seen(name: str, seed: int) -> tuple[Any, Any]:
    if name == "Accuracy":
        return classes(6, 3, seed)[:, None], classes(6, 3, seed + 10)[:, None]
    if name == "BinaryAccuracy":
        return classes(6, 2, seed)[:, None], numbers(6, 1, seed=seed, low=0)
    if name == "RootMeanSquaredError":
        return numbers(6, 3, seed=seed), numbers(6, 3, seed=seed + 10)
    labels, probabilities = classes(6, 8, seed), numbers(6, 8, seed=seed, low=0)
    return (labels if name.startswith("Sparse") else np.eye(8, dtype=np.float32)[labels]), probabilities


@case("metrics")
def _metrics(keras: Any) -> Result:
    """After one batch, after two, with weights, anew."""
    M, result = keras.metrics, {}
    for name in METRICS:
        for settings in [{}] + [{"threshold": 0.3}] * (name == "BinaryAccuracy") + [{"k": 2}] * ("TopK" in name):
            metric = getattr(M, name)(**settings)
            seen = []
            metric.update_state(*_seen(name, 1))
            seen.append(float(array(metric.result())))
            metric.update_state(*_seen(name, 2))
            seen.append(float(array(metric.result())))
            metric.update_state(*_seen(name, 3), sample_weight=WEIGHTS)
            seen.append(float(array(metric.result())))
            metric.reset_state()
            seen.append(float(array(metric.result())))
            seen.append(float(array(metric(*_seen(name, 4)))))
            result.update({f"{name} {settings}": seen, f"{name} name": metric.name})
    mean = M.Mean()
    mean.update_state([1.0, 2, 3])
    mean.update_state([4.0, 8], sample_weight=[0.5, 2])
    wrapped = M.MeanMetricWrapper(lambda y, p: p[:, 0], name="first")
    wrapped.update_state(numbers(6, 2), numbers(6, 2), sample_weight=WEIGHTS)
    return {**result, "Mean": float(array(mean.result())), "wrapped": float(array(wrapped.result())), "names": mean.name + wrapped.name}


@case("metrics: by name, in training")
def _metrics_by_name(keras: Any) -> Result:
    """ "accuracy" and its like are what fits loss, labels and outputs."""
    result: Result = {}
    kinds = {
        "sparse_categorical_crossentropy": (6, "softmax", classes(12, 4)),
        "categorical_crossentropy": (4, "softmax", np.eye(4, dtype=np.float32)[classes(12, 4)]),
        "binary_crossentropy": (1, "sigmoid", classes(12, 2)),
        "mse": (1, "linear", numbers(12, 1).round()),
        "mae": (3, "linear", numbers(12, 3)),
    }
    for loss, (units, activation, y) in kinds.items():
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(units, activation=activation)])
        fill(model)
        weighted = ["mae"] if "sparse" not in loss else ["accuracy"]
        named = ["accuracy", "mse"] if "sparse" not in loss else ["acc", "sparse_top_k_categorical_accuracy"]
        model.compile("adam", loss, metrics=named, weighted_metrics=weighted)
        history = model.fit(numbers(12, 3), y, batch_size=5, epochs=2, shuffle=False, validation_split=0.25, verbose=0).history
        result.update({f"{loss} {name}": values for name, values in history.items()})
        result[f"{loss} names"] = " ".join(sorted(history))
        evaluated = model.evaluate(numbers(12, 3), y, sample_weight=numbers(12, low=0), verbose=0, return_dict=True)
        result.update({f"{loss} weighted {name}": float(value) for name, value in evaluated.items()})
        class_weight = {0: 0.5, 1: 2.0, 2: 0.0, 3: 1.0}
        if "categorical" in loss or loss == "binary_crossentropy":
            history = model.fit(numbers(12, 3), y, batch_size=5, shuffle=False, class_weight=class_weight, verbose=0).history
            result.update({f"{loss} by class {name}": values for name, values in history.items()})
    return result


# ---------------------------------------------------------------------------------------------------------------- metrics of counts and sums

SEEN: dict[str, tuple[Any, Any]] = {
    "one": ((numbers(40, 1, low=0) < 0.4 * numbers(40, 1, seed=1, low=0) + 0.3).astype(np.float32), numbers(40, 1, seed=1, low=0)),
    "many": ((numbers(40, 3, low=0) < numbers(40, 3, seed=1, low=0)).astype(np.float32), numbers(40, 3, seed=1, low=0)),
    "one-hot": (np.eye(3, dtype=np.float32)[classes(40, 3)], numbers(40, 3, seed=1, low=0)),
    "logits": ((numbers(40, 3, low=0) < 0.4).astype(np.float32), numbers(40, 3, seed=2)),
    "values": (numbers(40, 3), numbers(40, 3) + numbers(40, 3, seed=3) * 0.7),
    "classes": (classes(40, 3), classes(40, 3, seed=1)),
    "scores": (classes(40, 3), numbers(40, 3, seed=1, low=0)),
}
SEEN["edges"] = (SEEN["one"][0], np.where(np.arange(40) % 4 == 0, np.arange(40) % 5 / 4, SEEN["one"][1][:, 0]).astype(np.float32)[:, None])
SEEN["flat"] = (SEEN["one"][0][:, 0], SEEN["one"][1])
CURVES = [dict(curve=curve, summation_method=method) for curve in ("ROC", "PR", "PRGAIN") for method in ("interpolation", "minoring", "majoring")]
COUNTED: dict[str, list[tuple[str, dict[str, Any]]]] = {
    **{
        name: [(on, dict(thresholds=t)) for on in ("one", "edges", "flat", "many") for t in (None, 0.3, [0.1, 0.5, 0.9], [0, 0.25, 0.5, 0.75, 1])]
        for name in ("TruePositives", "FalsePositives", "TrueNegatives", "FalseNegatives")
    },
    **{
        name: [("edges", {}), ("logits", dict(thresholds=0)), *(("many", s) for s in (
            {}, dict(thresholds=[0.2, 0.8]), dict(top_k=1), dict(top_k=2, class_id=1), dict(class_id=2), dict(thresholds=[0, 0.5, 1])))]
        for name in ("Precision", "Recall")
    },
    **{
        name: [*(("edges", {f"={key}": value, "num_thresholds": n}) for value in (0, 0.3, 0.5, 0.8, 1) for n in (200, 3, 1)),
               ("many", {f"={key}": 0.5, "class_id": 1})]
        for name, key in {"SensitivityAtSpecificity": "specificity", "SpecificityAtSensitivity": "sensitivity", "PrecisionAtRecall": "recall",
                          "RecallAtPrecision": "precision"}.items()
    },
    "AUC": [
        *(("edges", {**curve, "num_thresholds": n}) for curve in CURVES for n in (200, 5)),
        *(("many", {**curve, **s}) for curve in CURVES for s in (
            dict(multi_label=True), dict(multi_label=True, label_weights=[1.0, 2, 0]), dict(label_weights=[1.0, 2, 0]))),
        *(("edges", {**curve, "thresholds": [0.1, 0.2, 0.7]}) for curve in CURVES),
        *(("logits", {**curve, "from_logits": True}) for curve in CURVES),
        ("edges", dict(thresholds=[0.25, 0.5, 0.75])), ("edges", dict(num_thresholds=2)), ("flat", {}),
    ],
    "F1Score": [(on, dict(average=a, threshold=t)) for a in (None, "micro", "macro", "weighted") for on, t in (("one-hot", None), ("many", 0.5))],
    "FBetaScore": [("one-hot", dict(average=a, beta=2.0)) for a in (None, "micro", "macro", "weighted")],
    "R2Score": [("flat", {}), *(("values", dict(class_aggregation=a, num_regressors=p))
                                for a in (None, "uniform_average", "variance_weighted_average") for p in (0, 2))],
    "IoU": [("classes", {"=num_classes": 3, "=target_class_ids": [0, 2]})],
    "MeanIoU": [("classes", {"=num_classes": n, "ignore_class": c}) for n in (2, 3, 5) for c in (None, 1)]
    + [("scores", {"=num_classes": 3, "sparse_y_pred": False})],
    "BinaryIoU": [("edges", {}), ("edges", dict(target_class_ids=[1], threshold=0.3))],
    "OneHotIoU": [("one-hot", {"=num_classes": 3, "=target_class_ids": [1]})],
    "OneHotMeanIoU": [("one-hot", {"=num_classes": 3})],
    "CosineSimilarity": [("values", {}), ("values", dict(axis=1))],
    "PearsonCorrelation": [("values", {})],
    "ConcordanceCorrelation": [("values", {})],
    **{name: [("values", {})] for name in ("LogCoshError", "MeanSquaredError", "MeanAbsoluteError", "RootMeanSquaredError", "Hinge", "SquaredHinge")},
    **{name: [("one-hot", {})] for name in ("MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "KLDivergence", "Poisson", "CategoricalHinge",
                                            "Accuracy", "BinaryAccuracy", "CategoricalAccuracy")},
    "TopKCategoricalAccuracy": [("one-hot", dict(k=2))],
    **{name: [("one-hot", {}), ("logits", dict(from_logits=True, label_smoothing=0.1))] for name in ("BinaryCrossentropy", "CategoricalCrossentropy")},
    "SparseCategoricalCrossentropy": [("scores", {}), ("scores", dict(from_logits=True))],
    "SparseCategoricalAccuracy": [("scores", {})],
    "SparseTopKCategoricalAccuracy": [("scores", dict(k=2))],
}  # fmt: skip
UNWEIGHTED = ("IoU", "MeanIoU", "BinaryIoU", "OneHotIoU", "OneHotMeanIoU")  # Keras cuts weights to whole numbers there


def _counted(name: str) -> None:
    @case(f"metric: {name}")
    def run(keras: Any) -> Result:
        """The value after one batch, after two, after a reset, and with weights; the name, and where it is to go."""
        result: Result = {}
        weight = numbers(40, low=0)
        for number, (on, settings) in enumerate(COUNTED[name]):
            given = [value for key, value in settings.items() if key[0] == "="]
            made = getattr(keras.metrics, name)(*given, **{key: value for key, value in settings.items() if key[0] != "="})
            truth, prediction = SEEN[on]
            here = result[f"{number}"] = []
            made.update_state(truth[:30], prediction[:30])
            here.append(array(made.result()).copy())
            made.update_state(truth[30:], prediction[30:])
            here.append(array(made.result()).copy())
            made.reset_state()
            if not settings.get("num_regressors"):  # of no samples: a warning
                here.append(array(made.result()).copy())
            if name not in UNWEIGHTED:
                made.update_state(truth, prediction, sample_weight=weight)
                here.append(array(made.result()).copy())
            result[f"{number} name"] = f"{made.name} {getattr(made, '_direction', None)}"
        return result


for _name in COUNTED:
    _counted(_name)
METRIC_NAMES = """AUC F1Score FBetaScore Precision R2Score Recall auc bce BCE binary_accuracy binary_crossentropy binary_io_u BinaryIoU categorical_accuracy
    categorical_crossentropy categorical_hinge concordance_correlation cosine_similarity CosineSimilarity f1_score f_beta_score false_negatives
    false_positives hinge kl_divergence KLDivergence log_cosh_error mae MAE mape mean mean_absolute_error mean_absolute_percentage_error
    mean_squared_error mean_squared_logarithmic_error mse MSE msle pearson_correlation poisson Poisson precision r2_score recall
    root_mean_squared_error RootMeanSquaredError sparse_categorical_accuracy sparse_categorical_crossentropy sparse_top_k_categorical_accuracy
    squared_hinge sum top_k_categorical_accuracy true_negatives true_positives TruePositives""".split()


@case("metrics: all names")
def _metric_names(keras: Any) -> Result:
    """What class each name stands for, and what it reports in an evaluation."""
    result: Result = {}
    named = [name for name in METRIC_NAMES if name not in ("mean", "sum", "sparse_categorical_accuracy", "sparse_categorical_crossentropy",
                                                           "sparse_top_k_categorical_accuracy", "top_k_categorical_accuracy")]  # fmt: skip
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(3, activation="softmax")])
    fill(model)
    model.compile("sgd", "categorical_crossentropy", metrics=named)
    truth = np.eye(3, dtype=np.float32)[classes(12, 3)]
    for name, value in model.evaluate(numbers(12, 3), truth, batch_size=5, verbose=0, return_dict=True).items():
        result[name] = array(value)
    history = model.fit(numbers(12, 3), truth, batch_size=5, shuffle=False, verbose=0).history
    result |= {f"history {name}": [array(value) for value in values] for name, values in history.items()}
    return {**result, "classes": " ".join(f"{name}:{type(keras.metrics.get(name)).__name__}" for name in METRIC_NAMES)}


@case("metrics: names in reports")
def _report_names(keras: Any) -> Result:
    """Several metrics of one name, without names of their own, functions, and a metric that reports several figures."""

    class Both(keras.metrics.Mean):
        def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
            super().update_state(y_pred)

        def result(self) -> Any:
            return {"once": super().result(), "twice": super().result() * 2}

    def myOwn_error(y_true: Any, y_pred: Any) -> Any:
        return (y_true - y_pred)[:, 0]

    M, result = keras.metrics, {}
    for number, (plain, weighted) in enumerate((
        (["mse", "mse", "mse"], ["mse", "mse"]),
        (["mae", "MAE", "mean_absolute_error"], ["mae"]),
        ([M.Precision(), M.Precision(0.3), M.Recall], [M.Precision()]),
        ([Both()], None),
        ([myOwn_error, lambda y_true, y_pred: y_pred[:, 0]], None),
        ([keras.losses.MeanSquaredError(), keras.losses.cosine_similarity, keras.losses.MeanAbsoluteError], None),
        (["acc", "accuracy"], ["acc"]),
    )):  # fmt: skip
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, activation="sigmoid")])
        fill(model)
        model.compile("sgd", "mse", metrics=plain, weighted_metrics=weighted)
        report = model.evaluate(numbers(6, 3), numbers(6, 1).round(), sample_weight=WEIGHTS, verbose=0, return_dict=True)
        result |= {f"{number} {name}": array(value) for name, value in report.items()}
    return result


# ---------------------------------------------------------------------------------------------------------------- fit, evaluate, predict

RUN_X = np.linspace(0, 1, 16, dtype=np.float32)[:, None]
RUN_Y = (np.arange(16) // 4).astype(np.float32)[:, None]  # the loss of batch i of four samples is i²
RUN_WEIGHTS = np.arange(16).astype(np.float32)


def still(keras: Any, **compiled: Any) -> Any:
    """A model of zeros that learns nothing: the loss says which batches were seen."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros", use_bias=False)])
    model.compile(**{"optimizer": keras.optimizers.SGD(0.0), "loss": "mse", "metrics": ["mae"], **compiled})
    return model


def source(keras: Any, kind: str, batches: int = 4) -> Any:
    """Batches of four samples: of a generator without end, a PyDataset, or the DataLoader of either library."""
    if kind == "generator":
        return ((np.full((4, 1), i, np.float32), np.full((4, 1), i, np.float32)) for i in range(10**9))
    if kind == "PyDataset":

        class Set(keras.utils.PyDataset):
            def __len__(self) -> int:
                return batches

            def __getitem__(self, i: int) -> Any:
                return RUN_X[4 * i : 4 * i + 4], RUN_Y[4 * i : 4 * i + 4]

        return Set()
    if keras.__name__ == "keras":
        from torch import tensor
        from torch.utils.data import DataLoader, TensorDataset
    else:
        from autograd import tensor
        from nn.data import DataLoader, TensorDataset
    return DataLoader(TensorDataset(tensor(RUN_X), tensor(RUN_Y)), batch_size=4)


SAID = {"ran out of data": "ran out of data", "not available": "not available", "Can save best": "saved without a figure"}


def told(keras: Any, run: Callable[[Any], Any], *more: Any) -> tuple[Result, list[str]]:
    """What a run does: the losses that are reported after its batches, its result, what it warns of, or the error that it raises."""
    import warnings

    losses: list[float] = []
    events: list[str] = []

    class Watch(keras.callbacks.Callback):
        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            events.append(f"train {batch}")
            losses.append(float(logs["loss"]))

        def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
            events.append(f"test {batch}")
            losses.append(float(logs["loss"]))

        def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
            events.append(f"predict {batch}")

        def on_train_begin(self, logs: Any = None) -> None:
            events.append(f"begin {self.params['epochs']} {self.params['steps']}")

        def on_test_begin(self, logs: Any = None) -> None:
            events.append(f"test begin {self.params['epochs']} {self.params['steps']}")

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            events.append(f"epoch {epoch} {' '.join(sorted(logs))}")

    result: Result = {}
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            out = run([*more, Watch()])
        except (ValueError, KeyError, TypeError) as error:
            events.append(type(error).__name__)
        else:
            figures = out.history if hasattr(out, "history") else {"": out}
            result.update({name: array(values) for name, values in figures.items()})
            events.append(f"epochs {out.epoch}" if hasattr(out, "epoch") else "")
    events += [short for warning in said for part, short in SAID.items() if part in str(warning.message)]
    return {**result, "losses": losses}, events


def runs(name: str) -> Callable[[Callable[[Any], dict[str, Any]]], None]:
    """Enter a table of runs as one case."""

    def enter(table: Callable[[Any], dict[str, Any]]) -> None:
        @case(name)
        def case_of_runs(keras: Any) -> Result:
            result: Result = {}
            for title, run in table(keras).items():
                run, *more = run if isinstance(run, tuple) else (run,)
                keras.utils.set_random_seed(0)
                figures, events = told(keras, run, *more)
                result |= {f"{title}: {key}": value for key, value in figures.items()}
                result[f"{title}: events"] = "\n".join(events)
            return result

    return enter


STEPS = (None, 1, 2, 3, 4)


@runs("fit: arrays")
def _fit_arrays(keras: Any) -> dict[str, Any]:
    def fit(**how: Any) -> Callable[[Any], Any]:
        return lambda calls: still(keras, weighted_metrics=["mae"]).fit(
            RUN_X, RUN_Y, **{"batch_size": 4, "shuffle": False, "verbose": 0, "epochs": 3, **how}, callbacks=calls)  # fmt: skip

    held = (RUN_X, RUN_Y + 1)
    return {
        **{f"steps {n}": fit(steps_per_epoch=n) for n in (*STEPS, 6)},
        **{f"steps {n}, no batch size": fit(steps_per_epoch=n, batch_size=None) for n in STEPS},
        **{f"validation steps {n}": fit(validation_data=held, validation_steps=n) for n in STEPS},
        **{f"validation freq {f}": fit(validation_data=held, validation_freq=f, epochs=5) for f in (1, 2, 7, [1, 4], [2], [])},
        "validation with weights": fit(validation_data=(*held, RUN_WEIGHTS)),
        "validation as a list": fit(validation_data=list(held)),
        "validation of four parts": fit(validation_data=(*held, RUN_WEIGHTS, RUN_WEIGHTS)),
        "validation batch size": fit(validation_data=held, validation_batch_size=8),
        **{f"split {share}": fit(validation_split=share) for share in (0.25, 0.3, 0.001, 0.9, 0.9999)},
        "split and data": fit(validation_split=0.25, validation_data=held),
        "split and weights": fit(validation_split=0.25, sample_weight=RUN_WEIGHTS),
        "split and freq": fit(validation_split=0.25, validation_freq=2, epochs=4),
        **{f"initial epoch {n}": fit(initial_epoch=n, validation_data=held, validation_freq=2, epochs=5) for n in (0, 1, 3, 5, 6)},
        "no epochs": fit(epochs=0),
        "weights": fit(sample_weight=RUN_WEIGHTS),
        "weights (N, 1)": fit(sample_weight=RUN_WEIGHTS[:, None]),
        "weights too few": fit(sample_weight=RUN_WEIGHTS[:4]),
        "class weights": fit(class_weight={0: 0.5, 1: 2.0, 2: 0.0}),
        "class weights and weights": fit(class_weight={0: 0.5}, sample_weight=RUN_WEIGHTS),
    }


@runs("fit: a DataLoader")
def _fit_loader(keras: Any) -> dict[str, Any]:
    return _fit_source(keras, "DataLoader")


@runs("fit: a PyDataset")
def _fit_pydataset(keras: Any) -> dict[str, Any]:
    def fit(**how: Any) -> Callable[[Any], Any]:
        return lambda calls: still(keras).fit(source(keras, "PyDataset"), **{"shuffle": False, "verbose": 0, **how}, callbacks=calls)

    return {**_fit_source(keras, "PyDataset"), "class weights": fit(class_weight={1: 2.0})}


def _fit_source(keras: Any, kind: str) -> dict[str, Any]:
    def fit(**how: Any) -> Callable[[Any], Any]:
        return lambda calls: still(keras).fit(
            source(keras, kind), **{"shuffle": False, "verbose": 0, "epochs": 3, **how}, callbacks=calls)  # fmt: skip

    def validated(**how: Any) -> Callable[[Any], Any]:
        return lambda calls: still(keras).fit(
            RUN_X, RUN_Y, validation_data=source(keras, kind), **{"epochs": 3, "shuffle": False, "verbose": 0, **how}, callbacks=calls)  # fmt: skip

    def evaluated(n: Any) -> Callable[[Any], Any]:
        return lambda calls: still(keras).evaluate(source(keras, kind), steps=n, verbose=0, callbacks=calls)

    def predicted(n: Any) -> Callable[[Any], Any]:
        return lambda calls: still(keras).predict(source(keras, kind), steps=n, verbose=0, callbacks=calls)

    return {
        **{f"steps {n}": fit(steps_per_epoch=n) for n in (*STEPS, 6)},
        **{f"validation steps {n}": validated(validation_steps=n) for n in (*STEPS, 6)},
        **{f"validation freq {f}": validated(validation_freq=f) for f in (2, [1, 3])},
        **{f"evaluate, steps {n}": evaluated(n) for n in (*STEPS, 6)},
        **{f"predict, steps {n}": predicted(n) for n in (*STEPS, 6)},
        "initial epoch": fit(initial_epoch=1),
        "beside y": lambda calls: still(keras).fit(source(keras, kind), RUN_Y, verbose=0, callbacks=calls),
        "beside weights": fit(sample_weight=RUN_WEIGHTS),
        "split": fit(validation_split=0.25),
    }


@runs("fit: a generator")
def _fit_generator(keras: Any) -> dict[str, Any]:
    """Where Keras takes each batch once. Of one that ends it takes the first two again, and so it does in each validation."""

    def fit(**how: Any) -> Callable[[Any], Any]:
        return lambda calls: still(keras).fit(source(keras, "generator"), **{"shuffle": False, "verbose": 0, **how}, callbacks=calls)

    return {
        **{f"steps {n}, {epochs} epochs": fit(steps_per_epoch=n, epochs=epochs) for n in (1, 2, 3, 5) for epochs in (1, 2, 4)},
        "initial epoch": fit(steps_per_epoch=2, initial_epoch=2, epochs=4),
        "validation": fit(steps_per_epoch=2, epochs=3, validation_data=(RUN_X, RUN_Y), validation_freq=2),
        "validation by a generator": fit(steps_per_epoch=2, validation_data=source(keras, "generator"), validation_steps=3),
        **{f"evaluate, steps {n}": lambda calls, n=n: still(keras).evaluate(source(keras, "generator"), steps=n, verbose=0, callbacks=calls)
           for n in (1, 2, 3)},
        **{f"predict, steps {n}": lambda calls, n=n: still(keras).predict(source(keras, "generator"), steps=n, verbose=0, callbacks=calls)
           for n in (1, 2, 3)},
        "beside y": lambda calls: still(keras).fit(source(keras, "generator"), RUN_Y, verbose=0, callbacks=calls),
        "beside weights": fit(steps_per_epoch=2, sample_weight=RUN_WEIGHTS),
        "split": fit(steps_per_epoch=2, validation_split=0.25),
        "empty": lambda calls: still(keras).fit((pair for pair in ()), shuffle=False, verbose=0, callbacks=calls),
        "batches of four": lambda calls: still(keras).fit(((RUN_X,) * 4 for _ in range(3)), shuffle=False, verbose=0, callbacks=calls),
        "with weights": lambda calls: still(keras, weighted_metrics=["mae"]).fit(
            ((RUN_X, RUN_Y, RUN_WEIGHTS) for _ in range(9)), steps_per_epoch=2, shuffle=False, verbose=0, callbacks=calls),
    }  # fmt: skip


@runs("fit: stopping")
def _fit_stopping(keras: Any) -> dict[str, Any]:
    """Callbacks that end a run, each at another moment."""

    def stopping(moment: str, flag: str) -> Any:
        class Stop(keras.callbacks.Callback):
            pass

        setattr(Stop, moment, lambda self, *args, **kwargs: setattr(self.model, flag, True))
        return Stop()

    def run(calls: Any) -> Any:
        return still(keras).fit(RUN_X, RUN_Y, batch_size=4, epochs=3, shuffle=False, validation_data=(RUN_X, RUN_Y), verbose=0, callbacks=calls)

    moments = "train_begin epoch_begin train_batch_begin train_batch_end batch_end test_begin test_batch_end test_end epoch_end".split()
    return {
        **{f"training on_{moment}": (run, stopping(f"on_{moment}", "stop_training")) for moment in moments},
        **{f"evaluating on_{moment}": (run, stopping(f"on_{moment}", "stop_evaluating")) for moment in ("test_begin", "test_batch_end")},
        "predicting": (lambda calls: still(keras).predict(RUN_X, batch_size=4, verbose=0, callbacks=calls),
                       stopping("on_predict_batch_end", "stop_predicting")),
    }  # fmt: skip


@runs("fit: callbacks that call back")
def _fit_nested(keras: Any) -> dict[str, Any]:
    """Callbacks that predict at any time, or evaluate between epochs. Evaluating in the midst of one mixes the figures in Keras."""

    def calling(moment: str, what: str) -> Any:
        class Call(keras.callbacks.Callback):
            pass

        def call(self: Any, *args: Any, **kwargs: Any) -> None:
            if what == "evaluate":
                self.model.evaluate(RUN_X, RUN_Y * 10, verbose=0)
            elif what == "test_on_batch":
                self.model.test_on_batch(RUN_X, RUN_Y * 10)
            elif what == "predict":
                self.model.predict(RUN_X, verbose=0)
            else:
                self.model.predict_on_batch(RUN_X)

        setattr(Call, moment, call)
        return Call()

    def run(calls: Any) -> Any:
        return still(keras).fit(RUN_X, RUN_Y, batch_size=4, epochs=2, shuffle=False, validation_data=(RUN_X, RUN_Y), verbose=0, callbacks=calls)

    return {
        **{f"{what} {moment}": (run, calling(moment, what)) for what in ("predict", "predict_on_batch")
           for moment in ("on_train_begin", "on_epoch_begin", "on_train_batch_end", "on_test_batch_end", "on_epoch_end", "on_train_end")},
        **{f"{what} {moment}": (run, calling(moment, what)) for what in ("evaluate", "test_on_batch")
           for moment in ("on_train_begin", "on_epoch_end", "on_train_end")},
    }  # fmt: skip


@runs("fit: callbacks in epochs without validation")
def _fit_sparse_validation(keras: Any) -> dict[str, Any]:
    import tempfile

    C, folder = keras.callbacks, tempfile.mkdtemp()

    def fit(**how: Any) -> Callable[[Any], Any]:
        return lambda calls: still(keras).fit(
            RUN_X, RUN_Y, **{"epochs": 6, "shuffle": False, "verbose": 0, "validation_data": (RUN_X, RUN_Y), **how}, callbacks=calls)  # fmt: skip

    made = {
        "EarlyStopping": lambda: C.EarlyStopping(patience=2),
        "EarlyStopping best": lambda: C.EarlyStopping(patience=1, restore_best_weights=True),
        "EarlyStopping late": lambda: C.EarlyStopping(patience=0, start_from_epoch=3),
        "EarlyStopping of a metric": lambda: C.EarlyStopping("val_mae", patience=1),
        "EarlyStopping of what is unknown": lambda: C.EarlyStopping("val_nothing"),
        "EarlyStopping of what is unknown, max": lambda: C.EarlyStopping("val_nothing", mode="max"),
        "ReduceLROnPlateau": lambda: C.ReduceLROnPlateau(patience=1),
        "ReduceLROnPlateau of what is unknown": lambda: C.ReduceLROnPlateau("val_nothing", mode="min"),
        "ModelCheckpoint": lambda: C.ModelCheckpoint(folder + "/a.weights.h5", save_best_only=True, save_weights_only=True),
        "ModelCheckpoint by figure": lambda: C.ModelCheckpoint(folder + "/{val_loss}.weights.h5", save_weights_only=True),
        "TerminateOnNaN": lambda: C.TerminateOnNaN(),
    }
    frequencies = {"every second": dict(validation_freq=2), "after 1 and 4": dict(validation_freq=[1, 4]), "never": dict(validation_data=None)}
    return {f"{name}, {title}": (fit(**how), make()) for name, make in made.items() for title, how in frequencies.items()}


@case("fit: directions")
def _directions(keras: Any) -> Result:
    """Whether a callback takes a rise or a fall of a metric for the better."""
    result: Result = {}
    names = "accuracy AUC Precision recall f1_score mae mse cosine_similarity r2_score kl_divergence TruePositives".split()
    for name in [*names, "a function"]:
        model = still(keras, metrics=[(lambda y_true, y_pred: y_pred[:, 0]) if name == "a function" else name])
        monitored = "lambda" if name == "a function" else name
        try:
            stop = keras.callbacks.EarlyStopping(f"val_{monitored}", patience=1, baseline=None)
            script = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs, m=monitored: logs.update({f"val_{m}": 1.0 + epoch}))
            history = model.fit(RUN_X, RUN_Y, epochs=4, verbose=0, callbacks=[script, stop])
            result[name] = f"{len(history.epoch)} epochs"
        except ValueError as error:
            result[name] = type(error).__name__
    return result


# ---------------------------------------------------------------------------------------------------------------- callbacks

CURVE = [3.0, 2.0, 1.995, 2.5, 2.4, 1.99, 2.1, 2.1, 1.0, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]
STOPPERS: dict[str, dict[str, Any]] = {
    "at once": {},
    "patience": dict(patience=2),
    "restored": dict(patience=2, restore_best_weights=True),
    "restored at the end": dict(patience=20, restore_best_weights=True),
    "min_delta": dict(patience=3, min_delta=0.02),
    "baseline": dict(patience=2, baseline=1.5),
    "baseline restored": dict(patience=2, baseline=0.5, restore_best_weights=True),
    "late": dict(patience=1, start_from_epoch=4, restore_best_weights=True),
    "rising": dict(patience=1, mode="max"),
}
REDUCERS: dict[str, dict[str, Any]] = {
    "patience": dict(patience=2, factor=0.5),
    "cooldown": dict(patience=1, factor=0.5, cooldown=2),
    "least": dict(patience=1, factor=0.1, min_lr=0.002),
    "min_delta": dict(patience=3, factor=0.5, min_delta=0.1),
    "rising": dict(patience=2, factor=0.5, mode="max"),
}


def scripted(keras: Any, callbacks: list[Any], epochs: int = len(CURVE), rate: float = 0.1) -> tuple[Any, Any, list[Any]]:
    """A run whose val_loss is that of the curve: the model, its history, and its weights after each epoch."""
    kept: list[Any] = []
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    fill(model)
    model.compile(keras.optimizers.SGD(rate), "mse")

    def report(epoch: int, logs: Any) -> None:
        logs["val_loss"] = CURVE[epoch]
        kept.append(model.get_weights()[0])

    script = keras.callbacks.LambdaCallback(on_epoch_end=report)
    history = model.fit(numbers(4, 2), numbers(4, 1), epochs=epochs, shuffle=False, callbacks=[script, *callbacks], verbose=0)
    return model, history, kept


@case("callbacks: EarlyStopping")
def _early_stopping(keras: Any) -> Result:
    result: Result = {}
    for name, settings in STOPPERS.items():
        stop = keras.callbacks.EarlyStopping(**settings)
        model, history, kept = scripted(keras, [stop])
        of = [i for i, w in enumerate(kept) if np.array_equal(w, model.get_weights()[0])]
        result[name] = [len(history.epoch), stop.stopped_epoch, stop.best_epoch, stop.best, *of]
    return result


@case("callbacks: ReduceLROnPlateau")
def _plateau(keras: Any) -> Result:
    return {name: scripted(keras, [keras.callbacks.ReduceLROnPlateau(**s)])[1].history["learning_rate"] for name, s in REDUCERS.items()}


@case("callbacks: LearningRateScheduler")
def _scheduler(keras: Any) -> Result:
    one = scripted(keras, [keras.callbacks.LearningRateScheduler(lambda epoch: 0.1 / (epoch + 1))], 5)
    other = scripted(keras, [keras.callbacks.LearningRateScheduler(lambda epoch, rate: rate * 0.9)], 5)
    return {"epoch": one[1].history["learning_rate"], "epoch and rate": other[1].history["learning_rate"], "weights": other[2]}


@case("callbacks: ModelCheckpoint")
def _checkpoint(keras: Any) -> Result:
    import tempfile

    result: Result = {}
    for name, settings in {"all": {}, "best": dict(save_best_only=True), "highest": dict(save_best_only=True, mode="max")}.items():
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "{epoch:02d}-{val_loss:.2f}.weights.h5")
            scripted(keras, [keras.callbacks.ModelCheckpoint(path, save_weights_only=True, **settings)], 9)
            result[name] = " ".join(sorted(p.name for p in Path(folder).iterdir()))
    return result


@case("callbacks: TerminateOnNaN")
def _terminate(keras: Any) -> Result:
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    fill(model)
    model.compile(keras.optimizers.SGD(1e30), "mse")
    history = model.fit(
        numbers(64, 2), numbers(64, 1), batch_size=8, epochs=5, shuffle=False, callbacks=[keras.callbacks.TerminateOnNaN()], verbose=0
    )
    return {"epochs": len(history.epoch)}


@case("callbacks: moments")
def _moments(keras: Any) -> Result:
    """Which methods are called when, and with which figures."""
    seen: list[str] = []

    class Watch(keras.callbacks.Callback):
        pass

    def watch(moment: str) -> None:
        def method(self: Any, *args: Any, **kwargs: Any) -> None:
            told = [",".join(a) if isinstance(a, dict) else str(a) for a in [*args, *kwargs.values()] if a is not None]
            seen.append(" ".join([moment, *told]))

        setattr(Watch, f"on_{moment}", method)

    for kind in ("train", "test", "predict"):
        for moment in ("begin", "end", "batch_begin", "batch_end"):
            watch(f"{kind}_{moment}")
    for moment in ("epoch_begin", "epoch_end"):
        watch(moment)
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", metrics=["mae"])
    x, y = numbers(6, 2), numbers(6, 1)
    model.fit(x, y, batch_size=4, epochs=2, validation_data=(x, y), callbacks=[Watch()], verbose=0)
    model.evaluate(x, y, batch_size=4, callbacks=[Watch()], verbose=0)
    model.predict(x, batch_size=4, callbacks=[Watch()], verbose=0)
    return {"seen": "\n".join(seen)}


# ---------------------------------------------------------------------------------------------------------------- models


@case("summary")
def _summary(keras: Any) -> Result:
    before = os.environ.get("COLUMNS")
    try:
        return _summaries(keras)
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before


def _summaries(keras: Any) -> Result:
    L = keras.layers
    documents = keras.Sequential([keras.Input((28, 28)), L.Flatten(), L.Dense(128, activation="relu"), L.Dense(10, activation="softmax")])
    images = keras.Sequential([keras.Input((28, 28, 1)), L.Conv2D(32, 3, padding="same"), L.BatchNormalization(), L.Activation("relu"),
                               L.MaxPooling2D(), L.Dropout(0.25), L.Conv2D(64, (3, 3), activation="relu"), L.GlobalAveragePooling2D(),
                               L.Dense(1000, name="a_layer_with_quite_a_long_name"), L.LeakyReLU(), L.Dense(10)], name="images")  # fmt: skip
    words = keras.Sequential(
        [keras.Input((20,), dtype="int32"), L.Embedding(1000, 64), L.LSTM(32, return_sequences=True), L.SimpleRNN(16), L.Dense(1)]
    )
    frozen = keras.Sequential([keras.Input((3,)), L.Dense(4), L.Dense(2)])
    frozen.layers[0].trainable = False
    unbuilt = keras.Sequential([L.Dense(2), L.Dropout(0.1)])
    result = {}
    models = [("documents", documents), ("images", images), ("words", words), ("frozen", frozen), ("unbuilt", unbuilt)]
    for optimizer in ("sgd", "adam", "nadam", "rmsprop", "adadelta"):
        trained = keras.Sequential([keras.Input((3,)), L.Dense(4), L.Dense(2)])
        trained.compile(optimizer, "mse")
        trained.fit(numbers(4, 3), numbers(4, 2), verbose=0)
        models.append((f"trained with {optimizer}", trained))
    for name, model, length in [
        *((name, model, None) for name, model in models),
        ("wide", images, 100),
        ("narrow", documents, 50),
        ("88", words, 88),
    ]:
        lines: list[str] = []
        os.environ["COLUMNS"] = "80" if length is None else "120"
        model.summary(print_fn=lambda text, lines=lines, **_: lines.append(text), line_length=length)
        result[name] = "\n".join(line.rstrip() for line in "\n".join(lines).strip().splitlines())
    return result


@case("names of layers")
def _names(keras: Any) -> Result:
    L = keras.layers
    layers = [L.Dense(2), L.Dense(3), L.Conv2D(2, 3), L.MaxPooling2D(), L.BatchNormalization(), L.LSTM(2), L.SimpleRNN(2), L.ReLU(), L.LeakyReLU(),
              L.Flatten(), L.GlobalAveragePooling2D(), L.GlobalAveragePooling1D(), L.ZeroPadding2D(), L.UpSampling2D(), L.Embedding(2, 2), L.Conv2D(1, 1),
              L.Dense(1, name="mine"), L.Dropout(0.1), L.Rescaling(1.0), L.LayerNormalization(), L.Concatenate(), L.Add(), L.Softmax()]  # fmt: skip
    return {"names": " ".join(layer.name for layer in layers), "model": keras.Sequential().name + " " + keras.Sequential().name}


@case("utils")
def _utils(keras: Any) -> Result:
    u = keras.utils
    return {
        "to_categorical": u.to_categorical([0, 2, 1]),
        "to_categorical of a column": u.to_categorical([[1], [0]], 3),
        "to_categorical of two axes": u.to_categorical([[1, 0], [0, 2]], 4),
    }


# ---------------------------------------------------------------------------------------------------------------- a real run


def documents_model(keras: Any, shape: tuple[int, ...]) -> Any:
    """The network of the founding documents."""
    from importlib import import_module

    Dense, Flatten = (getattr(import_module(f"{keras.__name__}.layers"), name) for name in ("Dense", "Flatten"))
    model = import_module(f"{keras.__name__}.models").Sequential()
    model.add(Flatten(input_shape=shape))
    model.add(Dense(128, activation="relu"))
    model.add(Dense(10, activation="softmax"))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    return model


def run_documents(keras: Any, data: Any, epochs: int = 5, orders: Any = None) -> tuple[Any, Any]:
    """Its program, on data that is already scaled: the model and the history. With ``orders``, from fixed weights and in these orders."""
    (x_train, y_train), (x_test, y_test) = data
    if orders is None:
        model = documents_model(keras, x_train.shape[1:])
        return model, model.fit(x_train, y_train, validation_data=(x_test, y_test), epochs=epochs, batch_size=32, verbose=0).history
    model = documents_model(keras, x_train.shape[1:])
    generator = np.random.default_rng(0)
    model.set_weights([generator.uniform(-1, 1, w.shape) * np.sqrt(6 / sum(w.shape)) if w.ndim == 2 else w for w in model.get_weights()])
    history: dict[str, list[float]] = {}
    for order in orders:  # an epoch each, the optimizer goes on
        run = model.fit(x_train[order], y_train[order], validation_data=(x_test, y_test), epochs=1, batch_size=32, shuffle=False, verbose=0)
        for name, values in run.history.items():
            history.setdefault(name, []).extend(values)
    return model, history


def digits() -> Any:
    """The bundled digits, 8 × 8 pixels from 0 to 1, as (x_train, y_train), (x_test, y_test)."""
    path = Path(__file__).resolve().parents[1] / "nn" / "datasets" / "digits.npz"
    with np.load(path) as held:
        images, labels = (held[name] for name in held.files)
    x, y = (images / 16).astype(np.float32).reshape(-1, 8, 8), labels.astype(np.int64)
    return (x[:1400], y[:1400]), (x[1400:], y[1400:])


def mnist(train: int = 60_000, test: int = 10_000) -> Any:
    """MNIST as it lies in ../shared/data/mnist, scaled as in the documents; None where it is absent."""
    import gzip

    folder = Path(__file__).resolve().parents[2] / "shared" / "data" / "mnist"
    if not folder.exists():
        return None

    def read(name: str, offset: int) -> Any:
        return np.frombuffer(gzip.decompress((folder / f"{name}.gz").read_bytes()), np.uint8, offset=offset)

    x_train, x_test = (read(f"{kind}-images-idx3-ubyte", 16).reshape(-1, 28, 28) / 255.0 for kind in ("train", "t10k"))
    y_train, y_test = (read(f"{kind}-labels-idx1-ubyte", 8) for kind in ("train", "t10k"))
    return (x_train[:train], y_train[:train]), (x_test[:test], y_test[:test])


def _run(keras: Any, data: Any, epochs: int) -> Result:
    orders = [np.random.default_rng(epoch).permutation(len(data[0][0])) for epoch in range(epochs)]
    model, history = run_documents(keras, data, epochs, orders)
    return {**history, "predicted": model.predict(data[1][0][:20], verbose=0)}


@case("run: digits")
def _run_digits(keras: Any) -> Result:
    return _run(keras, digits(), 5)


@case("run: mnist")
def _run_mnist(keras: Any) -> Result:
    data = mnist(6000, 1000)
    return {} if data is None else _run(keras, data, 2)
