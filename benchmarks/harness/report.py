"""Writes results as text: tables for the terminal, the page of the documentation, the raw figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.harness.question import Contender, Figure, Question, load
from benchmarks.harness.results import (
    Answer,
    Results,
    Target,
    Verdict,
    asked,
    compared,
    floor_of,
    number,
    peer_of,
    ratio,
)

PAGE = "docs/benchmarks.md"
IMAGES = "docs/images"
RAW = "benchmarks/results.json"
NOTES = "benchmarks/notes.md"

_HEAD = """\
<!-- Written by `make bench`, from benchmarks/results.json and benchmarks/notes.md. Not to be edited. -->
# Benchmarks

What our client costs, next to every peer, measured in one run by one command. Absolute figures drift from machine to
machine; the ratios are what counts. Each contender runs in a process of its own, the contenders take turns, and a
figure is the median of the rounds, with the least and the most of them behind it. The receiving side is one more
process, a bare asyncio protocol on loopback.

A *floor* is what no client can beat: the same work with ready bytes, and nothing else done.
"""
_STANDING = """\
Each row of ours against the row of a peer that does the same work, or against all of the table, figure by figure.
"""
_REPEAT = """\
## Repeat it

    make bench                        # everything: about twenty minutes on two cores; writes this page
    make bench ARGS=--quick           # a look: under two minutes, writes nothing
    make bench ARGS=--full            # up to 10,000,000 rows in an outbox, and a million events for the peers, too
    make bench ARGS='--only bulk'     # one question; also: .venv-peers/bin/python benchmarks/bulk.py
    make bench ARGS=--strict          # exit code 1 when a target is missed
    make bench ARGS=--anyway          # writes this page on a busy machine, too; it says how busy

