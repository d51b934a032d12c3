"""Which points of a data plan were seen among the accepted batches, how often, and which never."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import msgspec

from mparticle_facade.clock import monotonic
from mparticle_facade.plans.matching import point_key
from mparticle_facade.plans.plan import DataPlan
from mparticle_facade.sandbox.store import Store

_AT_ONCE = 500
_LOOK_S = 1.0
_MOST_UNPLANNED = 200


class Coverage:
    """Counts as far as it has looked; each look goes on where the last one ended. Threads may share one."""

    def __init__(self, plan: DataPlan, store: Store) -> None:
        self.plan = plan
        self._store = store
        self._lock = threading.Lock()
        self._forget(store.clears)

    def _forget(self, clears: int) -> None:
        self._clears = clears
        self._after = 0
        self._seen = Counter[str]()
        self._wrong = Counter[str]()
        self._unplanned: dict[str, int] = {}

    def shown(self) -> bytes:
        """JSON: the plan, each of its points with ``seen`` and ``violations``, and what is ``unplanned``."""
        with self._lock:
            complete = self._look()
            points = [
                {
                    "point": str(point.match),
                    "match": point.match,
                    "description": point.description,
                    "seen": self._seen[point.key],
                    "violations": self._wrong[point.key],
                }
                for point in self.plan.points
            ]
            content: dict[str, Any] = {
                "id": self.plan.id,
                "version": self.plan.version,
                "notices": self.plan.notices,
                "points": points,
                "never": sum(not point["seen"] for point in points),
                "unplanned": [{"event": name, "seen": count} for name, count in self._unplanned.items()],
                "complete": complete,
            }
        return msgspec.json.encode(content)

    def _look(self) -> bool:
        """Go on for a second at most; False where there is more."""
        if self._store.clears != self._clears:
            self._forget(self._store.clears)
        until = monotonic() + _LOOK_S
        while stored := self._store.batches(self._after, _AT_ONCE):
            for batch in stored:
                self._after = batch.id
                if batch.status == "accepted":
                    self._add(msgspec.json.decode(batch.payload))
            if monotonic() > until:
                return not self._store.batches(self._after, 1)
        return True

    def _add(self, tree: dict[str, Any]) -> None:
        self._seen.update(self.plan.seen(tree))
        for found in self.plan.check_tree(tree):
            if found.point is not None:
                self._wrong[point_key(found.point)] += 1
            elif found.key is not None:
                name = found.message.partition(" is not in the ")[0]
                if name in self._unplanned or len(self._unplanned) < _MOST_UNPLANNED:
                    self._unplanned[name] = self._unplanned.get(name, 0) + 1
