"""Draw docs/images/backfill.svg: a real upload to a sandbox, its progress and its receipt.

    python scripts/picture.py

Needs no network. Everything in the picture was printed by the command; only the moment is chosen.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from mparticle_facade.backfill.checking import Rules
from mparticle_facade.backfill.inputs import sources
from mparticle_facade.backfill.session import Settings, send_all
from mparticle_facade.backfill.show import Display, Receipt
from mparticle_facade.backfill.tally import Tally
from mparticle_facade.configuration import Configuration
from mparticle_facade.sandbox import running_sandbox

BATCHES, WIDTH, MOMENT = 4000, 158, 0.6
PICTURE = Path(__file__).parents[1] / "docs" / "images" / "backfill.svg"


def export(path: Path) -> None:
    """A file with two lines that are wrong."""
    now_ms = int(time.time() * 1000)
    with path.open("w") as file:
        for number in range(BATCHES):
            data = {
                "event_name": "Order placed", "custom_event_type": "transaction",
                "timestamp_unixtime_ms": now_ms - random.randrange(10**8),
                "custom_attributes": {"order": str(number), "comment": "x" * random.randrange(2000)},
            }  # fmt: skip
            batch = {
                "environment": "development",
                "user_identities": {"customer_id": str(number % 700)},
                "events": [{"event_type": "custom_event", "data": data}],
            }
            if number == 1233:
                data["timestmp_unixtime_ms"] = data["timestamp_unixtime_ms"]
            if number == 3701:
                del data["event_name"]
            file.write(json.dumps(batch) + "\n")


class Watched(Display):
    """Shows itself to the picture, once."""

    picture: Console | None = None

    def moved(self, source: int, position: int) -> None:
        super().moved(source, position)
        if self.picture and self._progress and position > MOMENT * self._sources_size:
            self.picture.print(self._progress.get_renderable())
            self.picture = None

    _sources_size = 0


def main() -> int:
    paper = Console(record=True, force_terminal=True, width=WIDTH, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    with tempfile.TemporaryDirectory() as folder, running_sandbox(rate_limit=300) as sandbox:
        os.chdir(folder)
        export(Path("orders.ndjson"))
        inputs = sources(["orders.ndjson"])
        tally = Tally()
        display = Watched(Console(force_terminal=True, width=WIDTH, stderr=True), inputs, tally, "sent")
        display.picture, display._sources_size = paper, inputs[0].size
        receipt = Receipt(tally, "sent", "orders.ndjson.upload-state", "orders.ndjson.rejects")
        config = Configuration("key", "secret", host=sandbox.url, max_retries=0)
        settings = Settings(
            config, Rules(), None, Path(receipt.state), Path(receipt.rejects), concurrency=4, rate=270, patience=60
        )
        paper.print("[bold green]$[/] mparticle upload orders.ndjson", highlight=False)
        send_all(inputs, settings, display, receipt)
        receipt.text(paper)
    PICTURE.parent.mkdir(exist_ok=True)
    drawn = paper.export_svg(title="mparticle upload", theme=MONOKAI, unique_id="backfill")
    # Any monospaced font will do: a picture must not ask another server for one.
    PICTURE.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL))
    return 0


if __name__ == "__main__":
    sys.exit(main())
