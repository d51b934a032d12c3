# pyright: strict
"""Lines that people write, and that both checkers must accept. Read by `test_typing`, never executed."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from uuid import uuid4

import mparticle_facade as mp
from mparticle_facade import AppEvent, Batch, BatchContext, CommerceEvent, DeviceInformation, Product, ProductAction

attributes: Mapping[str, str] = {}
frozen = MappingProxyType({"plan": "gold"})
mixed = {"name": "x", "count": 1, "ratio": 0.5, "none": None}
now = dt.datetime.now(dt.UTC)

# the attribute style of the vendor's guide
batch = Batch()
batch.environment = "development"
batch.environment = Batch.Environment.production
batch.mpid = 600868121729048600
batch.mpid = "600868121729048600"
batch.mp_deviceid = "59780f39-d7a0-4ebe-9950-280f937c29e2"
batch.source_request_id = uuid4()
batch.user_attributes = {"Account type": "trial", "TrialEndDate": "2016-12-01"}
batch.user_attributes["scores"] = [1, 2.5]
batch.user_attributes = frozen
batch.user_attributes = mixed
batch.deleted_user_attributes = ["old", "older"]
batch.deleted_user_attributes.append("oldest")
batch.deleted_user_attributes = ("old",)
batch.integration_attributes = {"123": {"someIntegrationAttribute": "value"}}
batch.user_identities = mp.UserIdentities()
batch.user_identities.customerid = "123456"
batch.user_identities.email = "user@example.com"
device = DeviceInformation()
device.ios_advertising_id = uuid4()
device.platform = "iOS"
device.platform = "a platform of next year"
device.platform = DeviceInformation.Platform.tvOS
device.att_timestamp_unixtime_ms = now
device.screen_height = 1334
batch.device_info = device
product = Product()
product.name = "Example Product"
product.price = Decimal("19.99")
product.price = 20
product.quantity = 1.5
action = ProductAction("purchase")
action.action = ProductAction.Action.refund
action.products = [product]
action.products = (product,)
action.total_amount = Decimal("21.49")
commerce = CommerceEvent()
commerce.product_action = action
commerce.timestamp_unixtime_ms = 1552596256103
commerce.timestamp_unixtime_ms = now
start = mp.SessionStartEvent()
start.session_id = 12345678
end = mp.SessionEndEvent()
end.session_id = start.session_id
events = [start, AppEvent("Example", "navigation"), commerce, end]
batch.events = events
batch.events.append(AppEvent("Example"))
batch.events = (start, end)
for event in batch.events:
    print(event)
batch.consent_state = mp.ConsentState()
batch.consent_state.gdpr = {"purpose": mp.GDPRConsentState(consented=True, timestamp_unixtime_ms=now)}
batch.consent_state.ccpa = {"data_sale_opt_out": mp.CCPAConsentState("document", False, 1)}
batch.context = BatchContext(mp.DataPlanContext("plan", 5))

# constructors
Batch("development")
Batch("development", [AppEvent("x")])
Batch(Batch.Environment.development, events=[AppEvent("x"), start], mpid=1, ip="127.0.0.1")
Batch([AppEvent("x")], "id", "production")
Batch(environment="production", user_identities={"customer_id": "1"})
AppEvent("x")
AppEvent("x", "other", timestamp_unixtime_ms=now)
AppEvent("x", AppEvent.CustomEventType.navigation)
AppEvent(AppEvent.CustomEventType.navigation, "Hello World")
AppEvent(event_name="x", custom_event_type="media", custom_attributes=attributes)
AppEvent("x", "other", custom_attributes=mixed, custom_flags={"list": ["a", 1]})
AppEvent("x", "other", 1, 2, "3", session_uuid=uuid4())
AppEvent.create_attribution_event("publisher", "campaign")
Product(id="1", name="x", price=Decimal("1.5"), custom_attributes=frozen)
ProductAction("purchase", products=(Product(id="1"),))
ProductAction(action="add_to_cart", products=[Product(id="1"), {"id": "2"}])
CommerceEvent(ProductAction(ProductAction.Action.purchase), currency_code="EUR")
CommerceEvent(promotion_action=mp.PromotionAction("view", [mp.Promotion("1", "sale")]))
mp.UserIdentities(customerid="1")
mp.UserIdentities(customer_id=uuid4())
mp.GeoLocation(Decimal("52.5"), 13.4)
mp.ScreenViewEvent(screen_name="home")
mp.CrashReportEvent(breadcrumbs=[mp.BreadcrumbEvent(label="here")])
mp.ApplicationStateTransitionEvent.create_install_event()
mp.UserAttributeChangeEvent(user_attribute_name="plan", new=["a", "b"], old=None)
batch.add_event(mp.UninstallEvent())
batch.add_event({"event_type": "session_start", "data": {}})
batch.add_event(mp.EventBase({"x": 1}, "brand_new_event"))


# clients
def one(response: object) -> None: ...
def three(error: Exception | None, data: None, response: mp.UploadResponse | None) -> None: ...


configuration = mp.Configuration("KEY", "SECRET", pod="eu1", limits="warn")
configuration.pod = "us2"
api = mp.EventsApi(configuration)
data, status, headers = api.upload_events(batch)
print(headers["x"], status + 1)
api.upload_events(batch, one).join()
thread = api.bulk_upload_events([batch, batch], callback=three)
thread.join(1.5)
print(thread.is_alive(), thread.result(10).rate_limit_used)
