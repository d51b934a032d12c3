# pyright: strict
"""What type checkers must accept, and infer. Checked by `make types`, never executed."""

from collections.abc import Mapping
from typing import assert_type

import mparticle_facade as mparticle
from mparticle_facade import AppEvent, Batch, Configuration, EventsApi

batch = Batch(Batch.Environment.development)
batch = Batch(environment="development", mpid=1)
batch.user_identities = mparticle.UserIdentities(customer_id="123456", email="user@example.com")
batch.user_identities.customerid = "123456"
batch.user_attributes = {"Account type": "trial", "scores": [1, 2.5]}
batch.device_info = mparticle.DeviceInformation(platform=mparticle.DeviceInformation.Platform.iOS, screen_height=1)
batch.add_event(AppEvent(AppEvent.CustomEventType.navigation, "Hello World"))
batch.add_event(AppEvent("Hello World", "navigation", custom_attributes={"foo": "bar"}))
batch.add_event(mparticle.CommerceEvent(mparticle.ProductAction("purchase", products=[mparticle.Product(price=1.5)])))
batch.consent_state = mparticle.ConsentState(
    gdpr={"My Purpose": mparticle.GDPRConsentState(consented=True, timestamp_unixtime_ms=1)},
    ccpa={"data_sale_opt_out": mparticle.CCPAConsentState(consented=False, timestamp_unixtime_ms=1)},
)
batch.context = mparticle.BatchContext(mparticle.DataPlanContext("plan", 5))

assert_type(batch.to_json(), bytes)
assert_type(batch.validate(limits="warn"), list[mparticle.Problem])
assert_type(Batch.from_json(b"{}"), Batch)
assert_type(AppEvent("a").timestamp_unixtime_ms, int | None)
assert_type(mparticle.ApplicationStateTransitionEvent.create_install_event().is_upgrade, bool | None)

with EventsApi(Configuration("KEY", "SECRET", pod="eu1", timeout=10.0)) as api:
    response = api.upload_events(batch)
    assert_type(response, mparticle.UploadResponse)
    assert_type(response.status, int)
    assert_type(response.headers, Mapping[str, str])
    assert_type(response.rate_limit_used, float | None)
    api.bulk_upload_events([batch, {"environment": "development"}, b"{}"])
try:
    pass
except mparticle.rest.ApiException as error:
    assert_type(error.status, int)

with mparticle.Uploader(Configuration("KEY", "SECRET"), outbox="events.outbox", when_full="block") as uploader:
    assert_type(uploader.upload(batch), list[str])
    assert_type(uploader.upload_many([batch, {"environment": "development"}], coalesce=True), list[str])
    result = uploader.flush(timeout=10)
    assert_type(result, mparticle.FlushResult)
    assert_type(bool(result), bool)
    assert_type((result.delivered, result.pending, result.dead), tuple[int, int, int])
    assert_type(uploader.stats().oldest_pending_age_s, float)
    assert_type(uploader.stats().paused, str | None)


def on_dead_letter(letter: mparticle.DeadLetter) -> None:
    assert_type(letter.reason, str)


def on_dropped(entry: mparticle.Entry, reason: str) -> None:
    assert_type(entry.source_request_id, str)


async def deliver() -> None:
    async with mparticle.Uploader(on_dead_letter=on_dead_letter, on_dropped=on_dropped) as background:
        assert_type(await background.aupload(batch), list[str])
        assert_type(await background.aflush(), mparticle.FlushResult)
