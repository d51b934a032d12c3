"""``mparticle tail``"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import typer

from mparticle_facade.cli.lines import lines, plain
from mparticle_facade.cli.mistake import Mistake

_LARGEST_ID = 2**63 - 1
_SILENCE_S = 15.0  # the sandbox says something every five seconds
_PAUSE_S = 1.0


def tail(
    url: Annotated[str, typer.Argument(metavar="[URL]", help="Where the sandbox is.")] = "http://127.0.0.1:8080",
    last: Annotated[int, typer.Option("--last", metavar="N", min=0, max=100_000, help="Begin with so many.")] = 10,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="CODE", help="Only answers like 404, 4xx; none is no answer."),
    ] = None,
    path: Annotated[str | None, typer.Option("--path", metavar="PATH", help="Only paths that contain this.")] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help="Only with this in a message or a name."),
    ] = None,
    problems: Annotated[
        bool, typer.Option("--problems", help="Only what failed, was rejected or has a warning.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    follow: Annotated[bool, typer.Option("--follow/--no-follow", help="Wait for more, until Ctrl+C.")] = True,
) -> None:
    """Follow a sandbox that runs elsewhere: a line for each request."""
    wanted = _filter(status, path, text, problems)
    colour = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = shutil.get_terminal_size().columns if colour else None
    try:
        for row in _rows(_base(url), last, follow=follow):
            if not wanted(row):
                continue
            if as_json:
                typer.echo(json.dumps(row))
            else:
                typer.echo("\n".join(lines(row, colour=colour, width=width)))
    except KeyboardInterrupt:
        pass  # the way to end it


def _base(url: str) -> str:
    """The address of a sandbox, however it was written."""
    import httpx

    address = (url if "://" in url else f"http://{url}").partition("#")[0].rstrip("/")
    try:
        httpx.URL(address)
    except httpx.InvalidURL as error:
        raise Mistake(f"can't reach {plain(url)}: {error}") from None
    return address.removesuffix("/v2")


def _filter(status: str | None, path: str | None, text: str | None, problems: bool) -> Callable[[dict[str, Any]], bool]:
    if status is not None and status != "none" and not (len(status) == 3 and status.replace("x", "0").isdigit()):
        raise Mistake(f"--status {status}: must be a code such as 404, or one of 2xx, 4xx, 5xx, none")

    def wanted(row: dict[str, Any]) -> bool:
        code = "none" if row["status"] is None else str(row["status"])
        if status and not all(want in (have, "x") for want, have in zip(status, f"{code:<3}", strict=False)):
            return False
        if path and path not in row["path"]:
            return False
        said = " ".join((row["note"], row["said"], *(f"{each['type']} {each['name']}" for each in row["what"])))
        if text and text.lower() not in said.lower():
            return False
        return not problems or code != "202" or row["rejected"] > 0 or bool(row["advice"])

    return wanted


def _rows(base: str, last: int, *, follow: bool) -> Iterator[dict[str, Any]]:
    """What came, and what comes; over a lost connection, too.

    Raises:
        Mistake: there is no sandbox.
    """
    import httpx

    position, run = 0, ""
    connected = False
    with httpx.Client(base_url=base, timeout=httpx.Timeout(5, read=_SILENCE_S)) as client:
        while True:
            try:
                now = _state(client, base)
                if run and now != run:
                    typer.echo("mparticle: another sandbox has started there", err=True)
                    position = 0
                if run != now:
                    run = now
                    position = max(position, _newest(client) - last)
                if connected:
                    typer.echo("mparticle: connected again", err=True)
                connected = True
                for rows in _frames(client, position, follow=follow):
                    yield from rows
                    position = rows[-1]["id"]
                if not follow:
                    return
                typer.echo(f"mparticle: lost {base}, trying again", err=True)
            except httpx.HTTPError as error:
                if not connected:
                    reason = str(error) or type(error).__name__
                    raise Mistake(f"can't reach {base}: {plain(reason)}; start one with: mparticle sandbox") from None
                typer.echo(f"mparticle: lost {base}, trying again", err=True)
            while not _answers(client):
                time.sleep(_PAUSE_S)


def _frames(client: Any, position: int, *, follow: bool) -> Iterator[list[dict[str, Any]]]:
    if not follow:
        part = client.get("/sandbox/rows/requests", params={"after": position, "limit": 500, "advice": 1}).json()[
            "rows"
        ]
        if part:
            yield part[::-1]
        return
    asked = {"after": _LARGEST_ID, "requests": position, "last": _LARGEST_ID}
    with client.stream("GET", "/sandbox/stream", params=asked) as response:
        response.raise_for_status()
        kind = ""
        for line in response.iter_lines():
            name, _, value = line.partition(": ")
            if name == "event":
                kind = value
            elif name == "data" and kind in ("request", "requests"):
                found = json.loads(value)
                yield found if isinstance(found, list) else [found]


def _newest(client: Any) -> int:
    return int(client.get("/sandbox/rows/requests", params={"limit": 1}).json()["newest"])


def _state(client: Any, base: str) -> str:
    response = client.get("/sandbox/state")
    try:
        return str(response.json()["run"])
    except (ValueError, KeyError, TypeError):
        said = f"{base} answers {response.status_code}, but is not a sandbox of this version"
        raise Mistake(said) from None


def _answers(client: Any) -> bool:
    import httpx

    try:
        return bool(client.get("/sandbox/health").status_code == 200)
    except httpx.HTTPError:
        return False
