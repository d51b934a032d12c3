"""The fixtures ``mparticle_sandbox`` and ``mparticle_sandbox_env``: an Events API for a test, empty at its start.

Needs the extra ``mparticle-facade[sandbox]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

# Every pytest run of an environment with this package loads this module: nothing is imported before a test asks.
if TYPE_CHECKING:
    from mparticle_facade.configuration import Configuration
    from mparticle_facade.plans.plan import DataPlan
    from mparticle_facade.plans.violations import Violation
    from mparticle_facade.sandbox import Sandbox

_CREDENTIALS = ("sandbox-key", "sandbox-secret")


class MparticleSandbox:
    """What a test sees of the sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        """The sandbox itself: ``faults``, ``stats()``, ``url`` and more."""

    @property
    def config(self) -> Configuration:
        """A new `Configuration` that points here; it does not retry, so that a failure is seen at once."""
        from mparticle_facade.configuration import Configuration

        return Configuration(*_CREDENTIALS, host=self.sandbox.host, max_retries=0)

    @property
    def env(self) -> dict[str, str]:
        """The environment of a program with `Configuration.from_env`, for `subprocess.run` or `monkeypatch.setenv`.

        Such a program retries as it is configured to, three times by default: an outage of this sandbox is survived,
        and ``fail_next(503, times=4)`` is one that is not. ``MPARTICLE_POD`` is empty: a pod of yours must not count.
        """
        key, secret = _CREDENTIALS
        return {
            "MPARTICLE_API_KEY": key,
            "MPARTICLE_API_SECRET": secret,
            "MPARTICLE_HOST": self.sandbox.host,
            "MPARTICLE_POD": "",
        }

    @property
    def batches(self) -> list[dict[str, Any]]:
        """The accepted batches in wire form, oldest first; without duplicates."""
        return self.sandbox.batches()

    def events(self, type: str | None = None) -> list[dict[str, Any]]:
        """The events of these in their envelopes; only those of one ``type``, such as ``"custom_event"``, if given."""
        return self.sandbox.events(type)

    @property
    def requests(self) -> list[dict[str, Any]]:
        """Every request that came, with its ``status``, ``headers`` (credentials masked), ``body`` and ``answer``."""
        return self.sandbox.requests()

    @property
    def received(self) -> list[dict[str, Any]]:
        """Every batch that came, with its ``status``, ``errors`` and ``warnings``."""
        return self.sandbox.received()

    @property
    def plan(self) -> DataPlan | None:
        """The data plan that batches are held against: a `DataPlan`, or None.

        Set it in a test, or name a file for all tests: ``mparticle_plan = plan.json`` in pytest's configuration.
        """
        return self.sandbox.plan

    @plan.setter
    def plan(self, plan: DataPlan | None) -> None:
        self.sandbox.plan = plan

    @property
    def plan_violations(self) -> list[Violation]:
        """What the plan does not allow in the accepted `batches`: ``assert mparticle_sandbox.plan_violations == []``.

        Raises:
            ValueError: there is no plan.
        """
        if self.plan is None:
            raise ValueError(
                "there is no data plan: set mparticle_sandbox.plan = mparticle.DataPlan.load(...), or name a file with "
                "mparticle_plan in pytest's configuration"
            )
        return self.sandbox.plan_violations()

    def fail_next(self, status: int, times: int = 1, retry_after: int | None = None) -> None:
        """Let the next uploads fail with this status; ``retry_after`` is in seconds, no header without.

        Raises:
            ValueError: the status is not from 400 to 599, or the number not positive.
        """
        self.sandbox.faults.fail_next(status, times, retry_after)


@pytest.fixture(scope="session")
def _mparticle_sandbox_server() -> Iterator[Sandbox]:
    try:
        from mparticle_facade.sandbox import running_sandbox
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "h11"):
            raise
        pytest.fail(
            f"mparticle_sandbox needs {error.name}: pip install 'mparticle-facade[sandbox]'",
            pytrace=False,
        )
    with running_sandbox(_CREDENTIALS) as sandbox:
        yield sandbox


def pytest_addoption(parser: pytest.Parser) -> None:
    """The setting that names a data plan for all tests."""
    parser.addini("mparticle_plan", "JSON file of the data plan that mparticle_sandbox holds batches against")


@pytest.fixture(scope="session")
def _mparticle_plan(pytestconfig: pytest.Config) -> DataPlan | None:
    name = pytestconfig.getini("mparticle_plan")
    if not name:
        return None
    from mparticle_facade.errors import DataPlanError
    from mparticle_facade.plans.plan import DataPlan

    try:
        return DataPlan.load(pytestconfig.rootpath / name)
    except DataPlanError as error:
        pytest.fail(f"mparticle_plan: {error}", pytrace=False)


@pytest.fixture
def mparticle_sandbox(_mparticle_sandbox_server: Sandbox, _mparticle_plan: DataPlan | None) -> MparticleSandbox:
    """The Events API on this machine: a real server, empty and without faults."""
    _mparticle_sandbox_server.reset()
    _mparticle_sandbox_server.plan = _mparticle_plan
    return MparticleSandbox(_mparticle_sandbox_server)


@pytest.fixture
def mparticle_sandbox_env(mparticle_sandbox: MparticleSandbox, monkeypatch: pytest.MonkeyPatch) -> MparticleSandbox:
    """The same, and `Configuration.from_env` leads to it while the test runs."""
    for name, value in mparticle_sandbox.env.items():
        monkeypatch.setenv(name, value)
    return mparticle_sandbox
