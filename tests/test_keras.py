"""The Keras front door: the founding documents' program, on real digits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import autograd
from nn.datasets import digits
from nn.keras import Sequential
from nn.keras.callbacks import EarlyStopping
from nn.keras.layers import Dense, Dropout, Flatten

MNIST = Path(__file__).parents[2] / "shared" / "data" / "mnist"


def network(size: tuple[int, int]) -> Sequential:
    """The network of the documents."""
    model = Sequential()
    model.add(Flatten(input_shape=size))
    model.add(Dense(128, activation="relu"))
    model.add(Dense(10, activation="softmax"))
    model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    return model


def test_the_documents_program_on_the_bundled_digits() -> None:
    autograd.manual_seed(0)
    images, labels = (t.numpy() for t in digits())
    model = network((8, 8))
    history = model.fit(images[:1400], labels[:1400], validation_data=(images[1400:], labels[1400:]), epochs=15, batch_size=32, verbose=0)
    assert set(history.history) == {"loss", "accuracy", "val_loss", "val_accuracy"}
    assert all(len(values) == 15 for values in history.history.values())
    assert history.history["accuracy"][-1] > 0.97 and history.history["val_accuracy"][-1] > 0.9
    loss, accuracy = model.evaluate(images[1400:], labels[1400:], verbose=0)
    assert accuracy == pytest.approx(history.history["val_accuracy"][-1]) and loss == pytest.approx(history.history["val_loss"][-1])
    probabilities = model.predict(images[1400:1410], verbose=0)
    assert probabilities.shape == (10, 10)
    np.testing.assert_allclose(np.asarray(probabilities).sum(1), 1, rtol=1e-5)


def test_same_seed_same_history() -> None:
    images, labels = (t.numpy() for t in digits())

    def losses() -> list[float]:
        autograd.manual_seed(3)
        model = Sequential([Flatten(input_shape=(8, 8)), Dense(16, activation="tanh"), Dropout(0.2), Dense(10)])
        from nn.keras.losses import SparseCategoricalCrossentropy

        model.compile(loss=SparseCategoricalCrossentropy(from_logits=True), optimizer="sgd")
        return list(model.fit(images[:256], labels[:256], epochs=3, validation_split=0.25, verbose=0).history["loss"])

    first = losses()
    assert first == losses() and first[-1] < first[0]


def test_early_stopping_and_misuse() -> None:
    images, labels = (t.numpy()[:128] for t in digits())
    model = network((8, 8))
    stopping = EarlyStopping(monitor="loss", min_delta=10.0, patience=1)
    assert len(model.fit(images, labels, epochs=20, callbacks=[stopping], verbose=0).history["loss"]) < 20
    with pytest.raises(ValueError, match=r"[Uu]nknown|[Cc]ould not"):
        model.compile(loss="no such loss", optimizer="adam")
    with pytest.raises(ValueError, match="[Cc]ardinality"):
        network((8, 8)).fit(images, labels[:100], verbose=0)


@pytest.mark.skipif(not MNIST.is_dir(), reason="the MNIST files are not beside the repository")
def test_the_documents_program_on_mnist(monkeypatch: pytest.MonkeyPatch) -> None:
    from nn.keras.datasets import mnist

    monkeypatch.setenv("WGRAD_DATA", str(MNIST))
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    assert x_train.shape == (60000, 28, 28) and x_test.shape == (10000, 28, 28) and x_train.dtype == np.uint8
    autograd.manual_seed(0)
    model = network((28, 28))
    model.fit(x_train[:20000] / 255.0, y_train[:20000], epochs=1, batch_size=32, verbose=0)
    assert model.evaluate(x_test / 255.0, y_test, verbose=0)[1] > 0.93
