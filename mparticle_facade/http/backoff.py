"""How long to wait before a repeat, where the service did not say."""

from __future__ import annotations

import random


def full_jitter(failures: int, *, first: float, longest: float) -> float:
    """Seconds: anything between 0 and ``first``, doubled with each of the ``failures`` before, up to ``longest``."""
    return random.uniform(0, min(longest, first * 2 ** min(failures, 30)))  # noqa: S311  # spreads load, guards nothing
