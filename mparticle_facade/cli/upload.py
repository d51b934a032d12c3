"""``mparticle upload``"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mparticle_facade.cli.inputs import (
    Blocked,
    EnvironmentOption,
    FilesOrQuery,
    Historical,
    Json,
    Limits,
    MappingFile,
    Memory,
    OnViolation,
    PlanOption,
    PlanViolations,
    Severity,
    Sql,
    Stored,
    UnknownFields,
    chosen,
    planned,
    refuse_odd_replay,
)
from mparticle_facade.cli.mistake import Mistake
from mparticle_facade.cli.validate import check, print_receipt
from mparticle_facade.configuration import Configuration
from mparticle_facade.errors import ApiException, ConfigurationError

if TYPE_CHECKING:
    from mparticle_facade.rows.sources import Source

_INTERRUPTED = 130


def upload(
    files: FilesOrQuery = None,
    mapping: MappingFile = None,
    sql: Sql = None,
    historical: Historical = False,
    host: Annotated[str | None, typer.Option(help="Base URL in place of MPARTICLE_HOST or the pod's.")] = None,
    environment: EnvironmentOption = None,
    state: Annotated[
        Path | None, typer.Option(help="File that remembers what was sent; FILE.upload-state without.")
    ] = None,
    dead_letters: Annotated[Path | None, typer.Option(help="File for the rejects; FILE.rejects without.")] = None,
    limits: Limits = Severity.error,
    unknown_fields: UnknownFields = Severity.error,
    plan: PlanOption = None,
    plan_violations: PlanViolations = OnViolation.warn,
    strict: Annotated[bool, typer.Option("--strict", help="Send nothing when anything is wrong.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Look at everything, send nothing.")] = False,
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="Requests in flight.")] = 4,
    rate: Annotated[float, typer.Option(min=0, help="Most batches a second; 0 is no limit of ours.")] = 270,
    patience: Annotated[float, typer.Option(min=0, help="Seconds to go on while the service fails.")] = 3600,
    memory: Memory = 256,
    again: Annotated[
        bool, typer.Option("--again", help="Send what was sent and is unchanged once more, as new.")
    ] = False,
    stored: Stored = False,
    blocked: Blocked = False,
    json: Json = False,
) -> None:
    """Send files of batches; stop it at any time, and run the same command again to go on.

    Credentials come from MPARTICLE_API_KEY and MPARTICLE_API_SECRET.
    """
    from mparticle_facade.backfill.checking import Rules

    data_plan = planned(plan)
    refuse_odd_replay(stored, blocked, mapping, sql)
    rules = Rules(
        limits.value, unknown_fields.value, environment, historical, data_plan, plan_violations.value, stored, blocked
    )
    others = [plan, *_own(state), *_own(dead_letters)]
    inputs, asked = chosen(files, mapping, sql, rules, memory, others)
    unit = "row" if mapping or sql else "batch"
    if dry_run:
        check(inputs, rules, asked, unit, json=json)
    config = _configuration(host, concurrency)
    if strict:
        if any(source.once for source in inputs):
            raise Mistake("--strict reads twice, and standard input can be read only once: save it to a file first")
        check(inputs, rules, asked, unit, json=json, go_on=True)
    from mparticle_facade.backfill.session import Settings, send_all
    from mparticle_facade.backfill.show import Display, Receipt
    from mparticle_facade.backfill.state import StateError
    from mparticle_facade.backfill.tally import Tally
    from mparticle_facade.rows.sources import SourceError

    state = state or _beside(inputs, ".upload-state")
    letters = [dead_letters or _beside([source], ".rejects") or Path("stdin.rejects") for source in inputs]
    try:
        _placed(inputs, [path for path in (mapping, sql, plan) if path], state, letters)
    except Mistake as mistake:
        if json:  # a program that reads the receipt finds the reason there, too
            refused = Receipt(Tally(), "sent")
            refused.stopped = mistake.format_message()
            print_receipt(refused, json=True)
        raise
    settings = Settings(config, rules, asked, state, letters, concurrency, rate, patience, again)
    tally = Tally()
    display = Display(inputs, tally, "sent")
    receipt = Receipt(tally, "sent", str(state or ""), unit)
    onward = "run the same command again to go on" if state else "standard input can't be resumed: start over"
    code = 0
    try:
        with _stoppable():
            send_all(inputs, settings, display, receipt)
    except KeyboardInterrupt:
        receipt.stopped, code = f"by you; {onward}", _INTERRUPTED
    except ApiException as error:
        receipt.stopped = f"{error}; {onward}"
        code = 2 if error.status in (401, 403) and not tally.batches else 1
    except (StateError, SourceError, ConfigurationError) as error:
        if receipt.lanes is None:
            raise Mistake(str(error)) from None
        receipt.stopped = str(error)
    except OSError as error:
        receipt.stopped = f"{error.filename or letters[0]}: {error.strerror}; make room, and {onward}"
    print_receipt(receipt, json=json)
    raise typer.Exit(code or int(bool(receipt.stopped or tally.rejected or tally.rejected_before or tally.broken)))


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """SIGTERM ends an upload as Ctrl+C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _configuration(host: str | None, concurrency: int) -> Configuration:
    try:
        config = Configuration.from_env()
        if host is not None:
            config.host = host
    except ConfigurationError as error:
        raise Mistake(f"{error}; mparticle validate needs none") from None
    config.max_retries = 0  # the upload itself is more patient
    config.connection_pool_size = concurrency
    return config


