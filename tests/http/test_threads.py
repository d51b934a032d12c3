"""Threads that meet at the first use of the models, in a fresh interpreter."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys, threading
import mparticle_facade as mparticle
start = threading.Barrier(8)
def first():
    batch = mparticle.Batch("development")
    batch.add_event(mparticle.AppEvent("x"))
    start.wait()
    {first}
sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=first) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


@pytest.mark.parametrize(
    "first",
    [
        "batch.to_json()",
        'mparticle.Batch.from_json(b\'{"environment":"development","user_identities":{},"events":[]}\')',
        "batch.validate()",
    ],
)
def test_threads_may_meet_at_the_first_use(first):
    """msgspec 0.22 crashes the process when several threads build the same types."""
    for _ in range(3):
        done = subprocess.run([sys.executable, "-W", "error", "-c", PROGRAM.format(first=first)], capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")


FORKING = """
import os, threading
import mparticle_facade as mparticle
JSON = b'{"environment":"development","user_attributes":{"a":"' + b"x" * 100_000 + b'"},"events":[]}'
def read():
    while True:
        mparticle.Batch.from_json(JSON)
mparticle.Batch.from_json(JSON)
for _ in range(4):
    threading.Thread(target=read, daemon=True).start()
for _ in range(100):
    child = os.fork()
    if not child:
        mparticle.Batch.from_json(JSON)
        os._exit(0)
    os.waitpid(child, 0)
os._exit(0)
"""


QUIET = ("-W", "ignore:This process:DeprecationWarning")
"""From 3.12 on, Python warns of every fork beside threads; that it is survived is what is tested."""


def test_a_child_may_be_forked_while_threads_read_batches():
    done = subprocess.run([sys.executable, *QUIET, "-c", FORKING], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
