"""Words for a terminal: what others wrote can do nothing to it, and one batch is not "1 batches"."""

from __future__ import annotations

_MOST = 500


def printable(text: str, *, most: int | None = _MOST) -> str:
    """One line, with control characters escaped, of at most so many characters."""
    if most is not None and len(text) > most:
        text = f"{text[:most]}... ({len(text)} characters)"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def quantity(number: int, one: str) -> str:
    """``1 batch``, ``2 batches``."""
    return f"{number:,} {one if number == 1 else one + ('es' if one.endswith('ch') else 's')}"
