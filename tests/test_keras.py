"""Keras's front door: its programs run, and compute what Keras's documentation and formulas say."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import autograd
from nn import keras
from nn.datasets.mnist import SHAPES
from nn.keras import layers, losses, metrics, optimizers
from nn.keras.models import Model, Sequential
from tests.keras_cases import CASES, mnist
from tests.record_keras import answers, differences, load

RECORDED = load()
MNIST = Path(__file__).resolve().parents[2] / "shared" / "data" / "mnist"


@pytest.fixture(autouse=True)
def _seeded() -> None:
    keras.utils.set_random_seed(0)
    keras.utils.clear_session()


def blobs(n: int = 200) -> tuple[Any, Any]:
    """Three heaps of points, and which heap each is of."""
    random = np.random.default_rng(0)
    y = random.integers(0, 3, n)
    return random.normal(size=(n, 2)) * 0.4 + np.array([[0, 0], [3, 0], [0, 3]])[y], y


def classifier(**compiled: Any) -> Any:
    model = Sequential([layers.Dense(16, activation="relu", input_shape=(2,)), layers.Dense(3, activation="softmax")])
    model.compile(**{"loss": "sparse_categorical_crossentropy", "optimizer": "adam", "metrics": ["accuracy"], **compiled})
    return model


# ---------------------------------------------------------------------------------------------------------------- the program of the documents


def test_the_program_of_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    if not all((MNIST / f"{name}.gz").exists() for name in SHAPES):
        pytest.skip("needs the files of MNIST in ../shared/data/mnist")
    monkeypatch.setenv("WGRAD_DATA", str(MNIST.parent))
    from nn.keras.datasets import mnist
    from nn.keras.layers import Dense, Flatten
    from nn.keras.models import Sequential

    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    assert (x_train.shape, x_train.dtype, y_test.shape, y_test.dtype) == ((60000, 28, 28), np.uint8, (10000,), np.uint8)
    assert y_train[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    x_train, x_test = x_train[:5000] / 255.0, x_test[:1000] / 255.0
    model = Sequential()
    model.add(Flatten(input_shape=(28, 28)))
    model.add(Dense(128, activation="relu"))
    model.add(Dense(10, activation="softmax"))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    history = model.fit(x_train, y_train[:5000], validation_data=(x_test, y_test[:1000]), epochs=1, batch_size=32, verbose=0)
    assert list(history.history) == ["loss", "accuracy", "val_loss", "val_accuracy"]
    assert history.history["val_accuracy"][0] > 0.84
    assert model.evaluate(x_test, y_test[:1000], verbose=0) == pytest.approx([history.history["val_loss"][0], history.history["val_accuracy"][0]])
    assert model.predict(x_test[:3], verbose=0).shape == (3, 10)


def test_a_run_is_that_of_the_formulas() -> None:
    """Three epochs of two layers, softmax, cross-entropy and Adam as Keras writes it, by hand in float64."""
    x, y = blobs(50)
    model = classifier(optimizer=optimizers.Adam(learning_rate=0.01))
    w = [a.astype(np.float64) for a in model.get_weights()]
    m, v, t, reported = [a * 0 for a in w], [a * 0 for a in w], 0, []
    for _ in range(3):
        total = 0.0
        for i in range(0, 50, 16):
            a, labels = x[i : i + 16], y[i : i + 16]
            h = np.maximum(a @ w[0] + w[1], 0)
            e = np.exp(h @ w[2] + w[3])
            p = e / e.sum(1, keepdims=True)
            total -= np.log(p[np.arange(len(a)), labels]).sum()
            d = (p - np.eye(3)[labels]) / len(a)
            dh = d @ w[2].T * (h > 0)
            t += 1
            for k, g in enumerate([a.T @ dh, dh.sum(0), h.T @ d, d.sum(0)]):
                m[k] = 0.9 * m[k] + 0.1 * g
                v[k] = 0.999 * v[k] + 0.001 * g * g
                w[k] = w[k] - 0.01 * math.sqrt(1 - 0.999**t) / (1 - 0.9**t) * m[k] / (np.sqrt(v[k]) + 1e-7)
        reported.append(total / 50)
    history = model.fit(x, y, epochs=3, batch_size=16, shuffle=False, verbose=0)
    assert history.history["loss"] == pytest.approx(reported, rel=1e-5)
    for mine, theirs in zip(model.get_weights(), w, strict=True):
        assert np.allclose(mine, theirs, rtol=1e-4, atol=1e-5)


def test_summary(capsys: pytest.CaptureFixture[str]) -> None:
    model = Sequential()
    model.add(layers.Flatten(input_shape=(28, 28)))
    model.add(layers.Dense(128, activation="relu"))
    model.add(layers.BatchNormalization(name="norm"))
    model.summary()
    text = capsys.readouterr().out
    for part in ('Model: "sequential"', "│ flatten (Flatten)               │ (None, 784)            │", "100,480 │", "Total params: 100,992 (394.50 KB)",
                 "Trainable params: 100,736", "Non-trainable params: 256 (1.00 KB)"):  # fmt: skip
        assert part in text
    assert len({len(line) for line in text.splitlines() if line[0] in "┏┃┡│├└"}) == 1


# ---------------------------------------------------------------------------------------------------------------- beside Keras itself


@pytest.mark.parametrize("case", CASES)
def test_what_keras_answered(case: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Layers, losses, metrics, optimizers, schedules, callbacks, whole runs: the same values as those that record_keras.py wrote down."""
    if case == "run: mnist" and mnist(1, 1) is None:
        pytest.skip("needs the files of MNIST in ../shared/data/mnist")
    told = differences(answers(keras, case), RECORDED[case])
    assert not told, "\n".join(told)


# ---------------------------------------------------------------------------------------------------------------- training


def test_learning_and_its_history() -> None:
    x, y = blobs()
    model = classifier()
    history = model.fit(x, y, validation_split=0.25, epochs=40, batch_size=16, verbose=0)
    assert history.epoch == list(range(40))
    assert history.history["val_accuracy"][-1] > 0.95
    assert history.history["loss"][-1] < 0.3 * history.history["loss"][0]
    assert history.model is model


def test_equal_seeds_give_equal_runs() -> None:
    def run() -> Any:
        keras.utils.set_random_seed(7)
        return classifier().fit(*blobs(), epochs=2, verbose=0).history

    assert run() == run()


def test_validation_split_takes_the_last_part() -> None:
    x, y = np.arange(10.0)[:, None], np.arange(10.0)[:, None]
    model = Sequential([layers.Dense(1, input_shape=(1,), kernel_initializer="zeros")])
    model.compile(loss="mse", optimizer=optimizers.SGD(0.0))
    history = model.fit(x, y, validation_split=0.3, verbose=0).history
    assert history["loss"] == pytest.approx([np.mean(np.arange(7.0) ** 2)])
    assert history["val_loss"] == pytest.approx([np.mean(np.arange(7.0, 10) ** 2)])


def test_batches_from_a_data_loader() -> None:
    from nn.data import DataLoader, TensorDataset

    x, y = blobs(64)
    batches = DataLoader(TensorDataset(autograd.tensor(x).float(), autograd.tensor(y)), batch_size=16)
    assert classifier().fit(batches, validation_data=batches, epochs=20, verbose=0).history["val_accuracy"][-1] > 0.8


