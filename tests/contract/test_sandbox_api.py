"""The sandbox against the description, by requests that nobody thought of. Needs schemathesis: `make test-contract`."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis: make test-contract")

from hypothesis import HealthCheck, settings  # noqa: E402

from mparticle_facade.codec.report import COMMERCE_RULE  # noqa: E402
from mparticle_facade.sandbox import Sandbox, running_sandbox  # noqa: E402

AUTH = ("sandbox-key", "sandbox-secret")
DESCRIPTION = Path(__file__).parents[2] / "openapi" / "events.yaml"

# The same requests each time, so that a failure can be repeated, and the last test can count on a number.
REPEATABLE = {"derandomize": True, "database": None}
# Each field in turn, for the single batch; the same again for arrays of batches takes minutes.
BULK = {"include-path-regex": "bulk", "phases": {"coverage": {"enabled": False}}}
schema = schemathesis.openapi.from_path(DESCRIPTION, config=schemathesis.Config.from_dict({"operations": [BULK]}))


@schema.auth()
class Credentials:
    """Left out, or made wrong, by the requests that are about this."""

    def get(self, case: Any, context: Any) -> str:
        return base64.b64encode(":".join(AUTH).encode()).decode()

    def set(self, case: Any, data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Basic {data}"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox(AUTH) as running:
        yield running


@schema.parametrize()
@settings(**REPEATABLE, max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_a_documented_one(case: Any, sandbox: Sandbox) -> None:
    """Status, headers and body are documented, no server error, wrong credentials refused, valid batches accepted."""
    # What the description refuses may be 202: values over a limit (F-42), batches of a bulk request (F-24).
    # tests/codec/test_validation.py holds validation against the schemas.
    excluded = [schemathesis.checks.negative_data_rejection]
    response = case.call(base_url=sandbox.host)
    errors = response.json()["errors"] if response.status_code == 400 else []
    if errors and all(error["message"].endswith(COMMERCE_RULE) for error in errors):
        excluded.append(schemathesis.checks.positive_data_acceptance)  # the one rule that the schemas don't say
    case.validate_response(response, excluded_checks=excluded)


def test_something_was_accepted_and_something_refused(sandbox: Sandbox) -> None:
    """The test above would also pass against a server that refuses everything."""
    stats = sandbox.stats()
    assert stats["batches"] > 100
    assert stats["rejected"] > 100
