"""What an input is read with. Knows no reader, since those of rows take long to import."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from mparticle_facade.rows.records import Place

if TYPE_CHECKING:
    from mparticle_facade.rows.mapping import Mapping


class Begin(NamedTuple):
    """Where to go on."""

    place: Place = Place()
    rows_before: int = 0
    """Rows of a table that were sent when it was shorter."""
    seen: tuple[int, str] = (0, "")
    """Rows of a query that were read before, and their digest."""
    done: Callable[[int], bool] | None = None
    """Whether a record is settled; None: none is."""


class Asked(NamedTuple):
    """What decides how an input is read."""

    mapping: Mapping | None = None
    environment: str | None = None
    memory_mb: int = 256
    now_ms: int = 0
    """When it is, where old rows go another way; else 0."""
