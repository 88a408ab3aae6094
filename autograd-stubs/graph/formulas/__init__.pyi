"""Rules as a textbook writes them, where their source does not read as mathematics.

    ``g`` is the gradient of the result ``out``; ``·`` multiplies element by element and ``@`` matrices; ``[x > 0]`` is 1 where that holds and 0
    elsewhere; ``Σ`` and ``mean`` go over what the operation goes over, ``n`` counts it. A test computes every formula on random numbers, and
    compares it with the rule that runs: so none can say something else."""
from collections.abc import Mapping as _Mapping
from typing import Any as _Any
def formula(op: _Any, input: str | None, known: _Mapping[str, _Any]) -> str | None: """The formula of an operation's rule for this input, if there is one; small parameters stand in it with their values."""
def valued(text: str, op: _Any, known: _Mapping[str, _Any]) -> str: """A formula in which small parameters of the operation stand with their values."""
