"""FastAPI: one uploader for the life of the application. Run: ``uvicorn fastapi_app:app``

With several workers each process has its own; they share the outbox, and one of them sends at a time.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request

import mparticle_facade as mparticle


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    config = mparticle.Configuration.from_env()
    async with mparticle.Uploader(config, outbox=os.environ.get("OUTBOX")) as app.state.uploader:
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/bought/{customer_id}", status_code=204)
async def bought(customer_id: str, request: Request) -> None:
    batch = mparticle.Batch("development")
    batch.user_identities = mparticle.UserIdentities(customer_id=customer_id)
    batch.add_event(mparticle.AppEvent("Bought", "transaction"))
    request.app.state.uploader.upload(batch)  # microseconds; `await ...aupload(batch)` with when_full="block"


@app.get("/delivery")
async def delivery(request: Request) -> dict[str, float]:
    stats = request.app.state.uploader.stats()
    return {"pending": stats.pending, "dead": stats.dead, "oldest_pending_age_s": stats.oldest_pending_age_s}
