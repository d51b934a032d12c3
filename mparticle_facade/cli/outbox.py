"""``mparticle outbox``: what became of the batches in an outbox file, and what to do about them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from mparticle_facade.cli.mistake import Mistake
from mparticle_facade.delivery.outbox import Outbox, rows
from mparticle_facade.delivery.outbox.look import Look, look, open_to_read
from mparticle_facade.delivery.queue import DeadLetter
from mparticle_facade.errors import ConfigurationError, OutboxError
from mparticle_facade.limits import SOURCE_REQUEST_ID_MEMORY_MS

outbox = typer.Typer(help="See and mend what is in an outbox file.", no_args_is_help=False)

File = Annotated[Path, typer.Argument(metavar="FILE", help="The outbox.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_REASONS_SHOWN = 10
_PROGRESS_S = 1.0


@outbox.command()
def status(file: File, as_json: Json = False) -> None:
    """How many batches wait, since when, why, and what failed. Exit code 1 when there are dead letters."""
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
    try:
        with open_to_read(file) as db:
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

    until = float("inf") if timeout is None else time.monotonic() + timeout
    try:
        config = Configuration.from_env()
        if host:
            config.host = host
        with _existing(file) as opened, Uploader(config, outbox=opened) as uploader:
            try:
                while True:
                    result = uploader.flush(timeout=max(0.0, min(_PROGRESS_S, until - time.monotonic())))
                    if not as_json:
                        typer.echo(
                            f"{result.delivered} delivered, {result.pending} pending, {result.dead} dead letters"
                        )
                    stats = uploader.stats()
                    if not result.pending or stats.paused or time.monotonic() >= until:
                        break
                    time.sleep(max(0.0, min(_PROGRESS_S, stats.held_until - time.time(), until - time.monotonic())))
            finally:
                uploader.close(timeout=0)  # Ctrl+C, too, is not made to wait
    except ConfigurationError as error:
        raise Mistake(str(error)) from None
    if as_json:
        typer.echo(json.dumps({**result._asdict(), "paused": stats.paused}))
    if stats.paused:
        typer.echo(f"stopped: {stats.paused}", err=True)
    elif result.pending:
        typer.echo(f"stopped after {timeout:g} s: {result.pending} are still pending", err=True)
    if result.dead:
        typer.echo(f"see: mparticle outbox dead-letters {file}", err=True)
    if result.pending or result.dead:
        raise typer.Exit(1)


@contextmanager
def _existing(file: Path) -> Iterator[Outbox]:
    """An outbox to work on, which has to exist, and be one: nothing is created, and nothing set aside."""
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
        "sender": {"pid": seen.sender.pid, "host": seen.sender.host.split()[0]} if seen.sender else None,
        "dead_letters": [reasons._asdict() for reasons in seen.dead],
    }


def _page(file: Path, seen: Look) -> str:
    counts = seen.counts
    oldest = "" if seen.oldest_pending_s is None else f", the oldest for {_span(seen.oldest_pending_s)}"
    lines = [
        f"{file}: {seen.file_bytes / 1e6:.1f} MB",
        f"pending       {counts.pending}{oldest}",
        f"delivered     {counts.delivered}",
        f"dropped       {counts.dropped}",
        f"dead letters  {counts.dead}",
        *(f"  {each.batches:>6}  {each.status or '-'}  {each.reason}" for each in seen.dead[:_REASONS_SHOWN]),
    ]
    if len(seen.dead) > _REASONS_SHOWN:
        lines.append(f"  and {len(seen.dead) - _REASONS_SHOWN} more reasons: see --json")
    if seen.sender:
        lines.append(f"sender        process {seen.sender.pid} on {seen.sender.host.split()[0]}")
    else:
        lines.append("sender        none")
    if seen.held_until:
        lines.append(f"held until    {_moment(seen.held_until * 1000)}, as the service asked for")
    return "\n".join(lines)


def _letter_facts(letter: DeadLetter, payload: bool) -> dict[str, Any]:
    return {
        "source_request_id": letter.source_request_id,
        "status": letter.status,
        "reason": letter.reason,
        "accepted": _moment(letter.accepted_ms),
        "died": _moment(letter.died_ms),
        "bytes": len(letter.payload),
        **({"payload": json.loads(letter.payload)} if payload else {}),
    }


def _letter_line(letter: DeadLetter, payload: bool) -> str:
    line = f"{_moment(letter.died_ms)}  {letter.source_request_id}  {letter.status or '-'}  {letter.reason}"
    return f"{line}\n{letter.payload.decode()}" if payload else line


def _moment(epoch_ms: float) -> str:
    return datetime.fromtimestamp(epoch_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _span(seconds: float) -> str:
    for unit, length in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.1f} {unit}"
    return f"{seconds:.1f} s"
