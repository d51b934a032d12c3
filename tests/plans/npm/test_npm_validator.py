"""The npm reading says what the vendor's own validator says (``make test-plans``).

``MPARTICLE_NPM`` is the directory that the validator is installed in.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from mparticle_facade.plans.plan import DataPlan
from plans.pairs import pair
from plans.shapes import SHAPES

PAIRS = int(os.environ.get("MPARTICLE_PAIRS", "10000"))
Tuples = Counter[tuple[str, str, str | None, str | None]]


def vendor(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[Any]:
    script = Path(__file__).with_name("validate.js")
    lines = "\n".join(json.dumps({"plan": plan, "batch": batch}) for plan, batch in pairs)
    done = subprocess.run(
        ["node", str(script), os.environ["MPARTICLE_NPM"]], input=lines, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def theirs(answer: Any) -> Tuples:
    """Their errors, after the traps that we do not repeat."""
    errors: Tuples = Counter()
    for result in answer["results"]:
        for error in result["data"]["validation_errors"]:
            if error.get("actual") == "Invalid JSON Schema":
                continue  # trap "no user attributes": 1.0.3 says so for each batch where a plan has no point for them
            kind, pointer = error["validation_error_type"], error["error_pointer"]
            key = error.get("key")
            if key is not None and kind != "unplanned":
                # trap "escaped key": theirs keeps the escapes of the pointer
                key = key.replace("~1", "/").replace("~0", "~")
            errors[kind, pointer, key, error.get("schema_keyword")] += 1
    return errors


def ours(plan: dict[str, Any], batch: dict[str, Any]) -> Tuples:
    found = DataPlan.load(plan).check(batch, reading="npm")
    return Counter((one.type, one.pointer, one.key, one.keyword) for one in found)


def _lost(answer: Any) -> bool:
    return "Cannot use 'in' operator" in answer.get("error", "")


def compared(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> tuple[int, Tuples]:
    kinds: Tuples = Counter()
    answers = vendor(pairs)
    assert len(answers) == len(pairs)
    for number, ((plan, batch), answer) in enumerate(zip(pairs, answers, strict=True)):
        if _lost(answer) and any("~" in found[1] for found in ours(plan, batch)):
            continue  # trap "escaped pointer": theirs loses its way along one, and throws where the way ends
        assert "error" not in answer, (number, answer)
        assert ours(plan, batch) == theirs(answer), (number, json.dumps(plan), json.dumps(batch))
        kinds += theirs(answer)
    return sum(kinds.values()), kinds


def test_generated_pairs() -> None:
    violations, kinds = compared([pair(seed) for seed in range(PAIRS)])
    assert violations > PAIRS  # otherwise the pairs would show nothing
    assert {kind for kind, *_ in kinds} == {"unplanned", "missing_required", "invalid_value", "unknown"}
    print(f"\n{PAIRS} pairs, {violations} violations, keywords {Counter(k for *_, k in kinds.elements())}")


@pytest.mark.parametrize("name", SHAPES)
def test_the_shapes_of_the_documents(name: str) -> None:
    compared([SHAPES[name]])
