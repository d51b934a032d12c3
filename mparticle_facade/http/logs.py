"""``MPARTICLE_LOG=debug`` or ``info``: what this package logs, on standard error, without a line of code.

For a look at a program that sets up no log of its own; where one does, its handlers get everything anyway.
"""

from __future__ import annotations

import logging
import os

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}


def wanted() -> int | None:
    """The level that the environment asks for, None where it asks for none."""
    return _LEVELS.get(os.environ.get("MPARTICLE_LOG", "").strip().lower())


def from_environment() -> None:
    """Show the package's log as the environment asks; once, and not twice where a program shows it already."""
    level = wanted()
    log = logging.getLogger("mparticle_facade")
    if level is None or any(type(each) is not logging.NullHandler for each in (*log.handlers, *logging.root.handlers)):
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    log.setLevel(level)


def hide_headers() -> None:
    """Keep HTTP/2's packing of headers out of every log: at DEBUG it would show them all, credentials among them."""
    for name in ("hpack.hpack", "hpack.table"):
        logging.getLogger(name).addFilter(_above_debug)  # the same filter is added once


def _above_debug(record: logging.LogRecord) -> bool:
    return record.levelno > logging.DEBUG
