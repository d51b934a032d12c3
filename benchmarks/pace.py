"""How long 10,000 batches take at the service's limit, against the least that the limit allows."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.harness import extras, receiver, wire
from benchmarks.harness.ask import main
from benchmarks.harness.question import Contender, Figure, Question, Setting, Unavailable
from benchmarks.harness.senders import facade, fill, one_event, uploader

ROOT = Path(__file__).parents[1]
_LIMIT = 270
"""Batches a second: our default pace, nine tenths of what the service takes."""


def _batches(setting: Setting) -> int:
    return setting.pick(3 * _LIMIT, 10_000)


def least(setting: Setting) -> dict[str, float]:
    """The first batches go at once, and no second has more than the limit."""
    return {"seconds": float(math.ceil(_batches(setting) / _LIMIT) - 1)}


def uploaded(file: str | None) -> Callable[[Setting], dict[str, float]]:
    def run(setting: Setting) -> dict[str, float]:
        client = uploader(setting.url, setting.folder / file if file else None, paced=True)
        started = time.monotonic()
        for number in range(_batches(setting)):
            client.upload(one_event(number))
        assert client.flush(timeout=300)
        return _seconds(setting, started)

    return run


def upload_command(setting: Setting) -> dict[str, float]:
    return _command(setting, "upload", str(_file(setting)))


def _file(setting: Setting) -> Path:
    file = setting.folder / "batches.ndjson"
    with file.open("wb") as lines:
        for number in range(_batches(setting)):
            made = one_event(number)
            made.mpid = number + 1  # the same line twice would be sent once
            lines.write(made.to_json() + b"\n")
    return file


def drain_command(setting: Setting) -> dict[str, float]:
    file = setting.folder / "events.outbox"
    fill(file, _batches(setting), 1)
    return _command(setting, "outbox", "drain", str(file))


_SPARK = """
import sys
from pyspark.sql import SparkSession
from mparticle_facade.spark import register
host, file = sys.argv[1:]
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
register(spark)
rows = spark.read.text(file).repartition(2)
rows.write.format("mparticle").option("host", host).mode("append").save()
spark.stop()
"""


def spark(setting: Setting) -> dict[str, float]:
    """From the first request: a session takes its seconds to start, and Java most of them."""
    python = ROOT / ".venv-spark/bin/python"
    if not python.exists() or shutil.which("java") is None:
        raise Unavailable("no Java, or no .venv-spark; make .venv-spark/.ready makes one")
    file = _file(setting)
    environment = _credentials() | {"PYSPARK_PYTHON": str(python), "SPARK_LOCAL_IP": "127.0.0.1"}
    command = [str(python), "-c", _SPARK, setting.url, str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return _seconds(setting, receiver.ask(setting.url, "/stats")["first_byte"])


def _credentials() -> dict[str, str]:
    return {**os.environ, "MPARTICLE_API_KEY": "key", "MPARTICLE_API_SECRET": "secret"}


def _command(setting: Setting, *arguments: str) -> dict[str, float]:
    """The start of the interpreter is included: users wait for it, too."""
    facade()
    command = [extras.interpreter(), "-m", "mparticle_facade.cli", *arguments, f"--host={setting.url}"]
    started = time.monotonic()
    done = subprocess.run(command, env=_credentials(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr or done.stdout
    return _seconds(setting, started)


def _seconds(setting: Setting, started: float) -> dict[str, float]:
    return {"seconds": wire.arrived(setting, _batches(setting))["last"] - started}


_LEAST = "the least that the limit allows"

QUESTION = Question(
    key="pace",
    title="10,000 batches at the service's limit",
    text=(
        f"Batches of one event at the default pace, {_LIMIT} batches a second, until the server has the last one; for "
        "a command, from the start of its interpreter. The least allows a second's batches at once, and as many in "
        "each second after it. Fewer batches with `--quick`, where the start of a command shows."
    ),
    figures=(Figure("seconds", "until the last batch", "s"),),
    contenders=(
        Contender(_LEAST, "floor", least),
        Contender("ours: Uploader, in memory", "ours", uploaded(None)),
        Contender("ours: Uploader, outbox file", "ours", uploaded("events.outbox")),
        Contender("ours: mparticle upload", "ours", upload_command),
        Contender("ours: mparticle outbox drain", "ours", drain_command),
        Contender("ours: Spark, two tasks, from the first request", "ours", spark),
    ),
    floor=_LEAST,
    rounds=2,
)

if __name__ == "__main__":
    sys.exit(main("pace"))
