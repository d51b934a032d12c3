"""One record: is it sent, to which endpoint, as which bytes; or what is wrong with it."""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from mparticle_facade.backfill import advice
from mparticle_facade.codec.fields import look, with_field
from mparticle_facade.codec.historical import ignored
from mparticle_facade.delivery.packing import too_large
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.limits import (
    MAX_BATCH_BYTES,
    MAX_LIVE_AGE_MS,
    MIN_HISTORICAL_AGE_MS,
    PlanPolicy,
    Policy,
)
from mparticle_facade.rows.records import Record

if TYPE_CHECKING:
    from mparticle_facade.plans.plan import DataPlan

_NAMESPACE = bytes.fromhex("6c1f2a5b0d0c5e5f9a53f2a4d2a3c7e1")
_PIECE = 2047  # bytes; hashing more at once lets go of the GIL, and getting it back costs more than the hash
_VARIANTS = {f"{digit:x}": "89ab"[digit & 3] for digit in range(16)}
_ID = "source_request_id"
_WRONG = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_MOST_IDS = 100_000


class Rules(NamedTuple):
    """How strict to be."""

    limits: Policy = "error"
    unknown_fields: Policy = "error"
    environment: str | None = None
    """What a batch is that does not say; one that says otherwise is refused."""
    historical: bool = False
    """Whether events of more than 72 hours go to the historical endpoint."""
    plan: DataPlan | None = None
    """The plan that batches are held against."""
    plan_violations: PlanPolicy = "warn"
    stored: bool = False
    """Whether batches are as the service stored them, see `mparticle_facade.backfill.stored`."""
    blocked: bool = False
    """Whether only what was blocked of those is sent."""


class Checked(NamedTuple):
    """What came of a record."""

    payload: bytes
    """The bytes to send, those of the record but for the id and the environment that it lacked."""
    events: int
    user: int
    """The same for batches of one user."""
    historical: bool
    problems: list[Problem]
    """Why it can't be sent; empty when it can."""
    warnings: list[Problem]