def _own(path: Path | None) -> list[Path]:
    """What is written where the state or the rejects are, and beside it."""
    from mparticle_facade.backfill.rejects import reasons_of
    from mparticle_facade.backfill.state import side_files

    return [path, reasons_of(path), *side_files(path)] if path and path.name else []


def _beside(inputs: list[Source], suffix: str) -> Path | None:
    """A file next to the first one that is named, or to the query; None when all there is is standard input."""
    from mparticle_facade.rows.sources import Query

    for source in inputs:
        if isinstance(source, Query):
            found = _beside(list(source.files), suffix)
            return found or (None if source.once else Path("query" + suffix))
        if source.path:
            return source.path.with_name(source.path.name + suffix)
    return None


def _placed(inputs: list[Source], read: list[Path], state: Path | None, letters: list[Path]) -> None:
    """What is written can be where it is to be, as far as can be seen."""
    try:
        _apart(inputs, read, state, letters)
    except OSError as error:
        hint = "say other places with --state and --dead-letters"
        raise Mistake(f"{str(error.filename)[:200]}: {error.strerror}; {hint}") from None


def _apart(inputs: list[Source], read: list[Path], state: Path | None, letters: list[Path]) -> None:
    """Nothing that is written may be read, nor be written twice."""
    from mparticle_facade.backfill.rejects import reasons_of
    from mparticle_facade.backfill.state import side_files
    from mparticle_facade.rows.sources import Query

    files = [file for source in inputs for file in (source.files if isinstance(source, Query) else [source])]
    reads = {path.resolve() for path in (*read, *(file.path for file in files if file.path))}
    written: dict[Path, str] = {}
    groups = [("--state", [state, *side_files(state)] if state and state.name else [])]
    groups += [("--dead-letters", [path, reasons_of(path)]) for path in dict.fromkeys(letters) if path.name]
    for option, paths in groups:
        for path in paths:
            place = path.resolve()
            if place in reads or any(place.exists() and one.exists() and place.samefile(one) for one in reads):
                raise Mistake(f"{path}: is read, and {option} would write it; name another file with {option}")
            if place in written:
                raise Mistake(f"{path}: can't be for both {written[place]} and {option}; name another file")
            written[place] = option
    named = [("--state", state)] if state else []
    for option, path in (*named, *(("--dead-letters", path) for path in letters)):
        if not path.name or path.is_dir():
            raise Mistake(f"{path}: is a directory; {option} is a file")
        if path.exists() and not path.is_file():  # a device may have no end
            raise Mistake(f"{path}: is no regular file; {option} is one")
        if not path.parent.is_dir():
            raise Mistake(f"{path}: there is no directory {path.parent}")
