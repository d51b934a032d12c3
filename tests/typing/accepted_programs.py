# pyright: strict
"""Pieces of programs as strangers write them, that both checkers must accept. Read by `test_typing`, never executed."""

import asyncio
import datetime as dt
import enum
import functools
import itertools
import json
import os
from collections import ChainMap, OrderedDict, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple, TypedDict, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import mparticle_facade as mparticle
from mparticle_facade import ApiException, AppEvent, Batch, Configuration, EventsApi, Product, UploadResponse, rest
from mparticle_facade.models import ProductAction, UserIdentities

Event = AppEvent | mparticle.CommerceEvent | mparticle.ScreenViewEvent
E = TypeVar("E", bound=AppEvent)
ENVIRONMENT: Final = "production"
environment: Literal["production", "development"] = "development"


class Plan(TypedDict):
    plan: str
    seats: int


class Tier(enum.StrEnum):
    gold = "gold"


class Row(NamedTuple):
    customer: str
    price: Decimal
    when: dt.datetime


@dataclass
class Job:
    batch: Batch
    tags: list[str] = field(default_factory=list[str])


class Tracker:
    """Holds a client, as most programs do."""

    def __init__(self, api: EventsApi | None = None) -> None:
        self.api = api or EventsApi(Configuration(os.environ["KEY"], os.environ["SECRET"]))
        self.failed: list[Batch] = []

    def send(self, batches: Iterable[Batch]) -> int:
        waiting = iter(batches)
        while chunk := list(itertools.islice(waiting, 100)):
            try:
                response = self.api.bulk_upload_events(chunk)
            except mparticle.RateLimitError as error:
                print(error.retry_after, error.limit)
                self.failed.extend(chunk)
            except ApiException as error:
                if error.status == 0 or error.status >= 500:
                    print(error.reason, error.body, error.headers.get("Retry-After", "0"))
                self.failed += chunk
            except mparticle.ValidationError as error:
                print([f"{problem.path}: {problem.message}" for problem in error.problems])
            else:
                print(response.status, response[1], dict(response.headers))
        return len(self.failed)


class Purchase(AppEvent):
    """A subclass of an event."""

    def labelled(self) -> str:
        return f"{self.event_name}: {self.custom_event_type}"


def first(events: Sequence[E]) -> E:
    return events[0]


