"""``torch.utils.tensorboard``: the ``SummaryWriter`` of the package tensorboardX, where that is installed."""
