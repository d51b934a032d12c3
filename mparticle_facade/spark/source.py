"""The data source ``mparticle``: what Spark calls on the driver, and the two kinds of writers."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyspark import Accumulator
from pyspark.sql.datasource import (
    DataSource,
    DataSourceArrowWriter,
    DataSourceStreamArrowWriter,
    DataSourceStreamWriter,
    DataSourceWriter,
    WriterCommitMessage,
)
from pyspark.sql.types import StructType

from mparticle_facade.delivery.sending import Cause, cause_of
from mparticle_facade.errors import ApiException, ConfigurationError
from mparticle_facade.http.connection import ApiClient
from mparticle_facade.spark.dead_letters import Attempt, Directory
from mparticle_facade.spark.options import Account, Options
from mparticle_facade.spark.rows import RowReader
from mparticle_facade.spark.share import SETTINGS
from mparticle_facade.spark.task import Counts, CountsParam, Delivery

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import SparkSession


class MParticleDataSource(DataSource):
    """``df.write.format("mparticle")`` and ``df.writeStream.format("mparticle")``; see docs/spark.md for the options.

    `register` makes it known to a session. Registered by ``spark.dataSource.register(MParticleDataSource)`` it works as
    well, but sees credentials in Spark's configuration only once tasks run, and counts nothing for the caller.
    """

    account: Account | None = None
    settings: Mapping[str, str] | None = None
    """Of Spark's configuration what `task_slots` looks at; None: to be seen where tasks run."""
    counter: Accumulator[Counts] | None = None

    @classmethod
    def name(cls) -> str:
        """What ``format`` calls it."""
        return "mparticle"

    def writer(self, schema: StructType, overwrite: bool) -> DataSourceWriter:
        """Called on the driver, once for each write.

        Raises:
            ConfigurationError: an option, a column or the mapping can't work.
            ApiException: the service refuses the credentials.
        """
        return BatchWriter(self._delivery(schema, overwrite, uuid.uuid4().hex))

    def streamWriter(self, schema: StructType, overwrite: bool) -> DataSourceStreamWriter:  # noqa: N802  # Spark's
        """Called on the driver, for each micro-batch; raises what `writer` does."""
        return StreamWriter(self._delivery(schema, overwrite, None))

    def _delivery(self, schema: StructType, overwrite: bool, write: str | None) -> Delivery:
        if overwrite:
            raise ConfigurationError('what was sent stays sent: mparticle only appends, as in .mode("append")')
        options = Options.parse(self.options)
        reader = RowReader.of(schema, options)
        directory = Directory.create(options.dead_letters) if options.dead_letters else None
        if self.account is not None:
            _check(options, self.account)
        shares = None if self.settings is None else options.shares(self.settings.get)
        return Delivery(write, options, reader, directory, self.account, shares, self.counter)


@dataclass(frozen=True)
class Written(WriterCommitMessage):
    """What a task did."""

    attempt: Attempt
    counts: Counts


class BatchWriter(DataSourceArrowWriter):
    """Of one write. It takes the rows as Arrow, which has every instant and every number as it is."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery

    def write(self, iterator: Iterator[pyarrow.RecordBatch]) -> WriterCommitMessage:
        """In a task: deliver a partition."""
        return Written(*self._delivery.run(iterator))

    def commit(self, messages: Sequence[WriterCommitMessage | None]) -> None:
        """On the driver, when all tasks ended well: show the dead letters and say what was done."""
        _commit(self._delivery.dead_letters, messages)

    def abort(self, messages: Sequence[WriterCommitMessage | None]) -> None:  # noqa: ARG002  # Spark's name
        """On the driver, when a task failed for good."""
        if self._delivery.dead_letters and self._delivery.write:
            self._delivery.dead_letters.discard(self._delivery.write)


class StreamWriter(DataSourceStreamArrowWriter):
    """Of one micro-batch; as `BatchWriter`."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery

    def write(self, iterator: Iterator[pyarrow.RecordBatch]) -> WriterCommitMessage:
        """In a task: deliver a partition of a micro-batch."""
        return Written(*self._delivery.run(iterator))

    def commit(self, messages: Sequence[WriterCommitMessage | None], batchId: int) -> None:  # noqa: ARG002, N803  # Spark's
        """On the driver, when all tasks ended well."""
        _commit(self._delivery.dead_letters, messages)

    def abort(self, messages: Sequence[WriterCommitMessage | None], batchId: int) -> None:  # noqa: N803  # Spark's
        """On the driver, when a task failed for good. What is left over goes when the micro-batch is done again."""


def register(spark: SparkSession) -> Accumulator[Counts] | None:
    """Make ``format("mparticle")`` known to a session.

    Takes the account along: ``spark.mparticle.apiKey``, ``apiSecret``, ``pod`` and ``host``, else what the environment
    of the driver says, so that executors need neither. Change them, and register again.

    Returns:
        A Spark accumulator whose ``value`` is the `Counts` of all writes of this session so far; None under Spark
        Connect, which has no accumulators.
    """

    def setting(name: str) -> str | None:
        found: str | None = spark.conf.get(name, None)
        return found

    slots = {name: value for name in SETTINGS if (value := setting(name))}

    class Registered(MParticleDataSource):  # sent by value, since it can't be imported
        account = Account.find(setting)
        settings = slots
        counter = _counter(spark)

    spark.dataSource.register(Registered)
    return Registered.counter


def _counter(spark: SparkSession) -> Accumulator[Counts] | None:
    try:
        context = spark.sparkContext
    except Exception:  # noqa: BLE001  # what Spark Connect raises has changed between versions
        return None
    return context.accumulator(Counts(), CountsParam())


def _check(options: Options, account: Account) -> None:
    """Ask the service to refuse the credentials now: once, not in every task. An empty request delivers nothing."""
    with ApiClient(options.configuration(account, retries=False)) as client:
        try:
            client.send("bulk_upload_events", b"[]")
        except ApiException as error:
            cause = cause_of(error)
            if cause is Cause.REFUSED:
                raise
            if cause is Cause.TRANSIENT:
                _say(f"{error}; each task goes on trying for {options.patience:g} s")


def _commit(directory: Directory | None, messages: Sequence[WriterCommitMessage | None]) -> None:
    done = [message for message in messages if isinstance(message, Written)]
    if directory and done:
        directory.commit(done[0].attempt.write, [task.attempt for task in done if task.counts.dead])
    total = sum((task.counts for task in done), Counts())
    _say(str(total))
    if total.undated:
        _say(
            f"{total.undated} batches have neither an id nor a time in each event: equal ones, now or in the next 30 "
            "days, count once. Set timestamp_unixtime_ms, or the option idColumn."
        )


def _say(line: str) -> None:
    """On the driver: Spark calls us in a process without logging; what that writes is in the driver's log."""
    sys.stderr.write(f"mparticle: {line}\n")
