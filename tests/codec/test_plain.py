"""The same value, the same bytes, whichever path a batch takes: that has nothing to do with the value."""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import enum
import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mparticle_facade as mparticle

RELAXED = settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow])
MIDNIGHT = dt.datetime(2024, 2, 29, tzinfo=dt.UTC)


def outcome(place: Callable[[Any], mparticle.Batch], value: Any, *, slow: bool) -> bytes | None:
    """The JSON of a batch with the value, without the id that decides on the path; None where it is refused."""
    batch = place(value)
    batch.mpid = "5" if slow else 5  # text in this field is converted, which only the slow path does
    try:
        return batch.to_json()
    except mparticle.ValidationError:
        return None


def in_flags(value: Any) -> mparticle.Batch:
    return mparticle.Batch("development", events=[mparticle.AppEvent("x", "other", custom_flags={"at": value})])


def in_attributes(value: Any) -> mparticle.Batch:
    return mparticle.Batch("development", user_attributes={"at": value})


def in_event_attributes(value: Any) -> mparticle.Batch:
    return mparticle.Batch("development", events=[mparticle.AppEvent("x", "other", custom_attributes={"at": value})])


def in_a_list(value: Any) -> mparticle.Batch:
    return in_flags([value, {"deep": value}])


PLACES = (in_flags, in_attributes, in_event_attributes, in_a_list)


class Text(str):
    __slots__ = ()


class Int(int):
    pass


class Float(float):
    pass


class Amount(Decimal):
    pass


class Bytes(bytes):
    pass


class Moment(dt.datetime):
    pass


class Day(dt.date):
    pass


class Clock(dt.time):
    pass


class Span(dt.timedelta):
    pass


class Key(uuid.UUID):
    pass


class Plan(enum.Enum):
    gold = "gold"
    price = Decimal("1.50")
    since = Day(2024, 2, 29)
    many = (1, 2)


class Level(enum.IntEnum):
    one = 1


class Name(enum.StrEnum):
    a = "a"


@dataclasses.dataclass
class Basket:
    total: Any
    _note: Any = None


@attrs.define
class Slotted:
    total: Any
    _note: Any = None


@attrs.define(slots=False)
class Open:
    total: Any


class Own(msgspec.Struct, rename="camel", tag="own", omit_defaults=True):
    in_total: Any
    more: list[int] = []


class Row(msgspec.Struct, array_like=True):
    a: Any
    b: int = 2


class Pair(collections.namedtuple("Pair", "a b")):
    __slots__ = ()


class ReadOnly(Mapping[str, Any]):
    def __init__(self, **items: Any) -> None:
        self._items = items

    def __getitem__(self, key: str) -> Any:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


class Window(Sequence[Any]):
    def __init__(self, *items: Any) -> None:
        self._items = items

    def __getitem__(self, index: Any) -> Any:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)


SUBCLASSES = [
    (Text("ü"), "ü"),
    (Int(3), 3),
    (Float(1.5), 1.5),
    (Amount("1.50"), Decimal("1.50")),
    (Bytes(b"x"), b"x"),
    (Moment(2024, 2, 29, 1, 2, 3, 4, dt.UTC), dt.datetime(2024, 2, 29, 1, 2, 3, 4, dt.UTC)),
    (Moment(2024, 2, 29), dt.datetime(2024, 2, 29)),  # noqa: DTZ001
    (Day(2024, 2, 29), dt.date(2024, 2, 29)),
    (Clock(1, 2, 3, 4), dt.time(1, 2, 3, 4)),
    (Span(1, 2, 3), dt.timedelta(1, 2, 3)),
    (Key(int=5), uuid.UUID(int=5)),
    (Plan.price, Decimal("1.50")),
    (Plan.since, dt.date(2024, 2, 29)),
    (Level.one, 1),
    (Name.a, "a"),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("special", "base"), SUBCLASSES, ids=lambda value: type(value).__name__)
def test_a_subclass_is_what_its_base_is(special: Any, base: Any, place: Callable[[Any], mparticle.Batch]) -> None:
    for slow in (False, True):
        assert outcome(place, special, slow=slow) == outcome(place, base, slow=False) is not None


