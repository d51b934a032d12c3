"""Says which devices a user has, by the advertising identifiers of their makers."""

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.device_info = mparticle.DeviceInformation(
    ios_advertising_id="07d2ebaa-e956-407e-a1e6-f05f871bf4e2",
    android_advertising_id="a26f9736-c262-47ea-988b-0b0504cee874",
)

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"two advertising identifiers sent: status {response.status}")
