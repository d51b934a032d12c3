"""What ``.option(...)`` may say, and where credentials come from instead."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self, get_args

from mparticle_facade.codec.schema import nearest
from mparticle_facade.configuration import Configuration
from mparticle_facade.errors import ConfigurationError
from mparticle_facade.limits import PlanPolicy, Policy
from mparticle_facade.spark.share import Lookup, one_machine, task_slots

KEY, SECRET = "spark.mparticle.apiKey", "spark.mparticle.apiSecret"
POD, HOST = "spark.mparticle.pod", "spark.mparticle.host"
_SPARKS_OWN = {"checkpointlocation"}  # handed to every streaming sink
_CREDENTIALS = {"apikey", "apisecret", "key", "secret", "password", "token"}


@dataclass(frozen=True)
class Account:
    """Credentials of the input that the data belongs to, and where it is, unless the options say."""

    api_key: str
    api_secret: str = field(repr=False)
    pod: str | None = None
    host: str | None = None

    @classmethod
    def find(cls, setting: Lookup) -> Self | None:
        """From Spark's configuration, else from the environment of this process; None where neither has credentials."""

        def found(name: str, variable: str) -> str | None:
            return setting(name) or os.environ.get(variable) or None

        key, secret = found(KEY, "MPARTICLE_API_KEY"), found(SECRET, "MPARTICLE_API_SECRET")
        if not (key and secret):
            return None
        return cls(key, secret, found(POD, "MPARTICLE_POD"), found(HOST, "MPARTICLE_HOST"))


@dataclass(frozen=True)
class Options:
    """The options of a write. Named here as in Python, in Spark in camel case: ``deadLetters``."""

    column: str | None = None
    """Column of batches, as JSON text, binary or a struct; by default ``batch``, then ``value``."""
    id_column: str | None = None
    """Column whose text becomes the ``source_request_id`` of a batch that has none."""
    mapping: str | None = None
    """A mapping of columns to fields, as for ``mparticle upload``: the path of a TOML file, or its text."""
    rows_per_batch: int = 1
    """With a mapping: how many adjacent rows of one user may share a batch."""
    dead_letters: str | None = None
    """Directory, shared by driver and executors, for what can't be delivered; without, that is an error."""
    max_batches_per_second: float = 270.0
    """Batches a second of all tasks together (default limit of the service, F-45)."""
    concurrency: int | None = None
    """How many tasks run at the same time, at most; by default what Spark's configuration allows."""
    historical: bool = False
    """Send to the endpoint for events older than 72 hours."""
    pod: str | None = None
    """Data centre of the account; by default spark.mparticle.pod, MPARTICLE_POD, us1."""
    host: str | None = None
    """Base URL in place of the pod's; by default spark.mparticle.host, MPARTICLE_HOST."""
    timeout: float = 10.0
    """Seconds to wait for a connection and for each piece of an answer."""
    patience: float = 600.0
    """Seconds for which a request is repeated before its task fails."""
    limits: Policy = "error"
    """Whether a value over a default service limit makes a row a dead letter (``error``) or is sent (``warn``)."""
    unknown_fields: Policy = "error"
    data_plan: str | None = None
    """Path, on the driver, of the data plan that batches are held against."""
    plan_violations: PlanPolicy = "warn"
    """What is done about a batch that it does not allow: ``error`` makes it a dead letter; else see `Configuration`."""
    """The same for a field that the description does not know."""

    @classmethod
    def parse(cls, given: Mapping[str, str]) -> Self:
        """The options that Spark hands over, names in any case.

        Raises:
            ConfigurationError: one is unknown, a credential, or has a value that it can't have.
        """
        known = {_spark_name(item.name).lower(): item for item in fields(cls)}
        chosen: dict[str, Any] = {}
        for name, text in given.items():
            lower = name.lower()
            if lower in _CREDENTIALS:
                raise ConfigurationError(
                    f"credentials are no options, which show in plans and logs: set {KEY} and {SECRET} in Spark's "
                    "configuration, or MPARTICLE_API_KEY and MPARTICLE_API_SECRET in the environment"
                )
            if lower in known:
                chosen[known[lower].name] = _value(_spark_name(known[lower].name), str(known[lower].type), text)
            elif lower not in _SPARKS_OWN:
                names = [_spark_name(item.name) for item in fields(cls)]
                raise ConfigurationError(
                    f"no option {name!r}{nearest(lower, names)}; the options are {', '.join(names)}"
                )
        return cls(**chosen)

    def configuration(
        self,
        account: Account,
        *,
        rate: float | None = None,
        retries: bool = True,
        on_retry: Callable[[object], object] | None = None,
    ) -> Configuration:
        """Settings for a connection that sends at most ``rate`` batches a second, and repeats patiently or never.

        Raises:
            ConfigurationError: the pod or the host is none.
        """
        return Configuration(
            account.api_key,
            account.api_secret,
            pod=self.pod or account.pod or "us1",  # type: ignore[arg-type]  # checked like any other
            host=self.host or (None if self.pod else account.host),
            timeout=self.timeout,
            max_retries=_WITHOUT_END if retries else 0,
            deadline=self.patience if retries else self.timeout,
            max_batches_per_second=rate,
            on_retry=on_retry,
        )

    def shares(self, setting: Lookup) -> int:
        """Over how many the rate is shared out: tasks that may send at the same time, or 0 where they share a file.

        Raises:
            ConfigurationError: neither the option nor Spark's configuration says.
        """
        if self.concurrency is None and one_machine(setting):
            return 0
        slots = self.concurrency or task_slots(setting)
        if slots is None:
            raise ConfigurationError(
                "how many tasks share the rate limit? Spark's configuration does not say (no fixed number of "
                "executors, or of their cores): set the option concurrency to the most tasks that run at one time"
            )
        return slots


_WITHOUT_END = 1_000_000  # the deadline ends it
_CHOICES = {"bool": ("true", "false"), "Policy": get_args(Policy), "PlanPolicy": get_args(PlanPolicy)}
_LEAST = {"rowsPerBatch": 1, "concurrency": 1, "maxBatchesPerSecond": 0.001, "timeout": 0.001, "patience": 0.001}


def _value(name: str, kind: str, text: str) -> Any:
    kind = kind.removesuffix(" | None")
    if choices := _CHOICES.get(kind):
        chosen = text.lower() if kind == "bool" else text
        if chosen not in choices:
            *others, last = choices
            raise ConfigurationError(f"{name} must be {', '.join(others)} or {last}, not {text!r}")
        return chosen == "true" if kind == "bool" else chosen
    if kind == "str":
        if not text:
            raise ConfigurationError(f"{name} is empty")
        return text
    try:
        number = int(text) if kind == "int" else float(text)
    except ValueError:
        number = 0
    if not _LEAST[name] <= number < float("inf"):
        raise ConfigurationError(
            f"{name} must be a{' whole' if kind == 'int' else ''} number, at least {_LEAST[name]}, not {text!r}"
        )
    return number


def _spark_name(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
