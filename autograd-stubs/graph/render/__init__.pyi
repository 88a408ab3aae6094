"""DOT text to SVG, PNG, PDF: by the ``dot`` program, or else by the Graphviz that comes with pygraphviz."""
class NoRenderer(RuntimeError):
    """There is nothing on this machine that lays out graphs; the message says what to install."""
    def __init__(self) -> None: ...
def can_render() -> bool: """True if there is a ``dot`` program or pygraphviz."""
def render(source: str, form: str) -> bytes: """A picture in this format. Large ones are scaled down where every pixel costs memory."""
def svg(source: str) -> str: """An SVG picture that fits the page it is on, and follows a dark screen."""
