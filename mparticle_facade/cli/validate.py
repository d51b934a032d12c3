"""``mparticle validate``"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import typer

from mparticle_facade.cli.inputs import (
    Blocked,
    EnvironmentOption,
    FilesOrQuery,
    Historical,
    Json,
    Limits,
    MappingFile,
    Memory,
    OnViolation,
    PlanOption,
    PlanViolations,
    Severity,
    Sql,
    Stored,
    UnknownFields,
    chosen,
    planned,
    refuse_odd_replay,
)

if TYPE_CHECKING:
    from mparticle_facade.backfill.checking import Rules
    from mparticle_facade.backfill.show import Receipt
    from mparticle_facade.rows.asked import Asked
    from mparticle_facade.rows.sources import Source


def validate(
    files: FilesOrQuery = None,
    mapping: MappingFile = None,
    sql: Sql = None,
    environment: EnvironmentOption = None,
    historical: Historical = False,
    limits: Limits = Severity.error,
    unknown_fields: UnknownFields = Severity.error,
    plan: PlanOption = None,
    plan_violations: PlanViolations = OnViolation.warn,
    memory: Memory = 256,
    stored: Stored = False,
    blocked: Blocked = False,
    json: Json = False,
) -> None:
    """Look at every batch as an upload would, and send nothing. Exit code 1 when anything is wrong."""
    from mparticle_facade.backfill.checking import Rules

    data_plan = planned(plan)
    refuse_odd_replay(stored, blocked, mapping, sql)
    rules = Rules(
        limits.value, unknown_fields.value, environment, historical, data_plan, plan_violations.value, stored, blocked
    )
    inputs, asked = chosen(files, mapping, sql, rules, memory, [plan])
    check(inputs, rules, asked, "row" if mapping or sql else "batch", json=json)


def check(inputs: list[Source], rules: Rules, asked: Asked, unit: str, *, json: bool, go_on: bool = False) -> None:
    """The work of it; with ``go_on`` it returns without a word when nothing is wrong."""
    from mparticle_facade.backfill.show import Display, Receipt
    from mparticle_facade.backfill.tally import Tally
    from mparticle_facade.backfill.upload import check_all

    tally = Tally()
    display = Display(inputs, tally, "valid")
    with display.showing():
        check_all(inputs, rules, asked, tally, display.moved)
    wrong = bool(tally.rejected or tally.broken)
    if go_on and not wrong:
        return
    receipt = Receipt(tally, "valid", unit=unit)
    if go_on:
        receipt.stopped = "before anything was sent: --strict"
    print_receipt(receipt, json=json)
    raise typer.Exit(int(wrong))


def print_receipt(receipt: Receipt, *, json: bool) -> None:
    """To standard output, for people or for programs; the exit code says the same where nobody reads it."""
    from rich.console import Console

    with contextlib.suppress(OSError, SystemExit):  # rich exits where the reader is gone
        if json:
            typer.echo(receipt.as_json())
        else:
            receipt.text(Console())
