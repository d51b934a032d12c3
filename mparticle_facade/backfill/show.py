"""How it goes, and what it came to: a bar on a terminal, plain lines elsewhere, a receipt at the end."""

from __future__ import annotations

import itertools
import json
import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from mparticle_facade.backfill.lanes import Lanes
from mparticle_facade.backfill.rejects import Rejects, reasons_of
from mparticle_facade.backfill.tally import Tally, shown
from mparticle_facade.clock import monotonic
from mparticle_facade.rows.sources import Source
from mparticle_facade.wording import quantity

_PLAIN_EVERY = 10.0  # seconds
_REFRESH = 0.2
_PATIENCE = 1.0  # with a terminal that takes nothing, at the end
_SHOWN = 10


class Display:
    """Shows an upload while it runs, from a thread of its own: a terminal that is slow or gone holds nothing up."""

    def __init__(self, sources: Sequence[Source], tally: Tally, verb: str) -> None:
        self.lanes: Lanes | None = None
        """Once something is sent."""
        self._tally = tally
        self._verb = verb
        self._before = list(itertools.accumulate((source.size for source in sources), initial=0))
        self._names = [Path(source.name).name for source in sources]
        self._total = None if any(source.once for source in sources) else self._before[-1]
        self._source = self._done = 0
        self._notices: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._ended = threading.Event()

    @contextmanager
    def showing(self) -> Iterator[None]:
        """While it runs."""
        teller = threading.Thread(target=self._tell, name="mparticle progress", daemon=True)
        teller.start()
        try:
            yield
        finally:
            self._ended.set()
            teller.join(_PATIENCE)

    def moved(self, source: int, position: int) -> None:
        """So many bytes of this source were read."""
        self._source, self._done = source, self._before[source] + position

    def notice(self, text: str) -> None:
        """A line that stays."""
        self._notices.put(shown(text))

    def _tell(self) -> None:
        with suppress(Exception, SystemExit):  # rich ends the thread where the reader is gone
            console = Console(stderr=True)
            terminal = console.is_terminal
            said = monotonic()
            ended = False
            while not ended:
                ended = self._ended.wait(_REFRESH)
                while not self._notices.empty():
                    console.print(self._notices.get(), **_PLAIN)
                if terminal:
                    line = "" if ended else set_cell_size(self.line(), console.width - 1).rstrip()
                    console.file.write(f"\r\x1b[2K{line}")
                    console.file.flush()
                elif monotonic() - said >= _PLAIN_EVERY and not ended:
                    said = monotonic()
                    console.print(self.line(), **_PLAIN)

    def line(self) -> str:
        """Counts, rates and what is left, in a line of 79 characters at most."""
        tally = self._tally
        read = min(1.0, self._done / self._total) if self._total else 0.0
        known = tally.batches + tally.rejected
        numbers = f"{tally.batches:,} {self._verb}, {tally.rate:,.0f}/s"
        parts = [numbers] + ([f"{tally.rejected:,} rejected"] if tally.rejected else [])
        if self._total:
            waiting = max(0, self.lanes.handed - tally.batches) if self.lanes else 0
            share = read * known / max(1, known + waiting)
            parts.insert(0, f"{100 * share:3.0f}%")
            if 0 < share < 1 and tally.seconds > 1:
                parts.append(f"{_duration(tally.seconds / share - tally.seconds)} left")
        if self.lanes and self.lanes.used is not None:
            parts.append(f"limit {self.lanes.used:.0f}%")
        rest = ", ".join(parts)
        name = shown(self._names[self._source])
        while cell_len(name) > max(8, 77 - len(rest)):  # a letter may take two columns
            name = name[1:]
        return f"{name}: {rest}"[:79]


_PLAIN: dict[str, Any] = {"highlight": False, "markup": False, "soft_wrap": True}


