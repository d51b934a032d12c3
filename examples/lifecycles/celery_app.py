"""Celery: an uploader made before the workers fork. Run: ``celery -A celery_app worker``

Each worker process delivers its own. Celery ends them the hard way, without ``atexit``: its signal comes before.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_shutdown

import mparticle_facade as mparticle

app = Celery("events", broker=os.environ.get("BROKER", "memory://"))
uploader = mparticle.Uploader(mparticle.Configuration.from_env(), outbox=os.environ.get("OUTBOX"))


@worker_process_shutdown.connect
def deliver(**_: Any) -> None:
    uploader.close(timeout=5)


@app.task
def bought(customer_id: str) -> None:
    batch = mparticle.Batch("development")
    batch.user_identities = mparticle.UserIdentities(customer_id=customer_id)
    batch.add_event(mparticle.AppEvent("Bought", "transaction"))
    uploader.upload(batch)
