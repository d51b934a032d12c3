"""Rows to batches."""

import datetime as dt
import pickle
import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mparticle_facade as mparticle
from mparticle_facade.backfill.mapping import MOST_ROWS, Mapping, MappingError
from mparticle_facade.codec import encoding

EVENT = {
    "event_type": {"value": "custom_event"},
    "data": {
        "event_name": "name",
        "custom_event_type": {"value": "other"},
        "timestamp_unixtime_ms": "at",
        "custom_attributes": {"price": {"column": "price", "type": "number"}, "colour": "colour"},
    },
}
TREE = {
    "environment": {"value": "development"},
    "user_identities": {"customer_id": "user", "email": "mail"},
    "user_attributes": {"Plan": "plan"},
    "device_info": {"ios_idfv": "device"},
    "events": [EVENT],
}
ROW = {
    "user": "7", "mail": "", "plan": "pro", "device": None, "name": "Hi", "at": "1700000000000", "price": "4.5",
    "colour": "",
}  # fmt: skip


def mapped(path, said, cell):
    """What a cell becomes in a field of the batch or, from ``data`` on, of the event."""
    tree = {"environment": {"value": "development"}}
    if path[0] == "data":
        data = {key: EVENT["data"][key] for key in ("event_name", "custom_event_type")}
        tree["events"] = [{"event_type": EVENT["event_type"], "data": data}]
        place = tree["events"][0]
    else:
        place = tree
    for key in path[:-1]:
        place = place.setdefault(key, {})
    place[path[-1]] = said
    found = Mapping.parse(tree).batch([{"c": cell, "name": "Hi"}])
    for key in (("events", 0) if path[0] == "data" else ()) + tuple(path):
        found = found[key] if isinstance(found, list) or key in found else None
        if found is None:
            return None
    return found


def test_a_row_is_a_batch_in_wire_form():
    assert Mapping.parse(TREE).batch([ROW]) == {
        "environment": "development",
        "user_identities": {"customer_id": "7"},
        "user_attributes": {"Plan": "pro"},
        "events": [{
            "event_type": "custom_event",
            "data": {
                "event_name": "Hi", "custom_event_type": "other", "timestamp_unixtime_ms": 1700000000000,
                "custom_attributes": {"price": 4.5},
            },
        }],
    }  # fmt: skip


def test_a_file_says_the_same(tmp_path):
    file = tmp_path / "mapping.toml"
    file.write_text("""
environment = { value = "development" }
user_identities.customer_id = "user"
user_identities.email = "mail"
user_attributes.Plan = "plan"
device_info.ios_idfv = "device"
[[events]]
event_type = { value = "custom_event" }
[events.data]
event_name = "name"
custom_event_type = { value = "other" }
timestamp_unixtime_ms = "at"
custom_attributes.price = { column = "price", type = "number" }
custom_attributes.colour = "colour"
""")
    loaded = Mapping.load(file)
    assert loaded.batch([ROW]) == Mapping.parse(TREE).batch([ROW])
    assert loaded.fingerprint == Mapping.parse(TREE).fingerprint
    assert loaded.columns == ("user", "mail", "plan", "device", "name", "at", "price", "colour")
    assert loaded.fields == {"environment", "user_identities", "user_attributes", "device_info", "events"}


def test_it_goes_to_another_process():
    sent = pickle.loads(pickle.dumps(Mapping.parse(TREE)))
    assert sent.batch([ROW]) == Mapping.parse(TREE).batch([ROW])


ISO = {"column": "c", "unit": "iso"}
TIME, ATTRIBUTE = ("data", "timestamp_unixtime_ms"), ("user_attributes", "a")
PARIS = {"column": "c", "unit": "iso", "timezone": "Europe/Paris"}


