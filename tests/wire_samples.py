"""Old place; use `parts.wire_samples`."""

from parts.wire_samples import *  # noqa: F403
