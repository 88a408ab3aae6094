"""Write down what Keras answers in the cases of keras_cases.py, for test_keras.py, which needs no Keras.

pip install keras 'jax[cpu]' torch                                   # torch for the cases with its DataLoader
KERAS_BACKEND=jax python tests/record_keras.py                       # all cases
KERAS_BACKEND=jax python tests/record_keras.py metrics callbacks     # those whose names contain one of these words
KERAS_BACKEND=torch python tests/record_keras.py --check             # writes nothing, tells what differs from what is written
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.keras_cases import CASES, Result

ROUNDED = {"loss": (0, 1e-3), "accuracy": (0, 1e-3), "val_loss": (0, 2e-3), "val_accuracy": (0, 3e-3), "predicted": (0.1, 0.02)}
RECORD = Path(__file__).with_name("keras.npz")


def answers(keras: Any, case: str) -> Result:
    """What comes out of a case: arrays of float32, and texts."""
    keras.utils.clear_session()
    keras.utils.set_random_seed(0)
    return {name: value if isinstance(value, str) else np.asarray(value, np.float32) for name, value in CASES[case](keras).items()}


def differences(found: Result, written: Result) -> list[str]:
    """What is not the same, as lines of text. Values "about" something random are compared roughly."""
    told = [f"only on one side: {name}" for name in sorted(set(found) ^ set(written))]
    for name in sorted(set(found) & set(written)):
        here, there = found[name], written[name]
        if isinstance(there, str):
            same = here == there
        else:
            rtol, atol = (0.1, 2e-3) if name.startswith("about") else (2e-4, 2e-5)
            if name in ROUNDED:  # Keras on JAX and Keras on PyTorch differ by 7e-4 in the val_loss, from one rounding at the start
                rtol, atol = ROUNDED[name]
            same = here.shape == there.shape and np.allclose(here, there, rtol=rtol, atol=atol, equal_nan=True)
        if not same:
            told.append(f"{name}: here\n{here}\nin Keras\n{there}")
    return told


def load() -> dict[str, Result]:
    """What is written, for each case."""
    with np.load(RECORD) as record:
        index, values = json.loads(str(record["index"])), record["values"]
    cases: dict[str, Result] = {}
    at = 0
    for case, name, what in index:
        if isinstance(what, list):
            size = int(np.prod(what, dtype=int))
            what, at = values[at : at + size].reshape(what), at + size
        cases.setdefault(case, {})[name] = what
    return cases


def save(cases: dict[str, Result]) -> None:
    """Write the cases, in one array and one text."""
    entries = [(case, name, value) for case, results in cases.items() for name, value in results.items()]
    index = [(case, name, value if isinstance(value, str) else value.shape) for case, name, value in entries]
    values = np.concatenate([value.ravel() for _, _, value in entries if not isinstance(value, str)])
    np.savez_compressed(RECORD, index=np.array(json.dumps(index)), values=values)


def main() -> None:
    """Run the cases on Keras, and write what comes out."""
    import keras

    version = {"version": f"Keras {keras.__version__} on {keras.backend.backend()}"}
    words = [word for word in sys.argv[1:] if word != "--check"]
    found = {case: answers(keras, case) for case in CASES if not words or any(word in case for word in words)}
    print(f"{version['version']}: {len(found)} cases, {sum(map(len, found.values()))} values")
    if "--check" in sys.argv:
        written = load()
        print(*(f"{case}: {line}" for case in found for line in differences(found[case], written[case])), sep="\n")
    else:
        save({**(load() if words else {}), **found, "keras": version})


if __name__ == "__main__":
    main()
