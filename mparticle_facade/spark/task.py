"""One partition to the service, in one task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

from pyspark import Accumulator, TaskContext
from pyspark.accumulators import AccumulatorParam

from mparticle_facade.delivery.packing import choose
from mparticle_facade.delivery.sending import deliver
from mparticle_facade.errors import ConfigurationError
from mparticle_facade.http.connection import ApiClient
from mparticle_facade.limits import MAX_REQUEST_BYTES
from mparticle_facade.spark.dead_letters import Attempt, DeadLetter, Directory, Writer
from mparticle_facade.spark.options import KEY, SECRET, Account, Options
from mparticle_facade.spark.rows import Ready, RowReader, Unfit
from mparticle_facade.spark.share import Lookup, Share

if TYPE_CHECKING:
    import pyarrow


class RejectedError(Exception):
    """A row can't be delivered, and there is no place for dead letters."""


@dataclass(frozen=True)
class Counts:
    """What became of rows; of tasks that ended well, each once."""

    rows: int = 0
    batches: int = 0
    """Batches that the service accepted, repeated ones that it had already included."""
    events: int = 0
    """The events in these."""
    dead: int = 0
    """Batches that became dead letters."""
    undated: int = 0
    """Batches whose id follows from their content alone, though an event has no time: equal ones count once."""
    requests: int = 0
    repeated: int = 0
    """Requests that had to be repeated, such as after a 429."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))

    def __str__(self) -> str:
        repeats = f" ({self.repeated} of them repeats)" if self.repeated else ""
        return (
            f"{self.rows} rows: {self.batches} batches with {self.events} events accepted in {self.requests} "
            f"requests{repeats}, {self.dead} dead letters"
        )


class CountsParam(AccumulatorParam[Counts]):
    """How Spark adds them up."""

    def zero(self, value: Counts) -> Counts:  # noqa: ARG002  # Spark's name
        return Counts()

    def addInPlace(self, value1: Counts, value2: Counts) -> Counts:  # noqa: N802  # Spark's name
        return value1 + value2


@dataclass(frozen=True)
class Delivery:
    """All that a task needs to know. Made on the driver."""

    write: str | None
    """Names this write; None: it is a micro-batch, whose name the task knows."""
    options: Options
    reader: RowReader
    dead_letters: Directory | None
    account: Account | None
    """None: to be found where the task runs."""
    shares: int | None
    """As `Options.shares`; None as above."""
    counter: Accumulator[Counts] | None

    def run(self, rows: Iterator[pyarrow.RecordBatch]) -> tuple[Attempt, Counts]:
        """Deliver a partition; returns when each of its batches was accepted or is a dead letter.

        Raises:
            ApiException: the service was not to be persuaded in time, or refuses the credentials.
            RejectedError: a row can't be delivered, and nobody said where dead letters go.
            ConfigurationError: there are no credentials.
        """
        context = TaskContext.get()
        assert context is not None
        setting = context.getLocalProperty  # Spark's configuration, as far as a task sees it
        account = self.account or Account.find(setting)
        if account is None:
            raise ConfigurationError(
                f"no credentials: set {KEY} and {SECRET} in Spark's configuration, or MPARTICLE_API_KEY and "
                "MPARTICLE_API_SECRET in the environment of driver and executors"
            )
        attempt = Attempt(self.write or _micro_batch(setting), context.partitionId(), context.taskAttemptId())
        shares = self.options.shares(setting) if self.shares is None else self.shares
        rate = self.options.max_batches_per_second / (shares or 1)
        configuration = self.options.configuration(account, rate=rate, on_retry=lambda _: share.repeat())
        share = Share(rate, None if shares else f"{configuration.host} {account.api_key}")
        letters = self.dead_letters.writer(attempt) if self.dead_letters else None
        with ApiClient(configuration) as client:
            task = _Task(client, share, letters, attempt, historical=self.options.historical)
            try:
                counts = task.deliver(self.reader.read(rows))
            finally:
                if letters:
                    letters.close()
        if self.counter is not None:
            self.counter.add(counts)
        return attempt, counts


def _micro_batch(setting: Lookup) -> str:
    """A name that the micro-batch keeps when it is done again."""
    return f"{setting('sql.streaming.queryId')}-{setting('streaming.sql.batchId')}"


class _Task:
    def __init__(
        self, client: ApiClient, share: Share, letters: Writer | None, attempt: Attempt, *, historical: bool
    ) -> None:
        self._client = client
        self._share = share
        self._letters = letters
        self._attempt = attempt
        self._operation = "bulk_upload_historical_events" if historical else "bulk_upload_events"
        self._waiting: list[Ready] = []
        self._counts: dict[str, int] = {item.name: 0 for item in fields(Counts)}

    def deliver(self, batches: Iterator[Ready | Unfit]) -> Counts:
        size = 0
        for batch in batches:
            self._counts["rows"] += batch.rows
            if isinstance(batch, Unfit):
                self._bury(DeadLetter(batch.payload, batch.source_request_id, batch.row, batch.rows, 0, batch.reason))
                continue
            self._waiting.append(batch)
            size += len(batch.payload)
            if size >= MAX_REQUEST_BYTES or len(self._waiting) >= self._share.request_batches:
                self._send_one()
                size = sum(len(waiting.payload) for waiting in self._waiting)
        while self._waiting:
            self._send_one()
        return Counts(**self._counts)

    def _send_one(self) -> None:
        """Send the next request, in the order of the rows: whose they are is not known here."""
        sizes = [len(batch.payload) for batch in self._waiting]
        chosen = choose(sizes, lambda _: None, self._share.request_batches)
        outcome = deliver(self._waiting[: len(chosen)], self._send)
        if outcome.obstacle is not None:
            raise outcome.obstacle
        for accepted in outcome.accepted:
            self._counts["batches"] += 1
            self._counts["events"] += accepted.events
            self._counts["undated"] += not accepted.dated
        for batch, error in outcome.rejected:
            self._bury(
                DeadLetter(batch.payload, batch.source_request_id, batch.row, batch.rows, error.status, str(error))
            )
        del self._waiting[: len(chosen)]

    def _send(self, body: bytes, batches: int) -> None:
        with self._share.request(batches):
            attempts = self._client.send(self._operation, body).attempts
        self._counts["requests"] += attempts
        self._counts["repeated"] += attempts - 1

    def _bury(self, letter: DeadLetter) -> None:
        if self._letters is None:
            raise RejectedError(
                f"row {letter.row} of partition {self._attempt.partition} can't be delivered: {letter.reason}\n"
                "Set the option deadLetters to a directory to write such rows there and deliver the others."
            )
        self._letters.write(letter)
        self._counts["dead"] += 1
