"""Rows to batches."""

import datetime as dt
import json
import pickle
import uuid
from decimal import Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mparticle_facade as mparticle
from mparticle_facade.codec import encoding
from mparticle_facade.rows import projection
from mparticle_facade.rows.grouping import MOST_ROWS, Grouper, Window
from mparticle_facade.rows.mapping import Mapping, MappingError
from mparticle_facade.rows.projection import EMPTY, EVENTS, OLD, SHARED, SKIPPED, USER

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy

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


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connection:
        connection.execute("SET timezone = 'UTC'")
        connection.execute(projection.macros())
        yield connection


def projected(connection, mapping, rows, **options):
    """What DuckDB makes of these rows."""
    names = list(dict.fromkeys([*mapping.columns, *(name for row in rows for name in row)]))
    values = [row.get(name) for row in rows for name in names]
    table = ", ".join(f"({', '.join('?' * len(names))})" for _ in rows)
    connection.execute("DROP TABLE IF EXISTS t")
    listed = ", ".join(projection.name(name) for name in names)
    connection.execute(f"CREATE TABLE t AS SELECT * FROM (VALUES {table}) v({listed})", values)
    types = {name: type for name, type, *_ in connection.execute("DESCRIBE t").fetchall()}
    return connection.execute(projection.select(connection, mapping, types, "t", **options)).fetchall()


def window(rows, begin=0):
    return Window(begin, list(rows), range(1, len(rows) + 1))


def batch_of(connection, mapping, rows):
    filled = [(*row[:EMPTY], False) for row in projected(connection, mapping, rows)]
    (group,) = Grouper().groups(window(filled))
    record = group.record()
    return json.loads(record.payload), record.problems


@pytest.fixture
def mapped(connection):
    """What a cell becomes in a field of the batch or, from ``data`` on, of the event; and what is wrong with it."""

    def mapped(path, said, cell):
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
        found, problems = batch_of(connection, Mapping(tree), [{"c": cell, "name": "Hi"}])
        for key in (("events", 0) if path[0] == "data" else ()) + tuple(path):
            found = found[key] if isinstance(found, list) or key in found else None
            if found is None:
                break
        return found, problems

    return mapped


def test_a_row_is_a_batch_in_wire_form(connection):
    assert batch_of(connection, Mapping(TREE), [ROW])[0] == {
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
    assert loaded.fingerprint == Mapping(TREE).fingerprint
    assert loaded.columns == ("user", "mail", "plan", "device", "name", "at", "price", "colour")
    assert loaded.fields == {"environment", "user_identities", "user_attributes", "device_info", "events"}


def test_it_goes_to_another_process():
    sent = pickle.loads(pickle.dumps(Mapping(TREE)))
    assert sent.root == Mapping(TREE).root


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
        (TIME, ISO, "2026-01-31 12:00:00 -0500", 1769878800000),
        (
            TIME,
            {"column": "c", "format": "%d/%m/%Y %H:%M", "timezone": "Europe/Paris"},
            "31/01/2026 12:00",
            1769857200000,
        ),
        (TIME, {"column": "c", "format": "%d/%m/%Y %H:%M %z"}, "31/01/2026 12:00 +0100", 1769857200000),
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
def test_a_cell_becomes_what_its_field_is(mapped, path, said, cell, value):
    found, problems = mapped(path, said, cell)
    assert problems == []
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("path", "said", "cell", "message"),
    [
        (TIME, "c", "yesterday", 'unit = "iso"'),
        (TIME, "c", True, "not a time in ms"),
        (TIME, "c", "1e999999999", "not a time in ms"),
        (TIME, "c", "NaN", "not a time in ms"),
        (TIME, "c", "-62135596800000", "not a time in ms"),
        (TIME, ISO, "yesterday", "not a time in ISO 8601"),
        (TIME, ISO, 5, "not a time in ISO 8601"),
        (TIME, ISO, "2026-01-31T12:00:00+25:00", "not a time in ISO 8601"),
        (TIME, ISO, "2026-01-31T12:00", 'timezone = "UTC"'),
        (TIME, ISO, "0001-01-01T00:00:00Z", "after 1970"),
        (TIME, "c", dt.date(2026, 1, 31), 'timezone = "UTC"'),
        (TIME, "c", dt.datetime(1, 1, 1, tzinfo=dt.UTC), "between 1970 and 9999"),
        (TIME, {"column": "c", "format": "%d/%m/%Y", "timezone": "UTC"}, "2026-01-31", "%d/%m/%Y"),
        (("mpid",), "c", "12.5", "not a whole number"),
        (("mpid",), "c", "x", "not a whole number"),
        (("mpid",), "c", "1_000", "not a whole number"),
        (("mpid",), "c", "9223372036854775808", "not a whole number of 64 bits"),
        (("mpid",), "c", 2**63, "not a whole number of 64 bits"),
        (("mpid",), "c", True, "not a whole number"),
        (("context", "location", "latitude"), "c", "nan", "not a number"),
        (ATTRIBUTE, "c", float("inf"), "not a value that JSON has"),
        (ATTRIBUTE, "c", Decimal(12345678901234567890), "not a value that JSON has"),
        (("user_identities", "customer_id"), "c", 42.5, "is not text"),
        (("user_identities", "customer_id"), "c", b"\xff", "is not text"),
        (("device_info", "limit_ad_tracking"), "c", "maybe", "not true or false"),
        (("user_attributes",), "c", "{", "not an object or a list"),
    ],
)
def test_a_cell_that_does_not_fit_is_named_with_its_column_and_its_value(mapped, path, said, cell, message):
    _, (problem,) = mapped(path, said, cell)
    assert problem.message.startswith('column "c" is not ')
    assert message in problem.message
    shown = {True: "true", float("inf"): "inf"}.get(cell) if isinstance(cell, bool | float) else None
    assert isinstance(cell, bytes | dt.date) or (shown or str(cell))[:10] in problem.message
    assert problem.path == ".".join(["$.events[0]" if path[0] == "data" else "$", *path])


