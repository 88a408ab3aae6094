"""Samples of nn/modules: the recurrent scan with each cell, and the gate of backward hooks."""

from typing import Any

import numpy as np

from nn.modules.module import backward_hook_op
from nn.modules.recurrent import CELLS, scan
from tests.samples import Sample, normal

T, B, H = 3, 2, 2
h, c = normal(B, H), normal(B, H, seed=1)
ended = np.array([[1, 1], [1, 0], [1, 0]], bool)[..., None]  # the second sequence is one step long


def recurrent(mode: str, name: str, *, projected: int = 0, bias: bool = True, exists: Any = None, reverse: bool = False) -> Sample:
    """A sample of the scan with this cell."""
    gates = CELLS[mode].gates * H
    inputs = [
        normal(T, B, gates, seed=2),
        normal(B, projected) if projected else h,
        c if mode == "LSTM" else None,
        normal(gates, projected or H, seed=3),
        normal(gates, seed=4) if bias else None,
        normal(projected, H, seed=5) if projected else None,
    ]
    return Sample(scan, *inputs, cell=CELLS[mode], exists=exists, reverse=reverse, name=f"{mode} {name}")


SAMPLES = [
    *[recurrent(mode, "forward") for mode in CELLS],
    *[recurrent(mode, "backward, sequences of two lengths", exists=ended, reverse=True) for mode in CELLS],
    recurrent("LSTM", "projected, without bias", projected=1, bias=False, exists=ended),
    Sample(backward_hook_op, normal(2), normal(3), watcher=lambda g: g),
]
