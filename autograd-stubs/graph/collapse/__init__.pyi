"""Fewer boxes: modules folded into one box each, deeper ones first, until a picture is small enough to be read."""
from autograd.graph.model import Model as _Model
def collapse(model: _Model, limit: int = 200, depth: int | None = None) -> _Model: """The model with modules below ``depth`` folded; without a depth, the deepest that leaves at most ``limit`` nodes.

    If that is not enough, neighbours of the same making are drawn as one, and at last the middle of the picture becomes one box."""
