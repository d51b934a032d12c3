"""The durable queue: one SQLite file that any number of processes share."""

from mparticle_facade.delivery.outbox.queue import Outbox as Outbox
