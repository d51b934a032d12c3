"""``df.writeStream.format("mparticle")``: stopped, restarted, and interrupted between sending and remembering."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from mparticle_facade.sandbox import Sandbox

FAST = 100_000


class Stream:
    """A structured stream from a directory of files to the sandbox."""

    def __init__(self, spark: SparkSession, sandbox: Sandbox, home: Path) -> None:
        self.spark = spark
        self.sandbox = sandbox
        self.input = home / "input"
        self.checkpoint = home / "checkpoint"
        self.dead_letters = home / "dead"
        self.input.mkdir()
        self.files = 0

    def arrive(self, *lines: str) -> None:
        self.files += 1
        (self.input / f"{self.files:03}.json").write_text("\n".join(lines) + "\n")

    def run(self, **options: Any) -> None:
        """Until all files that are there were sent, one in each micro-batch."""
        lines = self.spark.readStream.option("maxFilesPerTrigger", 1).text(str(self.input))
        query = (
            lines.writeStream.format("mparticle")
            .option("host", self.sandbox.url)
            .option("maxBatchesPerSecond", FAST)
            .option("deadLetters", str(self.dead_letters))
            .option("checkpointLocation", str(self.checkpoint))
            .options(**options)
            .trigger(availableNow=True)
            .start()
        )
        query.awaitTermination()

    def forget_the_last_commit(self) -> None:
        """As if the driver had died after the service took the micro-batch, and before Spark noted it."""
        commits = sorted(
            (int(path.name), path) for path in (self.checkpoint / "commits").iterdir() if path.name.isdecimal()
        )
        last = commits[-1][1]
        last.unlink()
        last.with_name(f".{last.name}.crc").unlink(missing_ok=True)

    def users(self) -> Counter[str]:
        return Counter(batch["user_identities"]["customer_id"] for batch in self.sandbox.batches())

    def reasons(self) -> list[str]:
        assert list((self.dead_letters / "_attempts").glob("*")) == []
        files = sorted(self.dead_letters.glob("*.jsonl"))
        return [json.loads(line)["reason"] for path in files for line in path.read_text().splitlines()]


@pytest.fixture
def stream(spark, sandbox, counts, tmp_path):
    return Stream(spark, sandbox, tmp_path)


def lines(*users: int) -> list[str]:
    return [json.dumps({"environment": "development", "user_identities": {"customer_id": str(user)}}) for user in users]


def test_stopped_and_restarted_each_row_arrives_once(stream, counts):
    stream.arrive(*lines(*range(100)))
    stream.arrive(*lines(*range(100, 200)), "{")
    stream.run()
    assert stream.users() == Counter(str(user) for user in range(200))
    stream.arrive(*lines(*range(200, 300)))
    stream.run()
    assert stream.users() == Counter(str(user) for user in range(300))
    assert stream.sandbox.stats()["duplicates"] == 0
    assert len(stream.reasons()) == 1
    assert (counts.value.rows, counts.value.batches, counts.value.dead) == (301, 300, 1)


def test_a_micro_batch_that_is_done_again_counts_once(stream):
    stream.arrive(*lines(1, 2, 3))
    stream.arrive(*lines(4, 5, 6), "{")
    stream.run()
    stream.forget_the_last_commit()
    stream.arrive(*lines(7))
    stream.run()
    assert stream.users() == Counter(str(user) for user in range(1, 8))
    assert stream.sandbox.stats()["duplicates"] == 3
    assert len(stream.reasons()) == 1


def test_an_outage_stops_the_stream_and_nothing_is_lost(stream):
    stream.arrive(*lines(1, 2, 3), "{")
    stream.sandbox.faults.fail_next(503, times=1000)
    try:
        with pytest.raises(PySparkException, match=r"503|no answer"):
            stream.run(patience=0.2)
    finally:
        stream.sandbox.faults.reset()
    assert stream.users() == Counter()
    stream.run()
    assert stream.users() == Counter(["1", "2", "3"])
    assert len(stream.reasons()) == 1