@pytest.mark.parametrize(
    ("special", "base"),
    [
        (ReadOnly(a=1), {"a": 1}),
        (collections.OrderedDict(a=1), {"a": 1}),
        (collections.ChainMap({"a": 1}), {"a": 1}),
        (Window(1, "2"), [1, "2"]),
        (collections.deque([1]), [1]),
        (range(2), [0, 1]),
        (Pair(1, 2), [1, 2]),
        (frozenset([1]), [1]),
        (Basket(Decimal("1.50"), Day(2024, 2, 29)), {"total": Decimal("1.50"), "_note": dt.date(2024, 2, 29)}),
        (Slotted(Amount("1.50")), {"total": Decimal("1.50")}),
        (Own(Decimal("1.50")), {"type": "own", "inTotal": Decimal("1.50")}),
        (Row(Float(1.5)), [1.5, 2]),
        (Plan.many, [1, 2]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_holds_values_is_an_object_or_an_array(special: Any, base: Any) -> None:
    for slow in (False, True):
        assert outcome(in_flags, special, slow=slow) == outcome(in_flags, base, slow=False) is not None


@pytest.mark.parametrize("kind", [float, Float, Decimal, Amount, Basket])
@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "sNaN"])
@pytest.mark.parametrize("place", PLACES)
def test_no_path_lets_through_what_is_no_number(kind: Any, text: str, place: Callable[[Any], mparticle.Batch]) -> None:
    if text == "sNaN" and kind in (float, Float):
        pytest.skip("a float is never signalling")
    value = kind(Decimal(text)) if kind is Basket else kind(text)
    assert [outcome(place, value, slow=slow) for slow in (False, True)] == [None, None]


def test_a_time_field_takes_the_subclasses_of_datetime() -> None:
    event = mparticle.AppEvent("x", "other", timestamp_unixtime_ms=Moment(2024, 2, 29, tzinfo=dt.UTC))  # type: ignore[arg-type]
    tree = json.loads(mparticle.Batch("development", events=[event]).to_json())
    assert tree["events"][0]["data"]["timestamp_unixtime_ms"] == round(MIDNIGHT.timestamp() * 1000)


def test_what_has_no_json_form_is_refused_by_its_full_name() -> None:
    class Scalar:
        pass

    Scalar.__module__, Scalar.__qualname__ = "numpy", "int64"
    with pytest.raises(mparticle.ValidationError, match=r"is a numpy\.int64, which has no JSON form"):
        in_attributes(Scalar()).to_json()


def test_an_object_that_breaks_when_it_is_read_is_a_problem_of_the_batch() -> None:
    class Broken(Mapping[str, Any]):
        def __getitem__(self, key: str) -> Any:
            raise KeyError(key)

        def __iter__(self) -> Iterator[str]:
            raise RuntimeError("changed size during iteration")

        def __len__(self) -> int:
            return 1

    with pytest.raises(mparticle.ValidationError, match="RuntimeError"):
        in_flags(Broken()).to_json()


MODELS: dict[str, Callable[[], Any]] = {
    "a list of batches": lambda: [mparticle.Batch("development")],
    "a batch in a batch": lambda: mparticle.Batch("development", user_identities=mparticle.Batch("development")),  # type: ignore[arg-type]
    "a list where an object is": lambda: mparticle.Batch("development", user_identities=[mparticle.UserIdentities()]),  # type: ignore[arg-type]
    "an object where a list is": lambda: mparticle.Batch("development", events=mparticle.AppEvent("x", "other")),  # type: ignore[arg-type]
    "an event where an attribute is": lambda: in_attributes(mparticle.AppEvent("x", "other")),
    "a model in an unknown field": lambda: mparticle.Batch(
        "development", additional_properties={"new": mparticle.Product()}
    ),
    "a model as an event": lambda: mparticle.Batch("development", events=[mparticle.Product()]),  # type: ignore[list-item]
}


@pytest.mark.parametrize("make", MODELS.values(), ids=MODELS)
def test_a_model_where_no_model_belongs(make: Callable[[], Any]) -> None:
    api = mparticle.EventsApi(mparticle.Configuration("k", "s", host="http://127.0.0.1:9", max_retries=0))
    with pytest.raises(mparticle.ValidationError):
        api.upload_events(make())
    with pytest.raises(mparticle.ValidationError):
        api.bulk_upload_events([make()])


# -- any mixture ------------------------------------------------------------------------------------------------------


def scalars() -> st.SearchStrategy[Any]:
    moments = st.datetimes(timezones=st.none() | st.just(dt.UTC))
    return st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(),
        st.decimals(places=3) | st.decimals(),
        st.text(st.characters(codec="utf-8"), max_size=5),
        st.binary(max_size=4),
        moments,
        st.dates(),
        st.times(),
        st.timedeltas(),
        st.uuids(),
        st.sampled_from([special for special, _ in SUBCLASSES]),
        moments.map(lambda m: Moment(m.year, m.month, m.day, m.hour, m.minute, m.second, m.microsecond, m.tzinfo)),
    )


def mixtures() -> st.SearchStrategy[Any]:
    names = st.text("abc", min_size=1, max_size=2)
    return st.recursive(
        scalars(),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.tuples(inner, inner),
            st.dictionaries(names, inner, max_size=3),
            st.builds(Basket, inner, inner),
            st.builds(Slotted, inner),
            st.builds(Open, inner),
            st.builds(Own, inner, st.just([]) | st.just([1])),
            st.builds(Row, inner),
            st.builds(ReadOnly, a=inner),
            st.builds(Window, inner),
        ),
        max_leaves=5,
    )


@RELAXED
@given(mixtures(), st.sampled_from(PLACES))
def test_both_paths_agree(value: Any, place: Callable[[Any], mparticle.Batch]) -> None:
    fast, slow = (outcome(place, value, slow=slow) for slow in (False, True))
    assert fast == slow
    if fast is not None:
        json.loads(fast, parse_constant=lambda text: pytest.fail(text))


def test_a_class_in_place_of_an_object_is_named() -> None:
    with pytest.raises(mparticle.ValidationError, match=r"\$: is the class Batch; make an object of it"):
        mparticle.EventsApi(mparticle.Configuration("key", "secret")).upload_events(mparticle.Batch)  # type: ignore[arg-type]
