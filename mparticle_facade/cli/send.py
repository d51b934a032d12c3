"""``mparticle send``"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mparticle_facade.cli.inputs import Environment
from mparticle_facade.cli.lines import plain
from mparticle_facade.cli.mistake import Mistake
from mparticle_facade.configuration import Configuration
from mparticle_facade.errors import ApiException, ConfigurationError, ValidationError
from mparticle_facade.limits import MAX_BULK_BATCHES
from mparticle_facade.wording import quantity

if TYPE_CHECKING:
    from mparticle_facade.models import Batch

_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_LARGEST = 10_000_000  # bytes of a file that is read whole


def send(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Names of events; several go in one batch.")
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--file", "-f", metavar="FILE", help="A batch, an event or an array of batches in JSON."),
    ] = None,
    type: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="Kind of custom event: navigation, search, other...")
    ] = "other",
    customer_id: Annotated[str | None, typer.Option(metavar="ID", help="Whose event it is.")] = None,
    email: Annotated[str | None, typer.Option("--email", metavar="ADDRESS", help="Whose event it is.")] = None,
    attributes: Annotated[
        list[str] | None,
        typer.Option("--attribute", "-a", metavar="KEY=VALUE", help="Of the event; KEY:=JSON for a number or true."),
    ] = None,
    user_attributes: Annotated[
        list[str] | None,
        typer.Option("--user-attribute", "-u", metavar="KEY=VALUE", help="Of the user; also KEY:=JSON."),
    ] = None,
    environment: Annotated[Environment, typer.Option("--environment", metavar="NAME", help="Kind of data.")] = (
        Environment.development
    ),
    host: Annotated[str | None, typer.Option("--host", metavar="URL", help="In place of MPARTICLE_HOST.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the batch, check it, send nothing.")] = False,
) -> None:
    """Send one event from the shell, or a small file.

    Credentials come from MPARTICLE_API_KEY and MPARTICLE_API_SECRET; a sandbox on this machine needs none.
    """
    batches = _made(names, file, type, customer_id, email, attributes, user_attributes, environment.value)
    try:
        problems = [problem for batch in batches for problem in batch.validate()]
    except ValidationError as error:
        raise Refused(error) from None
    for problem in problems:
        typer.echo(f"warning: {problem}", err=True)
    if dry_run:
        shown = [batch.to_dict() for batch in batches]
        typer.echo(json.dumps(shown[0] if len(shown) == 1 else shown, indent=2, ensure_ascii=False))
        return
    config = _configuration(host)
    began = time.perf_counter()
    _upload(config, batches)
    took = (time.perf_counter() - began) * 1000
    count = sum(len(batch.events or ()) for batch in batches)
    where = config.host if isinstance(config.host, str) else ""
    typer.echo(f"202 Accepted in {took:.0f} ms: {quantity(count, 'event')} in {quantity(len(batches), 'batch')}")
    if any(f"//{name}" in where for name in _LOCAL):
        typer.echo(f"See it at {where.rstrip('/').removesuffix('/v2')}", err=True)


class Refused(typer.TyperException):
    """The data can't be sent: exit code 1, and a line for each problem."""

    exit_code = 1

    def __init__(self, error: ValidationError) -> None:
        super().__init__("\n".join(["nothing was sent:", *(f"  {plain(str(problem))}" for problem in error.problems)]))


class Failed(typer.TyperException):
    """The request failed: exit code 1, in one line."""

    exit_code = 1


def _made(
    names: list[str] | None,
    file: str | None,
    type: str,
    customer_id: str | None,
    email: str | None,
    attributes: list[str] | None,
    user_attributes: list[str] | None,
    environment: str,
) -> list[Batch]:
    from mparticle_facade.models import UserIdentities

    if bool(names) == bool(file):
        raise Mistake('name an event, as in: mparticle send "Hello World", or a file with --file')
    if file:
        if attributes:
            raise Mistake("--attribute is for an event that is named, not for a file")
        batches = [_batch(each, environment) for each in _read(file)]
    else:
        data: dict[str, Any] = {"custom_event_type": type, "timestamp_unixtime_ms": int(time.time() * 1000)}
        if custom := _pairs(attributes):
            data["custom_attributes"] = custom
        events = [{"event_type": "custom_event", "data": {"event_name": name, **data}} for name in names or ()]
        batches = [_batch({"events": events}, environment)]
    for batch in batches:
        if customer_id or email:
            known = batch.user_identities or UserIdentities()
            known.customer_id = customer_id or known.customer_id
            known.email = email or known.email
            batch.user_identities = known
        if user_attributes:
            batch.user_attributes = {**(batch.user_attributes or {}), **_pairs(user_attributes)}
    return batches


def _batch(tree: dict[str, Any], environment: str) -> Batch:
    from mparticle_facade.models import Batch

    whole = {"events": [tree]} if "event_type" in tree and "events" not in tree else tree
    try:
        return Batch.from_dict({"environment": environment, **whole})
    except ValidationError as error:
        raise Refused(error) from None


def _read(file: str) -> list[dict[str, Any]]:
    if file == "-" and sys.stdin is None:
        raise Mistake("-: standard input is closed")
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as source:
            content = source.read(_LARGEST + 1)
    except OSError as error:
        raise Mistake(f"{file}: {error.strerror}") from None
    if len(content) > _LARGEST:
        raise Mistake(f"{file}: is too large for one request; use: mparticle upload")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Mistake(f"{file}: is not JSON: {error}; several lines of it are for: mparticle upload") from None
    batches = found if isinstance(found, list) else [found]
    if not batches or not all(isinstance(each, dict) for each in batches):
        raise Mistake(f"{file}: holds neither a batch, an event nor an array of batches")
    if len(batches) > MAX_BULK_BATCHES:
        raise Mistake(
            f"{file}: has {len(batches)} batches, and a request takes {MAX_BULK_BATCHES}; use: mparticle upload"
        )
    return batches


def _pairs(given: list[str] | None) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    for text in given or ():
        name, separator, value = text.partition("=")
        if not separator or not name.removesuffix(":"):
            raise Mistake(f"{text}: must be KEY=VALUE, or KEY:=JSON")
        if name.endswith(":"):
            try:
                pairs[name[:-1]] = json.loads(value)
            except ValueError:
                raise Mistake(f"{text}: what follows := is not JSON") from None
        else:
            pairs[name] = value
    return pairs


def _configuration(host: str | None) -> Configuration:
    try:
        try:
            config = Configuration.from_env()
        except ConfigurationError:
            if not host or not any(f"//{name}" in host for name in _LOCAL):
                raise
            config = Configuration("any-key", "any-secret")
        if host is not None:
            config.host = host
    except ConfigurationError as error:
        raise Mistake(
            f"{error}; to see it without: --dry-run, or a sandbox with --host http://127.0.0.1:8080"
        ) from None
    config.max_retries = 0
    return config


def _upload(config: Configuration, batches: list[Batch]) -> None:
    from mparticle_facade.api import EventsApi

    try:
        with EventsApi(config) as api:
            if len(batches) == 1:
                api.upload_events(batches[0])
            else:
                api.bulk_upload_events(batches)
    except ValidationError as error:
        raise Refused(error) from None
    except ApiException as error:
        raise Failed(" ".join(str(error).split())) from None
