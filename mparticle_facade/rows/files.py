"""How files of rows are read by DuckDB: the dialect of a CSV, the shape of JSON, and what is no row."""

from __future__ import annotations

import codecs
import contextlib
import csv
import glob
import io
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from mparticle_facade.codec.schema import nearest
from mparticle_facade.rows.options import RowOptions
from mparticle_facade.rows.projection import grouped, literal, name
from mparticle_facade.rows.records import MOST_BYTES, Place, elements, lines, no_object, objects, one_a_line
from mparticle_facade.rows.sources import Source, SourceError, Stream

_DELIMITERS = ",\t;|"
_ENCODINGS = {"utf-8": "utf-8", "utf-16": "utf-16", "iso8859-1": "latin-1"}
"""Python's names of those that DuckDB knows, and its own."""
_REWRITTEN = {"encoding": "utf-8"}
_LINE_COLUMN, _JSON_COLUMN = "line", "json"
_ITS_OWN = "hive_partitioning = false"  # a directory such as name=value would replace a column of the file
_UNIT_SEPARATOR = "\x1f"  # in no JSON text
# A number that would not be the same text again, such as a postcode or a long id.
_LOSSY = r"^[-+]?0[0-9]|^\+|^[-+]?[0-9]{16,}$"


class Unread(NamedTuple):
    """What is no row: where it is, as it is, and why."""

    source: Source
    line: int
    text: str
    why: str


class Reader(NamedTuple):
    """How one file is read."""

    relation: str
    """SQL that gives its rows."""
    types: dict[str, str]
    """Names of the columns, and DuckDB's of their types."""
    first_line: int
    """Of the first row."""
    lines: str | None
    """The expression for the line of a row, where lines and rows differ."""
    rows: int
    """How many there are."""
    described: str


