"""Defines a question: the figures it asks for, and the contenders that answer it, each in a process of its own."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

Scale = Literal["quick", "default", "full"]
Role = Literal["floor", "vendor", "peer", "ours", "scale"]
"""``scale``: neither a competitor nor a floor, shown for comparison."""

T = TypeVar("T")

QUESTIONS = (
    "build", "encode", "validate", "plans", "enqueue", "bulk", "single", "queued", "drain", "pace", "rows", "memory",
    "imports", "cold_start", "batch_growth", "outbox_growth",
)  # fmt: skip
"""In the order of the report; each is a module of `benchmarks`."""


class Unavailable(Exception):  # noqa: N818  # no error: a row of the table
    """This contender can't be measured here; the message says why."""


@dataclass(frozen=True)
class Setting:
    """Where a contender sends to, and how much of it."""

    url: str
    """The server, without a path."""
    folder: Path
    """Empty at first, and removed afterwards."""
    scale: Scale = "default"

    def pick(self, quick: T, default: T, full: T | None = None) -> T:
        """The amount for this scale."""
        if self.scale == "quick":
            return quick
        return full if self.scale == "full" and full is not None else default


@dataclass(frozen=True)
class Figure:
    """One number that each contender of a question gives."""

    key: str
    label: str
    unit: str
    more_is_better: bool = False


@dataclass(frozen=True)
class Contender:
    name: str
    role: Role
    run: Callable[[Setting], dict[str, float]]
    """Measures once; gives a value for each figure's key. Raises `Unavailable`."""
    floor: str = ""
    """The contender that this one can't beat, where it is not the question's."""
    peer: str = ""
    """The contender that does the same work as this one, where it is not the question's."""


@dataclass(frozen=True)
class Question:
    key: str
    title: str
    text: str
    figures: tuple[Figure, ...]
    contenders: tuple[Contender, ...]
    floor: str = ""
    """Name of the contender that nothing can beat."""
    peer: str = ""
    """Name of the contender to beat."""
    rounds: int = 5
    axis: str = ""
    """What the figures are points along, where they are one curve; the labels are then numbers."""


def load(key: str) -> Question:
    question: Question = importlib.import_module(f"benchmarks.{key}").QUESTION
    return question
