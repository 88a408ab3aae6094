"""Convolutions, their transposes, unfold and fold."""

from __future__ import annotations

import nn.functional as F
from nn.functional.convolution import convolution_weight
from nn.functional.windows import Windows

from . import Sample, normal

SAMPLES = [
    Sample(F.conv1d, normal(2, 2, 5), normal(3, 2, 3), normal(3), name="with bias", padding=1, stride=2),
    Sample(F.conv2d, normal(1, 2, 4, 3), normal(2, 2, 2, 2), normal(2)),
    Sample(F.conv2d, normal(2, 4, 3), normal(2, 1, 2, 2), name="unbatched, in groups", groups=2, padding="same"),
    Sample(F.conv2d, normal(1, 3, 4, 4), normal(1, 3, 3, 2), name="fewer channels out than in", dilation=(1, 2), padding=(1, 2)),
    Sample(F.conv2d, normal(2, 2, 3, 3), normal(2, 1, 2, 2), name="a kernel per channel", groups=2, stride=2, padding=1),
    Sample(F.conv2d, normal(2, 3, 2, 2), normal(2, 3, 1, 1), name="of one pixel"),
    Sample(F.conv3d, normal(1, 1, 3, 2, 3), normal(2, 1, 2, 1, 2), normal(2)),
    Sample(F.conv_transpose1d, normal(1, 2, 3), normal(2, 1, 2), normal(1), stride=2, padding=1, output_padding=1),
    Sample(F.conv_transpose2d, normal(1, 2, 2, 3), normal(2, 2, 2, 2), normal(4), groups=2),
    Sample(F.conv_transpose2d, normal(2, 1, 3, 2), normal(1, 2, 2, 3), name="more channels out than in", padding=1, dilation=(2, 1)),
    Sample(F.conv_transpose3d, normal(1, 1, 2, 1, 2), normal(1, 1, 2, 2, 1), normal(1), stride=(2, 1, 1)),
    Sample(convolution_weight, normal(2, 2, 4), normal(2, 3, 3), windows=Windows((4,), (2,), (1,), (1,), (0,), (3,)), groups=1),
    Sample(lambda x: F.unfold(x, 2, padding=1, stride=2) ** 2, normal(1, 2, 3, 3), name="unfold"),
    Sample(lambda x: F.fold(x, (3, 3), 2) ** 2, normal(1, 8, 4), name="fold"),
]
