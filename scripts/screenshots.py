"""Take the pictures that README and documentation show: the Live Stream in light, dark and on a phone, and the site.

    python scripts/screenshots.py

The site is that of `make docs`; the Live Stream is of a sandbox with a minute of traffic, the same each time, but for
times of day and, within a little, rates. A real Chromium takes them; it needs what `chromium.py` names.
"""

from __future__ import annotations

import functools
import http.server
import io
import random
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import chromium
import mparticle_facade as mparticle
from mparticle_facade.sandbox import running_sandbox

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SITE = ROOT / "build" / "site"
PAGES = {"home": "/", "tutorial": "/tutorial/", "reference": "/events/"}
"""What is shown of the site."""
DESK, PHONE = (1280, 800), (390, 844)
COLOURS = 256
"""Enough for text and a few accents; a picture is then half as large."""
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
    """An identity as the vendor's SDK spells it, and an amount that is none."""
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
                        "total_amount": "78 euros",
                        "products": [{"id": "sku-1", "name": "Lamp", "price": 39.0, "quantity": 2}],
                    },
                },
            }
        ],
    }


def main() -> int:
    if not (SITE / "index.html").exists():
        print("there is no site to show: run `make docs` first", file=sys.stderr)
        return 1
    try:
        with chromium.chromium() as driver:
            with running_sandbox() as sandbox:
                live_stream(driver, sandbox.url)
            with site() as url:
                for name, path in PAGES.items():
                    look(driver, DESK, "light")
                    driver.get(url + path)
                    until(driver, "document.readyState === 'complete'")
                    save(driver, name)
    except chromium.NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def look(driver: chromium.Chrome, size: tuple[int, int], scheme: str) -> None:
    """Look at pages on a screen of this size, with this colour scheme."""
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme_of_the_system = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme_of_the_system]})
    driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})


def save(driver: chromium.Chrome, name: str) -> None:
    from PIL import Image

    target = IMAGES / f"{name}.png"
    picture = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")


def until(driver: chromium.Chrome, script: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(driver, 20, poll_frequency=0.05).until(lambda _: driver.execute_script(f"return {script}"))


@contextmanager
def site() -> Iterator[str]:
    """The built documentation, served; its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    handler = functools.partial(Quiet, directory=SITE)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def live_stream(driver: chromium.Chrome, url: str) -> None:
    look(driver, DESK, "light")
    driver.get(url)
    until(driver, "document.querySelector('#connection').textContent === 'Live'")
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
        until(driver, "document.querySelector('#rows .status').textContent === 'rejected'")  # the newest
        driver.execute_script("document.querySelector('#rows .status').click()")
        until(driver, "document.querySelector('#view-json .line') !== null")
        for _ in range(6):
            api.upload_events(traffic(seeded))
            time.sleep(0.3)
    until(driver, "document.querySelectorAll('#rows .row')[6].querySelector('.status').textContent === 'rejected'")
    driver.execute_script("document.activeElement.blur()")
    save(driver, "live-stream")
    look(driver, DESK, "dark")
    save(driver, "live-stream-dark")
    look(driver, PHONE, "light")
    save(driver, "live-stream-phone")


def send(url: str, batch: dict[str, object]) -> None:
    import httpx

    response = httpx.post(f"{url}/v2/events", json=batch, auth=("any-key", "any-secret"))
    assert response.status_code == 400, (response.status_code, response.text)


if __name__ == "__main__":
    sys.exit(main())
