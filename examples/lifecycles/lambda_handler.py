"""AWS Lambda: flush before the process is frozen. What is not delivered then waits for the next invocation.

The disk of an instance does not outlive it, so an outbox there is of little use: where nothing may be lost, fail the
invocation, so that Lambda repeats it. Ids that the event itself determines keep a repetition from being counted twice.
"""

from typing import Any

import mparticle_facade as mparticle

uploader = mparticle.Uploader(mparticle.Configuration.from_env())  # once an instance, outside of the handler


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    for order in event["orders"]:
        batch = mparticle.Batch("development", source_request_id=f"order-{order['id']}")
        batch.user_identities = mparticle.UserIdentities(customer_id=order["customer_id"])
        batch.add_event(mparticle.AppEvent("Bought", "transaction"))
        uploader.upload(batch)
    seconds_left = context.get_remaining_time_in_millis() / 1000
    result = uploader.flush(timeout=max(0.0, seconds_left - 0.5))
    if not result:
        raise RuntimeError(f"{result.pending} batches could not be delivered in time")
    return {"delivered": result.delivered}
