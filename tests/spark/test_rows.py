"""Rows to batches, without a Spark."""

from __future__ import annotations

import json
import random
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from pyspark.sql.types import StringType, StructField, StructType

from mparticle_facade.codec import decoders
from mparticle_facade.spark.options import Options
from mparticle_facade.spark.rows import Ready, RowReader

SCHEMA = StructType([StructField("batch", StringType()), StructField("id", StringType())])
values = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
)
attributes = st.dictionaries(st.text(min_size=1, max_size=10), values, max_size=5)


def read(content: str, id: str | None = None, **options: Any) -> Ready:
    reader = RowReader.of(SCHEMA, Options(**options))
    (batch,) = reader.read(
        [
            pa.RecordBatch.from_pylist(
                [{"batch": content, "id": id}], pa.schema({"batch": pa.string(), "id": pa.string()})
            )
        ]
    )
    assert isinstance(batch, Ready)
    return batch


@settings(deadline=None)
@given(attributes, st.randoms())
def test_equal_content_has_one_id_whatever_its_order_and_other_content_another(found, rng: random.Random):
    batch = {"environment": "development", "user_attributes": found, "mpid": 7}
    shuffled = list(batch.items())
    rng.shuffle(shuffled)
    first = read(json.dumps(batch))
    second = read(json.dumps(dict(shuffled), indent=1))
    assert first.source_request_id == second.source_request_id
    assert read(json.dumps({**batch, "mpid": 8})).source_request_id != first.source_request_id
    sent = json.loads(first.payload)
    assert sent.pop("source_request_id") == first.source_request_id
    assert sent == batch
    assert decoders.valid(first.payload) or None in found.values()


def test_an_id_of_its_own_is_never_touched():
    content = '{"environment":"development","source_request_id":"mine"}'
    assert read(content, "column", id_column="id")[:2] == (content.encode(), "mine")


def test_the_id_of_the_column_is_used_where_there_is_none():
    batch = read('{"environment":"development","source_request_id":null}', 'a"b', id_column="id")
    assert batch.source_request_id == 'a"b'
    assert json.loads(batch.payload) == {"environment": "development", "source_request_id": 'a"b'}
    assert batch.dated


def test_an_empty_id_in_the_column_is_none():
    content = '{"environment":"development"}'
    assert read(content, None, id_column="id").source_request_id == read(content).source_request_id


def test_what_may_be_taken_for_a_repeat():
    event = {"event_type": "session_start", "data": {"timestamp_unixtime_ms": 1790000000000}}
    undated = {"event_type": "session_start", "data": {}}
    batch = {"environment": "development", "events": [event]}
    assert read(json.dumps(batch)).dated
    assert not read(json.dumps({**batch, "events": [event, undated]})).dated
    assert not read(json.dumps({**batch, "events": []})).dated
