"""Sends a user's CCPA answer. consented=True means that the user opted out of the sale of data."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()

opt_out = mparticle.CCPAConsentState(
    document="document_agreement.v3",
    consented=True,
    timestamp_unixtime_ms=int(time.time() * 1000),  # milliseconds, not seconds
    location="mparticle.test/signup",
    hardware_id="IDFA:a5d96n32-224a-3b11-1088-a202695bc710",
)

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.consent_state = mparticle.ConsentState(ccpa={"data_sale_opt_out": opt_out})

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"CCPA opt-out sent: status {response.status}")
