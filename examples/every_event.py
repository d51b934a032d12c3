"""Sends one event of each of the 17 types."""

import time

import mparticle_facade as mparticle

config = mparticle.Configuration.from_env()
now_ms = int(time.time() * 1000)
breadcrumb = mparticle.BreadcrumbEvent(label="opened the cart")
old = mparticle.UserIdentity("email", "old@example.com", timestamp_unixtime_ms=now_ms - 60_000)
new = mparticle.UserIdentity("email", "new@example.com", timestamp_unixtime_ms=now_ms)

batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.events = [
    mparticle.SessionStartEvent(session_id=12345678),
    mparticle.FirstRunEvent(),
    mparticle.ApplicationStateTransitionEvent.create_install_event(),
    mparticle.ProfileEvent(profile_event_type="signup", previous_mpid=-123, current_mpid=456),
    mparticle.ScreenViewEvent(screen_name="Home"),
    mparticle.AppEvent("Example", "navigation"),
    mparticle.CommerceEvent(mparticle.ProductAction("add_to_cart", products=[mparticle.Product(id="sample-sku")])),
    breadcrumb,
    mparticle.NetworkPerformanceEvent(
        http_verb="GET", url="https://example.com/cart", response_code=200, time_elapsed=120, bytes_in=1, bytes_out=1
    ),
    mparticle.CrashReportEvent(class_name="ValueError", message="no cart", severity="error", breadcrumbs=[breadcrumb]),
    mparticle.PushRegistrationEvent(register=True, registration_token="token-1"),
    mparticle.PushMessageEvent(
        push_message_type="received", network="gcm", push_message_token="token-1", push_notification_payload="{}"
    ),
    mparticle.UserAttributeChangeEvent(
        user_attribute_name="Account type", old="trial", new="paid", deleted=False, is_new_attribute=False
    ),
    mparticle.UserIdentityChangeEvent(old=old, new=new),
    mparticle.OptOutEvent(is_opted_out=True),
    mparticle.UninstallEvent(),
    mparticle.SessionEndEvent(session_id=12345678, session_duration_ms=10_000),
]
for event in batch.events:
    event.timestamp_unixtime_ms = now_ms

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"{len(batch.events)} events sent, one of each type: status {response.status}")
