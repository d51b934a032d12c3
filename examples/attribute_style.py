"""Fills in every object attribute by attribute, the style of programs written for the vendor's SDK."""

import time

import mparticle_facade as mparticle

now_ms = int(time.time() * 1000)
batch = mparticle.Batch()
batch.environment = "development"
batch.mpid = "600868121729048600"  # text is accepted, and sent as the integer it stands for
batch.user_identities = mparticle.UserIdentities()
batch.user_identities.customerid = "123456"  # the vendor's spelling of customer_id

start = mparticle.SessionStartEvent()
start.session_id = 12345678

event = mparticle.AppEvent("Example", "navigation")
event.custom_flags = {"answer": 42}

product = mparticle.Product()
product.name = "Example Product"
product.id = "sample-sku"
product.price = 19.99
action = mparticle.ProductAction("purchase")
action.products = [product]
action.tax_amount = 1.50
action.total_amount = 21.49

end = mparticle.SessionEndEvent()
end.session_id = start.session_id
end.session_duration_ms = 10_000
batch.events = [start, event, mparticle.CommerceEvent(action), end]
for item in batch.events:
    item.timestamp_unixtime_ms = now_ms
start.timestamp_unixtime_ms = now_ms - 10_000

api = mparticle.EventsApi(mparticle.Configuration.from_env())
try:
    api.upload_events(batch)
except mparticle.rest.ApiException as error:
    raise SystemExit(f"not sent: {error}") from error
finally:
    api.close()
print(f"{len(batch.events)} events sent")
