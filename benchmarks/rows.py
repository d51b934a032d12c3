"""Rows of CSV and Parquet to the service, through a mapping, with `mparticle upload`."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from benchmarks import backfill
from benchmarks.harness import extras, sample, wire
from benchmarks.harness.ask import main
from benchmarks.harness.meter import Delivery, peak_mb
from benchmarks.harness.question import Contender, Figure, Question, Setting

_TABLE = "import sys; from pathlib import Path; from benchmarks.backfill import table; table(Path(sys.argv[1]), {})"


def _rows(setting: Setting) -> int:
    return setting.pick(14_000, 350_000)


def _table(setting: Setting, kind: str) -> Path:
    """Ten rows a user; DuckDB writes it, in a process of its own."""
    path = setting.folder / f"rows.{kind}"
    command = [extras.interpreter(), "-c", _TABLE.format(_rows(setting)), str(path)]
    subprocess.run(command, cwd=extras.ROOT, check=True, capture_output=True)
    return path


def uploaded(kind: str) -> Callable[[Setting], dict[str, float]]:
    def run(setting: Setting) -> dict[str, float]:
        path, mapping, rows = _table(setting, kind), setting.folder / "mapping.toml", _rows(setting)
        mapping.write_text(backfill.MAPPING)
        run = backfill.upload(path, setting.url, ["--mapping", str(mapping)])
        wire.arrived(setting, rows)
        return {"rate": rows / run.seconds, "cpu": run.cpu_seconds / rows * 1e6, "mb": run.peak_mb}

    return run


def vendor(setting: Setting) -> dict[str, float]:
    """What its users write: csv.DictReader, the rows of a user in a row as a batch."""
    import mparticle

    path, rows, api = _table(setting, "csv"), _rows(setting), wire.vendor(setting)
    delivery = Delivery()
    with path.open(newline="") as file:
        users = groupby(csv.DictReader(file), lambda row: row["user"])
        batches = (_batch(mparticle, user, list(found)) for user, found in users)
        while bulk := list(islice(batches, sample.BULK)):
            api.bulk_upload_events(bulk)
    return delivery.done(rows, wire.arrived(setting, rows)["last"]) | {"mb": peak_mb()}


def _batch(sdk: Any, user: str, rows: list[dict[str, str]]) -> Any:
    made = sdk.Batch()
    made.environment = "development"
    made.user_identities = sdk.UserIdentities(customerid=user)
    made.events = [
        sdk.AppEvent(
            row["name"],
            "navigation",
            timestamp_unixtime_ms=int(row["at"]),
            source_message_id=row["row"],
            custom_attributes={"price": float(row["price"]), "colour": row["colour"]},
        )
        for row in rows
    ]
    return made


def floor(setting: Setting) -> dict[str, float]:
    post, body, rows = wire.poster(setting, "/v2/bulkevents"), wire.ready(sample.BULK), _rows(setting)
    delivery = Delivery()
    for _ in range(rows // (sample.BULK * sample.EVENTS)):
        post(body)
    return delivery.done(rows, wire.arrived(setting, rows)["last"]) | {"mb": peak_mb()}


QUESTION = Question(
    key="rows",
    title="Rows of tables",
    text=(
        "350,000 rows, ten events a user, to the server: read, mapped, validated, packed into requests, sent, "
        "remembered. Ours is the command `mparticle upload --mapping`, its start included, without a limit to its "
        "pace. The vendor's SDK is given the same CSV by `csv.DictReader`, and checks and remembers nothing."
    ),
    figures=(
        Figure("rate", "Rows", "rows/s", more_is_better=True),
        Figure("cpu", "CPU per row", "us"),
        Figure("mb", "Peak memory", "MB"),
    ),
    contenders=(
        Contender("http.client, ready bytes", "floor", floor),
        Contender("vendor's SDK and csv.DictReader", "vendor", vendor),
        Contender("ours: mparticle upload, CSV", "ours", uploaded("csv")),
        Contender("ours: mparticle upload, Parquet", "ours", uploaded("parquet")),
    ),
    floor="http.client, ready bytes",
    peer="vendor's SDK and csv.DictReader",
    rounds=3,
)

if __name__ == "__main__":
    sys.exit(main("rows"))
