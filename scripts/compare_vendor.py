"""Compare ``openapi/events.yaml`` with a document of the vendor: ``make compare-vendor VENDOR=path``.

Every difference is listed with the row of ``openapi/DECISIONS.md`` that explains it. The exit code is 1 if a difference
has no row or more than one, or if a place of a row has no difference (any more), and 2 if something can't be read. The
vendor's document can be OpenAPI 3 or JSON Schema of any draft. It is judged by the rows of one label: the one that
fits best, or the one given with ``--as``. A row stands for a place, not for what the vendor says there: when there is a
new version of a document, look also at what ``--since`` the earlier one lists.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from itertools import groupby
from pathlib import Path

from vendor_differences import KINDS, Difference, differences
from vendor_document import DocumentError, load

OPENAPI = Path(__file__).resolve().parent.parent / "openapi"
_WIDTH = 38  # of what each side says; the whole text is in the JSON


class DecisionsError(Exception):
    """DECISIONS.md is not the table it should be; the message has the line."""


@dataclass(frozen=True)
class Row:
    id: str
    places: tuple[str, ...]
    against: tuple[str, ...]
    kind: str
    line: int

    def matches(self, difference: Difference, place: str) -> bool:
        return self.kind == difference.kind and any(
            fnmatchcase(name, place) for name in (difference.place, difference.vendor_name) if name
        )


@dataclass(frozen=True)
class Stale:
    """A place of a row that explains no difference."""

    row: str
    place: str
    kind: str


@dataclass(frozen=True)
class Result:
    label: str
    explained: dict[Difference, list[str]]
    """Every difference, in the order of events.yaml, with the rows that explain it."""
    stale: list[Stale]

    @property
    def unexplained(self) -> list[Difference]:
        return [difference for difference, rows in self.explained.items() if not rows]

    @property
    def twice(self) -> list[Difference]:
        """If another row covers it too, no one notices that a row is lost."""
        return [difference for difference, rows in self.explained.items() if len(rows) > 1]

    @property
    def problems(self) -> list[Difference | Stale]:
        return [*self.unexplained, *self.twice, *self.stale]


@dataclass(frozen=True)
class Change:
    """What the vendor changed since an earlier version, whether a row explains it or not."""

    new: list[Difference]
    gone: list[Difference]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vendor", nargs="?", default="", help="the vendor's document, YAML or JSON")
    parser.add_argument("--as", dest="label", help="the label in DECISIONS.md to hold it against; default: what fits")
    parser.add_argument("--since", type=Path, help="an earlier version of it: also list what the vendor changed")
    parser.add_argument("--json", action="store_true", help="the result as JSON")
    parser.add_argument("--ours", type=Path, default=OPENAPI / "events.yaml", help="our description")
    parser.add_argument("--decisions", type=Path, default=OPENAPI / "DECISIONS.md", help="our decisions")
    options = parser.parse_args(argv)
    try:
        if not options.vendor:
            raise DocumentError("which document? make compare-vendor VENDOR=path")
        labels, rows = read_decisions(options.decisions)
        if options.label and options.label not in labels:
            raise DecisionsError(f"{options.decisions}: no document {options.label!r}, only {', '.join(labels)}")
        ours = load(options.ours)
        found = differences(ours, load(Path(options.vendor)))
        before = differences(ours, load(options.since)) if options.since else None
    except (DecisionsError, DocumentError) as error:
        print(f"make compare-vendor: {error}", file=sys.stderr)
        return 2
    except RecursionError:
        print(f"make compare-vendor: {options.vendor}: schemas without end", file=sys.stderr)
        return 2
    results = [judge(found, rows, label) for label in ([options.label] if options.label else labels)]
    best = min(results, key=lambda result: len(result.problems))
    change = (
        None if before is None else Change([d for d in found if d not in before], [d for d in before if d not in found])
    )
    try:
        print(as_json(best, change) if options.json else as_text(best, change, chosen=bool(options.label)), flush=True)
    except BrokenPipeError:  # `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if best.problems else 0


# Decisions


def read_decisions(path: Path) -> tuple[list[str], list[Row]]:
    try:
        return parse_decisions(path.read_text("utf-8"))
    except OSError as error:
        raise DecisionsError(f"{path}: {error.strerror or error}") from None
    except (UnicodeDecodeError, DecisionsError) as error:
        raise DecisionsError(f"{path}: {error}") from None


def parse_decisions(text: str) -> tuple[list[str], list[Row]]:
    """The labels of the vendor's documents, and the rows."""
    labels: list[str] = []
    rows: list[Row] = []
    for number, header, cells in _table_rows(text):
        if header[:2] == ["label", "document"]:
            labels.append(cells[0])
        elif header[:1] == ["id"]:
            rows.append(_row(number, header, cells, labels, rows))
    if not labels or not rows:
        raise DecisionsError(f"line 1: no table of {'decisions' if labels else 'labels'}")
    return labels, rows