def test_weights_of_samples_and_classes() -> None:
    x, y = np.ones((4, 1)), np.array([0, 0, 1, 1])
    model = Sequential([layers.Dense(2, activation="softmax", use_bias=False, kernel_initializer="zeros", input_shape=(1,))])
    model.compile("sgd", "sparse_categorical_crossentropy")
    assert model.test_on_batch(x, y, sample_weight=np.array([1, 2, 0, 0])) == pytest.approx(math.log(2) * 3 / 4)
    assert model.train_on_batch(x, y, class_weight={0: 0.0, 1: 3.0}) == pytest.approx(math.log(2) * 6 / 4)


def test_train_on_batch_and_calling_a_model() -> None:
    x, y = blobs(32)
    model = classifier(optimizer="sgd")
    before = model.get_weights()
    loss, accuracy = model.train_on_batch(x, y)
    assert 0 <= accuracy <= 1
    assert not np.array_equal(before[0], model.get_weights()[0])
    assert model.test_on_batch(x, y, return_dict=True)["loss"] < loss
    out = model(x)
    assert isinstance(out, autograd.Tensor)
    assert np.allclose(out.detach().numpy(), model.predict(x, batch_size=5, verbose=0), atol=1e-6)
    assert np.array_equal(model.predict_on_batch(x), out.detach().numpy())


def test_frozen_layers_stay() -> None:
    model = classifier()
    model.layers[0].trainable = False
    before = model.get_weights()
    model.fit(*blobs(32), verbose=0)
    changed = [not np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True)]
    assert changed == [False, False, True, True]
    assert len(model.trainable_weights) == 2


def test_regularizers_add_to_the_loss() -> None:
    model = Sequential([layers.Dense(1, kernel_initializer="ones", kernel_regularizer=keras.regularizers.l2(0.5), input_shape=(2,))])
    model.compile("sgd", "mse")
    assert model.evaluate(np.zeros((3, 2)), np.zeros((3, 1)), verbose=0) == 1.0


def test_progress(capsys: pytest.CaptureFixture[str]) -> None:
    x, y = blobs(32)
    model = classifier()
    model.fit(x, y, verbose=0)
    assert capsys.readouterr() == ("", "")
    model.fit(x, y, epochs=2, verbose=2)
    assert capsys.readouterr().out.startswith("Epoch 1/2 - loss: ")
    model.fit(x, y, epochs=2, verbose=1)
    bars = capsys.readouterr().err
    assert "Epoch 2/2: 100%" in bars
    assert "accuracy=" in bars


# ---------------------------------------------------------------------------------------------------------------- batches, and callbacks beside them


