"""``df.write.format("mparticle")`` on a real Spark, to a real server."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pyspark import TaskContext
from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sf
from pyspark.sql.datasource import WriterCommitMessage
from pyspark.sql.types import StructType

from mparticle_facade.sandbox import Plan, Sandbox, running_sandbox
from mparticle_facade.spark import MParticleDataSource, register
from mparticle_facade.spark.options import Account
from mparticle_facade.spark.source import BatchWriter

AUTH = ("sandbox-key", "sandbox-secret")
FAST = 100_000  # batches a second: no limit to wait for
STRESS = bool(os.environ.get("MPARTICLE_STRESS"))


def batches(spark: SparkSession, count: int, *, events: int = 1, partitions: int = 4) -> DataFrame:
    """A DataFrame of so many batches as JSON, each with another user."""
    event = (
        '{"event_type":"custom_event","data":{"event_name":"Hi","custom_event_type":"other",'
        '"timestamp_unixtime_ms":1790000000000}}'
    )
    text = sf.concat(
        sf.lit('{"environment":"development","user_identities":{"customer_id":"'),
        sf.col("id").cast("string"),
        sf.lit('"},"events":[' + ",".join([event] * events) + "]}"),
    )
    return spark.range(0, count, numPartitions=partitions).select(text.alias("batch"))


def save(frame: DataFrame, sandbox: Sandbox, **options: Any) -> None:
    chosen = {"host": sandbox.url, "maxBatchesPerSecond": FAST, **options}
    frame.write.format("mparticle").options(**chosen).mode("append").save()


def users(sandbox: Sandbox) -> Counter[str]:
    return Counter(batch["user_identities"]["customer_id"] for batch in sandbox.batches())


def once(count: int) -> Counter[str]:
    return Counter(str(number) for number in range(count))


def busiest_second(sandbox: Sandbox) -> int:
    """The most batches that arrived in any second, wherever it begins."""
    times = sorted(entry["received_ms"] for entry in sandbox.received())
    most = first = 0
    for last, time in enumerate(times):
        while time - times[first] >= 1000:
            first += 1
        most = max(most, last - first + 1)
    return most


def spread(sandbox: Sandbox) -> float:
    """The seconds from the first batch to the last."""
    times = [entry["received_ms"] for entry in sandbox.received()]
    return (max(times) - min(times)) / 1000


def test_each_row_arrives_once_and_is_counted(spark, sandbox, counts):
    save(batches(spark, 1000, events=3), sandbox)
    assert users(sandbox) == once(1000)
    total = counts.value
    assert (total.rows, total.batches, total.events, total.dead, total.repeated) == (1000, 1000, 3000, 0, 0)
    assert total.requests < 20


def test_the_limit_holds_for_all_tasks_together(spark, sandbox, counts):
    count, events = (20_000, 25) if STRESS else (2_000, 10)
    with running_sandbox(AUTH, rate_limit=270) as limited:
        save(batches(spark, count, events=events, partitions=8), limited, maxBatchesPerSecond=270)
        assert users(limited) == once(count)
        assert limited.stats()["events"] == count * events
        most, seconds = busiest_second(limited), spread(limited)
    print(f"{counts.value}; {most} batches in the busiest second, {count / seconds:.0f} a second")
    assert most <= 270
    assert counts.value.repeated == 0


def test_one_task_has_the_whole_limit_of_this_machine(spark, sandbox):
    save(batches(spark, 60, partitions=1), sandbox, maxBatchesPerSecond=30)
    assert users(sandbox) == once(60)
    assert busiest_second(sandbox) == 30


def dying(found: Account | None, counts: Any, after: int) -> type[MParticleDataSource]:
    """A data source of which every other task dies in its first attempt, ``after`` so many rows.

    What is made in here is sent to the workers by value; they could not import this module.
    """

    class DyingWriter(BatchWriter):
        def write(self, iterator: Iterator[Any]) -> WriterCommitMessage:
            return super().write(self._dying(iterator))

        def _dying(self, pieces: Iterator[Any]) -> Iterator[Any]:
            context = TaskContext.get()
            assert context is not None
            rows = 0
            for piece in pieces:
                if rows >= after and context.attemptNumber() == 0 and context.partitionId() % 2:
                    os.kill(os.getpid(), signal.SIGKILL)
                rows += piece.num_rows
                yield piece

    class Dying(MParticleDataSource):
        account = found
        counter = counts

        @classmethod
        def name(cls) -> str:
            return "dying"

        def writer(self, schema: StructType, overwrite: bool) -> BatchWriter:
            return DyingWriter(self._delivery(schema, overwrite, "write"))

    return Dying


def test_killed_tasks_are_repeated_and_count_once(spark, sandbox, counts, tmp_path):
    count, events, partitions, rate = (20_000, 25, 8, 270) if STRESS else (800, 1, 4, FAST)
    found = Account.find(lambda name: spark.conf.get(name, None))
    spark.dataSource.register(dying(found, counts, after=count // partitions * 3 // 4))
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", count // partitions // 4)
    bad = sf.when(sf.col("batch").contains('"customer_id":"40"'), sf.lit("{")).otherwise(sf.col("batch"))
    frame = batches(spark, count, events=events, partitions=partitions).select(bad.alias("batch"))
    options = {"host": sandbox.url, "maxBatchesPerSecond": rate, "deadLetters": str(tmp_path)}
    frame.write.format("dying").options(**options).mode("append").save()
    expected = once(count)
    del expected["40"]
    assert users(sandbox) == expected
    duplicates = sandbox.stats()["duplicates"]
    print(f"{counts.value}; {duplicates} of them came again; {busiest_second(sandbox)} batches in the busiest second")
    assert duplicates > 0  # or nobody died after sending
    assert busiest_second(sandbox) <= rate
    total = counts.value
    assert (total.rows, total.batches, total.dead) == (count, count - 1, 1)
    assert len(dead_letters(tmp_path)) == 1


def dead_letters(directory) -> list[dict[str, Any]]:
    """What is there to be seen; anything else in the directory is left over."""
    assert [path.name for path in directory.rglob("*") if path.is_file() and path.suffix != ".jsonl"] == []
    assert list((directory / "_attempts").glob("*")) == []
    return [json.loads(line) for path in sorted(directory.glob("*.jsonl")) for line in path.read_text().splitlines()]


def test_half_of_the_requests_over_the_limit(spark, sandbox, counts):
    """The service answers 429 to some, and every row arrives all the same."""
    with running_sandbox(AUTH, faults=Plan(fail_rate=0.5, fail_status=429, seed=7)) as limiting:
        save(batches(spark, 400), limiting)
        assert users(limiting) == once(400)
    assert counts.value.repeated > 0
    assert counts.value.batches == 400


def test_an_answer_lost_after_the_data_was_taken(spark, counts):
    with running_sandbox(AUTH, faults=Plan(fail_rate=0.3, fail_status=503, after_storing=True, seed=3)) as losing:
        save(batches(spark, 400), losing)
        assert users(losing) == once(400)
        assert losing.stats()["duplicates"] > 0


@pytest.mark.parametrize("status", [401, 403])
def test_wrong_credentials_fail_once(spark, sandbox, counts, status):
    sandbox.faults.set(Plan(fail_rate=1.0, fail_status=status))
    try:
        with pytest.raises(AnalysisException, match=rf"\({status}\) .*api_key|\({status}\) .*credentials") as failure:
            save(batches(spark, 1000), sandbox)
    finally:
        sandbox.faults.reset()
    assert "sandbox-secret" not in str(failure.value)
    assert sandbox.stats()["batches"] == 0
    assert counts.value.rows == 0


def test_no_credentials(spark, sandbox):
    spark.conf.unset("spark.mparticle.apiSecret")
    try:
        register(spark)
        with pytest.raises(PySparkException, match=r"no credentials: set spark\.mparticle\.apiKey"):
            save(batches(spark, 10), sandbox)
    finally:
        spark.conf.set("spark.mparticle.apiSecret", "sandbox-secret")
    assert sandbox.stats()["batches"] == 0


def test_registered_by_hand(spark, sandbox):
    """Then tasks find the credentials in Spark's configuration themselves."""
    spark.dataSource.register(MParticleDataSource)
    save(batches(spark, 10), sandbox)
    assert users(sandbox) == once(10)


