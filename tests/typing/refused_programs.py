# pyright: strict
"""More mistakes that both checkers must find, of the kinds that programs have: each line below `begin` is one."""

import datetime as dt
from decimal import Decimal
from typing import Literal, TypedDict

import mparticle_facade as mparticle
from mparticle_facade import AppEvent, Batch, Configuration, EventsApi, Product, UploadResponse, UserIdentities


class Shoe(TypedDict):
    size: int


class Purchase(AppEvent):
    """A subclass has what its base has, and no more."""


def takes_two(error: Exception, data: int) -> None: ...
def takes_text(response: str) -> None: ...


text, number, some = str(1), int("1"), [1, 2]
shoe: Shoe = {"size": 42}
today = dt.date(2026, 1, 1)
kind: Literal["navigate"] = "navigate"
batch, event, product, identities = Batch(), AppEvent("x"), Product(), UserIdentities()
device, screen, geo = mparticle.DeviceInformation(), mparticle.ScreenViewEvent(), mparticle.GeoLocation()
action, session, consent = mparticle.ProductAction("purchase"), mparticle.SessionEndEvent(), mparticle.ConsentState()
context, promotion, crash = mparticle.BatchContext(), mparticle.Promotion(), mparticle.CrashReportEvent()
configuration, api = Configuration(), EventsApi()
uploader, response = mparticle.Uploader(configuration), api.upload_events(batch)
# begin
print(batch.user_identies)
print(event.name)
print(product.sku)
print(identities.customerId)
print(device.ios_idfa)
print(response.status_code)
print(response.text)
print(consent.gdrp)
del batch.mpidd
del event.custom_atributes
device.iosAdvertisingId = "x"
identities.otherID2 = "x"
session.duration = 5
screen.name = "x"
geo.lat = 1.5
crash.messge = "x"
context.plan = mparticle.DataPlanContext("p")
promotion.title = "x"
Purchase("x").custom_atributes = {}
configuration.api_sercet = "x"
configuration.timeout = "fast"
configuration.max_retries = "3"
configuration.pod = text
batch.environment = text
batch.environment = "Production"
batch.mpid = 1.0
batch.mpid = Decimal(1)
batch.ip = number
batch.events = AppEvent("x")
batch.events = ["x", "y"]
batch.events = {"event_type": "custom_event"}
batch.events = {event}
batch.events = iter([event])
batch.events = (AppEvent(name) for name in "ab")
batch.events = [event, product]
batch.user_attributes = {1: "x"}
batch.user_attributes = some
batch.deleted_user_attributes = {"a": 1}
batch.deleted_user_attributes = text
batch.user_identities = ["1"]
batch.device_info = identities
batch.consent_state = {"gdpr"}
batch.context = text
event.custom_event_type = kind
event.custom_event_type = text
event.custom_event_type = f"{text}"
event.custom_event_type = "navigation" if number else "search engine"
event.custom_event_type = Batch.Environment.production
event.timestamp_unixtime_ms = 1.5
event.timestamp_unixtime_ms = dt.timedelta(1)
event.session_id = [5]
event.custom_attributes = ["a"]
event.location = (52.5, 13.4)
product.price = "19.99"
product.quantity = "2"
product.name = 5
product.position = 1.5
product.custom_attributes = text
action.action = "buy"
action.products = [1]
action.products = text
action.total_amount = "21.49"
session.session_duration_ms = "5"
screen.screen_name = 5
identities.customer_id = number
identities.email = ["a"]
device.is_tablet = 1.5
device.screen_height = "1334"
geo.latitude = "52.5"
consent.gdpr = {"ads": 1}
consent.ccpa = [mparticle.CCPAConsentState()]
AppEvent(5)
AppEvent("x", kind)
AppEvent("x", "other", 1.5)
AppEvent("x", "other", custom_attributes=some)
AppEvent("navigation", "Hello World")
AppEvent(name="x")
AppEvent("x", event_name="y")
Product(5)
Product(id="1", sku="2")
Product("1", price="1.5")
mparticle.CommerceEvent([product])
mparticle.CommerceEvent(product)
mparticle.ProductAction("purchase", [product])
mparticle.ProductImpression(products="x")
mparticle.DeviceInformation(ios_advertising_id=5)
mparticle.SessionStartEvent(duration=1)
mparticle.GDPRConsentState(consented="yes")
mparticle.ConsentState(gdpr=consent)
mparticle.DataPlanContext(5)
mparticle.DeviceInformation(brnad="x")
print(mparticle.Batch.Environment.staging)
print(mparticle.ProductAction.Action("purchase").nme)
print(mparticle.no_such_name)
mparticle.Btach()
mparticle.AppEvent.create_attribution_event(publishr="x")
mparticle.CrashReportEvent(breadcrumbs=[mparticle.Product()])
mparticle.CommerceEvent(product_impressions=[mparticle.Product()])
mparticle.PromotionAction("view", mparticle.Promotion())
mparticle.UserAttributeChangeEvent(user_attribute=1)
Batch("development", "x")
Batch("development", events=[product])
Batch("development", mpid=1.5)
Batch(batch)
Batch("development", user_identities=shoe, mp_id=5)
batch.add_event([event])
batch.add_event(action)
batch.to_json(indent=2)
batch.from_json(5)
batch.validate(strict=True)
api.upload_events([batch])
api.upload_events("{}")
api.upload_events(event)
api.bulk_upload_events(event)
api.bulk_upload_events([event, "x"])
api.upload_events(batch, takes_two)
api.upload_events(batch, takes_text)
api.upload_events(batch, callback="done")
api.upload_events(batch, timeout=5)
data: str = api.upload_events(batch)
waited: UploadResponse = api.upload_events(batch, print)
EventsApi("KEY", "SECRET")
EventsApi(configuration, configuration)
Configuration("KEY", secret="SECRET")
Configuration("KEY", "SECRET", pod="EU1")
Configuration(connection_pool_size="50")
uploader.upload("x")
uploader.flush("10")
