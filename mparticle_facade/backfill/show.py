"""How it goes, and what it came to: a bar on a terminal, plain lines elsewhere, a receipt at the end."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from mparticle_facade.backfill.lanes import Lanes
from mparticle_facade.backfill.sources import Source
from mparticle_facade.backfill.tally import Tally

_PLAIN_EVERY = 10.0  # seconds
_SHOWN = 10


class Display:
    """Shows an upload while it runs."""

    def __init__(self, console: Console, sources: Sequence[Source], tally: Tally, verb: str) -> None:
        self.lanes: Lanes | None = None
        """Once something is sent."""
        self._console = console
        self._tally = tally
        self._verb = verb
        self._before = list(itertools.accumulate((source.size for source in sources), initial=0))
        self._names = [source.name for source in sources]
        self._total = None if any(source.path is None for source in sources) else sum(s.size for s in sources)
        self._said = time.monotonic()
        self._first: tuple[float, int] | None = None
        self._progress: Progress | None = None

    @contextmanager
    def showing(self) -> Iterator[None]:
        """While it runs."""
        if not self._console.is_terminal:
            yield
            return
        self._progress = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), TaskProgressColumn(), _Numbers(self),
            TimeRemainingColumn(compact=True), console=self._console,
        )  # fmt: skip
        self._task = self._progress.add_task(_short(self._names[0]), total=self._total)
        with self._progress:
            yield

    def moved(self, source: int, position: int) -> None:
        """So many bytes of this source were read."""
        done = self._before[source] + position
        if self._progress:
            self._progress.update(self._task, completed=done, description=_short(self._names[source]))
        else:
            now = time.monotonic()
            self._first = self._first or (now, done)
            if now - self._said >= _PLAIN_EVERY:
                self._said = now
                share = f"{100 * done / self._total:.0f}%, " if self._total else ""
                self._console.print(f"{self._names[source]}: {share}{self.numbers()}{self._left(now, done)}", **_PLAIN)

    def _left(self, now: float, done: int) -> str:
        began, at_first = self._first or (now, done)
        if not self._total or done <= at_first:
            return ""
        return f", {_duration((now - began) / (done - at_first) * (self._total - done))} left"

    def notice(self, text: str) -> None:
        """A line that stays."""
        self._console.print(text, **_PLAIN)

    def numbers(self) -> str:
        """Counts and rates, in a line."""
        tally = self._tally
        parts = [f"{tally.batches:,} batches {self._verb}", f"{tally.rate:,.0f}/s", f"{tally.rejected:,} rejected"]
        if self.lanes and self.lanes.used is not None:
            parts.append(f"limit {self.lanes.used:.0f}% used")
        return ", ".join(parts)


def _short(name: str) -> str:
    return Path(name).name[-40:]


class _Numbers(ProgressColumn):
    max_refresh = 0.1

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display

    def render(self, task: Task) -> Text:  # noqa: ARG002  # what rich calls
        return Text(self._display.numbers())


_PLAIN: dict[str, Any] = {"highlight": False, "markup": False, "soft_wrap": True}


class Receipt:
    """What a run came to, in words and as JSON."""

    def __init__(self, tally: Tally, verb: str, state: str = "", rejects: str = "") -> None:
        self.tally = tally
        self.verb = verb
        self.state = state
        self.rejects = rejects
        self.reasons = f"{rejects}.reasons" if rejects else ""
        self.lanes: Lanes | None = None
        """Once something is sent."""
        self.stopped: str | None = None
        """Why it ended before its time."""

    def text(self, console: Console) -> None:
        """Print it, label by label."""
        tally = self.tally
        for label, text in self._lines():
            console.print(Text(f"{label:<12}", style="bold"), Text(text), soft_wrap=True, highlight=False, sep="")
        shown = tally.examples[:_SHOWN]
        for example in shown:
            console.print(Text(f"  {example}", style="red"), soft_wrap=True)
        more = sum(tally.problems.values()) - len(shown)
        if more > 0:
            console.print(f"  and {more:,} more" + (f" in {self.reasons}" if self.reasons else ""), **_PLAIN)
        for example in tally.warned[: 0 if shown else _SHOWN]:
            console.print(Text(f"  {example}", style="yellow"), soft_wrap=True)

    def _lines(self) -> Iterator[tuple[str, str]]:
        tally = self.tally
        seconds = max(tally.seconds, 1e-9)
        rates = f"{tally.batches / seconds:,.0f} batches/s, {tally.events / seconds:,.0f} events/s"
        if tally.batches or tally.rejected or tally.broken or self.stopped or not tally.skipped:
            counts = f"{tally.batches:,} batches, {tally.events:,} events"
            yield self.verb.capitalize(), f"{counts} in {_duration(seconds)} ({rates})"
        else:
            yield "Nothing", f"left to send (delete {self.state} to start over)"
        if tally.skipped:
            yield "Avoided", f"{tally.skipped:,} duplicates: batches that an earlier run had sent"
        if tally.rejected:
            where = f": mend and upload {self.rejects}; why is in {self.reasons}" if self.rejects else ""
            yield "Rejected", f"{tally.rejected:,} batches ({_kinds(tally.problems)}){where}"
        if tally.rejected_before:
            yield "", f"{tally.rejected_before:,} batches were rejected by an earlier run"
        if tally.warnings:
            yield "Warnings", f"{_kinds(tally.warnings)}: accepted by the service, worth a look"
        for broken in tally.broken:
            yield "Unreadable", broken
        if self.stopped:
            yield "Stopped", self.stopped

    def as_json(self) -> str:
        """For programs."""
        tally = self.tally
        seconds = max(tally.seconds, 1e-9)
        return json.dumps({
            self.verb: tally.batches,
            "events": tally.events,
            "duplicates_avoided": tally.skipped,
            "rejected": tally.rejected,
            "rejected_before": tally.rejected_before,
            "dead_letters": (self.rejects or None) if tally.rejected else None,
            "reasons": (self.reasons or None) if tally.rejected else None,
            "state": self.state or None,
            "seconds": round(seconds, 3),
            "batches_per_second": round(tally.batches / seconds, 1),
            "events_per_second": round(tally.events / seconds, 1),
            "requests": self.lanes.requests if self.lanes else 0,
            "retried": self.lanes.retried if self.lanes else 0,
            "problems": dict(tally.problems),
            "warnings": dict(tally.warnings),
            "unreadable": tally.broken,
            "stopped": self.stopped,
            "errors": [example.as_dict() for example in tally.examples],
            "advice": [example.as_dict() for example in tally.warned],
        })  # fmt: skip


def _kinds(counter: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {kind.replace('_', ' ')}" for kind, number in sorted(counter.items()))


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds} s"
