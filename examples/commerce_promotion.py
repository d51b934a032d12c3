"""Sends a click on a promotion."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)

promotion = mparticle.Promotion(id="summer-sale", name="Summer Sale", creative="beach", position="top")
action = mparticle.PromotionAction(mparticle.PromotionAction.Action.click, [promotion])

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.add_event(mparticle.CommerceEvent(promotion_action=action, timestamp_unixtime_ms=now_ms))

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"click on {promotion.name} sent: status {response.status}")
