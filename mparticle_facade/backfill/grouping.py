"""Rows of one user as one batch, which can be taken apart again."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

import msgspec

from mparticle_facade.backfill.projection import EVENTS, ID, OLD, SHARED, UNFIT, USER, unfit
from mparticle_facade.backfill.records import Member, Record
from mparticle_facade.errors import Problem
from mparticle_facade.limits import MAX_BATCH_BYTES

MOST_ROWS = 100
"""Rows of a user that share a batch."""
_MOST_IDS = 1_000_000  # remembered, to see that one comes again
_alike = itemgetter(SHARED, USER, ID, OLD)


class Group:
    """Rows of one user, alike outside of events."""

    __slots__ = ("_events", "_size", "id", "members", "shared")

    def __init__(self, shared: str | None) -> None:
        self.shared = shared
        self.members: list[Member] = []
        self._events: list[str] = []
        self._size = len(shared or "")
        self.id: str | None = None
        """``source_request_id``, where the rows have one."""

    def takes(self, rows: int, size: int) -> bool:
        """Whether there is room for so many rows, with events of so many characters."""
        return len(self.members) + rows <= MOST_ROWS and self._size + size < MAX_BATCH_BYTES

    def add(self, members: Sequence[Member], events: str) -> None:
        """Put in rows, of which these are all the events."""
        self.members += members
        self._size += len(events) + 1
        self._events.append(events)

    def leave(self, done: Callable[[int], bool]) -> None:
        """Take out what is done."""
        self.members = [member for member in self.members if not done(member[0])]
        self._events = [_events(self.members)]

    def record(self, members: Sequence[Member] | None = None) -> Record:
        """The batch of these rows, or of some of them."""
        chosen = self.members if members is None else members
        ordinal, line, _ = chosen[0]
        events = ",".join(filter(None, self._events)) if members is None else _events(members)
        fields = [self.shared[1:-1]] if self.shared and self.shared != "{}" else []
        if events:
            fields.append(f'"events":[{events}]')
        if self.id is not None:
            fields.append(f'"source_request_id":{self.id}')
        payload = f"{{{','.join(fields)}}}"
        problems: list[Problem] = []
        if len(chosen) == 1 and UNFIT in payload:
            problems = [Problem(path, "invalid", why) for path, why in unfit(msgspec.json.decode(payload))]
        return Record(ordinal, line, payload.encode(errors="replace"), problems=problems, group=self, members=chosen)


class Grouper:
    """Finds groups, a window of rows at a time.

    ``begin`` is the first row of this run: those before it were settled by one that found the file shorter.
    """

    def __init__(self, begin: int = 0) -> None:
        self._begin = begin
        self._parts: dict[str, tuple[int, int, str | None]] = {}  # by id: how many batches, since which line, of whom
        self.repeated: list[tuple[int, str]] = []
        """Lines with an id that rows of another user, or with other attributes, have, too; to be emptied."""

    def groups(self, window: Sequence[Member], done: Callable[[int], bool] | None = None) -> Iterator[Group]:
        """Groups in the order of their first rows, without rows that are done; None: no row is.

        The same window gives the same groups and ids, whatever of it is done.
        """
        before = bisect.bisect_left(window, self._begin, key=itemgetter(0))
        groups = _grouped(window[:before])
        fresh = len(groups)
        groups += _grouped(window[before:] if before else window)
        self._name(groups)
        for group in groups[fresh:]:
            if done is not None:
                group.leave(done)
            if group.members:
                yield group

    def _name(self, groups: Sequence[Group]) -> None:
        """Ids of the rows; where several batches have one, numbered as the uploader numbers what it splits."""
        named = [(group, id) for group in groups if (id := group.members[0][2][ID]) is not None]
        several: dict[str, int] = {}
        for _, id in named:
            several[id] = several.get(id, 0) + 1
        for group, id in named:
            _, line, row = group.members[0]
            whose = f"{row[USER]} {group.shared}"
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


def _grouped(window: Sequence[Member]) -> list[Group]:
    """Adjacent rows that are alike are looked at together: most exports are in the order of their users."""
    groups: list[Group] = []
    latest: dict[object, tuple[object, Group]] = {}
    end = 0
    for alike, same in itertools.groupby([_alike(row) for _, _, row in window]):
        begin, end = end, end + sum(1 for _ in same)
        run = window[begin:end]
        shared, user, id, _ = alike
        key = user if id is None else (id, user, shared)
        alone = key is None or (shared is not None and UNFIT in shared)
        last, group = latest.get(key, (None, None))
        if last != alike:
            group = None
        events = _events(run)
        together = len(run) == 1 or not (
            alone or UNFIT in events or not (group or Group(shared)).takes(len(run), len(events) + len(run))
        )
        for members, text in [(run, events)] if together else [([member], _events([member])) for member in run]:
            if alone or UNFIT in text:
                groups.append(Group(shared))
                groups[-1].add(members, text)
                continue
            if group is None or not group.takes(len(members), len(text)):
                group = Group(shared)
                groups.append(group)
            group.add(members, text)
        if group is not None:
            latest[key] = alike, group
    return groups


def _events(members: Sequence[Member]) -> str:
    return ",".join([row[EVENTS] for _, _, row in members if row[EVENTS]])