class Seen(Model):
    """A model that notes which batches it sees, in which mode: the first input of each, negative where it does not learn."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = layers.Dense(1)
        self.seen: list[int] = []

    def call(self, inputs: Any, training: bool = False) -> Any:
        first = int(inputs.detach().numpy()[0, 0])
        self.seen.append(first if training else -first)
        return self.dense(inputs)


def seeing() -> Any:
    model = Seen()
    model.compile("sgd", "mse")
    return model


def numbered(start: int = 0, stop: int = 10**9) -> Any:
    return ((np.full((2, 1), i, np.float32), np.zeros((2, 1), np.float32)) for i in range(start, stop))


def test_each_batch_of_a_generator_is_used_once() -> None:
    model, stream = seeing(), numbered(1)
    model.fit(stream, steps_per_epoch=3, epochs=3, verbose=0)
    assert model.seen == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    model.evaluate(stream, steps=2, verbose=0)
    model.predict(stream, steps=1, verbose=0)
    model.fit(stream, steps_per_epoch=1, verbose=0)
    assert model.seen[9:] == [-10, -11, -12, 13]
    model = seeing()
    model.fit(numbered(1), steps_per_epoch=1, epochs=3, validation_data=numbered(10), validation_steps=2, verbose=0)
    assert model.seen == [1, -10, -11, 2, -12, -13, 3, -14, -15]


@pytest.mark.parametrize("kind", [iter, lambda batches: (batch for batch in batches), lambda batches: map(tuple, batches)])
def test_a_generator_that_ends_ends_the_training(kind: Any) -> None:
    def run(batches: int, **how: Any) -> Any:
        told: list[str] = []
        watch = keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, logs: told.append(f"epoch {epoch}"),
                                               on_train_end=lambda logs: told.append(f"end {list(logs)}"))  # fmt: skip
        model = seeing()
        with pytest.warns(UserWarning, match="Your input ran out of data; interrupting training") as said:
            history = model.fit(kind(list(numbered(1, batches + 1))), epochs=3, verbose=0, callbacks=watch, **how)
        assert len(said) == 1
        assert history.history.keys() == {"loss"}
        assert model.seen == list(range(1, batches + 1))
        assert told == [*(f"epoch {epoch}" for epoch in history.epoch), "end ['loss']"]
        return history.epoch

    assert run(4) == [0]
    assert run(4, steps_per_epoch=2) == [0, 1]
    assert run(4, steps_per_epoch=3) == [0, 1]
    assert run(2, steps_per_epoch=3) == [0]


def test_a_generator_that_is_enough_says_nothing() -> None:
    for epochs, steps in ((1, None), (1, 4), (2, 2), (4, 1)):
        model = seeing()
        assert len(model.fit(numbered(1, 5), epochs=epochs, steps_per_epoch=steps, verbose=0).epoch) == epochs
        assert model.seen == [1, 2, 3, 4]
    assert isinstance(model.evaluate(numbered(1, 5), verbose=0), float)
    assert model.predict(numbered(1, 5), verbose=0).shape == (8, 1)


def test_a_generator_that_is_used_up_is_refused() -> None:
    model, used = seeing(), numbered(1, 3)
    assert len(list(used)) == 2
    for run in (model.fit, model.evaluate, model.predict):
        with pytest.raises(ValueError, match="the generator is empty or used up"):
            run(used, verbose=0)
        with pytest.raises(ValueError, match="there are no batches"):
            run(Nothing(), verbose=0)
    with pytest.raises(ValueError, match="the generator is empty or used up"):
        model.fit(numbered(1), steps_per_epoch=1, validation_data=used, verbose=0)


class Nothing:
    def __iter__(self) -> Any:
        return iter(())


def test_validation_by_a_generator_that_ends() -> None:
    x, y = np.ones((4, 1)), np.ones((4, 1))
    stop = keras.callbacks.EarlyStopping(patience=2)
    with pytest.warns(UserWarning) as said:
        history = seeing().fit(x, y, validation_data=numbered(1, 5), epochs=3, callbacks=stop, verbose=0)
    assert [len(history.history[name]) for name in ("loss", "val_loss")] == [3, 1]
    assert ["validation_data ran out" in str(w.message) for w in said] == [True, False, True, False]
    assert stop.best == history.history["val_loss"][0] > 0


def test_what_can_be_iterated_again_starts_anew() -> None:
    class Again:
        def __iter__(self) -> Any:
            return numbered(1, 5)

    model = seeing()
    assert len(model.fit(Again(), epochs=2, verbose=0).epoch) == 2
    assert model.seen == [1, 2, 3, 4] * 2
    model = seeing()
    model.fit(Again(), epochs=3, steps_per_epoch=2, verbose=0)
    assert model.seen == [1, 2, 3, 4, 1, 2]
    model = seeing()
    model.fit(np.ones((2, 1)), np.ones((2, 1)), epochs=2, validation_data=Again(), validation_steps=3, verbose=0)
    assert model.seen == [1, -1, -2, -3] * 2


def test_a_loader_over_a_stream_of_samples() -> None:
    from nn.data import DataLoader, IterableDataset

    class Stream(IterableDataset[Any]):
        def __iter__(self) -> Any:
            return iter([(np.full(1, i, np.float32), np.zeros(1, np.float32)) for i in range(1, 7)])

    model = seeing()
    model.fit(DataLoader(Stream(), batch_size=2), epochs=2, verbose=0)
    assert model.seen == [1, 3, 5] * 2


def test_batches_by_number() -> None:
    told: list[str] = []

    class Numbered(keras.utils.PyDataset):
        def __getitem__(self, i: int) -> Any:
            return np.full((2, 1), i + 1, np.float32), np.zeros((2, 1), np.float32)

        def __len__(self) -> int:
            return 4

        def on_epoch_begin(self) -> None:
            told.append("begin")

        def on_epoch_end(self) -> None:
            told.append("end")

    class Endless(Numbered):
        @property
        def num_batches(self) -> None:
            return None

    model = seeing()
    model.fit(Numbered(), epochs=2, shuffle=False, verbose=0)
    assert model.seen == [1, 2, 3, 4] * 2
    assert told == ["begin", "end"] * 2
    model = seeing()
    model.predict(np.ones((1, 1)), verbose=0)  # makes the weights, from the same stream
    model.seen.clear()
    autograd.manual_seed(0)
    model.fit(Numbered(workers=2), epochs=2, verbose=0)
    autograd.manual_seed(0)
    assert model.seen == [i + 1 for _ in range(2) for i in autograd.randperm(4).tolist()]
    model = seeing()
    model.fit(Endless(), steps_per_epoch=3, epochs=2, verbose=0)
    assert model.seen == [1, 2, 3, 4, 5, 6]
    assert keras.utils.Sequence is keras.utils.PyDataset


def test_batches_that_cannot_be() -> None:
    x, y = np.ones((4, 1), np.float32), np.ones((4, 1), np.float32)
    model = seeing()
    for given, how, said in (
        (((x, y, y, y) for _ in range(2)), {}, "got a tuple of 4"),
        (((x,) for _ in range(2)), {}, "there are no labels"),
        (((x, y) for _ in range(2)), {"y": y}, "When x is a generator, which gives batches, y should not be passed"),
        (((x, y) for _ in range(2)), {"sample_weight": y}, "sample_weight should not be passed"),
        (((x, y) for _ in range(2)), {"validation_split": 0.5}, "validation_split needs arrays"),
        (((x, y, y) for _ in range(2)), {"class_weight": {0: 1.0}}, "class_weight and sample_weight at the same time"),
        (x, {}, "there are no labels"),
        (x, {"class_weight": {0: 1.0}}, "class_weight needs labels"),
        (x, {"y": y, "validation_data": (x, y, y, y)}, "got a tuple of 4"),
        (x, {"y": y, "validation_freq": 1.5}, "validation_freq must be a number of epochs or a list of epochs"),
        *((x, {"y": y, "validation_freq": freq}, "validation_freq must be") for freq in (0, -1, True, "2", None)),
        (x, {"y": y, "steps_per_epoch": 0}, "the number of steps must be positive"),
        (x, {"y": y, "sample_weight": np.ones((4, 2))}, r"sample_weight of shape \(4, 2\) does not fit losses of shape \(4,\)"),
        (x, {"y": y, "callbacks": [keras.callbacks.EarlyStopping]}, "callbacks must be Callback objects"),
        (3, {}, "expected arrays of samples, got a number"),
    ):
        with pytest.raises(ValueError, match=said):
            model.fit(given, verbose=0, **how)
    assert model.fit(((x, y) for _ in range(2)), class_weight={1: 0.0}, verbose=0).history["loss"] == [0.0]
    with pytest.raises(TypeError, match="does not take sample_weight_mode"):
        model.compile("sgd", "mse", sample_weight_mode="temporal")


def test_weights_of_samples_as_a_column() -> None:
    truth, prediction, weight = np.zeros((3, 1)), np.array([[1.0], [2], [3]]), np.array([1.0, 0, 2])
    for shape in ((3,), (3, 1)):
        assert losses.MeanSquaredError()(truth, prediction, weight.reshape(shape)).item() == pytest.approx(19 / 3)
        assert metrics.MeanSquaredError()(truth, prediction, weight.reshape(shape)) == pytest.approx(19 / 3)


@pytest.mark.parametrize("what", ["evaluate", "predict", "predict_on_batch", "test_on_batch"])
@pytest.mark.parametrize("moment", ["on_train_batch_begin", "on_train_batch_end", "on_epoch_begin", "on_epoch_end", "on_test_batch_end"])
def test_callbacks_that_call_back_change_nothing(what: str, moment: str) -> None:
    x, y = blobs(24)

    def run(call: bool) -> Any:
        keras.utils.set_random_seed(1)
        normed = [layers.Dense(8, input_shape=(2,)), layers.BatchNormalization(), layers.Dropout(0.5), layers.Dense(3, activation="softmax")]
        model = Sequential(normed)
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy", "mean"][:1])

        def nested(*_: Any) -> None:
            if what.startswith("predict"):
                getattr(model, what)(x[:5], **({"verbose": 0} if what == "predict" else {}))
            else:
                getattr(model, what)(x[:5], y[:5] * 0, **({"verbose": 0} if what == "evaluate" else {}))

        watch = keras.callbacks.LambdaCallback(**({moment: nested} if call else {}))
        history = model.fit(x, y, batch_size=8, epochs=2, validation_data=(x, y), callbacks=watch, verbose=0).history
        return history, model.get_weights()

    (plain, weights), (called, same) = run(False), run(True)
    assert plain == called
    assert all(np.array_equal(a, b) for a, b in zip(weights, same, strict=True))


def test_validation_after_some_epochs_only() -> None:
    x, y = blobs(20)
    for frequency, expected in ((2, [2, 4]), (np.int64(2), [2, 4]), ([1, 4], [1, 4]), (np.array([3]), [3]), ({5}, [5]), (range(2, 4), [2, 3])):
        after: list[int] = []
        watch = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs, after=after: after.extend([epoch + 1] * ("val_loss" in logs)))
        history = classifier().fit(x, y, epochs=5, validation_split=0.25, validation_freq=frequency, callbacks=watch, verbose=0)
        assert (after, len(history.history["val_loss"]), len(history.history["loss"])) == (expected, len(expected), 5)


def test_a_history_of_ones_own() -> None:
    own = keras.callbacks.History()
    model = classifier()
    assert model.fit(*blobs(10), callbacks=[[own]], verbose=0) is own is model.history
    assert len(own.epoch) == 1


def test_checkpoints_by_batches(tmp_path: Path) -> None:
    kept = keras.callbacks.ModelCheckpoint(tmp_path / "new" / "{epoch}-{batch}.weights", save_freq=3)
    classifier().fit(*blobs(40), batch_size=10, epochs=2, callbacks=kept, verbose=0)
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["1-3.weights", "2-2.weights"]
    threshold = keras.callbacks.ModelCheckpoint(tmp_path / "best", monitor="loss", save_best_only=True, initial_value_threshold=0.0)
    classifier().fit(*blobs(20), callbacks=threshold, verbose=0)
    assert not (tmp_path / "best").exists()
    with pytest.raises(KeyError, match="there is no 'val_loss' for the path"):
        classifier().fit(*blobs(20), callbacks=keras.callbacks.ModelCheckpoint(tmp_path / "{val_loss}"), verbose=0)
    with pytest.raises(ValueError, match="save_freq must be"):
        keras.callbacks.ModelCheckpoint(tmp_path / "a", save_freq="batch")


def test_which_way_is_better() -> None:
    stop = keras.callbacks.EarlyStopping("val_nothing")
    with pytest.raises(ValueError, match="whether 'val_nothing' is to rise or to fall is not known: say mode='max' or mode='min'"):
        classifier().fit(*blobs(20), callbacks=stop, verbose=0)
    with pytest.warns(UserWarning, match="mode 'mni' is unknown"):
        assert keras.callbacks.EarlyStopping(mode="mni").mode == "auto"
    with pytest.raises(RuntimeError, match="the loss is (nan|inf)"):
        classifier(optimizer=optimizers.SGD(1e30)).fit(
            *blobs(40), batch_size=4, epochs=5, callbacks=keras.callbacks.TerminateOnNaN(raise_error=True), verbose=0
        )


def test_the_metric_of_a_cosine_is_not_negated() -> None:
    x = np.eye(4, dtype=np.float32)
    model = Sequential([layers.Dense(4, kernel_initializer="ones", use_bias=False, input_shape=(4,))])
    for loss, sign in (("mse", 1), ("cosine_similarity", 1)):
        model.compile("sgd", loss, metrics=["cosine_similarity", metrics.CosineSimilarity(), losses.cosine_similarity])
        report = model.evaluate(x, x, verbose=0, return_dict=True)
        assert list(report)[1:] == ["cosine_similarity", "cosine_similarity_1", "cosine_similarity_2"]
        assert [report[name] for name in list(report)[1:]] == pytest.approx([0.5 * sign, 0.5 * sign, -0.5])
    assert report["loss"] == pytest.approx(-0.5)


def test_figures_for_each_class_in_the_progress(capsys: pytest.CaptureFixture[str]) -> None:
    x, y = blobs(30)
    model = classifier(loss="categorical_crossentropy", optimizer=optimizers.Adam(0.1), metrics=["f1_score", metrics.Recall(thresholds=[0.2, 0.8])])
    history = model.fit(x, keras.utils.to_categorical(y), epochs=2, verbose=2).history
    assert [np.shape(values) for values in history.values()] == [(2,), (2, 3), (2, 2)]
    assert not np.array_equal(history["f1_score"][0], history["f1_score"][1])
    assert f"f1_score: {np.mean(history['f1_score'][1]):.4f} - recall: " in capsys.readouterr().out


def test_the_bar_says_how_far_an_epoch_came(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.warns(UserWarning, match="ran out of data"):
        seeing().fit(numbered(0, 3), steps_per_epoch=5, verbose=1)
    assert "3/5" in (bar := capsys.readouterr().err)
    assert "5/5" not in bar


def test_metrics_in_lists_and_dictionaries() -> None:
    for wanted in ("mae", ["mae"], [["mae"]], {"out": ["mae"]}, {"out": "mae"}, metrics.MeanAbsoluteError(), metrics.MeanAbsoluteError, metrics.mae):
        model = classifier(loss="mse", metrics=wanted)
        assert len(model.evaluate(np.ones((2, 2)), np.ones((2, 3)), verbose=0)) == len(model.metrics_names) == 2


def test_what_would_be_ignored_is_refused() -> None:
    with pytest.raises(ValueError, match="activity_regularizer is not there"):
        layers.Dense(1, activity_regularizer="l2")
    with pytest.raises(TypeError, match="does not take constraint"):
        layers.Layer().add_weight((2,), constraint="non_neg")
    with pytest.raises(TypeError, match="does not take initialiser"):
        layers.Layer().add_weight((2,), initialiser="zeros")
    assert layers.Layer().add_weight((2,), aggregation="mean").shape == (2,)


def test_metrics_that_cannot_be() -> None:
    for make, said in (
        (lambda: metrics.Precision(thresholds=1.5), "thresholds must be between 0 and 1"),
        (lambda: metrics.AUC(curve="pr"), "curve must be"),
        (lambda: metrics.AUC(summation_method="mean"), "summation_method must be one of"),
        (lambda: metrics.AUC(num_thresholds=1), "num_thresholds must be greater than 1"),
        (lambda: metrics.AUC(num_labels=2), "num_labels is for multi_label=True"),
        (lambda: metrics.PrecisionAtRecall(1.5), "must be between 0 and 1"),
        (lambda: metrics.FBetaScore(beta=2), "beta must be a positive float"),
        (lambda: metrics.F1Score(average="mean"), "average must be None"),
        (lambda: metrics.F1Score(threshold=1), "threshold must be a float"),
        (lambda: metrics.R2Score("mean"), "class_aggregation must be one of"),
        (lambda: metrics.IoU(2, [2]), "out of range"),
        (lambda: metrics.Recall()([0, 2], P), "make one-hot labels with to_categorical"),
        (lambda: metrics.F1Score()([0, 2], P), "must be of shape \\(N, classes\\)"),
        (lambda: metrics.AUC(multi_label=True)([0, 1], [0.2, 0.3]), "must be of shape \\(N, labels\\)"),
        (lambda: metrics.Recall(class_id=0)([0, 1], [0.2, 0.3]), "class_id needs y_pred of shape"),
        (lambda: metrics.R2Score()([0.0, 1], [0.2, 0.3]), "must be of shape \\(N, columns\\)"),
    ):
        with pytest.raises(ValueError, match=said):
            make()
    with pytest.raises(TypeError, match="num_classes"):
        metrics.get("MeanIoU")
    with pytest.raises(TypeError, match="axes"):
        metrics.CosineSimilarity(axes=1)
    with pytest.warns(UserWarning, match="the plain score is given"):
        assert metrics.R2Score(num_regressors=5)([[0.0], [1], [2]], [[0.0], [1], [2]]) == 1


def test_what_a_metric_has_said_stays() -> None:
    metric = metrics.TruePositives(thresholds=[0.2, 0.8])
    first = metric([1, 1], [0.5, 0.9])
    assert metric([1], [0.9]).tolist() == [3, 2]
    metric.reset_state()
    assert first.tolist() == [2, 1]


def test_r2_keeps_its_figures_far_from_zero() -> None:
    """Sums of squares minus squared sums, in float32 as Keras has them, would leave nothing of these."""
    x = np.random.default_rng(0).normal(size=(1000, 1)) + 1e6
    metric = metrics.R2Score()
    for part in np.split(x, 10):
        metric.update_state(part, part + 0.5)
    assert metric.result() == pytest.approx(1 - 0.25 / x.var(), rel=1e-6)


# ---------------------------------------------------------------------------------------------------------------- models


def test_weights_come_and_go(tmp_path: Path) -> None:
    x, _ = blobs(8)
    one, other = classifier(), classifier()
    assert [w.shape for w in one.get_weights()] == [(2, 16), (16,), (16, 3), (3,)]
    assert not np.allclose(one.predict(x, verbose=0), other.predict(x, verbose=0))
    one.save_weights(tmp_path / "weights")
    other.load_weights(tmp_path / "weights")
    assert np.array_equal(one.predict(x, verbose=0), other.predict(x, verbose=0))
    with pytest.raises(ValueError, match=r"a weight has shape \(2, 16\), and is given one of shape \(3, 16\)"):
        one.set_weights([np.ones((3, 16)), *one.get_weights()[1:]])
    with pytest.raises(ValueError, match="a list of 1 weights, but it has 4"):
        one.set_weights([1])


def test_layers_as_functions() -> None:
    a, b = keras.Input((4,)), keras.Input((2,))
    h = layers.Dense(3, activation="tanh")(a)
    out = layers.Dense(1)(layers.Concatenate()([h, b]))
    assert out.shape == (None, 1)
    model = Model(inputs=[a, b], outputs=out)
    assert [type(layer).__name__ for layer in model.layers] == ["Dense", "Concatenate", "Dense"]
    model.compile("adam", "mse")
    x = [np.ones((5, 4)), np.zeros((5, 2))]
    first = model.fit(x, np.ones(5), epochs=30, verbose=0).history["loss"]
    assert first[-1] < first[0]
    assert model.predict(x, verbose=0).shape == (5, 1)
    with pytest.raises(ValueError, match="takes 2 inputs, and received 1"):
        model(x[0])


def test_a_class_of_ones_own() -> None:
    class Scale(layers.Layer):
        def build(self, input_shape: Any) -> None:
            self.factor = self.add_weight(shape=(input_shape[-1],), initializer="ones", name="factor")

        def call(self, inputs: Any) -> Any:
            return inputs * self.factor

    class Net(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.scale, self.dense = Scale(), layers.Dense(3)

        def call(self, inputs: Any, training: bool = False) -> Any:
            self.was_training = training
            return self.dense(self.scale(inputs))

    model = Net()
    model.compile(optimizers.Adam(0.05), losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    x, y = blobs()
    assert model.fit(x, y, epochs=60, verbose=0).history["accuracy"][-1] > 0.9
    assert [w.shape for w in model.get_weights()] == [(2,), (2, 3), (3,)]
    model(x, training=True)
    assert model.was_training
    model(x)
    assert not model.was_training


def test_a_model_within_a_model() -> None:
    inner = Sequential([layers.Dense(4, activation="relu", input_shape=(2,))])
    inner.trainable = False
    outer = Sequential([inner, layers.Dense(3, activation="softmax")])
    outer.compile("adam", "sparse_categorical_crossentropy")
    before = inner.get_weights()
    outer.fit(*blobs(32), verbose=0)
    assert np.array_equal(before[0], inner.get_weights()[0])
    assert outer.output_shape == (None, 3)


def test_weights_are_made_at_the_first_batch() -> None:
    model = Sequential([layers.Dense(3, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    assert model.get_weights() == []
    model.fit(*blobs(10), verbose=0)
    assert model.get_weights()[0].shape == (2, 3)


# ---------------------------------------------------------------------------------------------------------------- layers


def output(layer: Any, x: Any, **how: Any) -> Any:
    return layer(np.asarray(x, np.float32), **how).detach().numpy()


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("strides", [1, 2, (3, 1)])
def test_convolution(padding: str, strides: Any) -> None:
    x = np.random.default_rng(0).normal(size=(2, 7, 6, 3))
    layer = layers.Conv2D(4, (3, 2), strides=strides, padding=padding, bias_initializer="random_normal")
    out = output(layer, x)
    kernel, bias = layer.get_weights()
    assert kernel.shape == (3, 2, 3, 4)
    down, right = (strides, strides) if isinstance(strides, int) else strides
    rows, columns = (-(-7 // down), -(-6 // right)) if padding == "same" else ((7 - 3) // down + 1, (6 - 2) // right + 1)
    extra = (max((rows - 1) * down + 3 - 7, 0), max((columns - 1) * right + 2 - 6, 0)) if padding == "same" else (0, 0)
    padded = np.pad(x, ((0, 0), (extra[0] // 2, extra[0] - extra[0] // 2), (extra[1] // 2, extra[1] - extra[1] // 2), (0, 0)))
    expected = np.empty((2, rows, columns, 4))
    for i in range(rows):
        for j in range(columns):
            expected[:, i, j] = np.einsum("nhwc,hwcf->nf", padded[:, i * down : i * down + 3, j * right : j * right + 2], kernel) + bias
    assert out.shape == expected.shape
    assert np.allclose(out, expected, atol=1e-5)


def test_pooling() -> None:
    x = -1 - np.arange(25.0).reshape(1, 5, 5, 1)  # below zero: a border of zeros would show
    assert output(layers.MaxPooling2D(), x)[0, :, :, 0].tolist() == [[-1, -3], [-11, -13]]
    assert output(layers.MaxPooling2D(padding="same"), x)[0, :, :, 0].tolist() == [[-1, -3, -5], [-11, -13, -15], [-21, -23, -25]]
    assert output(layers.AveragePooling2D(padding="same"), x)[0, :, :, 0].tolist() == [[-4, -6, -7.5], [-14, -16, -17.5], [-21.5, -23.5, -25]]
    assert output(layers.GlobalAveragePooling2D(), x).tolist() == [[-13]]
    assert output(layers.GlobalMaxPooling2D(), x).tolist() == [[-1]]
    assert output(layers.UpSampling2D(), [[[[1], [2]]]])[0, :, :, 0].tolist() == [[1, 1, 2, 2], [1, 1, 2, 2]]
    assert output(layers.ZeroPadding2D(((1, 0), (0, 2))), [[[[1], [2]]]])[0, :, :, 0].tolist() == [[0, 0, 0, 0], [1, 2, 0, 0]]


def test_batch_normalization() -> None:
    x = np.random.default_rng(0).normal(2, 3, (8, 4, 4, 3))
    layer = layers.BatchNormalization()
    out = output(layer, x, training=True)
    mean, variance = x.mean((0, 1, 2)), x.var((0, 1, 2))
    assert np.allclose(out, (x - mean) / np.sqrt(variance + 1e-3), atol=1e-4)
    gamma, beta, moving_mean, moving_variance = layer.get_weights()
    assert np.allclose(gamma, 1)
    assert np.allclose(beta, 0)
    assert np.allclose(moving_mean, 0.01 * mean, atol=1e-5)
    assert np.allclose(moving_variance, 0.99 + 0.01 * variance, atol=1e-5)
    assert np.allclose(output(layer, x, training=False), (x - moving_mean) / np.sqrt(moving_variance + 1e-3), atol=1e-4)
    single = layers.BatchNormalization(beta_initializer="ones")
    assert output(single, [[3.0, 4.0]], training=True).tolist() == [[1, 1]]
    assert np.allclose(single.get_weights()[3], 0.99)


def test_dropout_only_in_training() -> None:
    x = np.ones((50, 40))
    layer = layers.Dropout(0.25)
    assert (output(layer, x, training=False) == 1).all()
    out = output(layer, x, training=True)
    assert set(np.unique(out).round(4)) == {0, np.float32(1.3333)}
    assert abs((out == 0).mean() - 0.25) < 0.05


def test_recurrent_layers() -> None:
    x = np.random.default_rng(0).normal(size=(2, 5, 3))
    layer = layers.LSTM(4, return_sequences=True)
    out = output(layer, x)
    kernel, recurrent, bias = layer.get_weights()
    assert (kernel.shape, recurrent.shape, bias.tolist()) == ((3, 16), (4, 16), [0] * 4 + [1] * 4 + [0] * 8)

    def sigmoid(a: Any) -> Any:
        return 1 / (1 + np.exp(-a))

    h = c = np.zeros((2, 4))
    for t in range(5):
        i, f, g, o = np.split(x[:, t] @ kernel + h @ recurrent + bias, 4, 1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        assert np.allclose(out[:, t], h, atol=1e-5)
    simple = layers.SimpleRNN(4)
    assert output(simple, x[:, :1]).shape == (2, 4)
    kernel, recurrent, _ = simple.get_weights()
    assert np.allclose(output(simple, x[:, :1]), np.tanh(x[:, 0] @ kernel), atol=1e-5)
    assert np.allclose(recurrent @ recurrent.T, np.eye(4), atol=1e-5)


def test_embedding_learns() -> None:
    x = np.random.default_rng(0).integers(0, 10, (64, 5))
    y = (x.sum(1) > 22).astype(int)
    model = Sequential([layers.Embedding(10, 4, input_length=5), layers.GlobalAveragePooling1D(), layers.Dense(1, activation="sigmoid")])
    assert model.output_shape == (None, 1)
    model.compile(optimizers.Adam(0.05), "binary_crossentropy", metrics=["accuracy"])
    assert model.fit(x, y, epochs=30, verbose=0).history["accuracy"][-1] > 0.9


@pytest.mark.parametrize(
    "layer",
    [
        layers.Activation("tanh"),
        layers.ReLU(max_value=1),
        layers.LeakyReLU(0.1),
        layers.Softmax(),
        layers.Rescaling(0.5, 1),
        layers.Lambda(lambda x: x * 2),
        layers.LayerNormalization(),
        layers.Reshape((2, -1)),
    ],
)
def test_layers_without_a_size(layer: Any) -> None:
    x = np.array([[-1.0, 0.5, 2, 3]])
    normal = (x - x.mean()) / np.sqrt(x.var() + 1e-3)
    expected = {
        "Activation": np.tanh(x), "ReLU": [[0, 0.5, 1, 1]], "LeakyReLU": [[-0.1, 0.5, 2, 3]], "Softmax": np.exp(x) / np.exp(x).sum(),
        "Rescaling": x / 2 + 1, "Lambda": x * 2, "LayerNormalization": normal, "Reshape": x.reshape(1, 2, 2),
    }  # fmt: skip
    assert np.allclose(output(layer, x), expected[type(layer).__name__], atol=1e-6)


@pytest.mark.parametrize(
    ("name", "variance", "bound"),
    [
        ("glorot_uniform", 2 / 500, math.sqrt(6 / 500)),
        ("glorot_normal", 2 / 500, 2.3 * math.sqrt(2 / 500)),
        ("he_uniform", 2 / 200, math.sqrt(6 / 200)),
        ("he_normal", 2 / 200, 2.3 * math.sqrt(2 / 200)),
        ("lecun_normal", 1 / 200, 2.3 * math.sqrt(1 / 200)),
        ("RandomNormal", 0.05**2, 1),
        ("random_uniform", 0.05**2 / 3, 0.05),
        ("zeros", 0, 0),
    ],
)
def test_initializers(name: str, variance: float, bound: float) -> None:
    values = keras.initializers.get(name)((200, 300)).numpy()
    assert values.var() == pytest.approx(variance, rel=0.03)
    assert abs(values).max() <= bound
    seeded = keras.initializers.HeNormal(seed=3)
    assert np.array_equal(seeded((2, 3)).numpy(), seeded((2, 3)).numpy())
    window = keras.initializers.he_uniform()((3, 3, 8, 16)).numpy()
    assert abs(window).max() <= math.sqrt(6 / 72)


# ---------------------------------------------------------------------------------------------------------------- losses and metrics

P = np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3]])
ONE_HOT = np.array([[1.0, 0, 0], [0, 0, 1]])
A, B = np.array([[1.0, 2], [3, -1]]), np.array([[1.5, 0], [2.5, -3]])


@pytest.mark.parametrize(
    ("name", "truth", "prediction", "expected"),
    [
        ("sparse_categorical_crossentropy", [0, 2], P, [-math.log(0.7), -math.log(0.3)]),
        ("sparse_categorical_crossentropy", [[0], [2]], P * 2, [-math.log(0.7), -math.log(0.3)]),
        ("sparse_categorical_crossentropy", [1], [[1.0, 0, 0]], [-math.log(1e-7)]),
        ("categorical_crossentropy", ONE_HOT, P, [-math.log(0.7), -math.log(0.3)]),
        ("categorical_crossentropy", [[0.0, 1, 0]], [[1.0, 0, 0]], [-math.log(1e-7)]),
        ("binary_crossentropy", [[1.0, 0]], [[0.8, 0.4]], [-(math.log(0.8) + math.log(0.6)) / 2]),
        ("binary_crossentropy", [1], [[0.0]], [-math.log(1e-7)]),
        ("mse", A, B, [2.125, 2.125]),
        ("mean_absolute_error", A, B, [1.25, 1.25]),
        ("mape", A, B, [75, 100 * (0.5 / 3 + 2) / 2]),
        ("huber", A, B, [(0.125 + 1.5) / 2] * 2),
        ("log_cosh", A, B, [(math.log(math.cosh(0.5)) + math.log(math.cosh(2))) / 2] * 2),
        ("hinge", [[1.0, 0]], [[0.5, 0.5]], [1.0]),
        ("squared_hinge", [[1.0, -1]], [[0.5, 0.5]], [1.25]),
        ("kl_divergence", [[0.5, 0.5]], [[0.25, 0.75]], [0.5 * math.log(2) + 0.5 * math.log(2 / 3)]),
        ("poisson", [[1.0, 2]], [[0.5, 2]], [(0.5 - math.log(0.5) + 2 - 2 * math.log(2)) / 2]),
        ("cosine_similarity", [[3.0, 4]], [[4.0, 3]], [-24 / 25]),
        ("msle", [[1.0, 3]], [[3.0, 1]], [math.log(2) ** 2]),
    ],
)
def test_losses(name: str, truth: Any, prediction: Any, expected: Any) -> None:
    values = losses.get(name)(truth, prediction)
    assert values.numpy() == pytest.approx(np.array(expected), rel=2e-5)


def test_losses_as_objects() -> None:
    logits = np.log(P) + 3
    assert losses.SparseCategoricalCrossentropy(from_logits=True)([0, 2], logits).item() == pytest.approx(-math.log(0.7 * 0.3) / 2)
    assert losses.CategoricalCrossentropy(True, reduction="sum")(ONE_HOT, logits).item() == pytest.approx(-math.log(0.7 * 0.3))
    smooth = ONE_HOT * 0.7 + 0.1
    assert losses.CategoricalCrossentropy(label_smoothing=0.3)(ONE_HOT, P).item() == pytest.approx(-(smooth * np.log(P)).sum() / 2)
    assert losses.MeanSquaredError(reduction="none")(A, B, [1, 2]).tolist() == [2.125, 4.25]
    assert losses.BinaryCrossentropy(from_logits=True)([[1.0]], [[-200.0]]).item() == 200
    assert losses.MeanSquaredError()(np.ones(4), np.zeros((4, 1))).item() == 1


def test_a_saturated_softmax_still_learns() -> None:
    """The loss is that of the logits, and its gradient does not vanish where the probability rounds to zero."""
    model = Sequential([layers.Dense(2, activation="softmax", kernel_initializer=lambda shape, dtype=None: np.array([[200.0, 0]]), input_shape=(1,))])
    model.compile(optimizers.SGD(1.0), "sparse_categorical_crossentropy")
    assert model.train_on_batch([[1.0]], [1]) == 200
    assert model.get_weights()[0].tolist() == [[199, 1]]


def test_accuracy_is_that_of_the_loss() -> None:
    for loss, truth, prediction, expected in (
        ("sparse_categorical_crossentropy", [0, 2], P, 0.5),
        ("categorical_crossentropy", ONE_HOT, P, 0.5),
        ("binary_crossentropy", [1, 0, 1], [[0.8], [0.7], [0.9]], 2 / 3),
        ("binary_crossentropy", [[1, 0], [1, 1]], [[0.8, 0.7], [0.9, 0.9]], 3 / 4),
        ("mse", [[1], [0]], [[0.9], [0.8]], 0.5),
    ):
        metric = metrics.get("accuracy", loss)
        assert metric(np.array(truth), np.array(prediction)) == pytest.approx(expected)
        assert metric.name == "accuracy"


def test_metrics() -> None:
    metric = metrics.SparseCategoricalAccuracy()
    metric.update_state([0, 2], P)
    assert metric.result() == 0.5
    metric.update_state([1], P[1:])
    assert metric.result() == pytest.approx(2 / 3)
    metric.reset_state()
    assert metric.result() == 0
    assert metrics.get("rmse")(A, B) == pytest.approx(math.sqrt(2.125))
    assert metrics.get("mae")(A, B) == 1.25
    assert metrics.SparseTopKCategoricalAccuracy(k=2)([2, 2], P) == 0.5
    assert metrics.TopKCategoricalAccuracy(k=2)(ONE_HOT, P) == 1
    model = classifier(metrics=["acc", "sparse_top_k_categorical_accuracy", lambda y, p: p[:, 0]])
    assert list(model.fit(*blobs(10), verbose=0).history)[:3] == ["loss", "acc", "sparse_top_k_categorical_accuracy"]


def test_to_categorical() -> None:
    assert keras.utils.to_categorical([[1], [0]], 3).tolist() == [[0, 1, 0], [1, 0, 0]]
    with pytest.raises(ValueError, match="between 0 and 2"):
        keras.utils.to_categorical([3], 3)


# ---------------------------------------------------------------------------------------------------------------- optimizers


def steps(optimizer: Any, gradients: list[float], w: float = 1.0) -> list[float]:
    """The weight after each step."""
    import nn

    parameter = nn.Parameter(autograd.tensor([w], dtype=autograd.float64))
    optimizer.build([parameter])
    seen = []
    for g in gradients:
        parameter.grad = autograd.tensor([g], dtype=autograd.float64)
        optimizer.step()
        seen.append(parameter.item())
    return seen


def by_formula(name: str, gradients: list[float], w: float = 1.0) -> list[float]:
    """Keras's formulas, with its defaults but for a large epsilon, which shows where epsilon stands."""
    m = v = u = a = 0.0
    schedule = 1.0
    seen = []
    if name == "adagrad":
        v = 0.1
    for t, g in enumerate(gradients, 1):
        eps, rate = 0.1, 0.01
        if name == "sgd":
            m = 0.9 * m - rate * g
            w += m
        elif name == "nesterov":
            m = 0.9 * m - rate * g
            w += 0.9 * m - rate * g
        elif name in ("adam", "adamw"):
            w -= w * 0.2 * rate if name == "adamw" else 0
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
            w -= rate * math.sqrt(1 - 0.999**t) / (1 - 0.9**t) * m / (math.sqrt(v) + eps)
        elif name == "adamax":
            m, u = 0.9 * m + 0.1 * g, max(0.999 * u, abs(g))
            w -= rate * m / ((1 - 0.9**t) * (u + eps))
        elif name == "nadam":
            mu, ahead = 0.9 * (1 - 0.5 * 0.96**t), 0.9 * (1 - 0.5 * 0.96 ** (t + 1))
            schedule *= mu
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
            looking = ahead * m / (1 - schedule * ahead) + (1 - mu) * g / (1 - schedule)
            w -= rate * looking / (math.sqrt(v / (1 - 0.999**t)) + eps)
        elif name in ("rmsprop", "centered"):
            v, a = 0.9 * v + 0.1 * g * g, 0.9 * a + 0.1 * g
            increment = rate * g / math.sqrt(v - (a * a if name == "centered" else 0) + eps)
            m = 0.5 * m + increment
            w -= m
        elif name == "adagrad":
            v += g * g
            w -= rate * g / math.sqrt(v + eps)
        elif name == "adadelta":
            v = 0.95 * v + 0.05 * g * g
            delta = math.sqrt(u + eps) / math.sqrt(v + eps) * g
            u = 0.95 * u + 0.05 * delta * delta
            w -= rate * delta
        seen.append(w)
    return seen


