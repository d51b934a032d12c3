"""Where the bytes come from: files and standard input, plain or compressed, a piece at a time."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

STDIN = "-"
_HEAD, _MAGIC = 65_536, 8
_GZIP, _ZSTD, _PARQUET = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"
_OTHERS = {
    b"PK\x03\x04": "a ZIP archive: unpack it first",
    b"BZh": "compressed with bzip2: unpack it first",
    b"\xfd7zXZ": "compressed with xz: unpack it first",
    b"\xff\xfe": "UTF-16: convert it first, as with iconv -f UTF-16 -t UTF-8",
    b"\xfe\xff": "UTF-16: convert it first, as with iconv -f UTF-16 -t UTF-8",
}


class SourceError(Exception):
    """An input that can't be read, or not to its end; the text says which, why and what to do."""


def text_of(path: Path) -> str:
    """A path as text, also where its name is no UTF-8."""
    return os.fsencode(path).decode(errors="backslashreplace")


class Source:
    """One input: a file, or standard input."""

    def __init__(self, name: str) -> None:
        self.name = name
        """As it was given."""
        self.path = None if name == STDIN else Path(name)
        self.key = STDIN if self.path is None else text_of(self.path.resolve())
        """The same however it is named."""
        self.once = self.path is None
        """Whether it can be read only once."""
        self.size = self.path.stat().st_size if self.path else 0
        """Bytes on disk, 0 for standard input."""

    @contextlib.contextmanager
    def open(self, *, any_encoding: bool = False) -> Iterator[Stream]:
        """Its bytes, which may be UTF-16 if that is said.

        Raises:
            SourceError: it can't be opened, or is of a kind that can't be read.
        """
        if self.path is None and sys.stdin is None:
            raise SourceError("-: standard input is closed")
        if self.path is None:
            yield Stream(sys.stdin.buffer, self.name, seekable=False, any_encoding=any_encoding)
            return
        try:
            raw = self.path.open("rb", buffering=0)
        except OSError as error:
            raise SourceError(f"{self.name}: can't be read: {error.strerror}") from None
        with raw:
            yield Stream(raw, self.name, seekable=True, any_encoding=any_encoding)


class Query(Source):
    """What a query selects, from files or from wherever it says."""

    def __init__(self, name: str, sql: str, files: Sequence[Source]) -> None:
        self.name = name
        self.path = None
        self.sql = sql
        self.files = files
        """The view ``input``."""
        self.key = "\0".join(["query", *(file.key for file in files)])
        self.once = any(file.once for file in files)
        self.size = sum(file.size for file in files)


class Stream:
    """The bytes of a source, unpacked."""

    def __init__(self, raw: BinaryIO | io.FileIO, name: str, *, seekable: bool, any_encoding: bool) -> None:
        self.name = name
        head = b""
        while len(head) < _MAGIC and (more := raw.read(_MAGIC - len(head))):
            head += more
        for magic, kind in _OTHERS.items():
            if head.startswith(magic) and not (any_encoding and kind.startswith("UTF")):
                raise SourceError(f"{name}: is {kind}")
        self.parquet = head.startswith(_PARQUET)
        self.compression = "none"
        self._counted = _Counted(raw, head)
        self._some: Callable[[int], Any] = self._counted.read
        self._errors: tuple[type[Exception], ...] = (EOFError, OSError, zlib.error)
        if head.startswith(_GZIP):
            self.compression, self._some = "gzip", _Gzip(self._counted).read1
        elif head.startswith(_ZSTD):
            zstd = _zstd()
            self.compression, self._some = "zstd", zstd.ZstdFile(io.BufferedReader(self._counted, _HEAD)).read1
            self._errors += (zstd.ZstdError,)
        self._seekable = seekable and self.compression == "none"
        self._failure: SourceError | None = None
        self.cut_off = False
        """Whether it failed for want of its end; what was read before is as it was."""
        self._ahead = b""

    @property
    def position(self) -> int:
        """Bytes of the file, as it is on disk, that were read."""
        return self._counted.position

    def peek(self, size: int = _HEAD) -> bytes:
        """The beginning, up to so many bytes; to be asked before the first `read`."""
        while len(self._ahead) < size and not self._failure and (piece := self._read(size - len(self._ahead))):
            self._ahead += piece
        if self._failure and not self._ahead:
            raise self._failure
        return self._ahead

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many; none at the end.

        Raises:
            SourceError: the device fails, or compressed data is damaged or cut off.
        """
        if not self._ahead:
            return self._read(size)
        piece, self._ahead = self._ahead[:size], self._ahead[size:]
        return piece

    def _read(self, size: int) -> bytes:
        pieces: list[bytes] = []
        while size and not self._failure and (piece := self._piece(size)):
            pieces.append(piece)
            size -= len(piece)
            if self.compression == "none":
                break  # a pipe may have no more for now
        if self._failure and not pieces:
            raise self._failure
        return b"".join(pieces)

    def _piece(self, size: int) -> bytes:
        """What there is; a failure shows when all that came before it was read."""
        try:
            piece: bytes = self._some(size)
        except self._errors as error:
            self.cut_off = isinstance(error, EOFError)
            why = "ends in the middle of its compressed data" if self.cut_off else f"is damaged: {error}"
            self._failure = SourceError(f"{self.name}: {why}; the rest of it was not read")
            return b""
        return piece

    def skip(self, size: int) -> None:
        """Pass over bytes that were dealt with before."""
        if self._seekable:
            self._ahead = b""
            self._counted.seek_to(size)
            return
        while size and (piece := self.read(min(size, 1 << 20))):
            size -= len(piece)


class _Counted(io.RawIOBase):
    """A file that knows how far it was read; its head was read before."""

    def __init__(self, raw: BinaryIO | io.FileIO, head: bytes) -> None:
        self._raw = raw
        self._head = head
        self.position = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """As that of the file: what it is built on copies each piece twice."""
        piece = self._head or self._raw.read(size) or b""
        self._head = b""
        self.position += len(piece)
        return piece

    def readinto(self, buffer: Any) -> int:
        piece = self._head[: len(buffer)] or self._raw.read(len(buffer)) or b""
        self._head = self._head[len(piece) :]
        self.position += len(piece)
        buffer[: len(piece)] = piece
        return len(piece)

    def seek_to(self, position: int) -> None:
        self._head = b""
        self.position = self._raw.seek(position)


class _Gzip:
    """Members of gzip one after the other; what comes before damage is read, which `gzip.GzipFile` may keep back."""

    def __init__(self, raw: _Counted) -> None:
        self._raw = raw
        self._member = zlib.decompressobj(wbits=31)
        self._packed = b""

    def read1(self, size: int) -> bytes:
        while True:
            if self._member.eof:
                self._packed = self._member.unused_data.lstrip(b"\0") or self._raw.read(_HEAD)
                if not self._packed.strip(b"\0"):
                    return b""
                self._member = zlib.decompressobj(wbits=31)
            more = self._packed or self._raw.read(_HEAD)
            if not more:
                raise EOFError
            piece = self._member.decompress(more, size)
            self._packed = self._member.unconsumed_tail
            if piece:
                return piece


def _zstd() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd
