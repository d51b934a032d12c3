"""What `mparticle plan check` found, for a person, a program or a workflow."""

from __future__ import annotations

from collections import Counter

import msgspec

from mparticle_facade.plans.violations import Violation
from mparticle_facade.wording import printable, quantity


class _Place(msgspec.Struct):
    file: str
    line: int
    path: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}"


class _Group(msgspec.Struct):
    """Violations of the same kind at the same point."""

    type: str
    point: str
    attribute: str | None
    keyword: str | None
    message: str
    count: int
    places: list[_Place]


class Report:
    """Collects violations; memory grows with their kinds, not with their number."""

    def __init__(self, plan: str, places: int) -> None:
        self.batches = self.events = 0
        self._plan = plan
        self._places = places
        self._groups: dict[tuple[str, str, str | None, str | None], _Group] = {}
        self._unreadable: list[tuple[str, int, str]] = []
        self._wrong = 0

    @property
    def failed(self) -> bool:
        """Whether anything is not as planned, or could not be looked at."""
        return bool(self._groups or self._unreadable)

    def unreadable(self, name: str, line: int, why: str) -> None:
        """Something that is no valid batch."""
        self._unreadable.append((name, line, why))

    def add(self, name: str, line: int, violations: list[Violation], events: int) -> None:
        """One batch."""
        self.batches += 1
        self.events += events
        self._wrong += bool(violations)
        for found in violations:
            point = str(found.point) if found.point else found.message.partition(" is not in the")[0]
            where = found.path.partition(".data.")[2] or found.path.removeprefix("$.")
            attribute = where if found.point else None
            group = self._groups.setdefault(
                (found.type, point, attribute, found.keyword),
                _Group(found.type, point, attribute, found.keyword, found.message, 0, []),
            )
            group.count += 1
            if len(group.places) < self._places:
                group.places.append(_Place(name, line, found.path))

    def shown(self, format: str) -> str:
        """As ``text``, ``json`` or ``github`` annotations."""
        groups = sorted(self._groups.values(), key=lambda group: (group.point, group.type, -group.count))
        if format == "json":
            return self._json(groups)
        return self._github(groups) if format == "github" else self._text(groups)

    def _json(self, groups: list[_Group]) -> str:
        content = {
            "plan": self._plan, "batches": self.batches, "events": self.events, "batches_with_violations": self._wrong,
            "violations": sum(group.count for group in groups), "groups": groups,
            "unreadable": [{"file": name, "line": line, "reason": why} for name, line, why in self._unreadable],
        }  # fmt: skip
        return msgspec.json.encode(content).decode() + "\n"

    def _text(self, groups: list[_Group]) -> str:
        lines = []
        for name, line, why in self._unreadable[:20]:
            lines.append(f"{name}:{line}: {why}")
        if len(self._unreadable) > 20:
            lines.append(f"{len(self._unreadable) - 20} more can't be read")
        points: set[str] = set()
        for group in groups:
            if group.point not in points:
                points.add(group.point)
                lines.append(group.point)
            lines.append(f"  {group.count} x {group.type}: {_about(group)}")
            lines += [f"      {place}" for place in group.places]
        lines.append(self._sum(groups))
        return "".join(f"{printable(line, most=None)}\n" for line in lines)

    def _sum(self, groups: list[_Group]) -> str:
        looked = f"{quantity(self.batches, 'batch')}, {quantity(self.events, 'event')}"
        broken = f", {len(self._unreadable):,} that can't be read" if self._unreadable else ""
        if not groups:
            return f"{looked}{broken}: all as planned in {self._plan}" if not broken else f"{looked}{broken}"
        kinds = Counter[str]()
        for group in groups:
            kinds[group.type] += group.count
        said = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items()))
        wrong = f"{quantity(self._wrong, 'batch')} {'is' if self._wrong == 1 else 'are'} not as planned"
        return f"{looked}{broken}: {wrong} in {self._plan}: {said}"

    def _github(self, groups: list[_Group]) -> str:
        lines = []
        for name, line, why in self._unreadable:
            lines.append(_annotation(name, line, "not a batch", why))
        for group in groups:
            for place in group.places:
                times = f" ({group.count:,} times)" if group.count > 1 else ""
                title, message = f"{group.type}{times}", f"{place.path}: {group.message}"
                lines.append(_annotation(place.file, place.line, title, message))
        lines.append(printable(self._sum(groups), most=None))
        return "".join(f"{line}\n" for line in lines)


def _about(group: _Group) -> str:
    where = f"{group.attribute} " if group.attribute else ""
    return f"{where}{group.message}"


def _annotation(file: str, line: int, title: str, message: str) -> str:
    """A line that GitHub Actions shows beside the file."""
    place = f"file={_property(file)},line={max(line, 1)},title={_property(title)}"
    return f"::error {place}::{_data(printable(message, most=None))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
