"""A whole `Decimal` beyond 64 bits is refused, as an int is: the service would not process the batch."""

from decimal import Decimal

import pytest

import mparticle_facade as mparticle
from mparticle_facade.codec import encoding


@pytest.mark.parametrize("value", [Decimal(2**63), Decimal(-(2**63) - 1)])
def test_a_whole_decimal_beyond_64_bits_is_refused_with_its_path(value):
    with pytest.raises(mparticle.ValidationError, match=r"\$\.user_attributes\.a: is an integer beyond 64 bits"):
        encoding.prepare({"environment": "development", "user_attributes": {"a": value}})


@pytest.mark.parametrize("value", [Decimal(2**63 - 1), Decimal("-1.5"), Decimal("0.10")])
def test_others_are_numbers(value):
    encoding.prepare({"environment": "development", "user_attributes": {"a": value}})
