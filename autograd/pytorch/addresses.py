"""PyTorch's addresses of modules that live elsewhere: ``autograd.utils.data`` is ``autograd.nn.data``, and so on.

So that a script runs after a change of its import line only: ``import autograd.nn.functional as F``, ``from autograd.utils.data import
DataLoader``. Each module exists once, whatever name it is imported by.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parents[2]  # the folder in which autograd, nn and optim lie side by side
FOLDERS = {"autograd.nn": str(HERE), "autograd.optim": str(HERE)}
ADDRESSES = {
    "autograd.autograd": "autograd",
    "autograd.distributions.utils": "autograd.nn.distributions.parameters",
    **{
        f"autograd.distributions.{address}": f"autograd.nn.distributions.{name}"
        for name, addresses in {
            "between_0_and_1": "continuous_bernoulli kumaraswamy",
            "gamma": "chi2",
            "counts": "binomial geometric negative_binomial",
            "one_hot": "multinomial one_hot_categorical relaxed_bernoulli relaxed_categorical",
            "positive": "fishersnedecor half_cauchy half_normal inverse_gamma log_normal pareto weibull",
            "real_valued": "cauchy gumbel studentT",
        }.items()
        for address in addresses.split()
    },
    "autograd.distributions": "autograd.nn.distributions",
    "autograd.optim.swa_utils": "autograd.nn.weight_averaging",
    "autograd.utils.data": "autograd.nn.data",
    "autograd.utils.checkpoint": "autograd.transforms.checkpoint",
    "autograd.cuda.amp": "autograd.pytorch.amp",
    "autograd.backends.cudnn": "autograd.pytorch.cudnn",
    "autograd.random": "autograd.creation.random",
    "autograd.sparse": "autograd.creation.sparse",
    "autograd.storage": "autograd.creation.storage",
    "autograd.serialization": "autograd.files.serialization",
    "autograd.nn.attention": "autograd.pytorch.attention",
    "autograd.nn.modules.utils": "autograd.pytorch.repeated",
    "autograd.nn.parallel.data_parallel": "autograd.nn.modules.container",
    **{f"autograd.optim.{name}": "autograd.optim.adaptive" for name in "adadelta adagrad adamax asgd nadam radam rmsprop rprop".split()},
    "autograd.optim.adamw": "autograd.optim.adam",
    **{
        f"autograd.nn.modules.{address}": f"autograd.nn.modules.{name}"
        for address, name in {
            "batchnorm": "normalisation",
            "channelshuffle": "reshaping",
            "flatten": "reshaping",
            "fold": "reshaping",
            "instancenorm": "normalisation",
            "normalization": "normalisation",
            "pixelshuffle": "reshaping",
            "rnn": "recurrent",
            "sparse": "embedding",
            "upsampling": "reshaping",
        }.items()
    },
    **{f"autograd.{name}": f"autograd.transforms.{name}" for name in ("func", "function", "functional")},
    **{
        f"autograd.{name}": f"autograd.pytorch.{name}"
        for name in """
        _C accelerator amp backends compiler cuda futures fx hub jit linalg multiprocessing overrides profiler special testing utils version
        """.split()
    },
}
