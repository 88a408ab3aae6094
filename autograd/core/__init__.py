"""The engine: what a tensor is, how operations are recorded, and how gradients flow back. It is read in an evening, in this order:

1. skeleton.py   the whole idea in a hundred lines, for single numbers; it runs
2. op.py, the docstring at its head: an operation is a NumPy function and a table of derivatives
3. tensor.py     an array, its gradient, and the node that made it
4. node.py       what made a tensor; the nodes are the graph
5. sweep.py      `backward` and `grad`: the graph walked from its end, rule by rule; `sweep` is the loop, unbroadcast.py what it does to each result
6. op.py         how a call is computed and recorded

Then the operations: ops/elementwise.py, ops/linear_algebra.py; and an optimizer, optim/adam.py. On another day:

7. views.py      tensors that share memory, and what writing to them does to the graph
8. methods.py    how a function becomes a method, and its in-place form
   overrides.py  classes and modes that say themselves what functions do
9. hooks.py, node_hooks.py, anomaly.py, errors.py: who is told of a gradient, of a nan, of a mistake
   saved.py, strides.py: how what rules need is kept, and in which order results lie in memory
10. fast.py      short cuts for the most frequent calls; the engine is right without them

size.py, dtypes.py, device.py and modes.py are small things that the others stand on.
"""

import os
import sys

# HIPS's package has the import name autograd, too. Installed into one environment, the two lie in one folder, or hide each other. Its __init__.py
# imports autograd.core, as ours does, and Python prefers this folder to its core.py: so this runs in either case.
for _folder in {os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), *sys.path}:
    if os.path.exists(os.path.join(_folder, "autograd", "tracer.py")):  # which it has, and we do not
        raise ImportError(
            "wgrad and HIPS's package `autograd` are installed in the same environment, and both are imported as `autograd`. "
            "Take both out, then install the one that you want:\n"
            "    python -m pip uninstall -y autograd wgrad\n"
            "    python -m pip install wgrad          # or, in a clone of it: python -m pip install -e .\n"
            f"(found in {os.path.join(_folder, 'autograd')})"
        )
