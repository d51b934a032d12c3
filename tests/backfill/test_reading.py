"""Files to records: compression, names, and which reader an input takes."""

import gzip
import json
import sys

import pytest

from mparticle_facade.backfill.inputs import sources
from mparticle_facade.backfill.reading import blocks
from mparticle_facade.rows.asked import Asked, Begin
from mparticle_facade.rows.mapping import Mapping
from mparticle_facade.rows.records import Place
from mparticle_facade.rows.sources import Source, SourceError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

START = Place()


def read(path, mapping=None, begin=START):
    return [
        record
        for block in blocks(Source(str(path)), Asked(mapping, "development"), Begin(begin))
        for record in block.records
    ]


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

MAPPING = Mapping(
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
    assert (one.line, names(one), one.problems, one.ordinals) == (2, ["Home", "a\nb"], [], [0, 2])
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
    assert "Expected Number of Columns: 3 Found: 2" in unread[0].problems[0].message
    assert "not utf-8" in unread[1].problems[0].message
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
    mapping = Mapping({
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
