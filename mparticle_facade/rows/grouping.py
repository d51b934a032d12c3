"""Rows of one user as one batch, which can be taken apart again."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

import msgspec

from mparticle_facade.errors import Problem
from mparticle_facade.limits import MAX_BATCH_BYTES
from mparticle_facade.rows.projection import EMPTY, EVENTS, ID, OLD, SHARED, UNFIT, USER, Row, unfit
from mparticle_facade.rows.records import Record

MOST_ROWS = 100
"""Rows of a user that share a batch."""
_MOST_IDS = 1_000_000  # remembered, to see that one comes again
_alike, _events_in = itemgetter(SHARED, USER, ID, OLD, EMPTY), itemgetter(EVENTS)


class Window(NamedTuple):
    """Rows in a row."""

    begin: int
    """The ordinal of the first."""
    rows: Sequence[Row]
    lines: Sequence[int]


class Group:
    """Rows of one user, alike outside of events."""

    __slots__ = ("_events", "_first", "_shared", "_size", "_window", "id", "members")

    def __init__(self, window: Window, shared: str | None) -> None:
        self._window = window
        self._shared = shared
        self.members: Sequence[int] = ()
        """Their ordinals."""
        self._first = 0
        self._events = ""
        self._size = len(shared or "")
        self.id: str | None = None
        """``source_request_id``, where the rows have one."""

    def takes(self, rows: int, size: int) -> bool:
        """Whether there is room for so many rows, with events of so many characters."""
        return len(self.members) + rows <= MOST_ROWS and self._size + size < MAX_BATCH_BYTES

    def add(self, members: range, events: str) -> None:
        """Put in rows, of which these are all the events."""
        if not self.members:
            self._first = members[0]
        self.members = [*self.members, *members] if self.members else members
        self._size += len(events) + 1
        self._events += f",{events}" if self._events and events else events

    @property
    def first(self) -> tuple[int, Row]:
        """Line and content of the first row."""
        index = self.members[0] - self._window.begin
        return self._window.lines[index], self._window.rows[index]

    def leave(self, done: Callable[[int], bool]) -> None:
        """Take out what is done."""
        self.members = [ordinal for ordinal in self.members if not done(ordinal)]
        self._events = self._events_of(self.members)

    def _events_of(self, members: Sequence[int]) -> str:
        begin, rows, _ = self._window
        return _events([rows[ordinal - begin] for ordinal in members])

    def _id_of(self, first: int) -> str:
        """Of the part that begins with this row: no two parts have the same."""
        assert self.id is not None
        index = first - self._first
        return f'{self.id[:-1]}/row{index + 1}"' if index else self.id

    def record(self, members: Sequence[int] | None = None) -> Record:
        """The batch of these rows, or of some of them."""
        events = self._events if members is None else self._events_of(members)
        chosen = self.members if members is None else members
        fields = [self._shared[1:-1]] if self._shared and self._shared != "{}" else []
        if events:
            fields.append(f'"events":[{events}]')
        if self.id is not None:
            fields.append(f'"source_request_id":{self._id_of(chosen[0])}')
        payload = f"{{{','.join(fields)}}}"
        problems: list[Problem] = []
        if len(chosen) == 1 and UNFIT in payload:
            problems = [Problem(path, "invalid", why) for path, why in unfit(msgspec.json.decode(payload))]
        line = self._window.lines[chosen[0] - self._window.begin]
        return Record(chosen[0], line, payload.encode(errors="replace"), problems, members=chosen, of=self.record)


class Grouper:
    """Finds groups, a window of rows at a time.

    ``begin`` is the first row of this run: those before it were settled by one that found the file shorter.
    """

    def __init__(self, begin: int = 0) -> None:
        self._begin = begin
        self._parts: dict[str, tuple[int, int, str | None]] = {}  # by id: how many batches, since which line, of whom
        self.repeated: list[tuple[int, str]] = []
        """Lines with an id that rows of another user, or with other attributes, have, too; to be emptied."""

    def groups(self, window: Window, done: Callable[[int], bool] | None = None) -> Iterator[Group]:
        """Groups in the order of their first rows, without rows that are empty or done; None: no row is done.

        The same window gives the same groups and ids, whatever of it is done.
        """
        middle = min(max(self._begin - window.begin, 0), len(window.rows))
        groups = _grouped(window, 0, middle)
        fresh = len(groups)
        groups += _grouped(window, middle, len(window.rows))
        self._name(groups)
        for group in groups[fresh:]:
            if done is not None:
                group.leave(done)
            if group.members:
                yield group

    def _name(self, groups: Sequence[Group]) -> None:
        """Ids of the rows; where several batches have one, numbered as the uploader numbers what it splits."""
        named = [(group, line, row) for group in groups for line, row in [group.first] if row[ID] is not None]
        several = Counter(row[ID] for _, _, row in named)
        for group, line, row in named:
            id, whose = row[ID], f"{row[USER]} {row[SHARED]}"
            before, since, of_whom = self._parts.get(id, (0, line, None))
            if of_whom not in (None, whose):
                text = (
                    f"has the source_request_id {id} of line {since}, which is of another user or has other attributes"
                )
                self.repeated.append((line, f"{text}: both are sent, with numbers after it"))
            single = before == 0 and several[id] == 1
            group.id = id if single else f'{id[:-1]}/{before + 1}"'
            self._parts[id] = (before + 1, since, whose)
        while len(self._parts) > _MOST_IDS:
            del self._parts[next(iter(self._parts))]


def _grouped(window: Window, begin: int, end: int) -> list[Group]:
    """Adjacent rows that are alike are looked at together: most exports are in the order of their users."""
    groups: list[Group] = []
    latest: dict[object, tuple[object, Group]] = {}
    rows = window.rows[begin:end]
    first = window.begin + begin
    end = 0
    for alike, same in itertools.groupby(map(_alike, rows)):
        begin, end = end, end + len(list(same))
        shared, user, id, _, empty = alike
        if empty:
            continue
        key = user if id is None else (id, user, shared)
        alone = key is None or (shared is not None and UNFIT in shared)
        last, group = latest.get(key, (None, None))
        if last != alike:
            group = None
        run = rows[begin:end]
        events = _events(run)
        together = end - begin == 1 or not (
            alone or UNFIT in events or not (group or Group(window, shared)).takes(len(run), len(events) + len(run))
        )
        ordinals = range(first + begin, first + end)
        pieces = (
            [(ordinals, events)]
            if together
            else [(ordinals[index : index + 1], row[EVENTS] or "") for index, row in enumerate(run)]
        )
        for members, text in pieces:
            if alone or UNFIT in text:
                groups.append(Group(window, shared))
                groups[-1].add(members, text)
                continue
            if group is None or not group.takes(len(members), len(text)):
                group = Group(window, shared)
                groups.append(group)
            group.add(members, text)
        if group is not None:
            latest[key] = alike, group
    return groups


def _events(rows: Sequence[Row]) -> str:
    return ",".join(filter(None, map(_events_in, rows)))
