"""A request to the sandbox as a line of text, the way ``mparticle sandbox`` and ``mparticle tail`` print it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import typer

# Controls, and what turns the direction of a line: a name from outside must not rewrite the terminal.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
_INDENT = " " * 14
_PATH_WIDTH = 15


def plain(text: str) -> str:
    """A text with what can't be seen as escapes."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def zone() -> str:
    """The zone of the times in these lines, such as ``UTC+01:00``."""
    offset = datetime.now().astimezone().strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:]}" if offset.strip("+0") else "UTC"


def lines(row: Mapping[str, Any], *, colour: bool, width: int | None = None) -> Iterator[str]:
    """The line of a request, and one more for each warning; cut to ``width`` if there is one."""
    status = row["status"]
    at = datetime.fromtimestamp(row["received_ms"] / 1000).astimezone()
    time = f"{at:%H:%M:%S}.{row['received_ms'] % 1000:03d}"
    code = str(status) if status is not None else "---"
    asked = f"{plain(row['method'])} {plain(row['path']):<{_PATH_WIDTH}}"
    took = _took(row["took_ms"])
    what = _what(row)
    if width:
        room = width - len(time) - len(code) - len(asked) - len(took) - 8
        what = what if len(what) <= room else f"{what[: max(0, room - 1)]}…"
    failed = status != 202
    parts = [
        _styled(time, colour, dim=True), _styled(code, colour, fg=_colour(status), bold=True), asked,
        _styled(what, colour, fg=_colour(status) if failed else None), _styled(took, colour, dim=True),
    ]  # fmt: skip
    yield "  ".join(parts)
    for warning in row["advice"] or ():
        line = f"{_INDENT}warning  {plain(warning)}"
        if width and len(line) > width:
            line = f"{line[: width - 1]}…"
        yield _styled(line, colour, fg="yellow")


def _what(row: Mapping[str, Any]) -> str:
    if row["note"] or row["said"]:
        return plain(": ".join(filter(None, (row["note"], row["said"]))))
    names = [f"{event['type']} {event['name'] or ''}".strip() for event in row["what"]]
    more = row["events"] - len(names)
    events = ", ".join(names) + (f" +{more}" if names and more > 0 else "")
    counts = [
        f"{row['batches']} batches" if row["batches"] > 1 else "",
        f"{row['rejected']} rejected" if row["rejected"] else "",
        f"{row['duplicates']} duplicate" if row["duplicates"] else "",
    ]
    return plain("; ".join(filter(None, (", ".join(filter(None, counts)), events))) or "no events")


def _took(ms: float) -> str:
    return f"{ms / 1000:.1f} s" if ms >= 1000 else f"{ms:.1f} ms"


def _colour(status: int | None) -> str:
    if status is None:
        return "yellow"
    return "green" if status < 300 else "red"


def _styled(text: str, colour: bool, **style: Any) -> str:
    return typer.style(text, **style) if colour and text else text
