"""Take the picture of the Live Stream that the README shows: a sandbox, a minute of traffic, a real Chromium.

    python scripts/screenshot.py [file]

The traffic is the same each time; times of day and, within a little, the rates are those of the run. Needs what
`chromium.py` names.
"""

from __future__ import annotations

import random
import sys
import time
import uuid
from pathlib import Path

import chromium
import mparticle_facade as mparticle
from mparticle_facade.sandbox import running_sandbox

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "images" / "live-stream.png"
SIZE = (1280, 800)
SECONDS = 60
"""What the chart shows."""
CUSTOM = [("Video Started", "media"), ("Level Completed", "navigation"), ("Filter Applied", "search")]
SCREENS = ["Home", "Product", "Checkout", "Order history"]


def traffic(random: random.Random) -> mparticle.Batch:
    """What an application might send."""
    batch = mparticle.Batch(random.choice(["development"] * 4 + ["production"]))
    batch.source_request_id = str(uuid.UUID(int=random.getrandbits(128), version=4))
    customer = f"customer-{random.randrange(1001, 1040)}"
    batch.user_identities = mparticle.UserIdentities(customer_id=customer)
    if random.random() < 0.4:
        batch.user_identities.email = f"{customer}@example.com"
    at = {"timestamp_unixtime_ms": int(time.time() * 1000)}
    for _ in range(random.choice([1, 1, 1, 2, 2, 3])):
        product = mparticle.Product("sku-1", "Lamp", price=39.0, quantity=1)
        batch.add_event(
            random.choice(
                [
                    mparticle.AppEvent(*random.choice(CUSTOM), custom_attributes={"plan": "gold"}, **at),
                    mparticle.ScreenViewEvent(screen_name=random.choice(SCREENS), **at),
                    mparticle.SessionStartEvent(**at),
                    mparticle.CommerceEvent(
                        mparticle.ProductAction(random.choice(["view_detail", "add_to_cart"]), products=[product]),
                        **at,
                    ),
                ]
            )
        )
    return batch


def mistaken() -> dict[str, object]:
    """An identity as the vendor's SDK spells it, and an amount as text."""
    return {
        "source_request_id": "9b1e0c52-6a0c-4b7a-9a51-3f8d2f6f0c11",
        "environment": "development",
        "user_identities": {"customerid": "customer-1007", "email": "grace@example.com"},
        "events": [
            {
                "event_type": "commerce_event",
                "data": {
                    "timestamp_unixtime_ms": int(time.time() * 1000),
                    "currency_code": "EUR",
                    "product_action": {
                        "action": "purchase",
                        "transaction_id": "order-50147",
                        "total_amount": "78.00",
                        "products": [{"id": "sku-1", "name": "Lamp", "price": 39.0, "quantity": 2}],
                    },
                },
            }
        ],
    }


def main() -> int:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    try:
        with chromium.chromium() as driver, running_sandbox() as sandbox:
            take(driver, sandbox.url, target)
    except chromium.NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    print(target)
    return 0


def take(driver: chromium.Chrome, url: str, target: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    def until(script: str) -> None:
        WebDriverWait(driver, 20, poll_frequency=0.05).until(lambda _: driver.execute_script(f"return {script}"))

    metrics = {"width": SIZE[0], "height": SIZE[1], "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    driver.get(url)
    until("document.querySelector('#connection').textContent === 'Live'")
    seeded = random.Random(7)
    with mparticle.EventsApi(mparticle.Configuration("any-key", "any-secret", host=url, max_retries=0)) as api:
        for second in range(SECONDS):
            rate = 4 + abs(second - 30) // 3 + (20 if 38 <= second <= 44 else 0) + seeded.randrange(8)
            until_next = time.monotonic() + 1
            for _ in range(rate):
                batch = traffic(seeded)
                for _ in range(2 if seeded.random() < 0.03 else 1):  # some requests are repeated
                    api.upload_events(batch)
                time.sleep(max(0, until_next - time.monotonic()) / rate)
            if second % 9 == 0:
                send(url, mistaken())
            time.sleep(max(0, until_next - time.monotonic()))
        api.upload_events(batch)
        api.upload_events(traffic(seeded))
        send(url, mistaken())
        until("document.querySelector('#rows .status').textContent === 'rejected'")  # the newest
        driver.execute_script("document.querySelector('#rows .status').click()")
        until("document.querySelector('#view-json .line') !== null")
        for _ in range(6):
            api.upload_events(traffic(seeded))
            time.sleep(0.3)
    until("document.querySelectorAll('#rows .row')[6].querySelector('.status').textContent === 'rejected'")
    driver.save_screenshot(str(target))


def send(url: str, batch: dict[str, object]) -> None:
    import httpx

    response = httpx.post(f"{url}/v2/events", json=batch, auth=("any-key", "any-secret"))
    assert response.status_code == 400, response.text


if __name__ == "__main__":
    sys.exit(main())
