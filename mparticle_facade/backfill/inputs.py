"""Which files are meant, and whether one is still what it was."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from mparticle_facade.rows.sources import STDIN, Query, Source, SourceError

_PIECE = 65_536
BESIDE = (".upload-state", ".upload-state.new", ".upload-state.lock", ".rejects", ".rejects.reasons")
"""What an upload writes beside its inputs."""


def sources(names: Sequence[str], others: Collection[Path] = ()) -> list[Source]:
    """The inputs that the arguments name, globs expanded, each once.

    What an upload wrote beside an input, directories, and files that only say that a job is done are no inputs of a
    pattern, nor beside others; nor are ``others``, which have another part in it, inputs of a pattern.

    Raises:
        SourceError: one is missing, a directory, or no file at all.
    """
    found: dict[str, Source] = {}
    apart = {path.resolve() for path in others}
    try:
        expanded = [(one, one != name) for name in names for one in _expanded(name)]
        given = {one for one, _ in expanded}
        for one, by_pattern in expanded:
            base = next((one.removesuffix(suffix) for suffix in BESIDE if one.endswith(suffix)), None)
            if base is not None and (by_pattern or base in given):
                continue
            if by_pattern and Path(one).resolve() in apart:
                continue
            about = Path(one).stat() if one != STDIN else None
            if about and stat.S_ISDIR(about.st_mode):
                if by_pattern:
                    continue
                raise SourceError(f"{one}: is a directory; name the files in it, as in '{one.rstrip('/')}/*.ndjson'")
            if about and not stat.S_ISREG(about.st_mode):
                raise SourceError(f"{one}: is no regular file; pipe it in and name it -")
            if (
                about
                and len(expanded) > 1
                and (about.st_size == 0 or (Path(one).name.startswith(("_", ".")) and by_pattern))
            ):
                continue
            source = Source(one)
            found.setdefault(source.key, source)
    except OSError as error:
        raise SourceError(f"{str(error.filename)[:200]}: {error.strerror}") from None
    except ValueError as error:  # a NUL byte
        raise SourceError(f"{error}") from None
    if names and not found:
        raise SourceError(f"{names[0]}: there is nothing in it")
    return list(found.values())


def _expanded(name: str) -> list[str]:
    if name == STDIN or not glob.has_magic(name) or Path(name).exists():
        return [name]
    matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  # a pattern may be absolute
    if not matches:
        raise SourceError(f"{name}: matches no file")
    return matches


class Identity(msgspec.Struct, frozen=True):
    """What tells whether a file is still the one that it was."""

    size: int
    modified_ns: int
    head: str
    """SHA-256 of its first 64 KiB."""
    tail: str = ""
    """SHA-256 of its last 64 KiB."""


def identify(source: Source) -> Identity | None:
    """What it is now, None for standard input; of a query, what its files are and what it says.

    Raises:
        SourceError: it can't be read.
    """
    if source.once:
        return None
    if isinstance(source, Query):
        known = [identify(file) for file in source.files]
        text = repr([one and (one.head, one.tail) for one in known]) + source.sql
        modified = max((one.modified_ns for one in known if one), default=0)
        return Identity(source.size, modified, hashlib.sha256(text.encode()).hexdigest())
    assert source.path
    try:
        with source.path.open("rb") as file:
            about = os.fstat(file.fileno())
            tail = piece(file, about.st_size - _PIECE)
            return Identity(about.st_size, about.st_mtime_ns, piece(file, 0), tail)
    except OSError as error:
        raise SourceError(f"{source.name}: can't be read: {error.strerror}") from None


def content(source: Source) -> str:
    """SHA-256 of all of it; nothing of a query, whose rows are looked at instead."""
    if source.path is None:
        return ""
    with source.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def grown(source: Source, before: Identity) -> bool:
    """Whether it is what it was, and more after it; never a query, whose new rows may come anywhere."""
    if source.path is None or source.size <= before.size:
        return False
    with source.path.open("rb") as file:
        same = piece(file, 0, before.size) == before.head
        same = same and piece(file, before.size - _PIECE, before.size) == before.tail
        file.seek(max(0, before.size - 1))
        around = file.read(2)
    with source.open(any_encoding=True) as stream:
        packed = stream.compression != "none"
    return same and (packed or around[:1] in b"\r\n" or around[1:] in b"\r\n")


def piece(file: BinaryIO, begin: int, end: int | None = None) -> str:
    """SHA-256 of up to 64 KiB."""
    begin = max(0, begin)
    file.seek(begin)
    return hashlib.sha256(file.read(_PIECE if end is None else min(_PIECE, end - begin))).hexdigest()
