"""``torch.utils.dlpack``: memory that libraries share."""
from autograd import from_dlpack as from_dlpack
from autograd import to_dlpack as to_dlpack
