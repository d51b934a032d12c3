"""Holds what was measured and computes medians, ratios and verdicts from it, without input or output."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import Any, Literal

from benchmarks.harness.question import Contender, Figure, Question


@dataclass
class Answer:
    """What one contender measured: a dict of figures for each round, or why there is none."""

    rounds: list[dict[str, float]] = field(default_factory=list)
    unavailable: str = ""
    failed: str = ""

    def value(self, key: str) -> float | None:
        """The median of the rounds."""
        values = self.values(key)
        return statistics.median(values) if values else None

    def spread(self, key: str) -> tuple[float, float] | None:
        """The least and the most of the rounds; None where there are not two."""
        values = self.values(key)
        return (min(values), max(values)) if len(values) > 1 else None

    def values(self, key: str) -> list[float]:
        return [figures[key] for figures in self.rounds if key in figures]


@dataclass
class Results:
    """One run of everything."""

    date: str
    scale: str
    machine: dict[str, str]
    versions: dict[str, str]
    answers: dict[str, dict[str, Answer]] = field(default_factory=dict)
    """By question and contender."""

    def answer(self, question: str, contender: str) -> Answer:
        """An empty one for a contender that was not there yet."""
        return self.answers.get(question, {}).get(contender) or Answer()

    def value(self, question: str, contender: str, figure: str) -> float | None:
        return self.answer(question, contender).value(figure)

    def to_dict(self) -> dict[str, Any]:
        """For JSON; numbers have four significant digits."""
        answers = {
            question: {
                name: {"rounds": [{key: _short(value) for key, value in figures.items()} for figures in answer.rounds]}
                | ({"unavailable": answer.unavailable} if answer.unavailable else {})
                | ({"failed": answer.failed} if answer.failed else {})
                for name, answer in contenders.items()
            }
            for question, contenders in self.answers.items()
        }
        return vars(self) | {"answers": answers}

    @classmethod
    def from_dict(cls, tree: dict[str, Any]) -> Results:
        answers = {
            question: {name: Answer(**answer) for name, answer in contenders.items()}
            for question, contenders in tree["answers"].items()
        }
        return cls(**(tree | {"answers": answers}))


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def ratio(results: Results, question: Question, figure: Figure, contender: str, reference: str) -> float | None:
    """A contender's figure as a multiple of a reference's."""
    value = results.value(question.key, contender, figure.key)
    base = results.value(question.key, reference, figure.key)
    return None if value is None or not base else value / base


def floor_of(question: Question, contender: Contender) -> str:
    return contender.floor or question.floor


def peer_of(question: Question, contender: Contender) -> str:
    return contender.peer or question.peer


def rivals(question: Question, contender: Contender) -> list[Contender]:
    """Everybody else's that a row of ours is held against: the peer named in it, or all that are no such peer."""
    theirs = [other for other in question.contenders if other.role in {"vendor", "peer"}]
    named = {other.peer for other in question.contenders} - {""}
    return [other for other in theirs if (other.name == contender.peer if contender.peer else other.name not in named)]


@dataclass(frozen=True)
class Comparison:
    """A row of ours that has rivals, and those that are ahead of it in any figure."""

    question: str
    contender: str
    ahead: list[str]


def compared(question: Question, results: Results) -> list[Comparison]:
    """The rows of ours that were measured and have a rival that was."""
    rows = []
    for contender in question.contenders:
        if contender.role != "ours":
            continue
        pairs = [
            (other.name, ratio(results, question, figure, contender.name, other.name), figure.more_is_better)
            for other in rivals(question, contender)
            for figure in question.figures
        ]
        known = [(name, times, more) for name, times, more in pairs if times is not None]
        ahead = [name for name, times, more in known if (times < 1 if more else times > 1)]
        if known:
            rows.append(Comparison(question.key, contender.name, list(dict.fromkeys(ahead))))
    return rows


# -- targets ----------------------------------------------------------------------------------------------------------

Verdict = Literal["pass", "miss", "not measured"]
BEST_PEER = "the best peer"


@dataclass(frozen=True)
class Target:
    """A bound on a figure, or on its ratio to another contender's.

    ``at_most`` bounds the figure or the plain ratio. ``at_least`` bounds how many times *better* than the reference it
    is: for a cost, the reference's cost over ours. The reference `BEST_PEER` is whichever peer is the best.
    """

    what: str
    question: str
    figure: str
    contender: str
    reference: str = ""
    at_most: float | None = None
    at_least: float | None = None

    def measured(self, results: Results, question: Question) -> float | None:
        value = results.value(self.question, self.contender, self.figure)
        if value is None or not self.reference:
            return value
        base = results.value(self.question, self._held_against(results, question), self.figure)
        return self._times(question, value, base) if base and value else None

    def spread(self, results: Results, question: Question) -> tuple[float, float] | None:
        """The least and the most of the rounds, each against the reference's; None where there are not two."""
        ours = results.answer(self.question, self.contender)
        if not self.reference:
            return ours.spread(self.figure)
        theirs = results.answer(self.question, self._held_against(results, question))
        pairs = zip(ours.values(self.figure), theirs.values(self.figure), strict=False)
        times = [self._times(question, value, base) for value, base in pairs if value and base]
        return (min(times), max(times)) if len(times) > 1 else None

    def _times(self, question: Question, value: float, base: float) -> float:
        more_is_better = _figure(question, self.figure).more_is_better
        return base / value if self.at_least is not None and not more_is_better else value / base

    def _held_against(self, results: Results, question: Question) -> str:
        if self.reference != BEST_PEER:
            return self.reference
        figure = _figure(question, self.figure)
        peers = [contender.name for contender in question.contenders if contender.role == "peer"]
        known = {name: value for name in peers if (value := results.value(self.question, name, self.figure))}
        best = max if figure.more_is_better else min
        return best(known, key=known.__getitem__, default="")

    def verdict(self, measured: float | None) -> Verdict:
        if measured is None:
            return "not measured"
        enough = self.at_least is None or measured >= self.at_least
        return "pass" if enough and (self.at_most is None or measured <= self.at_most) else "miss"

    def bound(self, unit: str) -> str:
        limit = f"at least {self.at_least:g}" if self.at_least is not None else f"at most {self.at_most:g}"
        return f"{limit}x" if self.reference else f"{limit} {unit}"


def _figure(question: Question, key: str) -> Figure:
    return next(figure for figure in question.figures if figure.key == key)


def asked(question: Question, results: Results) -> list[Figure]:
    """The figures that a contender measured at this scale."""
    answers = results.answers[question.key].values()
    return [figure for figure in question.figures if any(a.value(figure.key) is not None for a in answers)]


def number(value: float | None) -> str:
    """Three significant digits."""
    if value is None:
        return ""
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:.3g}"
