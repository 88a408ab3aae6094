"""``torch.accelerator``: there is none."""
from typing import Any as _Any
def current_accelerator(check_available: bool = False) -> _Any: """None: there is none."""
from autograd.cuda import device_count as device_count
from autograd.cuda import is_available as is_available
from autograd.cuda import synchronize as synchronize
