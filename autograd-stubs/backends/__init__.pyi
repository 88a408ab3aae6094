"""``torch.backends``: settings of libraries that are not there. They can be read and set, and change nothing."""
from types import SimpleNamespace as _types_SimpleNamespace
cuda: _types_SimpleNamespace
mkl: _types_SimpleNamespace
mkldnn: _types_SimpleNamespace
mps: _types_SimpleNamespace
openmp: _types_SimpleNamespace
from . import cudnn as cudnn
