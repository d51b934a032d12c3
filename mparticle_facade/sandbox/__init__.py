"""The Events API on this machine: it authenticates, validates, answers and stores as the service does.

``mparticle sandbox`` runs it in the foreground, `running_sandbox` inside a test or a script. Needs the extra
``mparticle-facade[sandbox]``.
"""

from mparticle_facade.sandbox.faults import Burst, Next, Plan
from mparticle_facade.sandbox.server import Sandbox, running_sandbox

__all__ = ["Burst", "Next", "Plan", "Sandbox", "running_sandbox"]
