"""Old names; use `parts`."""

from parts.counting import CountingServer, Moods

Ledger = CountingServer
__all__ = ["Ledger", "Moods"]
