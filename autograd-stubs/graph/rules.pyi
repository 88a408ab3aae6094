"""The source of a rule, taken from the function that runs: ``g * (1 - out * out)``."""
from collections.abc import Callable as _Callable
from typing import Any as _Any
def rule_source(rule: _Callable[..., _Any] | None, operation: str = '') -> str: """What a rule returns, as written; a rule of several statements is shown as a call of it."""
