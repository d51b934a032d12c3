"""What a person sees of the models: help, errors, hashes."""

from __future__ import annotations

import pydoc
import traceback
from collections.abc import Callable

import pytest

import mparticle_facade as mparticle
from mparticle_events_models import partial

MODELS = [getattr(mparticle, name) for name in mparticle.models.__all__]


@pytest.mark.parametrize("cls", MODELS)
def test_help_says_what_each_field_is(cls: type) -> None:
    said = pydoc.render_doc(cls, renderer=pydoc.plaintext)
    for field in cls.__struct_fields__:  # type: ignore[attr-defined]
        if field != "additional_properties" and cls is not mparticle.EventBase:
            assert f"     {field}: " in said, field


def test_help_says_type_unit_and_limits() -> None:
    said = " ".join(pydoc.render_doc(mparticle.CommerceEvent, renderer=pydoc.plaintext).replace("|", " ").split())
    assert "product_action: ProductAction." in said
    assert "timestamp_unixtime_ms: milliseconds since 1970 or datetime." in said
    assert "Names of at most 256 characters." in said
    environment = " ".join((mparticle.Batch.__doc__ or "").split())
    assert "environment: text, required." in environment
    assert "One of production, development." in environment


def test_a_class_of_ours_keeps_its_own_words() -> None:
    assert (mparticle.AppEvent.__doc__ or "").startswith("Something a user did")
    assert (mparticle.AppEvent.__doc__ or "").count("Fields:") == 1
    assert (partial.CustomEventData.__doc__ or "").count("Fields:") == 1


def test_a_misspelt_attribute_gets_the_nearest_name_once() -> None:
    """The interpreter adds a suggestion of its own where the exception carries name and object."""
    batch = mparticle.Batch()
    for mistake in (lambda: batch.user_identites, lambda: setattr(batch, "user_identites", 1)):
        with pytest.raises(AttributeError) as raised:
            mistake()
        said = "".join(traceback.format_exception(raised.value)).lower()
        assert said.count("did you mean 'user_identities'") + said.count("did you mean: 'user_identities'") == 1


def test_different_batches_hash_apart() -> None:
    """All batches with one hash made a set of 3,000 of them take quadratic time."""
    batches = [mparticle.Batch("development", mpid=n, events=[mparticle.AppEvent(str(n))]) for n in range(100)]
    assert len({hash(batch) for batch in batches}) == 100


def test_equal_objects_hash_alike() -> None:
    one, two = (
        mparticle.Batch("development", user_attributes={"a": value, "b": [1, {"c": {2}}]}, events=[event])
        for value, event in ((1, mparticle.AppEvent("x")), (1.0, mparticle.AppEvent("x")))
    )
    assert one == two
    assert hash(one) == hash(two)


@pytest.mark.parametrize(
    ("build", "meant"),
    [
        (lambda: mparticle.Batch(user_identites=1), "user_identities"),  # type: ignore[call-overload]
        (lambda: mparticle.Batch("development", user_identites=1), "user_identities"),  # type: ignore[call-overload]
        (lambda: mparticle.UserIdentities(custmer_id="1"), "customer_id"),  # type: ignore[call-arg]
        (lambda: mparticle.Configuration(timout=1), "timeout"),  # type: ignore[call-arg]
    ],
)
def test_a_wrong_keyword_gets_the_nearest_name(build: Callable[[], object], meant: str) -> None:
    with pytest.raises(TypeError, match=f"did you mean '{meant}'"):
        build()


def test_clients_say_what_they_are_in_a_line_and_without_the_secret() -> None:
    config = mparticle.Configuration("KEY", "s3cret")
    api = mparticle.EventsApi(config)
    with mparticle.Uploader(mparticle.Configuration("KEY", "s3cret")) as uploader:
        said = [repr(api), repr(mparticle.AsyncEventsApi(config)), repr(uploader)]
    assert [text.partition("(")[0] for text in said] == ["EventsApi", "AsyncEventsApi", "Uploader"]
    for text in said:
        assert "KEY" in text
        assert "s3cret" not in text
        assert len(text) < 200
