"""``torch.backends``: settings of libraries that are not there. They can be read and set, and change nothing."""
from . import cudnn as cudnn
