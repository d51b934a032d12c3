"""Programs that upload into one outbox and expect to be killed; each shape is a way to use it.

``python -m parts.victims OUTBOX HOST TOLD`` reads the name of a shape a line, forks a process that does this until it
is killed, and prints its number. What a process was told is accepted it writes into the file TOLD, an id a line.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mparticle_facade as mparticle
from mparticle_facade.cli.program import run
from mparticle_facade.delivery import sender
from mparticle_facade.delivery.outbox import access, rows
from mparticle_facade.delivery.uploader import _load
from parts.clients import batch, impatient

OUTBOX, HOST, TOLD = sys.argv[1:] if __name__ == "__main__" else ("", "", "")


def uploader(outbox: Any = None, **settings: Any) -> mparticle.Uploader:
    sender._FIRST_BACKOFF = 0.02
    settings = {"flush_interval": 0.01, "max_batches_per_second": None, **settings}
    return mparticle.Uploader(impatient(HOST), OUTBOX if outbox is None else outbox, **settings)


def names() -> Iterator[str]:
    for number in itertools.count():
        yield f"{os.getpid()}-{threading.get_ident()}-{number}"


def told(ids: list[str]) -> None:
    file = os.open(TOLD, os.O_WRONLY | os.O_APPEND)
    os.write(file, "".join(f"{each}\n" for each in ids).encode())
    os.close(file)


def upload_for_ever(to: mparticle.Uploader) -> None:
    for name in names():
        told(to.upload(batch(name)))


def one() -> None:
    upload_for_ever(uploader())


def power() -> None:
    upload_for_ever(uploader(mparticle.Outbox(OUTBOX, durability="power")))


def threads() -> None:
    to = uploader(max_pending=50, when_full="block")
    for _ in range(3):
        threading.Thread(target=upload_for_ever, args=(to,)).start()
    upload_for_ever(to)


def many() -> None:
    to = uploader()
    name = names()
    for number in itertools.count():
        told(to.upload_many([batch(next(name)) for _ in range(1 + number % 50)]))


def awaited() -> None:
    async def upload() -> None:
        async with uploader() as to:

            async def several(task: int) -> None:
                for number in itertools.count():
                    told(await to.aupload(batch(f"{os.getpid()}-{task}-{number}")))
                    await asyncio.sleep(0)

            await asyncio.gather(*(several(task) for task in range(5)))

    asyncio.run(upload())


def closing() -> None:
    name = names()
    while True:
        to = uploader()
        for _ in range(5):
            told(to.upload(batch(next(name))))
        to.close(0.01)


def forking() -> None:
    to = uploader()
    name = names()
    for _ in range(20):
        told(to.upload(batch(next(name))))
    os.fork()
    upload_for_ever(to)


def draining() -> None:
    os.environ.update(MPARTICLE_API_KEY="k", MPARTICLE_API_SECRET="s")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    while True:
        with contextlib.suppress(SystemExit):
            run(["outbox", "drain", OUTBOX, "--host", HOST, "--timeout", "5"])


def checkpoints() -> None:
    access._CHECKPOINT_EVERY_S = 0.0
    upload_for_ever(uploader())


def shrinking() -> None:
    rows._WORTH_SHRINKING = 20
    to = uploader()
    large = batch()
    large.user_attributes = {"pad": "x" * 3000}
    while True:
        told(to.upload_many([large.to_dict() for _ in range(100)]))
        to.flush(1)


SHAPES: dict[str, Callable[[], None]] = {
    "one process": one,
    "several processes": one,
    "power": power,
    "threads that wait for room": threads,
    "upload_many": many,
    "asyncio": awaited,
    "opened and closed": closing,
    "a fork": forking,
    "mparticle outbox drain": draining,
    "checkpoints": checkpoints,
    "repairs": one,
    "a file that shrinks": shrinking,
}

if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no one waits for them
    Path(TOLD).touch()
    _load()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setpgrp()
            sys.stdin.close()
            SHAPES[line.strip()]()
        print(pid, flush=True)