@pytest.mark.parametrize(
    ("path", "said", "cell", "value"),
    [
        (TIME, "c", 1700000000000, 1700000000000),
        (TIME, {"column": "c", "unit": "s"}, "1700000000.1234", 1700000000123),
        (TIME, {"column": "c", "unit": "s"}, 1700000000.5, 1700000000500),
        (TIME, {"column": "c", "unit": "us"}, "1700000000123456", 1700000000123),
        (TIME, {"column": "c", "unit": "ns"}, 1700000000123456789, 1700000000123),
        (TIME, ISO, "2026-01-31T12:00:00Z", 1769860800000),
        (TIME, PARIS, "2026-01-31 12:00:00", 1769857200000),
        (TIME, "c", dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC), 1769860800000),
        (TIME, PARIS, dt.datetime(2026, 1, 31, 12), 1769857200000),  # noqa: DTZ001
        (TIME, {"column": "c", "timezone": "UTC"}, dt.date(2026, 1, 31), 1769817600000),
        (TIME, {"value": dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)}, None, 1769860800000),
        (("mpid",), "c", "-9223372036854775808", -(2**63)),
        (("mpid",), "c", Decimal(9007199254740993), 9007199254740993),
        (("user_identities", "customer_id"), "c", 42, "42"),
        (("user_identities", "customer_id"), "c", Decimal(42), "42"),
        (("user_identities", "customer_id"), "c", "007", "007"),
        (("user_identities", "customer_id"), "c", uuid.UUID(int=1), str(uuid.UUID(int=1))),
        (("user_identities", "customer_id"), "c", b"bytes", "bytes"),
        (("device_info", "limit_ad_tracking"), "c", "T", True),
        (("device_info", "limit_ad_tracking"), "c", 0, False),
        (("device_info", "screen_height"), "c", "1080", 1080),
        (("context", "location", "latitude"), "c", "-12.5", -12.5),
        (ATTRIBUTE, "c", "12", "12"),
        (ATTRIBUTE, {"column": "c", "type": "integer"}, "12", 12),
        (ATTRIBUTE, {"column": "c", "type": "number"}, "12", 12),
        (ATTRIBUTE, {"column": "c", "type": "boolean"}, "false", False),
        (ATTRIBUTE, {"column": "c", "type": "string"}, 12, "12"),
        (ATTRIBUTE, {"column": "c", "type": "json"}, '["a", null]', ["a", None]),
        (ATTRIBUTE, "c", 4.5, 4.5),
        (ATTRIBUTE, "c", dt.datetime(2026, 1, 31, tzinfo=dt.UTC), "2026-01-31T00:00:00+00:00"),
        (ATTRIBUTE, "c", ["a", "b"], ["a", "b"]),
        (ATTRIBUTE, ["c", {"value": "b"}], "a", ["a", "b"]),
        (ATTRIBUTE, "c", "", None),
        (ATTRIBUTE, "c", None, None),
        (("user_attributes",), "c", '{"a": 1, "b": null}', {"a": 1}),
        (("user_attributes",), "c", {"a": "x", "b": None}, {"a": "x"}),
        (("deleted_user_attributes",), "c", ["a"], ["a"]),
        (("deleted_user_attributes",), ["c"], "a", ["a"]),
        (("data", "custom_flags", "f"), {"column": "c", "type": "json"}, '{"a": 1}', {"a": 1}),
    ],
)
def test_a_cell_becomes_what_its_field_is(path, said, cell, value):
    found = mapped(path, said, cell)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("path", "said", "cell", "message"),
    [
        (TIME, "c", "yesterday", 'unit = "iso"'),
        (TIME, "c", True, "not a number of ms"),
        (TIME, "c", "1e999999999", "not a number of ms"),
        (TIME, "c", "NaN", "not a number of ms"),
        (TIME, ISO, "yesterday", "not a time in ISO 8601"),
        (TIME, ISO, 5, "is a number"),
        (TIME, ISO, "2026-01-31T12:00", 'timezone = "UTC"'),
        (TIME, "c", dt.date(2026, 1, 31), 'timezone = "UTC"'),
        (("mpid",), "c", "12.5", "not a whole number"),
        (("mpid",), "c", "x", "not a number"),
        (("mpid",), "c", True, "not a number"),
        (("context", "location", "latitude"), "c", "nan", "not a finite number"),
        (ATTRIBUTE, "c", float("inf"), "not a finite number"),
        (("user_identities", "customer_id"), "c", 42.0, "may have lost digits"),
        (("user_identities", "customer_id"), "c", ["x"], "is a list where text belongs"),
        (("user_identities", "customer_id"), "c", b"\xff", "is binary"),
        (("device_info", "limit_ad_tracking"), "c", "maybe", "neither true nor false"),
        (("user_attributes",), "c", "{", "not JSON"),
    ],
)
def test_a_cell_that_does_not_fit_is_named_by_column_and_row(path, said, cell, message):
    with pytest.raises(mparticle.ValidationError) as caught:
        mapped(path, said, cell)
    (problem,) = caught.value.problems
    assert problem.message.startswith('row 1: column "c" ')
    assert message in problem.message
    assert problem.path == ".".join(["$.events[0]" if path[0] == "data" else "$", *path])


