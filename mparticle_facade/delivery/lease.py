"""Who the sender of a queue is, and whether it still lives."""

from __future__ import annotations

import contextlib
import os
import socket
import uuid
from pathlib import Path
from typing import NamedTuple


class Holder(NamedTuple):
    """One user of a queue in one process."""

    token: str
    """Its own, whatever the process."""
    host: str
    """The machine, its boot, and the pid namespace: within the same of these a pid means the same."""
    pid: int


def this_process() -> Holder:
    """A new holder in this process."""
    return Holder(uuid.uuid4().hex, _host(), os.getpid())


def is_gone(holder: Holder) -> bool:
    """Whether the holder's process is known to have ended. False when there is no way to know."""
    if os.name != "posix" or holder.host != _host():
        return False
    try:
        os.kill(holder.pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    with contextlib.suppress(OSError):  # killed, and nobody has looked yet: in a container often nobody ever does
        return Path(f"/proc/{holder.pid}/stat").read_text("utf-8", "replace").rpartition(") ")[2].startswith("Z")
    return False


def _host() -> str:
    parts = [socket.gethostname()]
    with contextlib.suppress(OSError):  # only Linux has them
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
        parts.append(str(Path("/proc/self/ns/pid").readlink()))
    return " ".join(parts)