class Receipt:
    """What a run came to, in words and as JSON."""

    def __init__(self, tally: Tally, verb: str, state: str = "", unit: str = "batch") -> None:
        self.tally = tally
        self.verb = verb
        self.state = state
        self.unit = unit
        """What is rejected: a batch, or a row."""
        self.rejects: Rejects | None = None
        """Where the rejects are; None where nothing is sent."""
        self.lanes: Lanes | None = None
        """Once something is sent."""
        self.stopped: str | None = None
        """Why it ended before its time."""

    def text(self, console: Console) -> None:
        """Print it, label by label."""
        tally = self.tally
        for label, text in self._lines():
            console.print(Text(f"{label:<12}", style="bold"), Text(text), soft_wrap=True, highlight=False, sep="")
        listed = tally.examples[:_SHOWN]
        for example in listed:
            console.print(Text(f"  {example}", style="red"), soft_wrap=True)
        more = sum(tally.problems.values()) - len(listed)
        if more > 0:
            where = shown(", ".join(str(reasons_of(path)) for path in self._written()))
            console.print(f"  and {more:,} more" + (f" in {where}" if where else ""), **_PLAIN)
        advice = {
            example.problem.message: example for example in reversed(tally.warned)
        }  # each once, where it is first
        for example in [] if listed else list(reversed(advice.values()))[:_SHOWN]:
            console.print(Text(f"  {example}", style="yellow"), soft_wrap=True)

    def _written(self) -> list[Path]:
        return self.rejects.written() if self.rejects else []

    def _lines(self) -> Iterator[tuple[str, str]]:
        tally = self.tally
        seconds = max(tally.seconds, 1e-9)
        rates = f"{tally.batches / seconds:,.0f} batches/s, {tally.events / seconds:,.0f} events/s"
        if tally.batches or tally.rejected or tally.broken or self.stopped or not tally.skipped:
            counts = f"{quantity(tally.batches, 'batch')}, {quantity(tally.events, 'event')}"
            yield self.verb.capitalize(), f"{counts} in {_duration(seconds)} ({rates})"
        else:
            yield "Nothing", f"left to send (--again sends it once more; {shown(self.state)} remembers what was sent)"
        for described in tally.described:
            yield "Read", shown(described)
        if tally.first is not None:
            yield "First batch", shown(tally.first.decode())
        if tally.skipped:
            yield "Known", f"{quantity(tally.skipped, 'batch')} that an earlier run had sent: not sent again"
        if tally.rejected:
            where = shown(" ".join(str(path) for path in self._written()))
            todo = f": mend and upload {where}; why is beside it in .reasons" if where else ""
            yield "Rejected", f"{quantity(tally.rejected, self.unit)} ({_kinds(tally.problems)}){todo}"
        if tally.rejected_before:
            before = quantity(tally.rejected_before, self.unit)
            yield "", f"{before} rejected by an earlier run, not mended in this file"
        for kind, label, noun, rest in _TOLD:
            if number := tally.warnings.get(kind):
                yield label, f"{quantity(number, noun)} {rest}"
        others = {kind: number for kind, number in tally.warnings.items() if kind not in {kind for kind, *_ in _TOLD}}
        if others:
            yield "Warnings", f"{_kinds(others)}: accepted by the service, worth a look"
        for broken in tally.broken:
            yield "Unreadable", shown(broken)
        if self.stopped:
            yield "Stopped", shown(self.stopped)

    def as_json(self) -> str:
        """For programs."""
        tally = self.tally
        seconds = max(tally.seconds, 1e-9)
        written = [str(path) for path in self._written()]
        return json.dumps({
            self.verb: tally.batches,
            "events": tally.events,
            "duplicates_avoided": tally.skipped,
            "rejected": tally.rejected,
            "rejected_before": tally.rejected_before,
            "left_out": tally.warnings.get("left_out", 0),
            "dead_letters": written[0] if written else None,
            "reasons": f"{written[0]}.reasons" if written else None,
            "dead_letter_files": written,
            "state": self.state or None,
            "read": tally.described,
            "first": json.loads(tally.first) if tally.first is not None else None,
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


_TOLD = (
    ("left_out", "Left out", "cell", "that does not fit an optional field"),
    ("repeated_id", "Repeated", "batch", "with the source_request_id of one before: the service keeps one of them"),
    ("empty", "Empty", "row", "without a value in any column that is used"),
)


def _kinds(counter: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {kind.replace('_', ' ')}" for kind, number in sorted(counter.items()))


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds} s"
