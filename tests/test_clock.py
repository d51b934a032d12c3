"""A test of a user stops the time: nothing of ours waits for it to go on."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import asyncio
import freezegun
import mparticle_facade as mparticle
from mparticle_facade.sandbox import running_sandbox


def batch():
    return mparticle.Batch("development", events=[mparticle.AppEvent("Hello World", "other")])


async def several(config):
    async with mparticle.AsyncEventsApi(config) as api:
        await asyncio.gather(*(api.upload_events(batch()) for _ in range(5)))


with running_sandbox() as sandbox:
    config = lambda: mparticle.Configuration("key", "secret", host=sandbox.url)
    running = mparticle.Uploader(config())
    with freezegun.freeze_time(MOMENT):
        running.upload(batch())
        with mparticle.EventsApi(config()) as api:
            for _ in range(300):  # more than a second's worth
                api.upload_events(batch())
        asyncio.run(several(config()))
        for outbox in (None, "events.outbox"):
            with mparticle.Uploader(config(), outbox=outbox) as uploader:
                uploader.upload(batch())
                print(uploader.flush(30).delivered)
        sandbox.faults.fail_next(503, times=100)
        with mparticle.Uploader(config()) as uploader:
            uploader.upload(batch())
            print(uploader.flush(0.2).pending)
            uploader.close(0.2)
        sandbox.reset()
    print(running.flush(30).delivered)
    running.close(30)
print("closed")
"""


@pytest.mark.parametrize("moment", ["2030-01-01", "1990-01-01"])
def test_a_time_that_stands_still_holds_nothing_up(moment, tmp_path):
    program = PROGRAM.replace("MOMENT", repr(moment))
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path
    )
    assert done.stdout.split() == ["1", "1", "1", "1", "closed"], done.stderr
