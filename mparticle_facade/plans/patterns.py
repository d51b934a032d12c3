"""Patterns of a plan (JavaScript's regular expressions) as a test of a text that always ends soon.

Python's ``re`` tries every way to match, which can take for ever for a text of thirty characters. It is used for
patterns that can't do that; the others run on RE2 (extra ``[plan]``), which needs time in proportion to the text, but
twenty times as long for a short one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mparticle_facade.errors import DataPlanError

NUMBER = r"^-?\d+(\.\d+)?([eE][+\-]?\d+)?$"
BOOLEAN = r"^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"
"""How older plans say that a text must be a number or a boolean; the service still reads values this way
(F-55)."""

Test = Callable[[str], object]
"""True for a text that matches somewhere."""

_TOKEN = re.compile(
    r"\\u(?P<unicode>[0-9a-fA-F]{4})|\\.|(?P<open>\[\^?)|(?P<close>\])|(?P<group>\((?:\?:|\?<\w+>)?)|(?P<end>\))"
    r"|(?P<repeat>[*+]|\{\d+(?:,\d*)?\})|(?P<or>\|)|(?P<dollar>\$)|.",
    re.DOTALL,
)


class UnboundedPatternError(DataPlanError):
    """A pattern that needs what can't be had in bounded time, such as a look-ahead."""


def test(pattern: str) -> Test:
    """The test for a pattern; matches anywhere, as in JavaScript.

    Raises:
        DataPlanError: it is no regular expression, or RE2 is needed and not installed.
        UnboundedPatternError: it is one, but no engine matches it in bounded time.
    """
    text, simple = _translated(pattern)
    try:
        python = re.compile(text, re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise DataPlanError(f"the pattern {_shown(pattern)} is no regular expression: {error}") from None
    if simple or pattern in (NUMBER, BOOLEAN):
        return python.search
    return _linear(pattern)


def for_python(pattern: str) -> str | None:
    """The same pattern for ``re`` with ``re.ASCII``; None where that might take for ever."""
    text, simple = _translated(pattern)
    return text if simple or pattern in (NUMBER, BOOLEAN) else None


def _linear(pattern: str) -> Test:
    try:
        import re2
    except ModuleNotFoundError:
        raise DataPlanError(
            f"the pattern {_shown(pattern)} repeats what is repeated or has choices, and may take for ever with "
            "Python's own engine: pip install 'mparticle-facade[plan]' checks it with RE2"
        ) from None
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    try:
        compiled = re2.compile(re.sub(r"\\u([0-9a-fA-F]{4})", r"\\x{\1}", pattern), options)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise UnboundedPatternError(
            f"the pattern {_shown(pattern)} can't be matched in bounded time: {reason}"
        ) from None
    search: Test = compiled.search
    return search


def _translated(pattern: str) -> tuple[str, bool]:
    """The pattern for ``re``, and whether that can't take long: at most one repeat without end (two after ``^``), and
    nothing but plain characters in a group that is repeated.
    """
    pieces: list[str] = []
    open_groups: list[bool] = []  # whether there is a repeat or a choice in each
    closed: bool | None = None  # the same for the group that has just ended
    endless, simple, in_class = 0, True, False
    for token in _TOKEN.finditer(pattern):
        text, kind = token.group(), token.lastgroup
        was, closed = closed, None
        if in_class:
            in_class = kind != "close"
            pieces.append(r"\[" if kind == "open" else text)
            continue
        if kind == "open":
            in_class = True
        elif kind == "group":
            open_groups.append(False)
            text = text.replace("?<", "?P<")
        elif kind == "end" and open_groups:
            closed = open_groups.pop()
            if open_groups and closed:
                open_groups[-1] = True
        elif kind == "or" and open_groups:
            open_groups[-1] = True
        elif kind == "repeat":
            simple = simple and not was
            endless += text[-2:] == ",}" or text in ("*", "+")
            if open_groups:
                open_groups[-1] = True
        elif kind == "dollar":
            text = r"\Z"
        pieces.append(text)
    lookaround = "(?=" in pattern or "(?!" in pattern or "(?<=" in pattern or "(?<!" in pattern
    backreference = re.search(r"\\[1-9]|\\k<", pattern) is not None
    few = endless <= (2 if pattern.startswith("^") and "|" not in pattern else 1)
    return "".join(pieces), simple and few and not lookaround and not backreference


def _shown(pattern: str) -> str:
    return repr(pattern if len(pattern) <= 60 else pattern[:60] + "…")
