"""Columns to batches: by a mapping, and by the struct that follows from the description."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyspark.sql import functions as sf
from pyspark.sql.types import MapType, StructType, VariantType

from mparticle_facade.codec.schema import schemas
from mparticle_facade.sandbox import Sandbox
from mparticle_facade.spark import batch_schema

FAST = 100_000
MAPPING = """
environment = { value = "development" }
user_identities.customer_id = "user"

[[events]]
event_type = { value = "custom_event" }
data.event_name = "what"
data.custom_event_type = { value = "other" }
data.timestamp_unixtime_ms = "at"
"""


def save(frame: Any, sandbox: Sandbox, **options: Any) -> None:
    chosen = {"host": sandbox.url, "maxBatchesPerSecond": FAST, **options}
    frame.write.format("mparticle").options(**chosen).mode("append").save()


def without_ids(sandbox: Sandbox) -> list[dict[str, Any]]:
    assert all(batch["source_request_id"] for batch in sandbox.batches())
    return [{key: value for key, value in batch.items() if key != "source_request_id"} for batch in sandbox.batches()]


@pytest.fixture
def visits(spark):
    return spark.sql(
        "SELECT * FROM VALUES ('ann', 'come', TIMESTAMP '2026-01-01 12:00:00Z'), ('ann', 'go', TIMESTAMP "
        "'2026-01-01 12:00:01Z'), ('bob', 'come', TIMESTAMP '2026-01-01 12:00:02Z') AS visits(user, what, at)"
    ).coalesce(1)


def events(batch: dict[str, Any]) -> list[tuple[str, int]]:
    return [(event["data"]["event_name"], event["data"]["timestamp_unixtime_ms"]) for event in batch["events"]]


NOON = 1767268800000


def test_a_mapping_makes_each_row_a_batch(spark, sandbox, counts, visits, tmp_path):
    file = tmp_path / "visits.toml"
    file.write_text(MAPPING)
    save(visits, sandbox, mapping=str(file))
    assert [(batch["user_identities"]["customer_id"], events(batch)) for batch in sandbox.batches()] == [
        ("ann", [("come", NOON)]),
        ("ann", [("go", NOON + 1000)]),
        ("bob", [("come", NOON + 2000)]),
    ]


def test_adjacent_rows_of_a_user_may_share_a_batch(spark, sandbox, counts, visits):
    for _ in range(2):
        save(visits, sandbox, mapping=MAPPING, rowsPerBatch=100)
    assert [(batch["user_identities"]["customer_id"], events(batch)) for batch in sandbox.batches()] == [
        ("ann", [("come", NOON), ("go", NOON + 1000)]),
        ("bob", [("come", NOON + 2000)]),
    ]
    assert sandbox.stats()["duplicates"] == 2
    assert (counts.value.rows, counts.value.batches, counts.value.events) == (6, 4, 6)


def test_a_bad_cell_spoils_its_own_row_only(spark, sandbox, counts, tmp_path):
    rows = [("ann", "come", 1), ("ann", "x" * 300, 2), ("ann", "go", 3)]
    frame = spark.createDataFrame(rows, "user string, what string, at long").coalesce(1)
    save(frame, sandbox, mapping=MAPPING, rowsPerBatch=100, deadLetters=str(tmp_path))
    assert [events(batch) for batch in sandbox.batches()] == [[("come", 1), ("go", 3)]]
    (file,) = tmp_path.glob("*.jsonl")
    (letter,) = map(json.loads, file.read_text().splitlines())
    assert letter["row"] == 1
    assert "event_name" in letter["reason"]


FULL = {
    "environment": "development",
    "mpid": 2**62,
    "user_identities": {"customer_id": "1"},
    "user_attributes": {"tag": None, "age": 7, "pets": ["cat", "dog"], "name": "Ann", "vip": True},
    "events": [
        {
            "event_type": "commerce_event",
            "data": {
                "timestamp_unixtime_ms": NOON,
                "custom_attributes": {"a": "b", "n": 1.5},
                "product_action": {
                    "action": "purchase",
                    "total_amount": 9.5,
                    "products": [{"id": "p", "quantity": 2.0}],
                },
            },
        },
        {"event_type": "session_start", "data": {"timestamp_unixtime_ms": NOON}},
    ],
    "consent_state": {"gdpr": {"ads": {"consented": True, "timestamp_unixtime_ms": NOON}}},
    "integration_attributes": {"1": {"x": "y"}},
}


@pytest.mark.parametrize("shape", ["column", "columns"])
def test_the_struct_of_the_description(spark, sandbox, counts, shape):
    text = spark.createDataFrame([(json.dumps(FULL),)], "json string")
    frame = text.select(sf.from_json("json", batch_schema()).alias("batch"))
    save(frame if shape == "column" else frame.select("batch.*"), sandbox)
    assert without_ids(sandbox) == [FULL]


def test_a_struct_of_ones_own(spark, sandbox, counts):
    """Any struct whose fields the description knows will do; instants become times."""
    frame = spark.sql(
        """
        SELECT 'development' AS environment, named_struct('customer_id', user, 'email', null) AS user_identities,
               map('visits', visits, 'none', null) AS user_attributes,
               array(named_struct('event_type', 'session_start', 'data', named_struct('timestamp_unixtime_ms', at)))
                 AS events
        FROM VALUES ('ann', 1.50BD, TIMESTAMP '2026-01-01 12:00:00Z') AS t(user, visits, at)
        """
    )
    save(frame, sandbox)
    assert without_ids(sandbox) == [
        {
            "environment": "development",
            "user_identities": {"customer_id": "ann"},
            "user_attributes": {"visits": 1.5, "none": None},
            "events": [{"event_type": "session_start", "data": {"timestamp_unixtime_ms": NOON}}],
        }
    ]


def test_binary_json(spark, sandbox, counts):
    save(spark.sql("""SELECT CAST('{"environment":"development"}' AS BINARY) AS value"""), sandbox)
    assert without_ids(sandbox) == [{"environment": "development"}]


def test_the_schema_has_every_field_that_can_be_sent():
    """Nothing handwritten is needed for a new optional field."""
    schema = batch_schema()
    writable = [name for name, field in schemas()["Batch"]["properties"].items() if not field.get("readOnly")]
    assert schema.fieldNames() == writable
    data = schema["events"].dataType.elementType["data"].dataType
    assert isinstance(data, StructType)
    for reference in schemas()["Event"]["oneOf"]:
        name = reference["$ref"].rpartition("/")[2]
        fields = schemas()[f"{name}Data"]["properties"]
        assert {key for key, field in fields.items() if not field.get("readOnly")} <= set(data.fieldNames())
    assert isinstance(schema["user_attributes"].dataType, MapType)
    assert isinstance(schema["user_attributes"].dataType.valueType, VariantType)


HOURS = [1792888200000, 1792891800000]  # 02:30 twice in Paris, 2026-10-25


def test_an_hour_that_comes_twice_is_two(spark, sandbox, counts):
    columns = "'ann' AS user", "'come' AS what", "timestamp_millis(ms) AS at"
    frame = spark.createDataFrame([(ms,) for ms in HOURS], "ms long").selectExpr(*columns)
    save(frame, sandbox, mapping=MAPPING)
    assert sorted(events(batch)[0][1] for batch in sandbox.batches()) == HOURS
    data = "named_struct('timestamp_unixtime_ms', at)"
    struct = frame.selectExpr(
        "'development' AS environment",
        f"array(named_struct('event_type', 'session_start', 'data', {data})) AS events",
    )
    save(struct, sandbox)
    variants = "map('n', to_variant_object(array(1)), 'v', parse_json('9007199254740993'), 'none', parse_json('null'))"
    save(struct.selectExpr("*", f"{variants} AS user_attributes"), sandbox)
    found = [batch["events"][0]["data"]["timestamp_unixtime_ms"] for batch in sandbox.batches()]
    assert sorted(found) == sorted(HOURS * 3)
    assert [batch["user_attributes"] for batch in sandbox.batches() if "user_attributes" in batch] == [
        {"n": [1], "v": 9007199254740993, "none": None}
    ] * 2


@pytest.mark.parametrize(
    ("bad", "path"),
    [
        ("timestamp'0001-01-01 00:00:00' AS at, 1.0D AS n", "timestamp_unixtime_ms"),
        ("timestamp'+12000-01-01 00:00:00Z' AS at, 1.0D AS n", "timestamp_unixtime_ms"),
        (f"timestamp_millis({NOON}) AS at, double('NaN') AS n", "custom_attributes.n"),
        (f"timestamp_millis({NOON}) AS at, 12345678901234567890BD AS n", "custom_attributes.n"),
    ],
)
def test_a_cell_that_no_json_can_hold_is_a_dead_letter_and_the_others_are_sent(
    spark, sandbox, counts, tmp_path, bad, path
):
    mapping = MAPPING + 'data.custom_attributes.n = "n"\n'
    good = bad.replace("double('NaN')", "2.0D").replace("12345678901234567890BD", "2BD")
    good = f"timestamp_millis({NOON}) AS at, 1.0D AS n" if "timestamp'" in good else good
    frame = spark.sql(f"SELECT 'ann' AS user, 'come' AS what, {good} UNION ALL SELECT 'bob', 'go', {bad}").coalesce(1)
    save(frame, sandbox, mapping=mapping, deadLetters=str(tmp_path))
    assert [batch["user_identities"]["customer_id"] for batch in sandbox.batches()] == ["ann"]
    (file,) = tmp_path.glob("*.jsonl")
    (letter,) = map(json.loads, file.read_text().splitlines())
    assert path in letter["reason"]
    assert json.loads(letter["payload"])["user"] == "bob"


def test_keys_that_are_no_text_are_a_dead_letter(spark, sandbox, counts, tmp_path):
    frame = spark.sql(
        "SELECT 'development' AS environment, map(X'FF', 'x') AS user_attributes UNION ALL "
        "SELECT 'development', map(X'61', 'x')"
    ).coalesce(1)
    save(frame, sandbox, deadLetters=str(tmp_path))
    assert without_ids(sandbox) == [{"environment": "development", "user_attributes": {"a": "x"}}]


def test_an_id_of_a_column_is_numbered_where_its_rows_are_several_batches(spark, sandbox, counts):
    frame = (
        spark.range(150).selectExpr("'ann' AS user", "'come' AS what", f"{NOON} + id AS at", "'s1' AS s").coalesce(1)
    )
    save(frame, sandbox, mapping='source_request_id = "s"\n' + MAPPING, rowsPerBatch=100)
    assert [batch["source_request_id"] for batch in sandbox.batches()] == ["s1", "s1/2"]
    assert sandbox.stats()["events"] == 150
