"""``torch.utils.dlpack``: memory that libraries share."""

from ...creation.factories import from_dlpack, to_dlpack

__all__ = ["from_dlpack", "to_dlpack"]
