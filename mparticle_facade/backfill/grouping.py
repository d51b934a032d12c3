"""Rows of one user as one batch, which can be taken apart again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from mparticle_facade.backfill.projection import unfit
from mparticle_facade.backfill.records import Member, Record
from mparticle_facade.errors import Problem
from mparticle_facade.limits import MAX_BATCH_BYTES

MOST_ROWS = 100
"""Rows of a user that share a batch."""
_MOST_IDS = 1_000_000  # remembered, to see that one comes again
_UNFIT = '"$unfit"'


class Group:
    """Rows of one user, alike outside of events."""

    __slots__ = ("id", "members", "size")

    def __init__(self, member: Member) -> None:
        self.members = [member]
        self.size = len(member.row.shared or "") + len(member.row.events or "")
        self.id: str | None = None
        """``source_request_id``, where the rows have one."""

    def record(self, members: Sequence[Member] | None = None) -> Record:
        """The batch of these rows, or of some of them."""
        chosen = self.members if members is None else members
        first = chosen[0]
        fields = (first.row.shared or "{}")[1:-1]
        events = ",".join([member.row.events for member in chosen if member.row.events])
        parts = [fields] if fields else []
        if events:
            parts.append(f'"events":[{events}]')
        if self.id is not None:
            parts.append(f'"source_request_id":{self.id}')
        payload = f"{{{','.join(parts)}}}"
        problems: list[Problem] = []
        if len(chosen) == 1 and _UNFIT in payload:
            problems = [Problem(path, "invalid", why) for path, why in unfit(msgspec.json.decode(payload))]
        text = payload.encode(errors="replace")
        return Record(first.ordinal, first.line, text, problems=problems, group=self, members=chosen)


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
        groups: list[Group] = []
        latest: dict[object, Group] = {}
        begin = self._begin
        for member in window:
            shared, events, user, id, old, _, _ = member.row
            size = len(events) if events else 0
            if (user is None and id is None) or (events and _UNFIT in events) or (shared and _UNFIT in shared):
                groups.append(Group(member))
                continue
            key: object = user if id is None else (id, user, shared)
            group = latest.get(key)
            if group is not None:
                first = group.members[0]
                if (
                    first.row.shared == shared
                    and first.row.old == old
                    and (first.ordinal < begin) == (member.ordinal < begin)
                    and len(group.members) < MOST_ROWS
                    and group.size + size < MAX_BATCH_BYTES
                ):
                    group.members.append(member)
                    group.size += size + 1
                    continue
            latest[key] = group = Group(member)
            groups.append(group)
        self._name(groups)
        for group in groups:
            if done is not None:
                group.members = [m for m in group.members if m.ordinal >= begin and not done(m.ordinal)]
            if group.members:
                yield group

    def _name(self, groups: Sequence[Group]) -> None:
        """Ids of the rows; where several batches have one, numbered as the uploader numbers what it splits."""
        named = [group for group in groups if group.members[0].row.id is not None]
        if not named:
            return
        several: dict[str, int] = {}
        for group in named:
            id = group.members[0].row.id or ""
            several[id] = several.get(id, 0) + 1
        for group in named:
            row, line = group.members[0].row, group.members[0].line
            id, whose = row.id or "", f"{row.user} {row.shared}"
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
