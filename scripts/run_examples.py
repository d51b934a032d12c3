"""Run every example against a sandbox on this machine, and show what arrived."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mparticle_facade.sandbox import Sandbox, running_sandbox

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
CREDENTIALS = ("demo-key", "demo-secret")
NAMES = (
    "event_name", "screen_name", "application_transition_type", "profile_event_type", "push_message_type",
    "user_attribute_name", "label", "class_name", "url", "registration_token",
)  # fmt: skip
ROW = "{:>5}  {:<28}  {:<23}  {}"
WIDTH_OF_USER = max(20, shutil.get_terminal_size(fallback=(120, 24)).columns - 62)


@dataclass
class Run:
    """One example, and what the sandbox received from it."""

    name: str
    batches: list[dict[str, Any]]
    failure: str
    """Empty when all went well."""


def main() -> int:
    examples = sorted(path for path in EXAMPLES.glob("*.py") if not path.name.startswith("_"))
    with running_sandbox(CREDENTIALS) as sandbox:
        print(f"{len(examples)} examples, sent to a sandbox on {sandbox.host}\n")
        print(ROW.format("BATCH", "EVENT", "NAME", "USER"))
        runs = []
        for example in examples:
            runs.append(run(example, sandbox))
            show(runs[-1])
        received = sandbox.stats()
        types = {event["event_type"] for event in sandbox.events()}
    print(
        f"\nThe sandbox received {received['batches']} batches with {received['events']} events of {len(types)} types "
        f"in {received['requests']} requests, and rejected {received['rejected']}."
    )
    failed = [run.name for run in runs if run.failure]
    if failed or not runs:
        print(f"FAILED: {', '.join(failed) or 'there are no examples'}")
        return 1
    print(f"All {len(runs)} examples ran, and everything they sent arrived.")
    return 0


def run(example: Path, sandbox: Sandbox) -> Run:
    before = max((stored["id"] for stored in sandbox.received()), default=0)
    key, secret = CREDENTIALS
    environment = {
        **os.environ, "MPARTICLE_HOST": sandbox.host, "MPARTICLE_API_KEY": key, "MPARTICLE_API_SECRET": secret,
        "MPARTICLE_POD": "",
    }  # fmt: skip
    try:
        done = subprocess.run(
            [sys.executable, str(example)], env=environment, capture_output=True, text=True, timeout=60
        )
        failure = f"exit code {done.returncode}\n{done.stdout}{done.stderr}" if done.returncode else ""
    except subprocess.TimeoutExpired:
        failure = "did not end within a minute"
    batches = sandbox.received(after=before)
    reasons = [error for stored in batches for error in stored["errors"]]
    if reasons:
        failure += "".join(f"rejected: {error['path']}: {error['message']}\n" for error in reasons)
    elif not batches and not failure:
        failure = "sent nothing"
    return Run(example.name, batches, failure)


def show(run: Run) -> None:
    print(f"\n{run.name}")
    for stored in run.batches:
        if stored["status"] == "rejected":
            print(ROW.format(stored["id"], "(rejected)", "", "").rstrip())
            continue
        identity = cut(user(stored["batch"]), WIDTH_OF_USER)
        for index, (kind, name) in enumerate(contents(stored["batch"])):
            print(ROW.format("" if index else stored["id"], kind, cut(name, 23), identity))
    if run.failure:
        print("FAILED: " + "\n        ".join(run.failure.strip().splitlines()))


def contents(batch: dict[str, Any]) -> list[tuple[str, str]]:
    """Type and name of each event; which fields there are where a batch has none."""
    events = [(event["event_type"], event_name(event.get("data") or {})) for event in batch.get("events") or ()]
    others = [key for key in batch if key not in ("environment", "user_identities")]
    return events or [("(no events)", ", ".join(others) or "user_identities")]


def event_name(data: dict[str, Any]) -> str:
    action = data.get("product_action") or data.get("promotion_action") or {}
    impressions = "impression" if data.get("product_impressions") else ""
    return action.get("action") or impressions or next((str(data[key]) for key in NAMES if data.get(key)), "")


def user(batch: dict[str, Any]) -> str:
    identities = [f"{kind} {value}" for kind, value in (batch.get("user_identities") or {}).items()]
    return ", ".join(identities) or (f"mpid {batch['mpid']}" if batch.get("mpid") else "-")


def cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 3]}..."


if __name__ == "__main__":
    sys.exit(main())
