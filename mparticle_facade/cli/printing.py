"""What others wrote, printed so that it can do nothing to a terminal."""

from __future__ import annotations

_MOST = 500


def printable(text: str, *, most: int | None = _MOST) -> str:
    """One line, with control characters escaped, of at most so many characters."""
    if most is not None and len(text) > most:
        text = f"{text[:most]}... ({len(text)} characters)"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
