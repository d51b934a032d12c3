"""Says who a batch is about: a customer id and an email address."""

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456", email="user@example.com")

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"user 123456 sent without events: status {response.status}")