def test_what_does_not_fit_is_never_valid_wherever_it_stands(mapped):
    """A reject that is sent as it is must be rejected again."""
    for path in (TIME, ATTRIBUTE, ("mpid",), ("data", "custom_attributes", "a"), ("data", "custom_flags", "f")):
        said = {"column": "c", "type": "integer"} if path[-1] in ("a", "f") else "c"
        tree, _ = {"environment": "development"}, None
        found, _ = mapped(path, said, "x")
        place = tree if path[0] != "data" else tree.setdefault("events", [{"event_type": "custom_event", "data": {
            "event_name": "Hi", "custom_event_type": "other"}}])[0]  # fmt: skip
        for key in path[:-1]:
            place = place.setdefault(key, {})
        place[path[-1]] = found
        if path[-1] != "f":  # flags hold any JSON: the mark shows what it is
            with pytest.raises(mparticle.ValidationError):
                encoding.prepare(tree)
        assert list(found) == ["$unfit"]


def test_an_optional_cell_that_does_not_fit_is_left_out_and_told(connection):
    mapping = Mapping({**TREE, "user_attributes": {"n": {"column": "n", "type": "integer", "optional": True}}})
    row, other = projected(connection, mapping, [{**ROW, "n": "12_34"}, {**ROW, "n": "5"}])
    assert "user_attributes" not in json.loads(row[SHARED])
    assert row[SKIPPED] == 'column "n" is not a whole number of 64 bits: 12_34'
    assert json.loads(other[SHARED])["user_attributes"] == {"n": 5}
    assert other[SKIPPED] is None


def test_several_events_a_row_and_those_without_a_value_are_left_out(connection):
    screen = {"event_type": {"value": "screen_view"}, "data": {"screen_name": "screen"}}
    mapping = Mapping({**TREE, "events": [EVENT, screen]})
    both, one, none = projected(connection, mapping, [{**ROW, "screen": "Home"}, {**ROW, "screen": ""}, {"user": "7"}])
    assert [event["event_type"] for event in json.loads(f"[{both[EVENTS]}]")] == ["custom_event", "screen_view"]
    assert len(json.loads(f"[{one[EVENTS]}]")) == 1
    assert none[EVENTS] is None


def test_an_event_type_may_come_from_a_column(connection):
    fields = {"event_name": "name", "custom_event_type": "kind", "screen_name": "screen"}
    mapping = Mapping({**TREE, "events": [{"event_type": "type", "data": fields}]})
    user = {"user": "7"}
    rows = [
        user | {"type": "screen_view", "screen": "Home"},
        user | {"type": "custom_event", "name": "Hi", "kind": "other"},
    ]
    batch, _ = batch_of(connection, mapping, rows)
    encoding.prepare(batch)
    assert [event["event_type"] for event in batch["events"]] == ["screen_view", "custom_event"]


@pytest.mark.parametrize(
    ("column", "path"),
    [
        ("user_identities.email", {"user_identities": {"email": "user_identities.email"}}),
        ("user_attributes.a.b", {"user_attributes": {"a.b": "user_attributes.a.b"}}),
        ("mpid", {"mpid": "mpid"}),
        ("event.type", {"events": [{"event_type": "event.type"}]}),
        (
            "event.custom_attributes.x.y",
            {"events": [{"data": {"custom_attributes": {"x.y": "event.custom_attributes.x.y"}}}]},
        ),
        (
            "event.product_action.action",
            {"events": [{"data": {"product_action": {"action": "event.product_action.action"}}}]},
        ),
        ("context.location.latitude", {"context": {"location": {"latitude": "context.location.latitude"}}}),
    ],
)
def test_a_column_that_is_named_after_a_field_goes_there(column, path):
    path = (
        path
        if "events" not in path or "data" in path["events"][0]
        else {"events": [{"event_type": "event.type", "data": {}}]}
    )
    if "events" in path:
        path["events"][0].setdefault("event_type", "event.type")
        columns = ["event.type", column]
    else:
        columns = [column]
    if path.get("events") == [{"event_type": "event.type", "data": {}}]:
        path["events"][0]["data"] = {"screen_name": "event.screen_name"}
        columns.append("event.screen_name")
    assert Mapping({}).with_fields(columns, strict=True).tree == path