GOOD = '{"environment":"development","user_identities":{"customer_id":"1"}}'
BAD = [
    ("{", "not JSON"),
    ('{"environment":"development","evnts":[]}', 'did you mean "events"'),
    ('{"user_attributes":{}}', "environment"),
    (None, "is null"),
    ('{"environment":"development","ip":"' + "1" * 256_000 + '"}', "bytes of JSON"),
]


def test_bad_rows_become_dead_letters(spark, sandbox, counts, tmp_path):
    frame = spark.createDataFrame([(GOOD,), *((bad,) for bad, _ in BAD)], "batch string").coalesce(1)
    save(frame, sandbox, deadLetters=str(tmp_path / "new" / "directory"))
    assert users(sandbox) == Counter(["1"])
    letters = dead_letters(tmp_path / "new" / "directory")
    assert [letter["row"] for letter in letters] == [1, 2, 3, 4, 5]
    for letter, (bad, reason) in zip(letters, BAD, strict=True):
        assert reason in letter["reason"]
        assert letter["payload"] == ("null" if bad is None else bad)
        assert (letter["status"], letter["partition"], letter["rows"]) == (0, 0, 1)
    assert (counts.value.rows, counts.value.batches, counts.value.dead) == (6, 1, 5)


def test_a_batch_that_the_service_rejects_is_found(spark, counts, tmp_path):
    """What we let through and the service does not take is alone among the dead letters."""
    with running_sandbox(AUTH, strict=True) as strict:
        poison = GOOD.replace('"1"', '"2"')[:-1] + ',"unheard_of":1}'
        frame = spark.createDataFrame(
            [(GOOD.replace('"1"', f'"{n}"') if n != 2 else poison,) for n in range(8)], "batch string"
        )
        save(frame.coalesce(1), strict, unknownFields="warn", deadLetters=str(tmp_path))
        assert users(strict) == Counter(str(n) for n in range(8) if n != 2)
    (letter,) = dead_letters(tmp_path)
    assert letter["status"] == 400
    assert "unheard_of" in letter["reason"]
    assert json.loads(letter["payload"])["source_request_id"] == letter["source_request_id"]


