"""Averages of a model's weights over training, which generalise better than the last ones: ``torch.optim.swa_utils``.

    Izmailov et al. 2018 take plain averages (stochastic weight averaging), others exponential ones."""
from autograd.optim.swa_utils import AveragedModel as AveragedModel
from autograd.optim.swa_utils import SWALR as SWALR
from autograd.optim.swa_utils import get_ema_avg_fn as get_ema_avg_fn
from autograd.optim.swa_utils import get_ema_multi_avg_fn as get_ema_multi_avg_fn
from autograd.optim.swa_utils import get_swa_avg_fn as get_swa_avg_fn
from autograd.optim.swa_utils import get_swa_multi_avg_fn as get_swa_multi_avg_fn
from autograd.optim.swa_utils import update_bn as update_bn