def test_a_draft_keeps_what_does_not_fit_so_that_it_can_be_mended():
    tree, unfit = Mapping.parse(TREE).draft([ROW, {**ROW, "at": "soon"}])
    assert [(row, problem.path) for row, problem in unfit] == [(1, "$.events[1].data.timestamp_unixtime_ms")]
    assert tree["events"][1]["data"]["timestamp_unixtime_ms"] == "soon"


def test_several_events_a_row_and_those_without_a_value_are_left_out():
    screen = {"event_type": {"value": "screen_view"}, "data": {"screen_name": "screen"}}
    batch = Mapping.parse({**TREE, "events": [EVENT, screen]}).batch
    both = [event["event_type"] for event in batch([{**ROW, "screen": "Home"}])["events"]]
    assert both == ["custom_event", "screen_view"]
    assert len(batch([{**ROW, "screen": ""}])["events"]) == 1
    assert "events" not in batch([{"user": "7"}])


def test_an_event_type_may_come_from_a_column():
    fields = {"event_name": "name", "custom_event_type": "kind", "screen_name": "screen"}
    mapping = Mapping.parse({**TREE, "events": [{"event_type": "type", "data": fields}]})
    rows = [{"type": "screen_view", "screen": "Home"}, {"type": "custom_event", "name": "Hi", "kind": "other"}]
    batch = mapping.batch(rows)
    encoding.prepare(batch)
    assert [event["event_type"] for event in batch["events"]] == ["screen_view", "custom_event"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"user_identites": {}}, 'the file has no field "user_identites" in the Events API; did you mean "user_ident'),
        ({"user_identities": {"emial": "c"}}, 'user_identities has no field "emial"'),
        ({"user_identities": {"email": 5}}, "user_identities.email must name a column as text"),
        ({"user_identities": {"email": {}}}, 'user_identities.email needs either column = "..." or value'),
        ({"user_identities": {"email": {"column": "c", "value": 1}}}, "needs either"),
        ({"user_identities": {"email": {"column": ""}}}, "must name its column"),
        ({"user_identities": {"email": {"colum": "c"}}}, 'has an option "colum"'),
        ({"user_identities": {"email": {"column": "c", "type": "string"}}}, "is a string whatever its column is"),
        ({"user_identities": {"email": {"column": "c", "unit": "s"}}}, "is no time"),
        ({"user_identities": {"email": ["c"]}}, "user_identities.email must name a column"),
        ({"user_attributes": {"a": {"column": "c", "type": "text"}}}, "has a type that is none of"),
        ({"user_attributes": {"a b": {"column": "c", "type": "text"}}}, 'user_attributes["a b"] has a type'),
        ({"environment": {"value": "productoin"}}, 'environment is "productoin", which the Events API does not know; '),
        ({"mpid": {"value": "x"}}, "mpid is not a number"),
        ({"events": EVENT}, "events is a list: write [[events]]"),
        ({"events": "column"}, "events is a list: write [[events]]"),
        ({"events": [{"event_type": {"value": "custom"}, "data": {}}]}, 'events[0].event_type is "custom"'),
        ({"events": [{"event_type": {"value": "custom_event"}}]}, 'events[0] needs "data"'),
        ({"events": [{"event_type": {"value": "custom_event"}, "data": {"event_name": "c"}}]}, '"custom_event_type"'),
        ({"events": [{"event_type": {"value": "screen_view"}, "data": {"event_name": "c"}}]}, '"event_name"'),
        ({"events": [{"event_type": "c", "data": {"timestamp_unixtime_ms": {"column": "c", "unit": "h"}}}]}, "unit"),
        ({"events": [{"event_type": "c", "data": {"timestamp_unixtime_ms": {"column": "c", "timezone": "X/Y"}}}]},
         "events[0].data.timestamp_unixtime_ms has an unknown timezone"),
    ],
)  # fmt: skip
def test_a_mapping_that_can_not_work_says_where_and_why(change, message):
    with pytest.raises(MappingError) as caught:
        Mapping.parse({**TREE, **change})
    assert message in str(caught.value)
    assert str(caught.value).startswith("the mapping: ")