It needs Python 3.11 or newer and a package index; the peers go to `.venv-peers`, pinned in
`benchmarks/requirements.txt`. The raw figures of this run are in `benchmarks/results.json`, the targets in
`benchmarks/harness/targets.py`.
"""


@dataclass(frozen=True)
class Judged:
    target: Target
    measured: float | None
    spread: tuple[float, float] | None
    unit: str
    verdict: Verdict


def judged(targets: Iterable[Target], results: Results) -> list[Judged]:
    """The targets of the questions that were asked."""
    rows = []
    for target in targets:
        if target.question in results.answers:
            question = load(target.question)
            figure = next(figure for figure in question.figures if figure.key == target.figure)
            measured = target.measured(results, question)
            rows.append(
                Judged(target, measured, target.spread(results, question), figure.unit, target.verdict(measured))
            )
    return rows


def write(root: Path, targets: Sequence[Target], results: Results) -> None:
    """The page, the pictures and the raw figures."""
    from benchmarks.harness import plots  # not before everything is measured: it is large

    raw = results.to_dict()
    results = Results.from_dict(raw)  # rounded, so that it can be written again from the file
    questions = [load(key) for key in results.answers]
    (root / IMAGES).mkdir(exist_ok=True)
    for question in questions:
        (root / picture(question)).write_text(plots.svg(question, results))
    notes = root / NOTES
    (root / PAGE).write_text(page(questions, targets, results, notes.read_text() if notes.exists() else ""))
    (root / RAW).write_text(json.dumps(raw, indent=1) + "\n")


def page(questions: Sequence[Question], targets: Sequence[Target], results: Results, notes: str) -> str:
    """Markdown."""
    about = {"date": results.date, **results.machine, **results.versions}
    if results.scale != "default":
        about = {"scale": results.scale, **about}
    parts = [
        _HEAD,
        "## Machine and versions\n",
        _markdown(["", ""], [[name, value] for name, value in about.items()]),
        "## Targets\n",
        _markdown(*_verdicts(judged(targets, results))),
        notes.strip() + "\n" if notes.strip() else "",
    ]
    for question in questions:
        parts += [f"## {question.title}\n", question.text + "\n", _markdown(*_table(question, results))]
        parts += [_references(question), f"![{question.title}]({Path(picture(question)).relative_to('docs')})\n"]
    parts += ["## Who is ahead\n", _STANDING, standing(questions, results), _REPEAT]
    return "\n".join(part for part in parts if part)


def picture(question: Question) -> str:
    return f"{IMAGES}/bench-{question.key.replace('_', '-')}.svg"


def terminal(question: Question, results: Results) -> str:
    """A table of plain text."""
    return f"\n{question.title}\n{question.text}\n\n{_plain(*_table(question, results))}{_references(question)}"


def terminal_targets(targets: Iterable[Target], results: Results) -> str:
    """A table of plain text; nothing where there are no targets for what was asked."""
    rows = judged(targets, results)
    return f"\nTargets\n\n{_plain(*_verdicts(rows))}" if rows else ""


def standing(questions: Iterable[Question], results: Results) -> str:
    """The rows of ours that a peer is ahead in, and as the last line in how many of how many that is."""
    rows = [row for question in questions for row in compared(question, results)]
    behind = [row for row in rows if row.ahead]
    text = "".join(f"* {row.question}: {row.contender}, behind {', '.join(row.ahead)}\n" for row in behind)
    return f"{text}\nA peer is ahead in {len(behind)} of {len(rows)} rows.\n".lstrip("\n")


# -- tables: a header and rows of text --------------------------------------------------------------------------------


def _table(question: Question, results: Results) -> tuple[list[str], list[list[str]]]:
    figures = asked(question, results)
    if question.axis:
        head = [
            f"{question.figures[0].unit}, by {question.axis}",
            *(figure.label for figure in figures),
            "last / least",
        ]
    else:
        ratios = ["x floor"] * bool(question.floor) + ["x peer"] * bool(question.peer)
        head = ["", *(text for figure in figures for text in (f"{figure.label}, {figure.unit}", *ratios))]
    return head, [[contender.name, *_cells(question, contender, figures, results)] for contender in question.contenders]


def _cells(question: Question, contender: Contender, figures: Sequence[Figure], results: Results) -> list[str]:
    answer = results.answer(question.key, contender.name)
    if answer.failed or answer.unavailable:
        return [f"failed: {answer.failed}" if answer.failed else f"not available: {answer.unavailable}"]
    if question.axis:
        values = [answer.value(figure.key) for figure in figures]
        known = [value for value in values if value is not None]
        growth = known[-1] / min(known) if all(known) and known else None
        return [*(_spread(answer, figure.key) for figure in figures), number(growth)]
    cells = []
    references = [name for name in (floor_of(question, contender), peer_of(question, contender)) if name]
    for figure in figures:
        cells.append(_spread(answer, figure.key))
        cells += [number(ratio(results, question, figure, contender.name, reference)) for reference in references]
    return cells


def _spread(answer: Answer, key: str) -> str:
    """The median, and the least and the most of the rounds."""
    return number(answer.value(key)) + _between(answer.spread(key))


def _between(ends: tuple[float, float] | None) -> str:
    return f" ({number(ends[0])} to {number(ends[1])})" if ends else ""


def _verdicts(rows: Iterable[Judged]) -> tuple[list[str], list[list[str]]]:
    head = ["what", "target", "measured", ""]
    table = []
    for row in rows:
        unit = "x" if row.target.reference else f" {row.unit}"
        measured = "" if row.measured is None else f"{number(row.measured)}{unit}{_between(row.spread)}"
        table.append([row.target.what, row.target.bound(row.unit), measured, row.verdict])
    return head, table


def _references(question: Question) -> str:
    named = {"Floor": question.floor, "Peer": question.peer}
    text = " ".join(f"{kind}: {name}." for kind, name in named.items() if name and not question.axis)
    return text + "\n" if text else ""


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    padded = [[*row, *[""] * (len(head) - len(row))] for row in rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in [head, rule, *padded])


def _plain(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, *rows]
    first = max(len(line[0]) for line in lines)
    widths = [
        max(map(len, column)) for column in zip(*(line[1:] for line in lines if len(line) == len(head)), strict=True)
    ]
    text = ""
    for name, *cells in lines:
        if len(cells) == len(widths):
            cells = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
        text += "  ".join([name.ljust(first), *cells]).rstrip() + "\n"
    return text
