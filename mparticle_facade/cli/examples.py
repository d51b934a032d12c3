"""What the help of each command ends with: two examples, and where to read on."""

from __future__ import annotations

from typing import NamedTuple


class Examples(NamedTuple):
    """Of one command."""

    first: str
    second: str
    page: str
    """In the documentation."""


EXAMPLES = {
    "": Examples("mparticle sandbox", 'mparticle send "Hello World" --host http://127.0.0.1:8080', "README.md"),
    "sandbox": Examples(
        "mparticle sandbox --port 8080 --db events.db",
        "mparticle sandbox --rate-limit 10 --fail-rate 0.2 --seed 7",
        "docs/sandbox.md",
    ),
    "tail": Examples(
        "mparticle tail --problems", "mparticle tail http://127.0.0.1:8080 --status 4xx", "docs/sandbox.md"
    ),
    "send": Examples(
        'mparticle send "Hello World" --type navigation --customer-id 1 --dry-run',
        "mparticle send Checkout -a total:=78.5 --host http://127.0.0.1:8080",
        "docs/sandbox.md",
    ),
    "upload": Examples(
        "mparticle upload 'export/*.ndjson.gz'",
        "mparticle upload orders.csv --mapping orders.toml --environment development",
        "docs/backfill.md",
    ),
    "validate": Examples(
        "mparticle validate 'export/*.ndjson.gz'",
        "mparticle validate orders.csv --mapping orders.toml --json",
        "docs/backfill.md",
    ),
    "outbox": Examples(
        "mparticle outbox status events.outbox", "mparticle outbox drain events.outbox", "docs/delivery.md"
    ),
    "outbox status": Examples(
        "mparticle outbox status events.outbox", "mparticle outbox status events.outbox --json", "docs/delivery.md"
    ),
    "outbox dead-letters": Examples(
        "mparticle outbox dead-letters events.outbox",
        "mparticle outbox dead-letters events.outbox --json --payload --limit 10",
        "docs/delivery.md",
    ),
    "outbox requeue": Examples(
        "mparticle outbox requeue events.outbox", "mparticle outbox status events.outbox", "docs/delivery.md"
    ),
    "outbox drain": Examples(
        "mparticle outbox drain events.outbox", "mparticle outbox status events.outbox", "docs/delivery.md"
    ),
    "outbox resume": Examples(
        "mparticle outbox resume events.outbox", "mparticle outbox status events.outbox", "docs/delivery.md"
    ),
    "plan": Examples(
        "mparticle plan check plan.json events.ndjson", "mparticle plan infer events.ndjson", "docs/data-plans.md"
    ),
    "plan check": Examples(
        "mparticle plan check plan.json events.ndjson",
        "mparticle plan check plan.json events.ndjson --format github",
        "docs/data-plans.md",
    ),
    "plan generate": Examples(
        "mparticle plan generate plan.json -o tracking.py",
        "mparticle plan generate plan.json -o tracking.py --check",
        "docs/data-plans.md",
    ),
    "plan diff": Examples(
        "mparticle plan diff old.json new.json",
        "mparticle plan diff old.json new.json --json",
        "docs/data-plans.md",
    ),
    "plan infer": Examples(
        "mparticle plan infer events.ndjson",
        "mparticle plan infer 'export/*.ndjson.gz' -o plan.json",
        "docs/data-plans.md",
    ),
}


def epilog(command: str) -> str:
    """The end of the help of a command, such as ``outbox status``; empty where there are no examples."""
    found = EXAMPLES.get(command)
    if found is None:
        return ""
    # An empty line is what ends a line here.
    return f"Examples:\n\n  {found.first}\n\n  {found.second}\n\nRead on: {found.page}"
