"""``mparticle outbox``: what became of the batches in an outbox file, and what to do about them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mparticle_facade.cli.mistake import Mistake
from mparticle_facade.clock import monotonic
from mparticle_facade.errors import ConfigurationError, OutboxError
from mparticle_facade.limits import SOURCE_REQUEST_ID_MEMORY_MS
from mparticle_facade.wording import printable

if TYPE_CHECKING:  # the other commands do without the outbox
    from mparticle_facade.delivery.lease import Holder
    from mparticle_facade.delivery.outbox import Outbox
    from mparticle_facade.delivery.outbox.look import Look
    from mparticle_facade.delivery.queue import DeadLetter
    from mparticle_facade.delivery.results import Stats
    from mparticle_facade.delivery.uploader import Uploader

outbox = typer.Typer(help="See and mend what is in an outbox file.", no_args_is_help=False)

File = Annotated[Path, typer.Argument(metavar="FILE", help="The outbox.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_REASONS_SHOWN = 10
_PROGRESS_S = 1.0
_LAST_MOMENT_MS = 253_402_300_799_000  # the end of the year 9999


@outbox.command()
def status(file: File, as_json: Json = False) -> None:
    """How many batches wait, since when, why, and what failed. Exit code 1 when there are dead letters."""
    from mparticle_facade.delivery.outbox.look import look

    try:
        seen = look(file)
    except OutboxError as error:
        raise Mistake(str(error)) from None
    typer.echo(json.dumps(_facts(file, seen)) if as_json else _page(file, seen))
    if seen.counts.dead:
        raise typer.Exit(1)


@outbox.command("dead-letters")
def dead_letters(
    file: File,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    payload: Annotated[bool, typer.Option("--payload", help="With the batch, all that it says of its user.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Show at most so many, the oldest.")] = None,
) -> None:
    """The batches that could not be delivered, oldest first, with the reason."""
    from mparticle_facade.delivery.outbox import rows
    from mparticle_facade.delivery.outbox.look import open_to_read

    try:
        with open_to_read(file) as (db, _):
            for letter in rows.dead_letters(db, limit):
                typer.echo(json.dumps(_letter_facts(letter, payload)) if as_json else _letter_line(letter, payload))
    except OutboxError as error:
        raise Mistake(str(error)) from None


@outbox.command()
def requeue(
    file: File,
    ids: Annotated[
        list[str] | None, typer.Option("--id", metavar="ID", help="The source_request_id of one; repeatable.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    as_json: Json = False,
) -> None:
    """Let dead letters be sent again: the same bytes, with the same id. Exit code 1 when an --id is none of them."""
    if bool(ids) == everything:
        raise Mistake("say which: --id ID, or --all")
    with _existing(file) as opened:
        there = {letter.source_request_id for letter in opened.dead_letters()}
        done = opened.requeue(None if everything else ids)
    unknown = sorted(set(ids or ()) - there)
    if as_json:
        typer.echo(json.dumps({"requeued": done.batches, "forgotten": done.forgotten, "unknown": unknown}))
    else:
        typer.echo(f"{done.batches} pending again")
    if done.forgotten:
        typer.echo(
            f"{done.forgotten} of them are older than {SOURCE_REQUEST_ID_MEMORY_MS // 86_400_000} days: the service "
            "may not know them again, and one that had arrived all the same will count twice",
            err=True,
        )
    for each in unknown:
        typer.echo(f"no dead letter has the id {each}", err=True)
    if unknown:
        raise typer.Exit(1)


@outbox.command()
def drain(
    file: File,
    host: Annotated[str, typer.Option(help="Where to send to, instead of what the environment says.")] = "",
    timeout: Annotated[float | None, typer.Option(min=0, help="Seconds after which to give up.")] = None,
    as_json: Json = False,
) -> None:
    """Send all that is pending, with MPARTICLE_API_KEY and MPARTICLE_API_SECRET. Exit code 1 when something stays."""
    from mparticle_facade.configuration import Configuration
    from mparticle_facade.delivery.uploader import Uploader

    until = float("inf") if timeout is None else monotonic() + timeout
    try:
        config = Configuration.from_env()
        if host:
            config.host = host
        with _existing(file) as opened, Uploader(config, outbox=opened, flush_interval=0.0) as uploader:
            try:
                uploader.flush(timeout=max(0.0, min(_PROGRESS_S, until - monotonic())))
                stats = _watch(uploader, until, quiet=as_json)
            finally:
                uploader.close(timeout=0)  # Ctrl+C, too, is not made to wait
    except ConfigurationError as error:
        raise Mistake(str(error)) from None
    if as_json:
        result = {"delivered": stats.delivered, "pending": stats.pending, "dead": stats.dead}
        typer.echo(json.dumps({**result, "paused": stats.paused, "last_error": stats.last_error}))
    if stats.paused:
        typer.echo(f"stopped: {printable(stats.paused)}", err=True)
    elif stats.pending:
        typer.echo(f"stopped after {timeout:g} s: {stats.pending} are still pending", err=True)
    if stats.dead:
        typer.echo(f"see: mparticle outbox dead-letters {file}", err=True)
    if stats.pending or stats.dead:
        raise typer.Exit(1)


def _watch(uploader: Uploader, until: float, *, quiet: bool) -> Stats:
    """Until all is delivered, or nothing can be; a line for each change, and one for each wait."""
    said = ""
    while True:
        stats = uploader.stats()
        line = f"{stats.delivered} delivered, {stats.pending} pending, {stats.dead} dead letters"
        if stats.pending and stats.last_error and stats.next_try_at > time.time():
            line += f"; next try at {_moment(stats.next_try_at * 1000)}, after: {printable(stats.last_error)}"
        if line != said and not quiet:
            typer.echo(line)
        said = line
        if not stats.pending or stats.paused or monotonic() >= until:
            return stats
        time.sleep(max(0.0, min(_PROGRESS_S, until - monotonic())))


@outbox.command()
def resume(file: File) -> None:
    """Lift a hold: send again before the time that the service asked to wait for (Retry-After)."""
    with _existing(file) as opened:
        held_until = opened.held_until()
        opened.hold_until(0)
        opened.note("", 0, 0)
    typer.echo(f"was held until {_moment(held_until * 1000)}; is not any more" if held_until else "was not held")


@contextmanager
def _existing(file: Path) -> Iterator[Outbox]:
    """An outbox to work on, which has to exist, and be one: nothing is created, and nothing set aside."""
    from mparticle_facade.delivery.outbox import Outbox
    from mparticle_facade.delivery.outbox.look import open_to_read

    try:
        with open_to_read(file):
            pass
        with Outbox(file) as opened:
            yield opened
    except OutboxError as error:
        raise Mistake(str(error)) from None


def _facts(file: Path, seen: Look) -> dict[str, Any]:
    return {
        "file": str(file),
        "file_bytes": seen.file_bytes,
        **seen.counts._asdict(),
        "oldest_pending_s": seen.oldest_pending_s,
        "held_until": _moment(seen.held_until * 1000) if seen.held_until else None,
        "sender": _sender_facts(seen),
        "last_error": seen.story.trouble or None,
        "last_error_at": _moment(seen.story.trouble_ms) if seen.story.trouble else None,
        "failures": seen.story.failures,
        "next_try_at": _moment(seen.story.next_try_ms) if seen.story.next_try_ms else None,
        "dead_letters": [reasons._asdict() for reasons in seen.dead],
    }


def _sender_facts(seen: Look) -> dict[str, Any] | None:
    if seen.sender is None:
        return None
    since = _moment(seen.story.sender_since_ms) if seen.story.sender_since_ms else None
    return {"pid": seen.sender.pid, "host": _host(seen.sender), "since": since}


def _host(sender: Holder) -> str:
    return sender.host.partition(" ")[0]


def _page(file: Path, seen: Look) -> str:
    counts = seen.counts
    oldest = "" if seen.oldest_pending_s is None else f", the oldest for {_span(seen.oldest_pending_s)}"
    lines = [
        f"{file}: {seen.file_bytes / 1e6:.1f} MB",
        f"pending       {counts.pending}{oldest}",
        f"delivered     {counts.delivered}",
        f"dropped       {counts.dropped}",
        f"dead letters  {counts.dead}",
        *(
            f"  {each.batches:>6}  {each.status or '-'}  {printable(each.reason)}"
            for each in seen.dead[:_REASONS_SHOWN]
        ),
    ]
    if len(seen.dead) > _REASONS_SHOWN:
        lines.append(f"  and {len(seen.dead) - _REASONS_SHOWN} more reasons: see --json")
    if seen.sender:
        since = f", since {_moment(seen.story.sender_since_ms)}" if seen.story.sender_since_ms else ""
        lines.append(f"sender        process {seen.sender.pid} on {_host(seen.sender)}{since}")
    else:
        lines.append("sender        none")
    if seen.held_until:
        lines.append(f"held until    {_moment(seen.held_until * 1000)}, as the service asked for; see outbox resume")
    if seen.story.trouble:
        lines.append(f"last error    {_moment(seen.story.trouble_ms)}  {printable(seen.story.trouble)}")
        tries = "once" if seen.story.failures == 1 else f"{seen.story.failures} times in a row"
        lines.append(f"failed        {tries}; next try at {_moment(seen.story.next_try_ms)}")
    return "\n".join(lines)


def _letter_facts(letter: DeadLetter, payload: bool) -> dict[str, Any]:
    return {
        "source_request_id": letter.source_request_id,
        "status": letter.status,
        "reason": letter.reason,
        "accepted": _moment(letter.accepted_ms),
        "died": _moment(letter.died_ms),
        "bytes": len(letter.payload),
        **({"payload": _payload(letter.payload)} if payload else {}),
    }


def _letter_line(letter: DeadLetter, payload: bool) -> str:
    line = f"{_moment(letter.died_ms)}  {printable(letter.source_request_id)}  {letter.status or '-'}  "
    line += printable(letter.reason)
    return f"{line}\n{printable(letter.payload.decode('utf-8', 'replace'), most=None)}" if payload else line


def _payload(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except ValueError:  # it was damaged in the file
        return payload.decode("utf-8", "replace")


def _moment(epoch_ms: float) -> str:
    """Of what a damaged file says, too."""
    if not 0 <= epoch_ms < _LAST_MOMENT_MS:
        return "-"
    return datetime.fromtimestamp(epoch_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _span(seconds: float) -> str:
    for unit, length in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.1f} {unit}"
    return f"{seconds:.1f} s"
