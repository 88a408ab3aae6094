"""Normalisation: values brought to mean 0 and variance 1 over the batch, over features, or over groups of channels."""
from autograd.nn.modules.batchnorm import BatchNorm1d as BatchNorm1d
from autograd.nn.modules.batchnorm import BatchNorm2d as BatchNorm2d
from autograd.nn.modules.batchnorm import BatchNorm3d as BatchNorm3d
from autograd.nn.modules.batchnorm import GroupNorm as GroupNorm
from autograd.nn.modules.batchnorm import InstanceNorm1d as InstanceNorm1d
from autograd.nn.modules.batchnorm import InstanceNorm2d as InstanceNorm2d
from autograd.nn.modules.batchnorm import InstanceNorm3d as InstanceNorm3d
from autograd.nn.modules.batchnorm import LayerNorm as LayerNorm
from autograd.nn.modules.batchnorm import LazyBatchNorm1d as LazyBatchNorm1d
from autograd.nn.modules.batchnorm import LazyBatchNorm2d as LazyBatchNorm2d
from autograd.nn.modules.batchnorm import LazyBatchNorm3d as LazyBatchNorm3d
from autograd.nn.modules.batchnorm import LazyInstanceNorm1d as LazyInstanceNorm1d
from autograd.nn.modules.batchnorm import LazyInstanceNorm2d as LazyInstanceNorm2d
from autograd.nn.modules.batchnorm import LazyInstanceNorm3d as LazyInstanceNorm3d
from autograd.nn.modules.batchnorm import LocalResponseNorm as LocalResponseNorm
from autograd.nn.modules.batchnorm import RMSNorm as RMSNorm
from autograd.nn.modules.batchnorm import SyncBatchNorm as SyncBatchNorm
