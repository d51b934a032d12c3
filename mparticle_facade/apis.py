"""Where the vendor's SDK keeps ``EventsApi``."""

from mparticle_facade.api import EventsApi

__all__ = ["EventsApi"]