def test_a_column_that_is_no_field_is_named_with_the_nearest():
    with pytest.raises(MappingError, match=r'"user_identites.email" is no field; did you mean "user_identities.email"'):
        Mapping({}).with_fields(["user_identites.email"], strict=True)
    with pytest.raises(MappingError, match=r'did you mean "event.product_action.action"'):
        Mapping({}).with_fields(["event.product_action.acton"], strict=True)
    assert Mapping({}).with_fields(["anything", "mpid"], strict=False).columns == ("mpid",)


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
        ({"mpid": {"value": "x"}}, "mpid is not a whole number"),
        ({"events": EVENT}, "events is a list: write [[events]]"),
        ({"rows": {"delimitr": ";"}}, 'rows has no option "delimitr"; did you mean "delimiter"?'),
        ({"rows": {"skip": "x"}}, "rows "),
        ({"rows": {"timezone": "Paris"}}, "rows timezone is unknown"),
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
        Mapping({**TREE, **change})
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
    mapping = Mapping(TREE)
    assert mapping.missing(mapping.columns) is None
    said = mapping.missing(["user", "mails", "plan", "device", "at", "price", "colour"])
    assert said.startswith('has no column "mail", "name"; did you mean "mails"? (the mapping names it; ')


def test_who_a_row_is_about(connection):
    rows = [ROW, {**ROW, "user": ""}, {**ROW, "user": None, "mail": "x@y.z"}, {"device": "d"}]
    users = [row[USER] for row in projected(connection, Mapping(TREE), rows)]
    assert users == ["user:7", None, "mail:x@y.z", "device:d"]


def groups(rows, **options):
    return [list(group.members) for group in Grouper(**options).groups(window(rows))]


def row(user, shared="{}", events='{"a":1}', id=None):
    return (shared, events, user, id, None, None, False)


def test_nobody_shares_a_batch_with_nobody():
    assert groups([row(None)] * 3) == [[0], [1], [2]]


def test_rows_that_differ_outside_of_events_do_not_share_a_batch():
    assert groups([row("1"), row("1", '{"mpid":1}'), row("1", '{"mpid":1}')]) == [[0], [1, 2]]


ROWS = [row(user, shared) for user in (None, "1", "2") for shared in ("{}", '{"mpid":1}')]


@RELAXED
@given(st.lists(st.sampled_from(ROWS), max_size=3 * MOST_ROWS))
def test_groups_keep_every_row_once_and_each_user_in_order(rows):
    found = groups(rows)
    assert sorted(position for group in found for position in group) == list(range(len(rows)))
    for user in {row[USER] for row in rows} - {None}:
        order = [position for group in found for position in group if rows[position][USER] == user]
        assert order == sorted(order)
    assert all(len(group) <= MOST_ROWS for group in found)


def ids(grouper, rows, first=0, done=None):
    return [group.id for group in grouper.groups(window(rows, first), done)]


def test_the_ids_of_rows_are_numbered_where_a_batch_is_split_and_stay_when_it_goes_on():
    rows = [row("1", id='"s"')] * 250
    assert ids(Grouper(), rows) == ['"s/1"', '"s/2"', '"s/3"']
    assert ids(Grouper(), rows, done=lambda ordinal: ordinal < 100) == ['"s/2"', '"s/3"']
    assert ids(Grouper(), rows[:5]) == ['"s"']
    grouper = Grouper()
    assert ids(grouper, rows[:100]) + ids(grouper, rows[:100], 100) == ['"s"', '"s/2"']
    assert ids(Grouper(begin=5), rows[:7]) == ['"s/2"']


def test_rows_of_one_id_share_a_batch_wherever_they_are():
    assert groups([row("1", id='"a"'), row("1", id='"b"'), row("1", id='"a"')]) == [[0, 2], [1]]


def test_one_id_of_two_users_is_told():
    grouper = Grouper()
    assert ids(grouper, [row("1", id='"s"'), row("2", id='"s"')]) == ['"s/1"', '"s/2"']
    ((line, text),) = grouper.repeated
    assert line == 2
    assert "line 1" in text


def test_rows_of_before_and_after_do_not_share_a_batch():
    assert groups([row("1")] * 4, begin=2) == [[2, 3]]
    old, new = ((*row("1")[:OLD], age, None, False) for age in (True, False))
    assert groups([old, new, old]) == [[0], [1], [2]]