@pytest.mark.parametrize(
    ("name", "optimizer"),
    [
        ("sgd", optimizers.SGD(0.01, momentum=0.9)),
        ("nesterov", optimizers.SGD(0.01, momentum=0.9, nesterov=True)),
        ("adam", optimizers.Adam(0.01, epsilon=0.1)),
        ("adamw", optimizers.AdamW(0.01, weight_decay=0.2, epsilon=0.1)),
        ("adamax", optimizers.Adamax(0.01, epsilon=0.1)),
        ("nadam", optimizers.Nadam(0.01, epsilon=0.1)),
        ("rmsprop", optimizers.RMSprop(0.01, momentum=0.5, epsilon=0.1)),
        ("centered", optimizers.RMSprop(0.01, momentum=0.5, epsilon=0.1, centered=True)),
        ("adagrad", optimizers.Adagrad(0.01, epsilon=0.1)),
        ("adadelta", optimizers.Adadelta(0.01, epsilon=0.1)),
    ],
)
def test_optimizers(name: str, optimizer: Any) -> None:
    gradients = [0.5, -1.0, 0.25, 2.0, -0.125]
    assert steps(optimizer, gradients) == pytest.approx(by_formula(name, gradients), rel=1e-6)


def test_a_new_learning_rate_leaves_the_velocity() -> None:
    optimizer = optimizers.SGD(optimizers.schedules.PiecewiseConstantDecay([0], [1.0, 0.5]), momentum=0.5)
    assert steps(optimizer, [1.0, 0.0], 0.0) == [-1, -1.5]
    assert optimizer.learning_rate == 0.5


