"""Sends a user's GDPR consent to one purpose. The purpose is one that the workspace defines."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()

consent = mparticle.GDPRConsentState(
    document="document_agreement.v2",
    consented=True,
    timestamp_unixtime_ms=int(time.time() * 1000),  # milliseconds, not seconds
    location="dtmgbank.com/signup",
    hardware_id="IDFA:a5d934n0-232f-4afc-2e9a-3832d95zc702",
)

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.consent_state = mparticle.ConsentState(gdpr={"document_agreement": consent})

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"GDPR consent sent: status {response.status}")
