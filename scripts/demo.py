"""The first minute: what this project does, on a sandbox on this machine. About ten seconds.

python scripts/demo.py              the story; on a terminal it asks whether to keep the page open
python scripts/demo.py --keep       keep the page open until Ctrl+C
python scripts/demo.py --record F   draw what it prints, for the README
python scripts/demo.py --packages   what the demo needs, a requirement a line; runs with the standard library alone
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from mparticle_facade.sandbox import Sandbox

ROOT = Path(__file__).resolve().parent.parent
KEY, SECRET = "demo-key", "demo-secret"
WIDTH = 80


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--keep", action="store_true")
    arguments.add_argument("--record", type=Path)
    arguments.add_argument("--packages", action="store_true")
    given = arguments.parse_args()
    if given.packages:
        print("\n".join(packages("sandbox")))
        return 0
    from rich.console import Console

    from mparticle_facade.sandbox import running_sandbox

    logging.getLogger("mparticle_facade").setLevel(logging.CRITICAL)  # the story says it itself
    console = Console(width=min(WIDTH, Console().width), highlight=False, record=bool(given.record))
    began = time.monotonic()
    with running_sandbox((KEY, SECRET)) as sandbox, tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        console.print(f"A sandbox of mParticle's Events API runs on [bold]{sandbox.url}[/]\n")
        for number, part in enumerate((typo, delivered, outage, duplicate, dead_letter, backfill), start=1):
            console.print(f"[bold cyan]{number}[/]  [bold]{(part.__doc__ or '').rstrip('.')}[/]")
            part(console, sandbox)
            console.print()
        end(console, sandbox, time.monotonic() - began)
        if given.record:
            draw(console, ROOT / given.record)
        else:
            wait(console, sandbox, keep=given.keep)
        os.chdir(ROOT)
    return 0


def packages(extra: str) -> Iterator[str]:
    """The requirements of the project with an extra, without the project itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    yield from project["dependencies"]
    waiting = [extra]
    while waiting:
        for requirement in project["optional-dependencies"][waiting.pop()]:
            if requirement.startswith("mparticle-facade["):
                waiting += requirement.partition("[")[2].partition("]")[0].split(",")
            else:
                yield requirement


# -- the story --------------------------------------------------------------------------------------------------------


def typo(console: Console, _: Sandbox) -> None:
    """A typo is caught before anything is sent."""
    import mparticle_facade as mparticle

    code(console, 'mparticle.Batch.from_dict({..., "user_identites": {...}}).validate()')
    wrong = {"environment": "development", "user_identites": {"customer_id": "1"}, "events": [event("Sign up")]}
    try:
        mparticle.Batch.from_dict(wrong).validate()
    except mparticle.ValidationError as error:
        said(console, str(error), "red")


def delivered(console: Console, sandbox: Sandbox) -> None:
    """One event is delivered, and the sandbox shows it."""
    import mparticle_facade as mparticle

    code(console, "api.upload_events(batch)")
    with mparticle.EventsApi(config(sandbox)) as api:
        response = api.upload_events(batch("Sign up"))
    said(console, f"{response.status} Accepted", "green")
    (stored,) = sandbox.received()
    first = stored["batch"]["events"][0]
    who = stored["batch"]["user_identities"]["customer_id"]
    said(console, f"batch {stored['id']}: {first['event_type']} {first['data']['event_name']}, customer {who}")


def outage(console: Console, sandbox: Sandbox) -> None:
    """An outage is survived: nothing is lost, and your program did not wait."""
    import mparticle_facade as mparticle

    code(console, 'Uploader(config, outbox="events.outbox").upload(batch)')
    sandbox.faults.fail_next(503, times=3)
    before = sandbox.stats()
    with mparticle.Uploader(config(sandbox), outbox="events.outbox") as uploader:
        began = time.perf_counter()
        for number in range(3):
            uploader.upload(batch(f"During the outage {number + 1}"))
        took = (time.perf_counter() - began) * 1000
        said(console, f"three batches are in the file after {took:.1f} ms; the service answers 503", "yellow")
        result = uploader.flush(timeout=30)
    after = sandbox.stats()
    requests = after["requests"] - before["requests"]
    said(console, f"{result.delivered} delivered, {result.pending} pending, after {requests} requests", "green")


def duplicate(console: Console, sandbox: Sandbox) -> None:
    """A lost answer is repeated, and counts once."""
    import mparticle_facade as mparticle
    from mparticle_facade.sandbox import Next, Plan

    code(console, "api.upload_events(batch)  # stored, but the answer is a 503")
    sandbox.faults.set(Plan(next=[Next(503)], after_storing=True))
    before = sandbox.stats()
    with mparticle.EventsApi(config(sandbox, max_retries=2)) as api:
        api.upload_events(batch("Purchase"))
    sandbox.faults.reset()
    after = sandbox.stats()
    counted = after["batches"] - before["batches"]
    seen = after["duplicates"] - before["duplicates"]
    said(console, f"sent twice with one source_request_id: {counted} counted, {seen} known as a duplicate", "green")