def rows() -> Iterator[Row]:
    yield Row("1", Decimal("1.10"), dt.datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Berlin")))


def kind(name: str) -> Literal["navigation", "other"]:
    return "navigation" if name.startswith("page") else "other"


def build(row: Row, *, extra: Mapping[str, Any] | None = None) -> Batch:
    identities = UserIdentities(row.customer and "other", email=f"{row.customer}@example.com")
    product = Product(f"sku-{row.customer}", "Shoes", price=row.price, quantity=2, total_product_amount=row.price * 2)
    action = ProductAction("purchase", products=[product], total_amount=sum([row.price], Decimal()))
    event = mparticle.CommerceEvent(action, row.when, custom_attributes={**(extra or {}), "row": row.customer})
    return Batch(environment, [event], user_identities=identities, user_attributes=dict(extra or {}))


plan: Plan = {"plan": "gold", "seats": 3}
settings: dict[str, str | int | None] = {"a": "b", "c": 1, "d": None}
counts: defaultdict[str, int] = defaultdict(int)
maybe: str | None = os.environ.get("CUSTOMER")
raw: dict[str, Any] = json.loads("{}")
batch = Batch(ENVIRONMENT)
batch = Batch(raw["environment"])
batch = Batch(environment=Batch.Environment("development"))
batch = Batch(**raw)
batch.environment = environment
batch.environment = None
batch.ip = maybe
batch.mpid = None
batch.mpid = int("17")
batch.events = list(map(AppEvent, ["a", "b"]))
batch.events = [AppEvent(name, kind(name)) for name in ("page one", "x")]
batch.events = [*batch.events, mparticle.UninstallEvent()]
batch.events += [AppEvent("more")]
batch.events.extend([mparticle.SessionStartEvent(), mparticle.SessionEndEvent()])
views: Sequence[mparticle.ScreenViewEvent] = [
    mparticle.ScreenViewEvent(screen_name=f"page {number}") for number in (1, 2)
]
batch.events = views
batch.events = (*views, mparticle.SessionEndEvent())
by_name = sorted(views, key=lambda view: view.screen_name or "")
batch.events = by_name
for number, each in enumerate(batch.events):
    print(number, each.event_type)
batch.events = None
batch.add_event(Purchase("x", custom_attributes=plan))
batch.add_event(mparticle.ScreenViewEvent(screen_name="a", timestamp_unixtime_ms=dt.datetime.now(dt.UTC)))
batch.user_attributes = plan
batch.user_attributes = settings
batch.user_attributes = counts
batch.user_attributes = OrderedDict(a=1)
batch.user_attributes = ChainMap({"a": 1}, {"b": 2})
batch.user_attributes = {"list": ["a", "b"], "tier": Tier.gold, "id": uuid4(), "when": dt.datetime.now(dt.UTC)}
batch.user_attributes = {str(number): number for number in range(3)}
batch.user_attributes = None
batch.deleted_user_attributes = list(settings)
batch.deleted_user_attributes = tuple(settings.keys())
batch.user_identities = UserIdentities(customer_id=str(17), other_id_2=maybe, mobile_number=None)
batch.user_identities = None
batch.device_info = mparticle.DeviceInformation(brand=maybe, ios_advertising_id=UUID(int=1), is_tablet=bool(1))
batch.device_info.android_advertising_id = str(uuid4())
batch.device_info.platform = f"{maybe} 17"
batch.device_info.locale_language = (maybe or "de-DE").split("-")[0]
batch.context = mparticle.BatchContext(data_plan=mparticle.DataPlanContext(plan_id="p", plan_version=int("2")))
batch.consent_state = mparticle.ConsentState(gdpr={"ads": mparticle.GDPRConsentState(None, True, location="here")})
event = AppEvent(event_name="x", custom_event_type=kind("x"), session_uuid=uuid4(), custom_flags={"a": ["b", 1]})
event.custom_attributes = {key: value for key, value in settings.items() if value}
event.location = mparticle.GeoLocation(52.5, 13, accuracy=Decimal(10))
event.timestamp_unixtime_ms = int(dt.datetime.now().timestamp() * 1000)  # noqa: DTZ005
event.timestamp_unixtime_ms = dt.datetime.fromtimestamp(0, tz=dt.timezone(dt.timedelta(hours=2)))
event.ltv_amount = 5
event.session_id = None
event.source_message_id = uuid4()
named: str | None = event.event_name
stamped: int | None = event.timestamp_unixtime_ms
product = Product(id="1", name="x", quantity=1, custom_attributes={"size": 42})
product.price = float("1.5")
product.position = 1
action = ProductAction(ProductAction.Action("purchase"))
action.products = deque([product])
action.products = [product, product]
action.transaction_id = uuid4()
action.checkout_step = 2
impression = mparticle.ProductImpression("list", [product])
shown = mparticle.CommerceEvent(product_impressions=[impression], is_non_interactive=True)
shown.promotion_action = mparticle.PromotionAction("click", (mparticle.Promotion(id="1"),))
print(first([Purchase("x")]).labelled(), first([event]).event_type, shown.event_type)
print(event == AppEvent("x"), event != AppEvent("y"), hash(event), {event}, repr(batch), batch.to_str())
as_json: bytes = batch.to_json()
as_dict: dict[str, Any] = batch.to_dict()
again: Batch = Batch.from_json(as_json.decode())
warnings = [warning.kind for warning in Batch.from_dict(as_dict).validate(limits="warn")]
union: Event = shown
jobs = [Job(build(row, extra=plan)) for row in rows()]

configuration = Configuration()
configuration.api_key, configuration.api_secret = "KEY", "SECRET"
configuration.host = "https://s2s.eu1.mparticle.com/v2"
configuration.connection_pool_size = 50
configuration.debug = os.getenv("DEBUG") == "true"
configuration.logger_file = "traffic.log"
with mparticle.EventsApi(config=configuration) as api, ThreadPoolExecutor(4) as pool:
    futures = [pool.submit(api.upload_events, job.batch) for job in jobs]
    results: list[UploadResponse] = [future.result() for future in futures]
    send = functools.partial(api.bulk_upload_historical_events, [batch, as_dict, as_json])
    print(send().attempts)

    def done(response: UploadResponse | ApiException) -> None:
        if type(response) is rest.ApiException:
            print(response.status)

    api.upload_events(batch, done).join(timeout=5)

    def told(error: ApiException | None, data: object, response: UploadResponse | None) -> None:
        print(error or response)

    def anything(*arguments: object) -> None: ...

    api.upload_events(batch, callback=told)
    api.bulk_upload_events([batch], anything).add_done_callback(print)
    api.upload_events(batch, callback=lambda response: print(response.status))
    api.upload_events(batch, lambda error, data, response: print(error, data, response))
    api.upload_events(batch, callback=functools.partial(anything, 1, 2))
    print(api.with_options(timeout=2, headers={"X-Trace": "1"}).upload_events(batch).rate_limit_used)


async def main() -> None:
    async with mparticle.AsyncEventsApi(configuration) as api:
        await asyncio.gather(*(api.upload_events(job.batch) for job in jobs))
    with mparticle.Uploader(configuration, outbox="events.outbox") as uploader:
        uploader.upload(batch)
        print(uploader.flush(timeout=10).pending, uploader.stats().dead, bool(await uploader.aflush()))
