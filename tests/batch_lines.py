"""Old place; use `parts.batch_lines`."""

from parts.batch_lines import *  # noqa: F403
