"""Sends an event that is typed by a data plan.

``tracking.py`` is what ``mparticle plan generate plan.json -o tracking.py`` writes.
"""

from pathlib import Path

from tracking import EmailSends, UserAttributes

import mparticle_facade as mparticle

plan = mparticle.DataPlan.load(Path(__file__).with_name("plan.json"))
config = mparticle.Configuration.from_env()
config.data_plan = plan  # fills in context.data_plan, and warns of what is not planned
config.plan_violations = "error"  # or refuses it

batch = mparticle.Batch("development")
batch.user_identities = mparticle.UserIdentities(customer_id="123456")
batch.user_attributes = UserAttributes(plan="gold").attributes()
batch.add_event(EmailSends(campaign_id=3, kind="newsletter").event())

with mparticle.EventsApi(config) as api:
    response = api.upload_events(batch)
print(f"1 event as planned by {plan}: status {response.status}")
