"""A plan drafted from batches: the batches keep to it, and it says what a person expects."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mparticle_facade as mparticle
from mparticle_facade.plans.inference import Inference
from plans.shapes import batch, commerce, custom


def inferred(*batches: dict[str, Any]) -> dict[str, Any]:
    inference = Inference()
    for one in batches:
        inference.add(one)
    return inference.plan("draft")


def attributes(document: dict[str, Any]) -> Any:
    return document["version_document"]["data_points"][0]["validator"]["definition"]["properties"]["data"][
        "properties"
    ]["custom_attributes"]


def test_types_enumerations_and_what_is_required() -> None:
    given = [
        batch(
            custom(plan="gold" if number % 2 else "trial", step=number, id=str(number), late=None if number else True)
        )
        for number in range(20)
    ]
    schema = attributes(inferred(*given))
    assert schema["properties"] == {
        "id": {"type": "string"},
        "late": {"type": "boolean"},
        "plan": {"type": "string", "enum": ["gold", "trial"]},
        "step": {"type": "number"},
    }
    assert schema["required"] == ["id", "plan", "step"]
    assert schema["additionalProperties"] is False


def test_an_attribute_of_several_types_is_a_text_or_anything() -> None:
    schema = attributes(inferred(batch(custom(a=1, b=1)), batch(custom(a="x", b=[]))))
    assert schema["properties"] == {"a": {"type": "string"}, "b": {}}


def test_identities_have_the_names_of_plans() -> None:
    document = inferred(batch(user_identities={"customer_id": "1"}, device_info={"ios_advertising_id": "x"}))
    (_, point) = document["version_document"]["data_points"]
    assert [*point["validator"]["definition"]["properties"]] == ["customerid", "ios_idfa"]


scalars = st.one_of(st.text(max_size=5), st.integers(-5, 5), st.booleans(), st.none(), st.floats(0, 1), st.just([1]))
some = st.dictionaries(st.sampled_from(["a", "b c", "ä", "~/"]), scalars, max_size=3)
events = st.one_of(
    st.builds(
        lambda name, kind, given: custom(name, kind, **given),
        st.sampled_from("EF:"),
        st.sampled_from(["other", "media"]),
        some,
    ),
    st.builds(
        lambda given: {"event_type": "screen_view", "data": {"screen_name": "S", "custom_attributes": given}}, some
    ),
    st.builds(
        lambda given: commerce(product_action={"action": "click", "products": [{"custom_attributes": given}]}), some
    ),
    st.builds(lambda given: commerce(product_impressions=[{"products": [{"custom_attributes": given}, {}]}]), some),
    st.just({"event_type": "session_start", "data": {}}),
    st.just({"event_type": "custom_event", "data": {"event_name": "bare", "custom_event_type": "other"}}),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(lambda given, user: batch(*given, user_attributes=user), st.lists(events, max_size=4), some),
        max_size=5,
    )
)
def test_the_batches_keep_to_it(batches: list[dict[str, Any]]) -> None:
    document = inferred(*batches)
    plan = mparticle.DataPlan.load(json.dumps(document).encode())
    assert plan.notices == []
    assert [found for one in batches for found in plan.check(one)] == []


def test_names_that_hold_values_are_refused() -> None:
    with pytest.raises(mparticle.DataPlanError, match="do their names hold what belongs in attributes"):
        inferred(*(batch(custom(f"Bought {number}")) for number in range(1100)))