@pytest.mark.parametrize(("content", "message"), [(b"a = ", "is not TOML"), (b"\xff", "is not TOML"), (None, "read")])
def test_a_file_that_can_not_be_read(tmp_path, content, message):
    file = tmp_path / "mapping.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(MappingError, match=message) as caught:
        Mapping.load(file)
    assert str(caught.value).startswith(f"{file}: ")


def test_missing_columns_are_one_line():
    mapping = Mapping.parse(TREE)
    assert mapping.missing(mapping.columns) is None
    said = mapping.missing(["user", "mails", "plan", "device", "at", "price", "colour"])
    assert said.startswith('has no column "mail", "name"; did you mean "mails"? (the mapping names it; ')


def test_who_a_row_is_about():
    user = Mapping.parse(TREE).user
    assert user(ROW) == ("user", "7")
    assert user({**ROW, "user": ""}) is None
    assert user({**ROW, "user": None, "mail": "x@y.z"}) == ("mail", "x@y.z")
    assert user({"device": "d"}) == ("device", "d")


def test_rows_that_differ_outside_of_events_do_not_share_a_batch():
    with pytest.raises(ValueError, match="alike"):
        Mapping.parse(TREE).batch([ROW, {**ROW, "plan": "basic"}])
    with pytest.raises(ValueError, match="needs a row"):
        Mapping.parse(TREE).batch([])


def test_nobody_shares_a_batch_with_nobody():
    assert Mapping.parse(TREE).groups([{"name": "Hi"}] * 3) == [[0], [1], [2]]


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "user": st.sampled_from(["", "1", "2"]),
                "mail": st.just(""),
                "plan": st.sampled_from(["a", "b"]),
                "device": st.sampled_from([None, "d"]),
                "name": st.text(min_size=1, max_size=3),
            }
        ),
        max_size=3 * MOST_ROWS,
    )
)
def test_groups_keep_every_row_once_and_each_user_in_order(rows):
    mapping = Mapping.parse(TREE)
    groups = mapping.groups(rows)
    assert sorted(position for group in groups for position in group) == list(range(len(rows)))
    for user in {mapping.user(row) for row in rows} - {None}:
        order = [position for group in groups for position in group if mapping.user(rows[position]) == user]
        assert order == sorted(order)
    for group in groups:
        assert len(group) <= MOST_ROWS
        assert len(mapping.batch([rows[position] for position in group])["events"]) == len(group)
