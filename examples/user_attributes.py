"""Sets attributes of a user. A value of None sets a tag: an attribute without a value."""

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.user_attributes = {"Account type": "trial", "TrialEndDate": "2016-12-01"}
batch.user_attributes["Hair color"] = "brown"
batch.user_attributes["Newsletter"] = None

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"{len(batch.user_attributes)} user attributes sent: status {response.status}")