def test_clipping() -> None:
    assert steps(optimizers.SGD(1.0, clipvalue=0.5), [3.0, -0.25], 0.0) == [-0.5, -0.25]
    assert steps(optimizers.SGD(1.0, clipnorm=2.0), [3.0, 1.0], 0.0) == [-2, -3]
    assert steps(optimizers.SGD(1.0, global_clipnorm=2.0), [3.0, 1.0], 0.0) == [-2, -3]
    with pytest.raises(ValueError, match="Only one of"):
        optimizers.SGD(clipnorm=1, clipvalue=1)


def test_schedules() -> None:
    s = optimizers.schedules
    assert s.ExponentialDecay(1.0, 10, 0.5)(20) == 0.25
    assert s.ExponentialDecay(1.0, 10, 0.5, staircase=True)(19) == 0.5
    assert s.InverseTimeDecay(1.0, 10, 0.5)(20) == 0.5
    assert s.PolynomialDecay(1.0, 10, 0.0)(5) == 0.5
    assert s.CosineDecay(1.0, 10)(5) == pytest.approx(0.5)
    assert s.CosineDecay(0.0, 10, warmup_target=1.0, warmup_steps=4)(2) == 0.5


def test_defaults_are_those_of_keras() -> None:
    assert optimizers.get("adam")._settings == {"betas": (0.9, 0.999), "eps": 1e-7, "amsgrad": False}
    rates = {name: optimizers.get(name).learning_rate for name in ("SGD", "adam", "RMSprop", "adagrad", "adadelta", "nadam", "adamax", "adamw")}
    assert rates == {**dict.fromkeys(rates, 0.001), "SGD": 0.01}


