"""Sends product impressions: which products a user was shown, and in which list."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)

product = mparticle.Product(name="Example Product", id="sample-sku", price=19.99, position=1)
impression = mparticle.ProductImpression("Suggested Products", [product])

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.add_event(mparticle.CommerceEvent(product_impressions=[impression], timestamp_unixtime_ms=now_ms))

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"impression of {product.name} sent: status {response.status}")
