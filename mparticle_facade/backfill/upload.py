"""The backfill itself: read, check, send, remember."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from mparticle_facade.backfill.checking import Checked, Checker, Rules
from mparticle_facade.backfill.inputs import content, identify
from mparticle_facade.backfill.lanes import Item, Lanes
from mparticle_facade.backfill.reading import blocks
from mparticle_facade.backfill.rejects import Rejects
from mparticle_facade.backfill.state import Progress, Settled, State, StateError
from mparticle_facade.backfill.tally import Tally
from mparticle_facade.clock import monotonic
from mparticle_facade.delivery.sending import Outcome
from mparticle_facade.errors import Problem
from mparticle_facade.rows.asked import Asked, Begin
from mparticle_facade.rows.records import Block, Record, taken_apart
from mparticle_facade.rows.sources import Query, Source, SourceError

_SAVING = 20  # saving takes at most one in so many seconds


Moved: TypeAlias = Callable[[int, int], None]
"""Told by the thread that reads: of this source, so many bytes were read."""


def check_all(sources: Sequence[Source], rules: Rules, asked: Asked, tally: Tally, moved: Moved) -> None:
    """Look at every record, send nothing."""
    checker = Checker(rules)
    for index, source in enumerate(sources):
        with _failing(tally):
            for block in blocks(source, asked, Begin()):
                _tell(block, source, tally)
                tally.described += block.described
                for given in block.records:
                    if given.payload.strip() or given.problems:
                        for record, checked in _checked(given, checker, source.key.encode()):
                            _count(checked, record.file or source.name, record, tally)
                moved(index, block.position)


def _checked(record: Record, checker: Checker, key: bytes) -> Iterable[tuple[Record, Checked]]:
    if record.of is None:
        return ((record, checker.check(record, key)),)
    return taken_apart(record, lambda one: checker.check(one, key), lambda checked: checked.problems)


def _tell(block: Block, source: Source, tally: Tally) -> None:
    for line, problem in block.notes:
        tally.warn(source.name, line, [problem])


def _count(checked: Checked, name: str, record: Record, tally: Tally) -> None:
    if checked.warnings:
        tally.warn(name, record.line, checked.warnings)
    if checked.problems:
        tally.reject(name, record.line, checked.problems)
    else:
        if not tally.batches and record.members:
            tally.first = checked.payload
        tally.batches += 1
        tally.events += checked.events


@contextlib.contextmanager
def _failing(tally: Tally) -> Iterator[None]:
    """A source that can't be read, or not to its end, is a problem of its own: the others go on."""
    try:
        yield
    except SourceError as error:
        tally.broken.append(str(error))


class Upload:
    """One run.

    Everything that decides what another run has to do (counts, rejects, what is settled) changes under one lock, and
    is saved as one.

    Raises:
        StateError: the state does not belong to these sources, or can't be written.
    """

    def __init__(
        self, sources: Sequence[Source], rules: Rules, asked: Asked, state: State | None, rejects: Rejects,
        dead_letters: Sequence[Path], tally: Tally, moved: Moved,
    ) -> None:  # fmt: skip
        self._sources = sources
        self._checker = Checker(rules)
        self._asked = asked
        self._state = state
        self._rejects = rejects
        self._dead_letters = dead_letters
        self._tally = tally
        self._moved = moved
        self._lock = threading.Lock()
        self._save_after = 0.0
        self._progress = [
            state.progress(source) if state and not source.once else Progress(Settled(source.key, None))
            for source in sources
        ]
        tally.skipped = sum(progress.settled.batches for progress in self._progress)
        tally.rejected_before = sum(progress.settled.rejected for progress in self._progress)
        with self._lock:
            self._save()

    def run(self, lanes: Lanes) -> None:
        """Send what is left of the sources; returns when all of it is settled, or the lanes have failed.

        Raises:
            StateError: what is settled can't be written.
            KeyboardInterrupt: after it was stopped and saved.
        """
        try:
            for index, source in enumerate(self._sources):
                if lanes.stopped:
                    break
                with _failing(self._tally):
                    if not self._progress[index].settled.complete or self._more(index, source):
                        self._run(index, source, lanes)
            lanes.finish()
        finally:
            lanes.stop()
            with self._lock:
                self._save()

    def _more(self, index: int, source: Source) -> bool:
        """Whether there is something to send of a source that was finished: a query may give more rows by now."""
        if not isinstance(source, Query) or self._state is None:
            return False
        progress = self._progress[index]
        before = progress.settled
        from mparticle_facade.rows.batches import followed

        same, more = followed(source, self._asked, Begin(seen=before.seen, done=progress.done))
        if same and not more:
            return False
        try:
            with self._lock:
                self._progress[index] = self._state.renewed(source, before, follows=same)
        except StateError as error:
            raise SourceError(str(error)) from None
        if not same:
            self._tally.skipped -= before.batches
            self._tally.rejected_before -= before.rejected
        return True

    def _run(self, index: int, source: Source, lanes: Lanes) -> None:
        progress = self._progress[index]
        settled = progress.settled
        begin = Begin(settled.place, settled.rows_before, settled.seen, progress.done if progress.resumed else None)
        end = 0
        with contextlib.closing(blocks(source, self._asked, begin)) as found:
            for block in found:
                passed = list(block.passed)
                end = max(end, block.end)
                with self._lock:
                    progress.begin(block)
                _tell(block, source, self._tally)
                for record in block.records:
                    if progress.resumed and not record.members and progress.done(record.ordinal):
                        continue
                    if not record.problems and (not record.payload or record.payload.isspace()):
                        passed.append(record.ordinal)
                        continue
                    self._send(index, source, record, lanes)
                with self._lock:
                    progress.settle(passed)
                self._moved(index, block.position)
                if lanes.stopped:
                    return
        if identify(source) != settled.identity:
            raise SourceError(
                f"{source.name}: changed while it was read; what was read is sent. Upload it anew when it is whole"
            )
        settled.content = content(source)
        with self._lock:
            progress.end(end)

    def _send(self, index: int, source: Source, given: Record, lanes: Lanes) -> None:
        for record, checked in _checked(given, self._checker, self._progress[index].key):
            if checked.warnings:
                self._tally.warn(source.name, record.line, checked.warnings)
            item = Item(checked.payload, checked.events, index, record.ordinals, record.line)
            if checked.problems:
                with self._lock:
                    self._reject(item, checked.problems, record.file)
            else:
                lanes.put(item, checked.user, checked.historical)

    def settled(self, outcome: Outcome[Item]) -> None:
        """For the lanes: remember what became of a request."""
        with self._lock:
            for item in outcome.accepted:
                progress = self._progress[item.source]
                progress.settle(item.ordinals)
                progress.settled.batches += 1
                self._tally.events += item.events
            self._tally.batches += len(outcome.accepted)
            for item, error in outcome.rejected:
                self._reject(item, [Problem("$", "refused", f"the service refuses it: {error}")])
            if monotonic() >= self._save_after:
                self._save()

    def _reject(self, item: Item, problems: Sequence[Problem], file: str | None = None) -> None:
        name = file or self._sources[item.source].name
        self._rejects.add(self._dead_letters[item.source], item.payload, name, item.line, problems)
        self._tally.reject(name, item.line, problems)
        progress = self._progress[item.source]
        progress.settle(item.ordinals)
        progress.settled.rejected += 1

    def _save(self) -> None:
        began = monotonic()
        marks = self._rejects.marks()  # before what says that they are written
        if self._state:
            self._state.save(marks)
        now = monotonic()
        self._save_after = now + _SAVING * (now - began)