# ---------------------------------------------------------------------------------------------------------------- callbacks


def test_early_stopping() -> None:
    values = iter([3.0, 2.0, 2.5, 2.5, 2.5, 2.5])
    kept: list[Any] = []
    report = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: (logs.update(val_loss=next(values)), kept.append(model.get_weights()[0])),
    )
    model = classifier()
    stop = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    history = model.fit(*blobs(20), epochs=6, callbacks=[report, stop], verbose=0)
    assert history.history["val_loss"] == [3.0, 2.0, 2.5, 2.5]
    assert stop.stopped_epoch == 3
    assert np.array_equal(model.get_weights()[0], kept[1])
    with pytest.warns(UserWarning, match="conditioned on metric `val_loss` which is not available. Available metrics are: loss,accuracy"):
        model.fit(*blobs(20), callbacks=[keras.callbacks.EarlyStopping()], verbose=0)


def test_learning_rates_by_callback() -> None:
    model = classifier()
    history = model.fit(*blobs(20), epochs=3, verbose=0, callbacks=[keras.callbacks.LearningRateScheduler(lambda epoch, rate: rate / 2)])
    assert history.history["learning_rate"] == [0.0005, 0.00025, 0.000125]
    model.optimizer.learning_rate = 1e-30
    plateau = keras.callbacks.ReduceLROnPlateau(monitor="loss", patience=2, factor=0.5)
    model.fit(*blobs(20), epochs=5, verbose=0, callbacks=[plateau])
    assert model.optimizer.learning_rate == 2.5e-31


