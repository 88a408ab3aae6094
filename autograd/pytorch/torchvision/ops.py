"""``torchvision.ops``: of many boxes around one object, the best."""

from __future__ import annotations

import numpy as np

from ...core.tensor import Tensor, wrap

__all__ = ["nms"]


def nms(boxes: Tensor, scores: Tensor, iou_threshold: float) -> Tensor:
    """Non-maximum suppression: go through the boxes from the highest score down, and drop each that overlaps with a kept one.

    ``boxes`` (N, 4) are x1, y1, x2, y2 with x1 < x2 and y1 < y2, ``scores`` (N,) of the same dtype. Two boxes overlap if the area they share
    is more than ``iou_threshold`` of the area they cover together. The result are the indices (int64) of the kept ones, by falling score; of
    equal scores the first comes first.

    >>> import autograd as torch
    >>> boxes = torch.tensor([[0.0, 0.0, 2.0, 2.0], [0.0, 0.0, 2.0, 1.9], [5.0, 5.0, 6.0, 6.0]])
    >>> nms(boxes, torch.tensor([0.5, 0.9, 0.7]), 0.5)
    tensor([1, 2])
    """
    for what, tensor, dimensions in (("boxes", boxes, 2), ("scores", scores, 1)):
        if tensor.ndim != dimensions:
            raise RuntimeError(f"nms: {what} should be a {dimensions}d tensor, got {tensor.ndim}D")
    if boxes.shape[1] != 4:
        raise RuntimeError(f"nms: boxes should have 4 elements in dimension 1, got {boxes.shape[1]}")
    if boxes.shape[0] != scores.shape[0]:
        raise RuntimeError(f"nms: boxes and scores should have same number of elements in dimension 0, got {boxes.shape[0]} and {scores.shape[0]}")
    if boxes.dtype != scores.dtype:
        raise RuntimeError(f"nms: boxes and scores should have the same dtype, got {boxes.dtype} and {scores.dtype}")
    order = np.argsort(-scores.array, kind="stable")
    sides = np.ascontiguousarray(boxes.array[order].T)
    x1, y1, x2, y2 = sides
    areas = (x2 - x1) * (y2 - y1)
    left = np.ones(len(order), bool)
    nothing = areas.dtype.type(0)
    for number in range(len(order)):
        if not left[number]:
            continue
        rest = slice(number + 1, None)
        width = np.maximum(np.minimum(x2[number], x2[rest]) - np.maximum(x1[number], x1[rest]), nothing)
        height = np.maximum(np.minimum(y2[number], y2[rest]) - np.maximum(y1[number], y1[rest]), nothing)
        shared = width * height
        left[rest] &= ~(shared / (areas[number] + areas[rest] - shared) > iou_threshold)
    return wrap(order[left])