def test_without_a_place_for_dead_letters_a_bad_row_is_an_error(spark, sandbox, counts):
    frame = spark.createDataFrame([(GOOD,), ("{",)], "batch string").coalesce(1)
    with pytest.raises(PySparkException, match=r"row 1 of partition 0 can't be delivered: (?s:.*)option deadLetters"):
        save(frame, sandbox)


def test_dead_letters_of_a_write_that_fails_are_not_shown(spark, sandbox, counts, tmp_path):
    """Its rows will be written again."""
    frame = batches(spark, 4).union(spark.createDataFrame([("{",)], "batch string"))
    with (
        running_sandbox(AUTH, faults=Plan(fail_rate=1.0, fail_status=503)) as broken,
        pytest.raises(PySparkException, match=r"503|no answer"),
    ):
        save(frame, broken, deadLetters=str(tmp_path), patience=0.5)
    assert dead_letters(tmp_path) == []


WRONG = [
    ({"column": "btch"}, 'no column "btch"'),
    ({"idColumn": "nr"}, 'no column "nr"'),
    ({"maxBatchPerSecond": "5"}, 'did you mean "maxBatchesPerSecond"'),
    ({"concurrency": "0"}, "concurrency must be a whole number, at least 1"),
    ({"maxBatchesPerSecond": "many"}, "must be a number"),
    ({"historical": "yes"}, "true or false"),
    ({"limits": "off"}, "error or warn"),
    ({"apiSecret": "S3CR3T"}, "credentials are no options"),
    ({"pod": "mars"}, "us1"),
    ({"host": "ftp://x"}, "host must be a URL"),
    ({"mapping": "/nowhere.toml"}, "can't be read"),
    ({"mapping": 'environment = { value = "development" }\nmpid = "user"'}, 'no column "user"'),
    ({"rowsPerBatch": "10"}, "set mapping"),
    ({"column": "batch", "mapping": "x = 1"}, "exclude each other"),
    ({"deadLetters": "/proc/nowhere"}, "deadLetters: /proc/nowhere"),
]


@pytest.mark.parametrize(("options", "message"), WRONG, ids=[next(iter(options)) for options, _ in WRONG])
def test_a_mistake_is_told_before_anything_is_sent(spark, sandbox, counts, options, message):
    with pytest.raises(AnalysisException) as failure:
        save(batches(spark, 10), sandbox, **options)
    assert message in str(failure.value)
    assert "S3CR3T" not in str(failure.value)
    assert sandbox.stats()["batches"] == 0


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("1 AS x, 2 AS y", "there are x, y"),
        ("1 AS batch", 'column "batch" is int'),
        ("'development' AS environment, 1 AS user", "user are no fields of one"),
    ],
)
def test_columns_that_make_no_batch(spark, sandbox, counts, columns, message):
    with pytest.raises(AnalysisException) as failure:
        save(spark.sql(f"SELECT {columns}"), sandbox)
    assert message in str(failure.value)


def test_only_append(spark, sandbox, counts):
    with pytest.raises(AnalysisException, match="only appends"):
        batches(spark, 1).write.format("mparticle").option("host", sandbox.url).mode("overwrite").save()


def test_a_second_run_adds_nothing(spark, sandbox, counts):
    """Rows keep their ids, whatever their partition."""
    save(batches(spark, 100, partitions=4), sandbox)
    save(batches(spark, 100, partitions=3).repartition(5), sandbox)
    assert users(sandbox) == once(100)
    assert sandbox.stats()["duplicates"] == 100


def test_equal_rows_are_one_unless_they_have_ids(spark, sandbox, counts):
    twice = spark.createDataFrame([(GOOD, "a"), (GOOD, "b")], "batch string, nr string")
    save(twice, sandbox)
    assert users(sandbox) == Counter({"1": 1})
    assert counts.value.undated == 2
    save(twice, sandbox, idColumn="nr")
    assert users(sandbox) == Counter({"1": 3})
    assert {batch["source_request_id"] for batch in sandbox.batches()[1:]} == {"a", "b"}


def test_historical(spark, sandbox, counts, tmp_path):
    old = sf.regexp_replace("batch", "1790000000000", "1500000000000")
    save(batches(spark, 2).select(old.alias("batch")), sandbox, historical="true")
    assert {entry["endpoint"] for entry in sandbox.received()} == {"/v2/bulkevents/historical"}
    save(spark.createDataFrame([(GOOD,)], "value string"), sandbox, historical="true", deadLetters=str(tmp_path))
    assert "ignores a batch without events" in dead_letters(tmp_path)[0]["reason"]
