"""Modules and parameters held together: in a row, in a list, in a dict."""
from autograd.nn.parallel.data_parallel import DataParallel as DataParallel
from autograd.nn.parallel.data_parallel import ModuleDict as ModuleDict
from autograd.nn.parallel.data_parallel import ModuleList as ModuleList
from autograd.nn.parallel.data_parallel import ParameterDict as ParameterDict
from autograd.nn.parallel.data_parallel import ParameterList as ParameterList
from autograd.nn.parallel.data_parallel import Sequential as Sequential
