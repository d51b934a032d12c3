"""Old names; use `parts`."""

import pytest

from mparticle_facade.http import retries
from parts.clients import KEY, KINDS, SECRET, TOKEN, batch, bounded, chain, failure, impatient, send
from parts.server import AUTHORITY, CERTIFICATES, LOCALHOST, PATIENCE, Exchange, Request, ScriptedServer, Step, head
from parts.steps import (
    after,
    answer,
    answer_unread,
    by,
    cut,
    drip,
    forward,
    redirect,
    reset_unread,
    stall,
    tunnel,
)

FaultServer = ScriptedServer


@pytest.fixture(autouse=True)
def no_proxies():
    pass


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch):
    monkeypatch.setattr(retries, "_FIRST_WAIT", 0.01)


__all__ = [
    "AUTHORITY",
    "CERTIFICATES",
    "KEY",
    "KINDS",
    "LOCALHOST",
    "PATIENCE",
    "SECRET",
    "TOKEN",
    "Exchange",
    "FaultServer",
    "Request",
    "ScriptedServer",
    "Step",
    "after",
    "answer",
    "answer_unread",
    "batch",
    "bounded",
    "by",
    "chain",
    "cut",
    "drip",
    "failure",
    "forward",
    "head",
    "impatient",
    "no_proxies",
    "quick_retries",
    "redirect",
    "reset_unread",
    "send",
    "stall",
    "tunnel",
]