def test_checkpoints(tmp_path: Path) -> None:
    model = classifier()
    kept = keras.callbacks.ModelCheckpoint(tmp_path / "{epoch:02d}.weights", monitor="loss", save_best_only=True)
    model.fit(*blobs(50), epochs=2, callbacks=[kept], verbose=0)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["01.weights", "02.weights"]
    after = model.get_weights()
    model.load_weights(tmp_path / "01.weights")
    assert not np.array_equal(after[0], model.get_weights()[0])


def test_moments_of_training() -> None:
    seen: list[str] = []

    class Watch(keras.callbacks.Callback):
        def on_train_begin(self, logs: Any = None) -> None:
            seen.append(f"train {self.params['epochs']} {self.params['steps']}")

        def on_batch_end(self, batch: int, logs: Any = None) -> None:
            seen.append(f"batch {batch} {sorted(logs)}")

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            seen.append(f"epoch {epoch}")
            self.model.stop_training = True

    classifier().fit(*blobs(40), epochs=5, callbacks=[Watch()], verbose=0)
    assert seen == ["train 5 2", "batch 0 ['accuracy', 'loss']", "batch 1 ['accuracy', 'loss']", "epoch 0"]


# ---------------------------------------------------------------------------------------------------------------- mistakes


def test_mistakes() -> None:
    x, y = blobs(20)
    model = Sequential([layers.Dense(3, activation="softmax", input_shape=(2,))])
    with pytest.raises(ValueError, match=r"You must call `compile\(\)` before calling `fit\(\)`"):
        model.fit(x, y)
    with pytest.raises(ValueError, match="optimizer identifier: 'adm'. There are Adadelta, .*adam"):
        model.compile("adm", "mse")
    with pytest.raises(ValueError, match="loss identifier: 'crossentropy'. There are .*sparse_categorical_crossentropy"):
        model.compile("adam", "crossentropy")
    with pytest.raises(ValueError, match="metric identifier: 'accurcy'. There are .*accuracy"):
        model.compile("adam", "mse", metrics=["accurcy"])
    with pytest.raises(ValueError, match="activation function identifier: 'rely'. There are .*relu"):
        layers.Dense(1, activation="rely")
    model.compile("adam", "sparse_categorical_crossentropy")
    with pytest.raises(ValueError, match="x sizes: 20, y sizes: 19"):
        model.fit(x, y[:19])
    with pytest.raises(ValueError, match=r"expected shape=\(None, 2\), found shape=\(20, 5\)"):
        model.fit(np.ones((20, 5)), y, verbose=0)
    with pytest.raises(ValueError, match="labels must be between 0 and 2, .* from 0 to 3"):
        model.fit(x, np.arange(20) % 4, batch_size=20, verbose=0)
    with pytest.raises(ValueError, match="for one-hot labels say loss='categorical_crossentropy'"):
        model.fit(x, keras.utils.to_categorical(y), verbose=0)
    model.compile("adam", "categorical_crossentropy")
    with pytest.raises(ValueError, match="say loss='sparse_categorical_crossentropy'"):
        model.fit(x, y, verbose=0)
    with pytest.raises(ValueError, match="20 samples are too few for validation_split=0.01|validation_split"):
        model.fit(x, y, validation_split=1.5, verbose=0)
    with pytest.raises(ValueError, match=r"expected axis -1 of input shape to have value 3, but received input with shape \(None, 2\)"):
        layer = layers.Dense(1)
        layer(np.ones((1, 3)))
        layer(np.ones((1, 2)))
    with pytest.raises(ValueError, match="expected ndim=4, found ndim=3"):
        layers.Conv2D(2, 3)(np.ones((1, 8, 8)))
    with pytest.raises(ValueError, match="Only instances of keras.Layer"):
        model.add(autograd.nn.Linear(3, 1))
    with pytest.raises(ValueError, match="Received: units=0"):
        layers.Dense(0)


