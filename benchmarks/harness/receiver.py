"""Starts the server's process and asks for its counts. Imports little: every contender loads this."""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

_PATIENCE = 300
AUTHORITY = Path(__file__).parents[2] / "tests/parts/certificates/authority.pem"


class Stats(TypedDict):
    requests: int
    bytes: int
    events: int
    first_byte: float
    """`time.monotonic` at the first byte of the first request, 0 where none has come; the clock is the machine's."""
    last: float
    """`time.monotonic` when the last request was complete."""
    secure: str
    """The URL of the same server over https; its certificate is of `AUTHORITY`."""


def ask(url: str, path: str) -> Stats:
    """The counts, after ``/stats``, ``/reset`` or ``/wait?events=N``."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=_PATIENCE)
    try:
        connection.request("GET", path)
        stats: Stats = json.loads(connection.getresponse().read())
    finally:
        connection.close()
    return stats


@contextmanager
def running() -> Iterator[str]:
    """A server process; its URL. It ends with this process, whatever happens to it."""
    import subprocess

    command = [sys.executable, "-m", "benchmarks.harness.server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdin
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()