def dead_letter(console: Console, sandbox: Sandbox) -> None:
    """What the service refuses for good is kept, with the reason."""
    import mparticle_facade as mparticle

    code(console, "mparticle outbox dead-letters events.outbox")
    sandbox.faults.fail_next(400)
    with mparticle.Uploader(config(sandbox), outbox="refused.outbox") as uploader:
        uploader.upload(batch("Refused"))
        uploader.flush(timeout=10)
    with mparticle.Outbox("refused.outbox") as outbox:
        for letter in outbox.dead_letters():
            said(console, letter.reason, "yellow")


def backfill(console: Console, sandbox: Sandbox) -> None:
    """A history is moved from a file, with a receipt."""
    from mparticle_facade.cli.program import run

    now_ms = int(time.time() * 1000)
    lines = [
        {
            "environment": "development",
            "user_identities": {"customer_id": str(number % 70)},
            "events": [event("Order placed", now_ms - number * 1000)],
        }
        for number in range(500)
    ]
    del lines[123]["events"][0]["data"]["event_name"]
    Path("orders.ndjson").write_text("".join(json.dumps(line) + "\n" for line in lines))
    code(console, "mparticle upload orders.ndjson")
    os.environ |= {"MPARTICLE_API_KEY": KEY, "MPARTICLE_API_SECRET": SECRET, "COLUMNS": str(WIDTH - 5)}
    run_quietly(console, lambda: run(["upload", "orders.ndjson", "--host", sandbox.url, "--rate", "0"]))


def end(console: Console, sandbox: Sandbox, seconds: float) -> None:
    stats = sandbox.stats()
    console.print(
        f"{stats['requests']} requests, {stats['events']} events in {seconds:.1f} s. See every one of them: "
        f"[bold]{sandbox.url}[/]\n"
    )
    console.print("[bold]Next[/]")
    console.print("  make examples          every documented example, and what arrived")
    console.print("  docs/sandbox.md        run it yourself: mparticle sandbox, mparticle send")
    console.print("  README.md              send your first event")


def wait(console: Console, sandbox: Sandbox, *, keep: bool) -> None:
    if not keep and sys.stdin.isatty() and sys.stdout.isatty():
        try:
            keep = console.input("\nKeep the page open? [y/N] ").strip().lower().startswith("y")
        except (EOFError, KeyboardInterrupt):
            return
    if not keep:
        return
    console.print(f"\n{sandbox.url} stays until Ctrl+C.")
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        console.print()


def draw(console: Console, target: Path) -> None:
    from rich.terminal_theme import MONOKAI

    drawn = console.export_svg(title="make demo", theme=MONOKAI, unique_id="demo")
    # Any monospaced font will do: a picture must not ask another server for one.
    target.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL))


# -- its parts --------------------------------------------------------------------------------------------------------


def config(sandbox: Sandbox, **options: Any) -> Any:
    import mparticle_facade as mparticle

    return mparticle.Configuration(KEY, SECRET, host=sandbox.url, **options)


def event(name: str, at_ms: int | None = None) -> dict[str, Any]:
    at = {"timestamp_unixtime_ms": at_ms or int(time.time() * 1000)}
    return {"event_type": "custom_event", "data": {"event_name": name, "custom_event_type": "other", **at}}


def batch(name: str) -> Any:
    import mparticle_facade as mparticle

    made = mparticle.Batch("development", user_identities=mparticle.UserIdentities(customer_id="123456"))
    made.add_event(mparticle.AppEvent(name, "other", timestamp_unixtime_ms=int(time.time() * 1000)))
    return made


def code(console: Console, text: str) -> None:
    console.print("   " + text, style="dim", markup=False)


def said(console: Console, text: str, style: str = "") -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Padding(Text(text, style=style), (0, 0, 0, 3), expand=False))


def run_quietly(console: Console, command: Any) -> None:
    """Run a command of ours, its progress left out and its receipt indented."""
    import contextlib
    import io

    out, progress = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(progress), contextlib.suppress(SystemExit):
        command()
    for line in out.getvalue().strip().splitlines():
        line = re.sub(r" \([\d,]+ batches/s.*\)", "", line)  # too long for the line
        said(console, line.rstrip(), "green" if "sent" in line else "")


if __name__ == "__main__":
    sys.exit(main())
