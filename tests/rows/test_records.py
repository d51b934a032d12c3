"""Bytes to records: lines and elements."""

import json
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mparticle_facade.rows import records
from mparticle_facade.rows.records import MOST_BYTES, Place

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy


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


def flat(found):
    return [record for block in found for record in block.records]


@RELAXED
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


@RELAXED
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
    assert [len(record.problems) for record in found] == [fault is not None for fault in faults]
    assert all(fault in str(record.problems) for fault, record in zip(faults, found, strict=True) if fault)


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
    assert f"is a line of {100 * len(piece)} bytes" in three[1].problems[0].message
    assert peak < 3 * MOST_BYTES
    assert "is a line of" in found()[1].problems[0].message


def test_an_element_beyond_the_bound_is_passed_over():
    content = b'[{"a":1},{"b":[' + b'"%b",' % (b"x" * 1000) * (MOST_BYTES // 600) + b'1]},{"c":3}]'
    found = flat(records.elements(Pieces(content, 1 << 20)))
    assert [record.payload for record in found] == [b'{"a":1}', b"", b'{"c":3}']
    assert "more than" in found[1].problems[0].message
