"""Keras's front door: programs written for Keras run with their imports changed, on the modules and optimizers of wgrad.

>>> import numpy as np
>>> from nn import keras
>>> keras.utils.set_random_seed(0)
>>> model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(8, activation="tanh"), keras.layers.Dense(1, activation="sigmoid")])
>>> model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(learning_rate=0.05), metrics=["accuracy"])
>>> x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
>>> history = model.fit(x, y, epochs=200, verbose=0)
>>> history.history["accuracy"][-1]
1.0
"""

from . import activations, callbacks, initializers, layers, losses, metrics, models, optimizers, regularizers, utils
from .activations import relu, sigmoid, softmax, tanh
from .callbacks import *
from .initializers import Initializer
from .layers import *
from .lookup import clear_session
from .losses import *
from .losses import Loss
from .metrics import Metric
from .models import Model, Sequential
from .optimizers import SGD, Adadelta, Adagrad, Adam, Adamax, AdamW, Nadam, Optimizer, RMSprop
from .utils import set_random_seed, to_categorical
from . import datasets
