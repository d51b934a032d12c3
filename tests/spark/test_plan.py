"""A data plan in a write: read on the driver, carried to the tasks."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyspark.sql.types import StringType, StructField, StructType

from mparticle_facade import ConfigurationError
from mparticle_facade.spark.options import Options
from mparticle_facade.spark.rows import Ready, RowReader, Unfit
from plans.shapes import PLAN, batch, custom

SCHEMA = StructType([StructField("batch", StringType())])
BAD = batch(custom("Email Send"), custom(**{"Campaign Id": 3, "colour": "red"}))


def read(folder: Path, policy: str) -> Ready | Unfit:
    plan = folder / "plan.json"
    plan.write_text(json.dumps(PLAN))
    options = Options.parse({"dataPlan": str(plan), "planViolations": policy})
    reader: RowReader = pickle.loads(pickle.dumps(RowReader.of(SCHEMA, options)))
    plan.unlink()  # a task sees the driver's files on no other machine
    rows = pa.RecordBatch.from_pylist([{"batch": json.dumps(BAD)}], pa.schema({"batch": pa.string()}))
    (found,) = reader.read([rows])
    return found


@pytest.mark.parametrize(("policy", "events"), [("warn", 2), ("drop", 1), ("off", 2)])
def test_what_is_sent(tmp_path: Path, policy: str, events: int) -> None:
    found = read(tmp_path, policy)
    assert isinstance(found, Ready)
    sent: dict[str, Any] = json.loads(found.payload)
    assert len(sent["events"]) == found.events == events
    assert sent["context"] == {"data_plan": {"plan_id": "shop", "plan_version": 3}}


def test_an_error_is_a_dead_letter_with_every_violation(tmp_path: Path) -> None:
    found = read(tmp_path, "error")
    assert isinstance(found, Unfit)
    assert "$.events[0]: custom_event" in found.reason
    assert "colour: is not planned" in found.reason
    assert json.loads(found.payload) == BAD


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"dataPlan": "/nowhere.json"}, "dataPlan: /nowhere.json: can't be read"),
        ({"planViolations": "raise"}, "planViolations must be off, warn, error or drop"),
    ],
)
def test_options_that_can_not_be(options: dict[str, str], words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        RowReader.of(SCHEMA, Options.parse(options))
