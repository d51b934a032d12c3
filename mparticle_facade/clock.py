"""The clock that waits are measured with.

Not ``time.monotonic`` itself: libraries that stop the time in a test (freezegun) put something else in its place in
every module, and a wait that is measured with that never ends.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable

monotonic: Callable[[], float] = functools.partial(time.monotonic)
"""Seconds, from some moment on."""
