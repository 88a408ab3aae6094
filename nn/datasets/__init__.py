"""Real data that comes with the package: examples and lessons run without a network."""

from .bundled import digits

__all__ = ["digits"]
