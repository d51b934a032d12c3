"""Bytes to records: sources, lines, elements, tables."""

import gzip
import json
import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mparticle_facade.backfill.reading import Asked, Begin, blocks
from mparticle_facade.rows import records
from mparticle_facade.rows.mapping import Mapping
from mparticle_facade.rows.records import MOST_BYTES, Place
from mparticle_facade.rows.sources import Source, SourceError, sources

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class Pieces:
    """A stream that gives its bytes in pieces of a certain size."""

    def __init__(self, content, size):
        self.content = content
        self.size = size

    def read(self, _):
        piece, self.content = self.content[: self.size], self.content[self.size :]
        return piece

    def skip(self, size):
        self.content = self.content[size:]


START = Place()


def read(path, mapping=None, begin=START):
    return flat(blocks(Source(str(path)), Asked(mapping, "development"), Begin(begin)))


def flat(found):
    return [record for block in found for record in block.records]


@given(st.binary(max_size=60).map(lambda content: content.replace(b"\xef\xbb\xbf", b"")), st.integers(1, 70))
def test_lines_are_the_lines_wherever_the_pieces_end(content, size):
    found = list(records.lines(Pieces(content, size), Place()))
    expected = content.split(b"\n")
    if not expected[-1]:
        expected.pop()
    assert [record.payload for record in flat(found)] == expected
    assert [record.ordinal for record in flat(found)] == list(range(len(expected)))
    assert [record.line for record in flat(found)] == list(range(1, len(expected) + 1))
    for block in found:  # from each place where a block begins one can go on
        rest = flat(records.lines(Pieces(content, size), block.begin))
        assert rest == flat(found)[block.begin.ordinal :]


VALUES = st.recursive(
    st.none() | st.integers() | st.text(alphabet='a"\\{}[],\n é'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet='b"\\]}'), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=3), min_size=1, max_size=5)


@given(OBJECTS, st.sampled_from([None, 1]), st.booleans(), st.booleans(), st.integers(1, 80))
def test_elements_of_an_array_or_objects_in_a_row(objects, indent, array, ascii_only, size):
    def dump(value):
        return json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    text = (dump(objects) if array else "\n".join(map(dump, objects))).encode()
    found = flat(records.elements(Pieces(text, size)))
    assert [json.loads(record.payload) for record in found] == objects
    assert [record.ordinal for record in found] == list(range(len(objects)))
    assert all(record.payload in text for record in found)
    for record in found:
        assert text.split(b"\n")[record.line - 1].lstrip(b" [,").startswith(record.payload.split(b"\n")[0][:1])


@pytest.mark.parametrize(
    ("text", "payloads", "faults"),
    [
        (b"[]", [], []),
        (b" [ {} , {} ] ", [b"{}", b"{}"], [None, None]),
        (b"[{}][{}]", [b"{}", b"{}"], [None, None]),
        (b'[{}, 5, "x", {"a":', [b"{}", b"5", b'"x"', b'{"a":'], [None, None, None, "cut off"]),
        (b"[{}", [b"{}", b""], [None, "cut off"]),
        (b"[{}] junk", [b"{}", b"junk"], [None, None]),
        (b'[{"a": "', [b'{"a": "'], ["cut off"]),
    ],
)
def test_elements_of_text_that_is_no_array(text, payloads, faults):
    found = flat(records.elements(Pieces(text, 3)))
    assert [record.payload for record in found] == payloads
    assert [fault is None or fault in record.fault for fault, record in zip(faults, found, strict=True)] == [
        True
    ] * len(faults)


def test_a_line_beyond_the_bound_is_never_held():
    piece = b"x" * (1 << 20)

    class Long(Pieces):
        def read(self, _):
            return next(self.content, b"")

        def skip(self, size):
            assert size == 0

    def found(*end):
        return flat(records.lines(Long(iter([b"{}\n", *[piece] * 100, *end]), 0), Place()))

    tracemalloc.start()
    try:
        three = found(b"\n{}\n")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [(record.line, record.payload) for record in three] == [(1, b"{}"), (2, b""), (3, b"{}")]
    assert f"is a line of {100 * len(piece)} bytes" in three[1].fault
    assert peak < 3 * MOST_BYTES
    assert "is a line of" in found()[1].fault


