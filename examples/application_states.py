"""Sends what happens to an application: installed, upgraded, in the foreground, in the background."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)

install = mparticle.ApplicationStateTransitionEvent.create_install_event()
upgrade = mparticle.ApplicationStateTransitionEvent.create_upgrade_event()
foreground = mparticle.ApplicationStateTransitionEvent.create_foreground_event()
background = mparticle.ApplicationStateTransitionEvent.create_background_event()

install.timestamp_unixtime_ms = now_ms - 3_000
upgrade.timestamp_unixtime_ms = now_ms - 2_000
foreground.timestamp_unixtime_ms = now_ms - 1_000
background.timestamp_unixtime_ms = now_ms

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.events = [install, upgrade, foreground, background]

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"{len(batch.events)} application states sent: status {response.status}")
