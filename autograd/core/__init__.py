"""The engine: what a tensor is, how operations are recorded, and how gradients flow back. It is read in an evening, in this order:

1. skeleton.py   the whole idea in a hundred lines, for single numbers; it runs
2. op.py, the docstring at its head: an operation is a NumPy function and a table of derivatives
3. tensor.py     an array, its gradient, and the node that made it
4. node.py       what made a tensor; the nodes are the graph
5. sweep.py      `backward` and `grad`: the graph walked from its end, rule by rule; `sweep` is the loop
6. op.py         how a call is computed and recorded

Then the operations: ops/elementwise.py, ops/linear_algebra.py; and an optimizer, optim/adam.py. On another day:

7. views.py      tensors that share memory, and what writing to them does to the graph
8. methods.py    how a function becomes a method, and its in-place form
9. hooks.py, anomaly.py, errors.py: who is told of a gradient, of a nan, of a mistake
10. fast.py      short cuts for the most frequent calls; the engine is right without them

size.py, dtypes.py, device.py and modes.py are small things that the others stand on.
"""