def test_a_layer_that_does_not_fit_is_not_added() -> None:
    model = Sequential([layers.Dense(4, input_shape=(2,))])
    with pytest.raises(ValueError, match="expected ndim=4"):
        model.add(layers.MaxPooling2D())
    assert len(model.layers) == 1
    model.add(layers.Dense(1))
    assert model.output_shape == (None, 1)


def test_the_metrics_of_a_model_are_the_objects_that_it_reports() -> None:
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="ones")])
    assert model.metrics == []
    model.compile("sgd", "mse", metrics=["mae"], weighted_metrics=[keras.metrics.MeanSquaredError(name="weighted")])
    model.evaluate(np.array([[1.0], [3.0]]), np.zeros((2, 1)), sample_weight=np.array([1.0, 0.0]), verbose=0)
    assert [(m.name, float(m.result())) for m in model.metrics] == [("mae", 2.0), ("weighted", 1.0)]


def test_several_outputs_are_refused_where_they_do_not_fit() -> None:
    inputs = keras.Input((3,))
    outputs = [layers.Dense(2, name="a")(inputs), layers.Dense(1, name="b")(inputs)]
    model = keras.Model(inputs, outputs)
    x, y = np.ones((4, 3)), [np.ones((4, 2)), np.ones((4, 1))]
    with pytest.raises(ValueError, match=r"Expected keys \['a', 'b'\] in loss dict, but found loss.keys\(\)=\['a'\]"):
        model.compile("sgd", {"a": "mse"})
    with pytest.raises(ValueError, match="model with 2 outputs, metrics must be a list of as many"):
        model.compile("sgd", "mse", metrics=["mae"])
    model.compile("sgd", "mse")
    with pytest.raises(ValueError, match="`class_weight` is only supported for Models with a single output"):
        model.fit(x, y, class_weight={0: 1.0}, verbose=0)
    with pytest.raises(ValueError, match="y_true and y_pred have different structures: there are 2 outputs, and y has 1 parts"):
        model.evaluate(x, y[:1], verbose=0)
    with pytest.raises(ValueError, match="several outputs cannot be a layer"):
        model(inputs)
