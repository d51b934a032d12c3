"""Old place; use `parts.sandbox_client`."""

from parts.sandbox_client import *  # noqa: F403
