"""Ask questions: every contender in a process of its own, taking turns, so that a slow machine slows all of them."""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.metadata
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.harness import machine, receiver, report
from benchmarks.harness.question import QUESTIONS, Contender, Question, Scale, load
from benchmarks.harness.results import Answer, Results
from benchmarks.harness.targets import TARGETS

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "mparticle-facade", "msgspec", "httpx", "orjson", "mparticle", "segment-analytics-python", "rudder-sdk-python",
    "posthog", "amplitude-analytics",
)  # fmt: skip
_LONGEST = 1800
"""Seconds for one contender, once."""


def main(*keys: str) -> int:
    """Ask these questions, or those of the command line; the exit code.

    Only a run of everything, at more than the quick scale, writes the report, and only on a machine that is not busy.
    """
    options = _options(keys)
    writes = not keys and not options.only and options.scale != "quick"
    refused = False
    if options.render:
        results = Results.from_dict(json.loads((ROOT / report.RAW).read_text()))
    else:
        if writes and not options.anyway and (now := machine.look()).busy:
            print(f"{now} Nothing is measured; wait, or measure with --anyway.", file=sys.stderr)
            return 1
        asked = [load(key) for key in keys or options.only or QUESTIONS]
        results = Results(options.date, options.scale, machine.facts(), _versions())
        meter = machine.Meter()
        with receiver.running() as url:
            for question in asked:
                results.answers[question.key] = ask(question, url, options.scale)
                print(report.terminal(question, results), flush=True)
        busyness = meter.read()
        results.machine |= busyness.facts()
        print(report.terminal_targets(TARGETS, results))
        print(busyness)
        refused = writes and busyness.busy and not options.anyway
        if refused:
            print(f"not written: {report.PAGE}; a busy machine's figures need --anyway", file=sys.stderr)
    if options.render or (writes and not refused):
        report.write(ROOT, TARGETS, results)
        print(f"\nwritten: {report.PAGE}, {report.RAW}, {report.IMAGES}/bench-*.svg")
    failed = [f"{key}: {name}" for key, found in results.answers.items() for name, a in found.items() if a.failed]
    if failed:
        print(f"\nfailed, see above: {'; '.join(failed)}", file=sys.stderr)
    missed = any(row.verdict == "miss" for row in report.judged(TARGETS, results))
    print(f"\n{report.standing([load(key) for key in results.answers], results)}", end="", flush=True)
    return int(bool(failed) or refused or (options.strict and missed))


def ask(question: Question, url: str, scale: Scale) -> dict[str, Answer]:
    """All rounds of a question, by contender."""
    answers = {contender.name: Answer() for contender in question.contenders}
    for number in range(1 if scale == "quick" else question.rounds):
        for contender in question.contenders[:: -1 if number % 2 else 1]:
            answer = answers[contender.name]
            if not (answer.unavailable or answer.failed):
                _measure(question, contender, url, scale, answer)
    _progress("")
    return answers


def _measure(question: Question, contender: Contender, url: str, scale: Scale, answer: Answer) -> None:
    _progress(f"{question.key}: {contender.name} ...")
    receiver.ask(url, "/reset")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.harness.worker", question.key, contender.name]
        try:
            done = subprocess.run(
                [*command, url, folder, scale],
                cwd=ROOT, env=_environment(), capture_output=True, text=True, timeout=_LONGEST, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            answer.failed = f"not done after {_LONGEST} s"
            return
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        answer.failed = lines[-1] if lines else f"ended with {done.returncode}"
        return
    found = json.loads(done.stdout.splitlines()[-1])
    if "unavailable" in found:
        answer.unavailable = found["unavailable"]
    else:
        answer.rounds.append(found)


def _environment() -> dict[str, str]:
    """Without proxies: the server is on this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)  # else every import is also a compilation, but for what pip compiled
    return kept


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def _versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def _options(keys: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast it is, and against whom.")
    scale = parser.add_mutually_exclusive_group()
    for name, text in (("quick", "small amounts, one round; writes nothing"), ("full", "up to 10,000,000 rows")):
        scale.add_argument(f"--{name}", dest="scale", action="store_const", const=name, default="default", help=text)
    parser.add_argument("--strict", action="store_true", help="exit code 1 when a target is missed")
    parser.add_argument("--anyway", action="store_true", help="measure and write the report on a busy machine, too")
    parser.add_argument("--date", default=dt.datetime.now(dt.UTC).date().isoformat(), help="of the report; today")
    parser.add_argument("--render", action="store_true", help="only write the report again, from the last results")
    if not keys:
        parser.add_argument("--only", nargs="+", choices=QUESTIONS, metavar="QUESTION", help=", ".join(QUESTIONS))
    options = parser.parse_args()
    if keys:
        options.only = None
    return options
