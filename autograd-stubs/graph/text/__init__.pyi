"""A model as text: the program that ran, a line for each operation, and under it what is known of it."""
from autograd.graph.model import Model as _Model
def text_of(model: _Model, full: bool | None = None) -> str: """Each node after those that it was computed from, indented by the modules that it is in."""
