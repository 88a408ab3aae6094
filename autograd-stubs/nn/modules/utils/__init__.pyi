"""The address ``torch.nn.modules.utils``: one number for each dimension."""
from typing import Any as _Any
def consume_prefix_in_state_dict_if_present(state_dict: dict[str, _Any], prefix: str) -> None: """Take a prefix off the names of a state dict, in place: ``"module."`` of models that were trained in parallel."""
