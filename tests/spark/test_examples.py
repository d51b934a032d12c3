"""The programs in examples/spark run as they are, on the session that is there."""

from __future__ import annotations

import json
import runpy
import sys
from collections import Counter
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples" / "spark"


@pytest.fixture
def run(spark, sandbox, monkeypatch):
    monkeypatch.setenv("MPARTICLE_HOST", sandbox.url)

    def run(name: str, *arguments: object) -> None:
        monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
        runpy.run_path(str(EXAMPLES / f"{name}.py"), run_name="__main__")

    return run


def test_batch_write_and_what_the_sandbox_holds(run, sandbox, capsys):
    run("batch_write")
    assert "3 rows: 2 batches with 3 events accepted" in capsys.readouterr().out
    run("read_sandbox")
    assert "accepted|    2|" in capsys.readouterr().out.replace("| accepted", "|accepted")
    assert Counter(batch["user_identities"]["customer_id"] for batch in sandbox.batches()) == {"ann": 1, "bob": 1}


@pytest.mark.parametrize("name", ["stream_write", "foreach_batch"])
def test_streams(run, sandbox, tmp_path, name):
    source = tmp_path / "source"
    source.mkdir()
    for user in ("ann", "bob"):
        batch = {"environment": "development", "user_identities": {"customer_id": user}}
        (source / f"{user}.json").write_text(json.dumps(batch) + "\n{\n")
        run(name, source, tmp_path / "state")
    assert Counter(batch["user_identities"]["customer_id"] for batch in sandbox.batches()) == {"ann": 1, "bob": 1}
    letters = [path.read_text() for path in (tmp_path / "state" / "dead-letters").glob("*.jsonl")]
    assert len(letters) == 2


def test_kafka_is_a_program():
    compile((EXAMPLES / "kafka.py").read_text(), "kafka.py", "exec")
