# pyright: strict
"""Mistakes that both checkers must find: each line of code below the imports is one. Never executed.

A line that a checker lets pass fails `test_typing`.
"""

import mparticle_facade as mp
from mparticle_facade import AppEvent, Batch, CommerceEvent, Configuration, DeviceInformation, EventsApi, Product

batch, product, event, device = Batch(), Product(), AppEvent("x"), DeviceInformation()
action, consent, api = mp.ProductAction("purchase"), mp.ConsentState(), EventsApi(Configuration("KEY", "SECRET"))
# begin
batch.user_identites = mp.UserIdentities()
batch.user_attribute = {"a": 1}
batch.enviroment = "development"
batch.events = "x"
batch.events = [product]
batch.environment = "prod"
batch.environment = 1
batch.mpid = 1.5
batch.user_attributes = [("a", 1)]
batch.user_attributes = "a"
batch.deleted_user_attributes = "old"
batch.deleted_user_attributes = [1]
batch.device_info = product
batch.user_identities = "1"
batch.context = mp.DataPlanContext("plan", 5)
product.prise = 1.5
product.price = "1.5"
product.quantity = [1]
event.custom_atributes = {"a": 1}
event.custom_event_type = "navigtion"
event.timestamp_unixtime_ms = ["yesterday"]
event.custom_attributes = {1: "a"}
device.platfrm = "iOS"
device.screen_height = "tall"
device.is_tablet = "yes"
action.action = "purchas"
action.products = product
consent.gdpr = {"purpose": True}
mp.UserIdentities(custmer_id="1")
mp.UserIdentities(customer_id=1)
print(mp.UserIdentities().customeridd)
mp.ProductAction("purchas")
mp.ProductAction(products=[1])
mp.PromotionAction("look")
mp.GDPRConsentState(consent=True)
Batch("prod")
Batch(environment="prod")
Batch(user_identites=mp.UserIdentities())
AppEvent()
AppEvent("x", "navigtion")
AppEvent("x", custom_atributes={})
AppEvent(custom_event_type="navigation")
AppEvent("x", timestamp_unixtime_ms=["now"])
Product(prise=1.5)
Product(price="1.5")
CommerceEvent("purchase")
CommerceEvent(mp.ProductAction("purchase"), curency_code="EUR")
mp.DataPlanContext("plan", "five")
mp.ApplicationStateTransitionEvent(application_transition_type="start")
mp.PushMessageEvent(push_message_type="recieved")
mp.ScreenViewEvent(screen="home")
mp.GeoLocation("north")
Configuration(pod="us9")
Configuration("KEY", "SECRET", timout=1)
Configuration(limits="ignore")
batch.add_event("x")
batch.add_event(product)
batch.add_event(None)
batch.validate(limits="ignore")
api.upload_events("x", "y")
api.upload_events(batch, callback=5)
api.bulk_upload_events(batch)
api.upload_event(batch)
print(api.upload_events(batch).statuscode)