def test_an_element_beyond_the_bound_is_passed_over():
    content = b'[{"a":1},{"b":[' + b'"%b",' % (b"x" * 1000) * (MOST_BYTES // 600) + b'1]},{"c":3}]'
    found = flat(records.elements(Pieces(content, 1 << 20)))
    assert [record.payload for record in found] == [b'{"a":1}', b"", b'{"c":3}']
    assert "more than" in found[1].fault


LINES = b'{"a":1}\n\n{"b":2}\n'


@pytest.mark.parametrize("name", ["x.ndjson", "x.json", "x.unknown"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd.compress, lambda data: gzip.compress(data) * 1])
def test_compression_is_told_by_content(tmp_path, name, pack):
    path = tmp_path / name
    path.write_bytes(pack(LINES))
    assert [record.payload for record in read(path)] == [b'{"a":1}', b"", b'{"b":2}']
    assert [record.payload for record in read(path, begin=Place(2, 3, 9))] == [b'{"b":2}']


def test_several_compressed_parts_in_a_file(tmp_path):
    path = tmp_path / "x"
    for pack in (gzip.compress, zstd.compress):
        path.write_bytes(pack(LINES) + pack(LINES))
        assert len(read(path)) == 6


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
def test_compressed_data_that_is_cut_off_says_so_after_what_was_whole(tmp_path, pack):
    path = tmp_path / "x"
    text = b"".join(json.dumps({"n": n, "sha": hash(str(n))}).encode() + b"\n" for n in range(50_000))
    path.write_bytes(pack(text)[:-20])
    source = Source(str(path))
    found = []

    def follow():
        for block in blocks(source, Asked(), Begin()):
            found.extend(block.records)

    with pytest.raises(SourceError, match="ends in the middle of its compressed data"):
        follow()
    assert len(found) > 45_000


def test_a_small_file_that_is_cut_off_gives_what_is_whole(tmp_path):
    path = tmp_path / "x"
    found = []
    for pack in (gzip.compress, zstd.compress):
        path.write_bytes(pack(LINES * 100)[:-3])
        with pytest.raises(SourceError, match="ends in the middle"):
            found.extend(record for block in blocks(Source(str(path)), Asked(), Begin()) for record in block.records)


def test_damaged_compressed_data(tmp_path):
    path = tmp_path / "x"
    for pack in (gzip.compress, zstd.compress):
        whole = pack(LINES * 100)
        path.write_bytes(whole[:20] + bytes(20) + whole[40:])
        with pytest.raises(SourceError, match=f"{path}: "):
            read(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\n ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        ("{}".encode("utf-16"), "is UTF-16: convert it"),
        ("{}".encode("utf-16-le"), "NUL bytes"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"BZh91AY", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"PAR1....", "Parquet|Invalid Input"),
    ],
)
def test_what_is_not_read_is_one_message(tmp_path, content, message):
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_byte_order_mark_is_no_part_of_the_data(tmp_path):
    path = tmp_path / "x"
    for text in (b'{"a":1}', b'{"a":1}\n', b'[{"a":1}]'):
        path.write_bytes(b"\xef\xbb\xbf" + text)
        assert [record.payload for record in read(path)] == [b'{"a":1}']


def test_names_and_patterns(tmp_path):
    for name in ("a.ndjson", "b.ndjson", "c.csv"):
        (tmp_path / name).write_text("{}")
    found = sources([str(tmp_path / "*.ndjson"), str(tmp_path / "b.ndjson"), "-"])
    assert [source.name for source in found] == [str(tmp_path / "a.ndjson"), str(tmp_path / "b.ndjson"), "-"]
    odd = tmp_path / "[odd].ndjson"
    odd.write_text("{}")
    assert [source.path for source in sources([str(odd)])] == [odd]


@pytest.mark.parametrize(
    ("name", "message"),
    [("none.ndjson", "No such file"), ("*.none", "matches no file"), ("", "is a directory; name the files in it")],
)
def test_names_that_name_nothing(tmp_path, name, message):
    with pytest.raises(SourceError, match=message):
        sources([f"{tmp_path}/{name}".rstrip("/")])
    with pytest.raises(SourceError, match="no regular file"):
        sources(["/dev/null"])


# -- tables -----------------------------------------------------------------------------------------------------------

MAPPING = Mapping.parse(
    {
        "environment": {"value": "development"},
        "user_identities": {"customer_id": "user"},
        "events": [{"event_type": {"value": "screen_view"}, "data": {"screen_name": "screen", "event_num": "n"}}],
    }
)


def names(record):
    return [event["data"]["screen_name"] for event in json.loads(record.payload)["events"]]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_whatever_its_delimiter(tmp_path, mark):
    path = tmp_path / "x.csv"
    rows = [["user", "n", "extra", "screen"], ["1", "", "", "Home"], ["2", "5", "x", "Ä"], ["1", "", "", '"a\nb"']]
    path.write_bytes("\r\n".join(mark.join(row) for row in rows).encode("utf-8-sig"))
    one, two = read(path, MAPPING)
    assert (one.line, names(one), one.fault, one.ordinals) == (2, ["Home", "a\nb"], None, [0, 2])
    assert (two.line, names(two)) == (3, ["Ä"])
    assert json.loads(two.payload)["events"][0]["data"]["event_num"] == 5


