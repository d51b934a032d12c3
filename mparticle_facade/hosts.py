"""The base URLs that nearly everybody has, told without `urllib.parse`, which costs a start more than all of this."""

from __future__ import annotations

import re
from typing import NamedTuple

_ORDINARY = re.compile(
    r"(https?)://((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)"
    r"(?::([1-9][0-9]{0,4}))?((?:/[A-Za-z0-9._~-]+)*)/?"
)


class Host(NamedTuple):
    """The parts of such a URL, each as it is sent."""

    scheme: str
    name: str
    port: int | None
    path: str
    """Without a slash at its end."""


def ordinary(url: str) -> Host | None:
    """The parts of a base URL that needs no other reading; None for any other.

    That is one in small letters, of a name or an IPv4 address, with no port or path that is written otherwise.
    """
    found = _ORDINARY.fullmatch(url)
    if found is None:
        return None
    scheme, name, port, path = found.groups()
    if len(name) > 253 or "xn--" in name or not {".", ".."}.isdisjoint(path.split("/")):
        return None
    if name.replace(".", "").isdigit() and not _is_address(name.split(".")):
        return None
    number = int(port) if port else None
    return None if number is not None and number > 65_535 else Host(scheme, name, number, path)


def _is_address(numbers: list[str]) -> bool:
    return len(numbers) == 4 and all(str(int(each)) == each and int(each) < 256 for each in numbers)
