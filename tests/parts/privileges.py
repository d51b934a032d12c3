"""What a test may not do for a while."""

from __future__ import annotations

import codecs
import os
from contextlib import contextmanager


@contextmanager
def unprivileged(path):
    """Root may write anywhere: be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    for parent in path.parents:  # pytest's are root's alone
        if "pytest-of-" in str(parent):
            parent.chmod(parent.stat().st_mode | 0o055)
    codecs.lookup("ascii")  # else looked for now, where only root may read the standard library
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
