"""A request and its answer in httpx's shape, for as long as httpx need not be there to make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpcore

_SECRET = {"authorization", "proxy-authorization"}


class Headers(MutableMapping[str, str]):
    """Names in any case, in the order in which they came. One that came twice is read as one, with a comma between."""

    __slots__ = ("raw",)

    def __init__(self, raw: Iterable[tuple[bytes, bytes]] = ()) -> None:
        self.raw = list(raw)
        """Names and values as they are sent."""

    def __getitem__(self, name: str) -> str:
        wanted = _bytes(name).lower()
        found = [value for each, value in self.raw if each.lower() == wanted]
        if not found:
            raise KeyError(name)
        return _text(b", ".join(found))

    def __setitem__(self, name: str, value: str) -> None:
        new, wanted = (_bytes(name), _bytes(value)), _bytes(name).lower()
        places = [place for place, (each, _) in enumerate(self.raw) if each.lower() == wanted]
        if not places:
            self.raw.append(new)
            return
        self.raw[places[0]] = new
        for place in reversed(places[1:]):
            del self.raw[place]

    def __delitem__(self, name: str) -> None:
        wanted = _bytes(name).lower()
        left = [each for each in self.raw if each[0].lower() != wanted]
        if len(left) == len(self.raw):
            raise KeyError(name)
        self.raw = left

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(_text(name).lower() for name, _ in self.raw))

    def __len__(self) -> int:
        return len({name.lower() for name, _ in self.raw})

    def __repr__(self) -> str:
        shown = {name: "[secure]" if name in _SECRET else value for name, value in self.items()}
        return f"{type(self).__name__}({shown})"


class Url:
    """Where a request goes."""

    __slots__ = ("_whole", "host", "path", "target")

    def __init__(self, whole: str, path: str, host: bytes, target: httpcore.URL) -> None:
        self._whole = whole
        self.path = path
        self.host = host
        """As the header of this name has it."""
        self.target = target

    def __str__(self) -> str:
        return self._whole


class Request:
    """One that is to be sent."""

    __slots__ = ("content", "extensions", "headers", "method", "url")

    def __init__(self, method: str, url: Url, headers: Headers, content: bytes, extensions: dict[str, Any]) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.content = content
        self.extensions = extensions


class Response:
    """An answer with its whole body."""

    __slots__ = ("content", "extensions", "headers", "status_code")

    def __init__(self, status_code: int, headers: Headers, content: bytes, extensions: dict[str, Any]) -> None:
        self.status_code = status_code
        self.headers = headers
        self.content = content
        self.extensions = extensions


def _bytes(text: str) -> bytes:
    return text.encode("latin-1")


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
