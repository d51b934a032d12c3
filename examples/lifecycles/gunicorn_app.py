"""gunicorn: an uploader made before the workers fork. Run: ``gunicorn --preload gunicorn_app:application``

Works with gevent, too: ``gunicorn -k gevent``, without ``--preload``, so that it patches first.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

import mparticle_facade as mparticle

uploader = mparticle.Uploader(mparticle.Configuration.from_env(), outbox=os.environ.get("OUTBOX"))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    batch = mparticle.Batch("development")
    batch.user_identities = mparticle.UserIdentities(customer_id=environ["PATH_INFO"].rpartition("/")[2])
    batch.add_event(mparticle.AppEvent("Bought", "transaction"))
    uploader.upload(batch)
    start_response("204 No Content", [])
    return []
