"""Old place; use `parts.queue_rules`."""

from parts.queue_rules import *  # noqa: F403