def _table_rows(text: str) -> Iterator[tuple[int, list[str], list[str]]]:
    """Each row of each Markdown table, with its line number and the table's header."""
    header: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("|"):
            if header and re.match(r"\W*E-\d+\W*\|", line):
                raise DecisionsError(f"line {number}: a row has to begin with |")
            header = []
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())]
        if cells[-1]:
            raise DecisionsError(f"line {number}: the row does not end with |")
        cells = cells[1:-1]
        if not header:
            header = cells
        elif len(cells) != len(header):
            raise DecisionsError(f"line {number}: {len(cells)} cells, but the table has {len(header)} columns")
        elif not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
            yield number, header, cells


def _row(number: int, header: list[str], cells: list[str], labels: list[str], rows: list[Row]) -> Row:
    said = dict(zip(header, cells, strict=True))
    missing = [name for name in ("id", "place", "against", "kind") if not said.get(name)]
    if missing:
        raise DecisionsError(f"line {number}: no {missing[0]}")
    if not re.fullmatch(r"E-\d+", said["id"]):
        raise DecisionsError(f"line {number}: {said['id']!r} is not an id such as E-001")
    before = next((row for row in rows if row.id == said["id"]), None)
    if before:
        raise DecisionsError(f"line {number}: {said['id']} is taken by line {before.line}")
    if not re.fullmatch(r"`[^`]+`(, *`[^`]+`)*", said["place"]):
        raise DecisionsError(f"line {number}: the place has to be `one` or `more`, `with commas`")
    if said["kind"] not in KINDS:
        raise DecisionsError(f"line {number}: no kind {said['kind']!r}, only {', '.join(KINDS)}")
    against = tuple(label.strip() for label in said["against"].split(","))
    unknown = [label for label in against if label not in labels]
    if unknown:
        raise DecisionsError(f"line {number}: no document {unknown[0]!r}, only {', '.join(labels)}")
    return Row(said["id"], tuple(re.findall(r"`([^`]+)`", said["place"])), against, said["kind"], number)


def judge(found: list[Difference], rows: list[Row], label: str) -> Result:
    """Which rows explain which differences, taking the document for the one with this label."""
    explained: dict[Difference, list[str]] = {difference: [] for difference in found}
    stale: list[Stale] = []
    for row in rows:
        if label not in row.against:
            continue
        answers = {place: {one for one in found if row.matches(one, place)} for place in row.places}
        stale += [Stale(row.id, place, row.kind) for place, matching in answers.items() if not matching]
        for difference in set().union(*answers.values()):
            explained[difference].append(row.id)
    return Result(label, explained, stale)


# What is printed


def as_json(result: Result, change: Change | None) -> str:
    content = {
        "label": result.label,
        "differences": [{**asdict(one), "decisions": rows} for one, rows in result.explained.items()],
        "unexplained": [asdict(one) for one in result.unexplained],
        "twice": [asdict(one) for one in result.twice],
        "stale": [asdict(one) for one in result.stale],
    }
    return json.dumps(content | ({"change": asdict(change)} if change else {}), indent=1, ensure_ascii=False)


def as_text(result: Result, change: Change | None, chosen: bool) -> str:
    lines: list[str] = []

    def section(title: str, content: list[str]) -> None:
        if content:
            lines.extend(["", title, *(f"  {line}" for line in content)])

    for title, group in groupby(result.explained.items(), key=lambda one: one[0].place.split(".")[0]):
        section(title, [_line(difference, rows) for difference, rows in group])
    if change:
        section("New since the earlier version", [_sentence(one) for one in change.new])
        section("In the earlier version only", [_sentence(one) for one in change.gone])
    section(
        "Unexplained: mend events.yaml, or say why in a row of DECISIONS.md",
        [_sentence(one) for one in result.unexplained],
    )
    section(
        "Explained twice: take the place from one of the rows",
        [f"{_sentence(one)}: {', '.join(result.explained[one])}" for one in result.twice],
    )
    section(
        "Stale: delete the row, or take the place or the document from it",
        [f"{one.row} {one.place} ({one.kind}): no such difference in {result.label}" for one in result.stale],
    )
    closest = ", the closest (--as names another)" if result.problems and not chosen else ""
    explained = len(result.explained) - len(result.unexplained)
    counts = f"{explained} explained, {len(result.unexplained)} unexplained, {len(result.stale)} stale"
    twice = f", {len(result.twice)} explained twice" if result.twice else ""
    lines += ["", f"Held against {result.label}{closest}: {len(result.explained)} differences, {counts}{twice}"]
    return "\n".join(lines).lstrip("\n")


def _sentence(one: Difference) -> str:
    return f"{one.place} ({one.kind}): the vendor says {one.vendor!r}, we say {one.ours!r}"


def _line(difference: Difference, rows: list[str]) -> str:
    said = [f"{each[: _WIDTH - 1]}…" if len(each) > _WIDTH else each for each in (difference.vendor, difference.ours)]
    cells = f"{difference.place:50}  {difference.kind:10}  {said[0]:{_WIDTH}}  {said[1]:{_WIDTH}}"
    return f"{cells}  {', '.join(rows) or 'UNEXPLAINED'}"


if __name__ == "__main__":
    sys.exit(main())
