"""What an upload came to, as numbers."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from mparticle_facade.clock import monotonic
from mparticle_facade.errors import Problem
from mparticle_facade.wording import printable

MOST_EXAMPLES = 1000
shown = functools.partial(printable, most=2000)
"""Text of others, for a terminal or a log."""


class Example(NamedTuple):
    """One thing that is wrong, with its place."""

    name: str
    line: int
    problem: Problem

    def __str__(self) -> str:
        return shown(f"{self.name}:{self.line}: {self.problem}")

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        problem = self.problem
        return {
            "file": self.name, "line": self.line, "path": problem.path, "kind": problem.kind,
            "message": problem.message,
        }  # fmt: skip


class Tally:
    """Counts of one run."""

    def __init__(self) -> None:
        self.began = monotonic()
        self.batches = 0
        """Accepted by the service; when nothing is sent: those that could be."""
        self.events = 0
        self.rejected = 0
        self.skipped = 0
        """Batches that an earlier run had settled: duplicates avoided."""
        self.rejected_before = 0
        self.broken: list[str] = []
        """What could not be read, or not to its end."""
        self.described: list[str] = []
        """How tables were read, where nothing is sent."""
        self.first: bytes | None = None
        """The first batch that was made of rows, where nothing is sent."""
        self.problems: Counter[str] = Counter()
        self.warnings: Counter[str] = Counter()
        self.examples: list[Example] = []
        self.warned: list[Example] = []

    @property
    def seconds(self) -> float:
        """Since it began."""
        return monotonic() - self.began

    @property
    def rate(self) -> float:
        """Batches a second."""
        return self.batches / max(self.seconds, 1e-9)

    def reject(self, name: str, line: int, problems: Iterable[Problem]) -> None:
        """Count a batch that can't be sent."""
        self.rejected += 1
        self._count(name, line, problems, self.problems, self.examples)

    def warn(self, name: str, line: int, problems: Iterable[Problem]) -> None:
        """Count what is worth a look."""
        self._count(name, line, problems, self.warnings, self.warned)

    def _count(
        self, name: str, line: int, problems: Iterable[Problem], counter: Counter[str], examples: list[Example]
    ) -> None:
        for problem in problems:
            counter[problem.kind] += 1
            if len(examples) < MOST_EXAMPLES:
                examples.append(Example(name, line, problem))