def test_rows_that_do_not_fit_are_records_of_their_own(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"user,screen,n\n1,a,1\n1,b,x\n1,c\n1,\xff,1\n\n1,d,1\n1," + b"z" * 200_000 + b",1\n1,e,2\n")
    *unread, good, bad, large, last = read(path, MAPPING)
    assert names(good) == ["a", "d"]
    assert [(record.line, record.ordinal, json.loads(record.payload)) for record in unread] == [
        (4, -1, "1,c"), (5, -2, "1,?,1"),
    ]  # fmt: skip
    assert "Expected Number of Columns: 3 Found: 2" in unread[0].fault
    assert "not utf-8" in unread[1].fault
    ((problem,), line) = bad.problems, bad.line
    assert (line, problem.path) == (3, "$.events[0].data.event_num")
    assert problem.message == 'column "n" is not a whole number of 64 bits: x'
    assert (names(large)[0][:3], names(last)) == ("zzz", ["e"])
    assert [list(record.ordinals) for record in (good, bad, large, last)] == [[0, 2], [1], [3], [4]]


def test_a_csv_without_a_column_is_one_message(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("user,screens\n1,a\n")
    with pytest.raises(SourceError) as caught:
        read(path, MAPPING)
    assert str(caught.value).startswith(f'{path}: has no column "screen", "n"; did you mean "screens"?')
    with pytest.raises(
        SourceError, match=r'the column "user" is no field.*name its columns after fields, or say --mapping'
    ):
        read(path)


def test_a_column_that_is_there_twice_is_one_message(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("user,screen,n,user\n1,a,1,2\n")
    with pytest.raises(SourceError, match='has several columns named "user"'):
        read(path, MAPPING)


def test_a_batch_that_grows_too_large_is_split(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("user,screen,n\n" + "".join(f"1,{'x' * 4000},{n}\n" for n in range(90)))
    found = read(path, MAPPING)
    assert len(found) == 3
    assert all(len(record.payload) < 128_000 for record in found)
    numbers = [event["data"]["event_num"] for record in found for event in json.loads(record.payload)["events"]]
    assert numbers == list(range(90))


def test_parquet_csv_and_ndjson_give_the_same_batches(tmp_path):
    """One data set, three files."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = [
        {"user": f"u{n % 40}", "plan": "gold" if n % 7 else "", "at": 1_790_000_000_000 + n * 1000, "price": n / 4,
         "ok": n % 2 == 0, "name": f"Level, \"{n}\"\né", "n": n}
        for n in range(3000)
    ]  # fmt: skip
    mapping = Mapping.parse({
        "environment": {"value": "development"},
        "user_identities": {"customer_id": "user"},
        "user_attributes": {"plan": "plan"},
        "events": [{
            "event_type": {"value": "custom_event"},
            "data": {
                "event_name": "name", "custom_event_type": {"value": "other"}, "timestamp_unixtime_ms": "at",
                "custom_attributes": {
                    "price": {"column": "price", "type": "number"}, "ok": {"column": "ok", "type": "boolean"},
                    "n": {"column": "n", "type": "integer"},
                },
            },
        }],
    })  # fmt: skip
    table = pa.Table.from_pylist(rows)
    table = table.set_column(table.schema.get_field_index("at"), "at", table["at"].cast(pa.timestamp("ms", "UTC")))
    parquet.write_table(table, tmp_path / "x.parquet", row_group_size=700)
    import csv

    with (tmp_path / "x.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    (tmp_path / "x.json").write_text(json.dumps(rows, indent=1))
    (tmp_path / "x.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = {
        kind: [json.loads(record.payload) for record in read(tmp_path / f"x.{kind}", mapping)]
        for kind in ("parquet", "csv", "ndjson", "json")
    }
    assert len(found["csv"]) > 40
    assert sum(len(batch["events"]) for batch in found["csv"]) == 3000
    attributes = found["csv"][1]["events"][0]["data"]["custom_attributes"]
    assert attributes == {"price": 0.25, "ok": False, "n": 1}
    assert found["csv"] == found["parquet"] == found["ndjson"] == found["json"]


def test_parquet_that_can_not_be_read(tmp_path):
    import pyarrow as pa
    from pyarrow import parquet

    path = tmp_path / "x"
    parquet.write_table(pa.table({"user": ["1"]}), path)
    with pytest.raises(SourceError, match='has no column "screen", "n"'):
        read(path, MAPPING)
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(SourceError, match=r"Parquet|Invalid Input"):
        read(path, MAPPING)
