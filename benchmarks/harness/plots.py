"""Draws a picture for each question: bars, or lines where the figures are points along an axis.

The same results give the same SVG; it is readable on a light and on a dark page.
"""

from __future__ import annotations

import io
import math

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

from benchmarks.harness import question as q
from benchmarks.harness.results import Results, asked, number

_COLOURS: dict[q.Role, str] = {
    "ours": "#2f81f7", "vendor": "#d4622a", "peer": "#b08800", "floor": "#57ab5a", "scale": "#8b949e",
}  # fmt: skip
_MARKS = "osD^vPX*"
_INK = "#1f2328"
_STYLE = {
    "svg.hashsalt": "bench", "svg.fonttype": "none", "font.size": 9, "font.family": "sans-serif", "text.color": _INK,
    "axes.labelcolor": _INK, "axes.titlesize": 9, "xtick.color": _INK, "ytick.color": _INK, "axes.edgecolor": "#8b949e",
    "axes.spines.top": False, "axes.spines.right": False,
}  # fmt: skip
_PAGE = (
    "<style>svg { background: #ffffff }"
    " @media (prefers-color-scheme: dark) { svg { background: #0d1117 } text { fill: #e6edf3 !important } }</style>"
)


def svg(question: q.Question, results: Results) -> str:
    """The picture of a question."""
    with mpl.rc_context(_STYLE):
        figure = _lines(question, results) if question.axis else _bars(question, results)
        text = io.StringIO()
        figure.savefig(text, format="svg", transparent=True, bbox_inches="tight", metadata={"Date": None})
    drawn = "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"
    return drawn.replace("<defs>", f"{_PAGE}\n <defs>", 1)


def _bars(question: q.Question, results: Results) -> Figure:
    """One panel a figure, one bar a contender, from the top in the order of the table."""
    measured = asked(question, results)
    contenders = [c for c in question.contenders if results.answer(question.key, c.name).rounds]
    drawing = Figure(figsize=(4.6 * max(1, len(measured)) + 1, 0.32 * len(contenders) + 0.7))
    panels = drawing.subplots(1, max(1, len(measured)), sharey=True, squeeze=False)[0]
    for panel, figure in zip(panels, measured, strict=False):
        values = [results.value(question.key, contender.name, figure.key) or 0.0 for contender in contenders]
        bars = panel.barh(
            [contender.name for contender in contenders],
            values,
            color=[_COLOURS[contender.role] for contender in contenders],
            height=0.7,
        )
        panel.bar_label(bars, [f" {number(value)}" for value in values])
        panel.set_title(f"{figure.label}, {figure.unit} ({'more' if figure.more_is_better else 'less'} is better)")
        panel.set_xlim(0, max(values, default=1.0) * 1.15)
        panel.tick_params(left=False)
        panel.xaxis.set_visible(False)
        panel.spines[["bottom"]].set_visible(False)
    panels[0].invert_yaxis()
    drawing.tight_layout()
    return drawing


def _lines(question: q.Question, results: Results) -> Figure:
    """One line a contender; both axes logarithmic, so that growth is slope and flat is flat."""
    drawing = Figure(figsize=(6.4, 3.6))
    panel: Axes = drawing.subplots()
    for contender, mark in zip(question.contenders, _MARKS, strict=False):
        found = [(f, results.value(question.key, contender.name, f.key)) for f in question.figures]
        points = [(int(figure.label.replace(",", "")), value) for figure, value in found if value is not None]
        if points:
            panel.plot(*zip(*points, strict=True), marker=mark, color=_COLOURS[contender.role], label=contender.name)
    panel.set_xscale("log")
    panel.set_yscale("log")
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(lambda value, _: number(value))
        axis.set_minor_formatter(NullFormatter())
    panel.set_xlabel(question.axis)
    panel.set_ylabel(question.figures[0].unit)
    panel.grid(visible=True, color="#8b949e", alpha=0.3)
    if panel.lines:
        bottom, top = (math.floor(math.log10(value)) for value in panel.dataLim.intervaly)
        panel.set_ylim(10**bottom, 10 ** (top + 1))  # whole decades: no zoom into noise
        panel.legend(loc="upper left", bbox_to_anchor=(0, -0.18), frameon=False)
    drawing.tight_layout()
    return drawing
