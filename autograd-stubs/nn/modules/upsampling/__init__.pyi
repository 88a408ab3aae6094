"""Layers that rearrange elements: flatten, fold, shuffle, and resize images."""
from autograd.nn.modules.channelshuffle import ChannelShuffle as ChannelShuffle
from autograd.nn.modules.channelshuffle import Flatten as Flatten
from autograd.nn.modules.channelshuffle import Fold as Fold
from autograd.nn.modules.channelshuffle import PixelShuffle as PixelShuffle
from autograd.nn.modules.channelshuffle import PixelUnshuffle as PixelUnshuffle
from autograd.nn.modules.channelshuffle import Unflatten as Unflatten
from autograd.nn.modules.channelshuffle import Unfold as Unfold
from autograd.nn.modules.channelshuffle import Upsample as Upsample
from autograd.nn.modules.channelshuffle import UpsamplingBilinear2d as UpsamplingBilinear2d
from autograd.nn.modules.channelshuffle import UpsamplingNearest2d as UpsamplingNearest2d
