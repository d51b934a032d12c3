from collections.abc import Iterator

import pytest

from mparticle_facade.sandbox import Sandbox, running_sandbox


@pytest.fixture(scope="session")
def session_sandbox() -> Iterator[Sandbox]:
    with running_sandbox(("sandbox-key", "sandbox-secret")) as running:
        yield running


@pytest.fixture
def sandbox(session_sandbox: Sandbox) -> Sandbox:
    """The Events API on this machine, empty; it takes sandbox-key and sandbox-secret only."""
    session_sandbox.clear()
    return session_sandbox