class Files:
    """Makes `Reader` objects, with a function that runs SQL and a directory for copies."""

    def __init__(self, run: Callable[[str], Any], beside: Path) -> None:
        self._run = run
        self._beside = beside
        self.unread: list[Unread] = []
        """What is no row, of all files so far."""
        self.described: list[str] = []
        """How each is read, a line a file."""
        self.cut: list[SourceError] = []
        """Of which the end is missing; what is whole can be read."""

    def reader(self, source: Source, options: RowOptions, wanted: Sequence[str]) -> Reader:
        path = self._local(source)
        with Source(str(path)).open(any_encoding=True) as stream:
            head = stream.peek()
            if stream.compression != "none":
                raise SourceError(f"{source.name}: is compressed twice: unpack it once")
            kind = options.format or _format(source.name, stream.parquet, head)
            if kind == "csv" and len(head.splitlines()) <= options.skip + 1:  # a header of thousands of columns
                head = stream.peek(MOST_BYTES)
        if not head.strip():
            raise SourceError(f"{source.name}: is empty")
        if kind == "parquet":
            reader = self._parquet(source, path)
        elif kind == "json":
            reader = self._json(source, path, head, wanted)
        else:
            reader = self._csv(source, path, head, options, wanted)
        self.described.append(f"{source.name}: {reader.described}")
        return reader

    def types(self, relation: str) -> dict[str, str]:
        """The columns of a relation."""
        return {column: type for column, type, *_ in self._run(f"DESCRIBE FROM {relation}").fetchall()}

    def _local(self, source: Source) -> Path:
        """A file that can be read more than once, of a name that DuckDB takes."""
        copy = self._beside / f"{len(self.described)}.input"
        with source.open(any_encoding=True) as stream:
            if source.path is None or stream.compression != "none":  # DuckDB looks at no checksum
                self._unpacked(stream, copy)
                return copy
        try:
            str(source.path).encode()
        except UnicodeEncodeError:
            copy.symlink_to(source.path.absolute())
            return copy
        return source.path

    def _unpacked(self, stream: Stream, copy: Path) -> None:
        """All of it, or the lines that are whole where the end is missing."""
        with copy.open("w+b") as file:
            try:
                while piece := stream.read(1 << 20):
                    file.write(piece)
            except SourceError as error:
                begin = max(0, file.tell() - MOST_BYTES)
                file.seek(0)
                wide = file.read(2) == b"\xff\xfe"  # UTF-16, in which the end of a line has two bytes
                file.seek(begin)
                end = file.read().rfind(b"\n")
                if not stream.cut_off or end < 0:
                    raise
                kept = begin + end + 1 + wide
                file.truncate(kept)
                self.cut.append(error)

    def _parquet(self, source: Source, path: Path) -> Reader:
        relation = f"read_parquet({_file(path)}, {_ITS_OWN})"
        _, *schema = self._run(f"SELECT name, num_children FROM parquet_schema({_file(path)})").fetchall()
        names: list[str] = []
        below = 0
        for column, children in schema:
            if below:
                below -= 1
            else:
                names.append(column)
            below += children or 0
        _once(source.name, names)
        types = self.types(relation)
        (rows,) = self._run(f"SELECT sum(num_rows) FROM parquet_file_metadata({_file(path)})").fetchone()
        return Reader(relation, types, 1, None, rows, f"Parquet, {len(types)} columns")

    def _json(self, source: Source, path: Path, head: bytes, wanted: Sequence[str]) -> Reader:
        """JSON of any shape as lines with their number, or, for a query, as DuckDB's columns."""
        copy = self._beside / f"{len(self.described)}.ndjson"
        count = 0
        with Source(str(path)).open() as stream, copy.open("wb") as file:
            array = not one_a_line(head.removeprefix(b"\xef\xbb\xbf").lstrip())
            for block in elements(stream) if array else lines(stream, Place()):
                for record in block.records:
                    text = record.payload.strip()
                    why = record.problems[0].message if record.problems else text and no_object(text)
                    if why:
                        self.unread.append(Unread(source, record.line, text.decode(errors="backslashreplace"), why))
                    elif text:
                        number = b"%d\x1f" % record.line if wanted else b""
                        count += 1
                        file.write(number + text.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n")
        if not wanted:
            said = {"format": "newline_delimited", "sample_size": -1, "maximum_object_size": MOST_BYTES}
            relation = f"read_json({_file(copy)}, {_options(said)}, {_ITS_OWN})"
            types = self.types(relation)
            return Reader(relation, types, 1, None, count, f"JSON, {len(types)} columns: {_listed(types)}")
        said = {"header": False, "delim": _UNIT_SEPARATOR, "quote": "", "escape": "", "max_line_size": MOST_BYTES + 100}
        relation = _read_csv(copy, said, {_LINE_COLUMN: "BIGINT", _JSON_COLUMN: "VARCHAR"})
        _once(source.name, wanted)
        paths = [_paths(column) for column in wanted]
        listed = ", ".join(literal(path) for pair in paths for path in pair)
        columns = [
            f"coalesce(found[{2 * index + 1}], found[{2 * index + 2}]) AS {name(column)}"
            for index, column in enumerate(wanted)
        ]
        relation = (
            f'(SELECT {_LINE_COLUMN} AS "line of the file", {", ".join(columns)} FROM '
            f"(SELECT {_LINE_COLUMN}, json_extract({_JSON_COLUMN}, [{listed}]) AS found FROM {relation}))"
        )
        found = self._run(
            f"SELECT {', '.join(f'count({name(column)})' for column in wanted)} FROM {relation}"
        ).fetchone()
        lacking = [column for column, count in zip(wanted, found, strict=True) if not count]
        if len(lacking) == len(wanted):
            with copy.open("rb") as file:
                keys = list(objects.decode(file.readline().partition(b"\x1f")[2] or b"{}"))
            near = nearest(lacking[0], keys)
            raise SourceError(f'{source.name}: no row has "{lacking[0]}"{near}, nor any other that the mapping names')
        missing = f"; no row has {_listed(lacking)}" if lacking else ""
        types = dict.fromkeys(wanted, "JSON")
        return Reader(relation, types, 1, '"line of the file"', count, f"JSON rows{missing}")

    def _csv(self, source: Source, path: Path, head: bytes, options: RowOptions, wanted: Sequence[str]) -> Reader:
        encoding = options.encoding or ("utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
        try:
            known = _ENCODINGS.get(codecs.lookup(encoding).name)
            text = head.decode(encoding, errors="replace").removeprefix("\ufeff")
        except (LookupError, ValueError):
            raise SourceError(f'{source.name}: there is no encoding "{encoding}"') from None
        if "\0" in text:
            raise SourceError(
                f"{source.name}: holds NUL bytes: it is binary, or of another encoding; say which in [rows]"
            )
        copy = path if known else self._rewritten(source, path, encoding)
        said = {
            "quote": '"' if options.quote is None else options.quote, "escape": options.escape,
            "comment": options.comment, "encoding": known, "compression": "none", "max_line_size": MOST_BYTES,
            "nullstr": options.nulls or None,
        } | ({} if known else _REWRITTEN)  # fmt: skip
        kept = io.StringIO(text, newline="").readlines()[options.skip :]
        if options.comment:
            kept = [line for line in kept if not line.startswith(options.comment)]
        delimiter, first = _first_record(kept, options, wanted)
        if said["escape"] is None:
            said["escape"] = "\\" if said["quote"] and _backslashes(text, delimiter) else said["quote"]
        said |= {"delim": delimiter, "skip": options.skip}
        cells = [cell.strip() for cell in first]
        header = options.header
        if header is None and options.columns:
            header = options.columns == cells
        if header is None:
            header = bool(wanted) or self._sniffed(copy, said, "HasHeader") is not False
        names = options.columns or (cells if header else [f"column{n}" for n in range(len(cells))])
        if not any(names):
            raise SourceError(f"{source.name}: is empty, not even a header line")
        _once(source.name, [column for column in names if column in wanted] if wanted else names)
        names = _apart(names, wanted)
        said["header"] = header
        try:
            types, rows = self._scan(source, copy, said, options, names, wanted)
        except SourceError as error:
            if "invalid state" not in str(error):
                raise
            copy = self._rewritten(source, copy, known or "utf-8")  # lines that end in several ways
            said |= _REWRITTEN
            types, rows = self._scan(source, copy, said, options, names, wanted)
        shown = {"\t": "tab"}.get(delimiter, delimiter)
        described = ", ".join([
            f"CSV, delimiter {shown}", f"quote {said['quote'] or 'none'}",
            "a header" if header else "no header", encoding, _listed(types),
        ])  # fmt: skip
        relation = _read_csv(copy, said | {"ignore_errors": True}, types)
        return Reader(relation, types, 1 + options.skip + header, None, rows, described)

    def _scan(
        self, source: Source, path: Path, said: dict[str, Any], options: RowOptions, names: Sequence[str],
        wanted: Sequence[str],
    ) -> tuple[dict[str, str], int]:  # fmt: skip
        """Look at every line: what is no row is known before anything is sent. The types, and the number of rows."""
        types = dict.fromkeys(names, "VARCHAR")
        if not wanted:
            types = self._typed(path, said, options, types)
        used = [column for column in wanted if column in types] or list(types)
        counts = ", ".join(f"count({name(column)})" for column in used)
        scanned = _read_csv(path, said | {"store_rejects": True}, types)
        rows: int = self._run(f"SELECT count(*), {counts} FROM {scanned}").fetchall()[0][0]
        rejected = self._run(
            "SELECT line, csv_line, error_message, column_name FROM reject_errors ORDER BY line"
        ).fetchall()
        seen: set[int] = set()
        for line, text, why, column in rejected:
            if line not in seen:
                at = f' (column "{column}")' if column else ""
                hint = '; say encoding in [rows], such as "latin-1"' if "unicode" in why else ""
                self.unread.append(Unread(source, line, text or "", f"is no row: {why}{at}{hint}"))
            seen.add(line)
        self._run("DROP TABLE reject_errors; DROP TABLE reject_scans")
        return types, rows

    def _typed(self, path: Path, said: dict[str, Any], options: RowOptions, types: dict[str, str]) -> dict[str, str]:
        """The types that DuckDB finds, but text where a number would not be the same text again."""
        text = _read_csv(path, said | {"ignore_errors": True}, types)
        if options.decimal != ".":
            said["decimal_separator"] = options.decimal
        if options.thousands:
            said["thousands"] = options.thousands
        kinds = [column["type"] for column in self._sniffed(path, said | {"ignore_errors": True}, "Columns") or ()]
        if len(kinds) != len(types):
            return types
        numbers = [column for column, kind in zip(types, kinds, strict=True) if kind in ("BIGINT", "DOUBLE")]
        loses = f"regexp_matches({{0}}, {literal(_LOSSY)})"
        if options.thousands:
            loses += f" OR NOT regexp_full_match({{0}}, {literal(grouped(options.thousands, options.decimal))})"
        checks = ", ".join(f"bool_or({loses.replace('{0}', name(column))})" for column in numbers)
        lossy = self._run(f"SELECT {checks} FROM {text}").fetchone() if numbers else ()
        kept = {column for column, loses in zip(numbers, lossy, strict=True) if loses}
        return {column: "VARCHAR" if column in kept else kind for column, kind in zip(types, kinds, strict=True)}

    def _sniffed(self, path: Path, said: dict[str, Any], what: str) -> Any:
        """What DuckDB finds out about a CSV, None where it can't."""
        given = {key: value for key, value in said.items() if value != ""}
        try:
            return self._run(f"SELECT {what} FROM sniff_csv({_file(path)}, {_options(given)})").fetchone()[0]
        except SourceError:
            return None

    def _rewritten(self, source: Source, path: Path, encoding: str) -> Path:
        """A copy in UTF-8 whose lines end alike."""
        copy = self._beside / f"{len(self.described)}.csv"
        kept = "surrogateescape" if encoding == "utf-8" else "strict"  # what is no UTF-8 is found when it is read
        decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(kept), translate=True)
        with Source(str(path)).open(any_encoding=True) as stream, copy.open("w", encoding="utf-8", errors=kept) as file:
            try:
                while piece := stream.read(1 << 20):
                    file.write(decoder.decode(piece))
                file.write(decoder.decode(b"", final=True))
            except UnicodeDecodeError as error:
                raise SourceError(f"{source.name}: is not {encoding}: {error.reason}") from None
        return copy


def _format(given: str, parquet: bool, head: bytes) -> str:
    plain = given.lower().removesuffix(".gz").removesuffix(".zst")
    if parquet:
        return "parquet"
    if plain.endswith((".csv", ".tsv")):
        return "csv"
    return "json" if head.lstrip(b"\xef\xbb\xbf\x1e \t\r\n").startswith((b"{", b"[")) else "csv"


def _paths(column: str) -> tuple[str, str]:
    """The key of this name, and the value that it leads to where it has dots."""
    quoted = [msgspec.json.encode(key).decode() for key in (column, *column.split("."))]
    return f"$.{quoted[0]}", "$." + ".".join(quoted[1:])


def _once(source: str, names: Sequence[str]) -> None:
    counted = Counter(column.casefold() for column in names)  # DuckDB knows no capitals
    twice = next((column for column in names if column and counted[column.casefold()] > 1), None)
    if twice:
        raise SourceError(f'{source}: has several columns named "{twice}", capitals aside; rename all but one')


def _apart(names: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Names for all columns; those that nobody asks for may be made up."""
    taken = {column.casefold() for column in wanted}
    found = []
    for index, column in enumerate(names):
        free = column in wanted or (column and column.casefold() not in taken)
        found.append(column if free else f"column{index}")
        taken.add(column.casefold())
    return found


def _first_record(kept: Sequence[str], options: RowOptions, wanted: Sequence[str]) -> tuple[str, list[str]]:
    """The delimiter with which the first record has the columns that are wanted, or the most of them, and its cells."""
    quote = options.quote if options.quote is not None else '"'
    quoting: dict[str, Any] = {"quotechar": quote} if quote else {"quoting": csv.QUOTE_NONE}
    found: dict[str, list[str]] = {}
    for mark in [options.delimiter] if options.delimiter else _DELIMITERS:
        with contextlib.suppress(csv.Error):  # a cell of over 128 KiB: all of a wide header by another mark
            if len(mark) == 1:
                found[mark] = next(csv.reader(iter(kept), delimiter=mark, **quoting), [])
    if options.delimiter and not found:  # several characters, which the module does not know
        return options.delimiter, "".join(kept[:1]).rstrip("\r\n").split(options.delimiter)
    if not found:
        return options.delimiter or ",", []
    best = max(found, key=lambda mark: (len({cell.strip() for cell in found[mark]} & set(wanted)), len(found[mark])))
    return best, found[best]


def _backslashes(text: str, delimiter: str) -> bool:
    r"""Whether quotes in quoted cells are written ``\"``."""
    return (
        '\\"' in text
        and '""' not in text.replace(f'{delimiter}""', "").replace('\\""', "")
        and f'\\"{delimiter}' not in text
    )


def _value(value: object) -> str:
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(literal(item) for item in ['', *value])}]"
    return literal(str(value))


def _file(path: Path) -> str:
    """The one file of this name in SQL, whatever is in the name."""
    return literal(glob.escape(str(path.absolute())))


def _read_csv(path: Path, said: dict[str, Any], types: dict[str, str]) -> str:
    options = _options(said)
    columns = ", ".join(f"{literal(column)}: {literal(type)}" for column, type in types.items())
    return f"read_csv({_file(path)}, auto_detect = false, columns = {{{columns}}}, {_ITS_OWN}, {options})"


def _options(said: dict[str, Any]) -> str:
    return ", ".join(f"{key} = {_value(value)}" for key, value in said.items() if value is not None)


def _listed(names: Any) -> str:
    if isinstance(names, dict):
        return ", ".join(f"{column} {type}" for column, type in names.items())
    return ", ".join(f'"{column}"' for column in names)