class Checker:
    """Applies `Rules` to the records of a source after another."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._environment = f'"environment":"{rules.environment}"'.encode() if rules.environment else b""
        self._sound = advice.decoder(historical=rules.historical)
        self._ids: dict[str, tuple[bytes, int]] = {}  # that the batches have themselves, and where

    @functools.cached_property
    def _with_gaps(self) -> msgspec.json.Decoder[Any]:
        return advice.decoder(historical=self.rules.historical, gaps=True)

    def check(self, record: Record, key: bytes) -> Checked:
        """Look at one record of the source with this key."""
        text = record.payload.strip()
        if record.problems:
            return _refused(text, list(record.problems))
        if oversize := too_large(len(text)):
            return _refused(text, oversize)
        given = text
        warnings: list[Problem] = []
        if self.rules.stored:
            from mparticle_facade.backfill import stored

            try:
                tree, warnings = stored.replayed(text, blocked=self.rules.blocked)
            except ValidationError as error:
                return _refused(given, error.problems)
            text = msgspec.json.encode(tree)
        if self._environment and b'"environment"' not in text:
            text = _with_first(text, self._environment)
        try:
            batch: Any = self._sound.decode(text)
        except _WRONG:
            try:
                batch = self._with_gaps.decode(text)  # many a history has no times
                warnings = [*warnings, *advice.missing(batch)]
            except _WRONG:
                try:
                    text, found = self._slowly(text, record.unended)
                except ValidationError as error:
                    return _refused(given, error.problems, error.warnings)
                warnings = [*warnings, *found]
                batch = look(text)
        if self.rules.plan is not None:
            from mparticle_facade.plans.enforcement import problems

            planned, violations = self.rules.plan.enforce(text, self.rules.plan_violations)
            found = problems(violations, "$")
            if found and self.rules.plan_violations == "error":
                return _refused(given, found, warnings)
            if oversize := too_large(len(planned)):
                return _refused(given, oversize, warnings)
            text, batch = planned, look(planned)
            warnings += found
        if len(text) > MAX_BATCH_BYTES:
            message = f"is {len(text)} bytes of JSON; the service advises at most {MAX_BATCH_BYTES} a batch"
            warnings.append(Problem("$", "suspicious", message))
        return self._routed(record, key, given, text, batch, warnings)

    def _slowly(self, text: bytes, unended: bool) -> tuple[bytes, list[Problem]]:
        """The bytes to send and the warnings.

        Raises:
            ValidationError: it can't be sent.
        """
        # Not at the start: what is right throughout does without them.
        from mparticle_facade.codec import decoding
        from mparticle_facade.codec.report import examine

        try:
            tree = decoding.parse(text)
        except ValidationError as error:
            if not unended:
                raise
            message = f"{error.problems[0].message}; the file ends here: was it cut off?"
            raise ValidationError([Problem("$", "invalid", message)]) from None
        if self._environment and isinstance(tree, dict) and tree.get("environment") is None:
            tree["environment"] = self.rules.environment
            text = with_field(text, "environment", self.rules.environment, there=True)
        report = examine(tree, historical=self.rules.historical)
        errors, warnings = report.split(self.rules.limits, self.rules.unknown_fields)
        if errors:
            raise ValidationError(errors, warnings)
        return msgspec.json.encode(report.tree) if report.converted else text, warnings

    def _routed(
        self, record: Record, key: bytes, given: bytes, text: bytes, batch: Any, warnings: list[Problem]
    ) -> Checked:
        events = batch.events or ()
        historical = False
        if self._environment and batch.environment != self.rules.environment:
            message = f'is "{batch.environment}", but --environment is {self.rules.environment}'
            return _refused(given, [Problem("$.environment", "invalid", message)], warnings)
        if self.rules.historical:
            historical, problems = _route(text, [event.data.timestamp_unixtime_ms for event in events if event.data])
            if problems:
                return _refused(given, problems, warnings)
        identity = batch.source_request_id
        if not isinstance(identity, str) or not identity:
            fresh = request_id(key, record.ordinal, given)
            text = with_field(text, _ID, fresh, there=identity is not msgspec.UNSET and _ID.encode() in text)
            if oversize := too_large(len(text)):
                return _refused(given, oversize, warnings)
        elif before := self._known(identity, key, record.line):
            warnings.append(Problem("$.source_request_id", "repeated_id", f'"{identity}" is that of {before}, too'))
        return Checked(text, len(events), _user(batch, record.ordinal), historical, [], warnings)

    def _known(self, identity: str, key: bytes, line: int) -> str | None:
        """Which batch had this id before, as far as that is remembered."""
        known = self._ids.setdefault(identity, (key, line))
        if len(self._ids) > _MOST_IDS:
            del self._ids[next(iter(self._ids))]
        if known == (key, line):
            return None
        file, _, _ = known[0].partition(b"\0")
        return f"line {known[1]}" + ("" if known[0] == key else f" of {file.decode()}")


def request_id(key: bytes, ordinal: int, content: bytes) -> str:
    """A UUID (version 5) of a record: the same whenever the same content is at the same place of the same file."""
    digest = _of_file(key).copy()  # twice as fast as a new one
    digest.update(b"%d\0" % ordinal)
    for begin in range(0, len(content), _PIECE):
        digest.update(content[begin : begin + _PIECE])
    text = digest.hexdigest()
    variant = _VARIANTS[text[16]]
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variant}{text[17:20]}-{text[20:32]}"


@functools.lru_cache(maxsize=16)
def _of_file(key: bytes) -> hashlib._Hash:
    return hashlib.sha1(b"%b%b\0" % (_NAMESPACE, key), usedforsecurity=False)


def _refused(text: bytes, problems: list[Problem], warnings: Iterable[Problem] = ()) -> Checked:
    return Checked(text, 0, 0, False, problems, list(warnings))


def _with_first(text: bytes, member: bytes) -> bytes:
    if not text.startswith(b"{"):
        return text
    rest = text[1:].lstrip()
    return b"{%b%b%b" % (member, b"" if rest.startswith(b"}") else b",", rest)


def _user(batch: Any, ordinal: int) -> int:
    if batch.mpid:
        return hash(batch.mpid)
    identities = batch.user_identities
    if identities:
        if isinstance(identities, dict):
            first = next(filter(None, (identities.get("customer_id"), *identities.values())), None)
        else:
            first = identities.customer_id or next(filter(None, msgspec.structs.astuple(identities)), None)
        if first:
            return hash(first)
    return hash(msgspec.json.encode(batch.device_info)) if batch.device_info else ordinal


def _route(payload: bytes, timestamps: list[Any]) -> tuple[bool, list[Problem]]:
    """Whether the historical endpoint is the place (F-40), or why neither is."""
    now_ms = int(time.time() * 1000)
    known = [happened for happened in timestamps if isinstance(happened, int)]
    if not known or len(known) < len(timestamps):
        return True, ignored(payload, "$", now_ms)
    if max(known) <= now_ms - MIN_HISTORICAL_AGE_MS:
        return True, []
    if min(known) >= now_ms - MAX_LIVE_AGE_MS:
        return False, []
    message = (
        "has events of less than 72 hours, which the historical endpoint ignores, and of more than 30 days, which the "
        "live one is not for: split it"
    )
    return False, [Problem("$.events", "invalid", message)]
