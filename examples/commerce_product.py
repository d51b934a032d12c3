"""Sends a purchase: the product, the tax and the total."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)

product = mparticle.Product(name="Example Product", id="sample-sku", price=19.99, quantity=1)
action = mparticle.ProductAction("purchase", products=[product], tax_amount=1.50, total_amount=21.49)
event = mparticle.CommerceEvent(action, currency_code="USD", timestamp_unixtime_ms=now_ms)

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.add_event(event)

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"purchase of {action.total_amount} sent: status {response.status}")
