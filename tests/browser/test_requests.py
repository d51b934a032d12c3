"""Requests, links, searches and faults on the page, in a real Chromium."""

import base64
import gzip
import json
from contextlib import suppress

import httpx
import pytest

pytest.importorskip("selenium")

EVENT = {"event_type": "custom_event", "data": {"event_name": "Hello", "custom_event_type": "other"}}
GOOD = {"environment": "development", "user_identities": {"customer_id": "1"}, "events": [EVENT]}
BAD = {**GOOD, "events": [{"event_type": "custom_event", "data": {"event_name": "Bad"}}]}
JSON = {"content-type": "application/json"}
KINDS = {
    "401": (lambda c: c.post("/v2/events", json=GOOD, auth=httpx.Auth()), "the credentials are missing"),
    "403": (lambda c: c.post("/v2/events", json=GOOD, auth=("key", "")), "the API key or secret is wrong"),
    "404": (lambda c: c.post("/v2/evnts", json=GOOD), "Not Found"),
    "405": (lambda c: c.put("/v2/events", json=GOOD), "Method Not Allowed"),
    "not JSON": (lambda c: c.post("/v2/events", content=b"{<oops>", headers=JSON), "JSON"),
    "empty": (lambda c: c.post("/v2/events", content=b"", headers=JSON), "JSON"),
    "too large": (lambda c: c.post("/v2/events", content=b"x" * 300_000, headers=JSON), "too large"),
    "a form": (lambda c: c.post("/v2/events", data={"a": "b"}), "Content-Type"),
    "gzip": (
        lambda c: c.post("/v2/events", content=gzip.compress(b"{}"), headers={**JSON, "content-encoding": "gzip"}),
        "Content-Encoding",
    ),
    "a bad batch": (lambda c: c.post("/v2/events", json=BAD), "custom_event_type"),
    "a fault": (lambda c: fault(c, {"next": [{"status": 503}]}), "503 on purpose"),
    "a reset": (lambda c: fault(c, {"reset_rate": 1}), "connection reset on purpose"),
    "202": (lambda c: c.post("/v2/events", json=GOOD), "Hello"),
}


def fault(client, plan):
    client.post("/sandbox/faults", json=plan)
    with suppress(httpx.TransportError):
        return client.post("/v2/events", json=GOOD)
    return None


def columns(page, *names):
    return [page.rows(name) for name in names]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_request_has_its_row_and_opens_with_its_answer(live, page, kind):
    send, said = KINDS[kind]
    page.open(f"{live.url}/#view=requests")
    answer = send(live.client)
    page.until(lambda: len(page.rows()) == 1)
    assert said in page.rows()[0]
    status = str(answer.status_code) if answer else "none"
    assert page.rows("answer") == [status]
    assert page.text("#show-requests").endswith("Requests" if kind == "202" else "1 with problems")
    page.until(lambda: page.text("[data-counter=requests]") == "1")
    page.open_row()
    assert page.text("#detail-status") == status
    assert "•••" in page.text("#request-headers") or kind == "401"
    seen = page.js("return document.body.innerText")
    assert "any-secret" not in seen
    assert base64.b64encode(b"any-key:any-secret").decode() not in seen
    if answer:
        sent = answer.request
        assert page.text("#request-line") == f"{sent.method} {sent.url.path}"
        shown = page.text("#answer-body")
        assert json.loads(shown) == answer.json() if answer.content else shown == "empty"
        assert page.rows("size") == [f"{len(sent.content)} B" if len(sent.content) < 1000 else "300.0 kB"]
    if kind == "not JSON":
        assert page.text("#request-body") == "{<oops>"
    if kind == "gzip":
        assert page.text("#request-body").startswith("\\x1f\\x8b") or "\\u001f\\x8b" in page.text("#request-body")
    if kind == "too large":
        assert page.text("#request-body .cut") == "… 283.6 kB more, not kept"
    page.console()


def test_a_batch_opens_to_its_request_and_back(live, page):
    live.send_all([GOOD, {**GOOD, "mpid": 7}])
    page.open(live.url)
    page.until(lambda: len(page.rows()) == 2)
    page.click("#rows .row")  # as a hand does: Chromium's Back passes over what a page opened by itself
    page.until(lambda: page.text("#detail-title") == "Batch 2")
    page.click("#batch-facts button")
    page.until(lambda: page.text("#detail-title") == "Request 1")
    page.until(lambda: page.texts("#contents .link") == ["Batch 1", "Batch 2"])
    page.click("#contents .link")
    page.until(lambda: page.text("#detail-title") == "Batch 1")
    assert page.js("return document.querySelectorAll('#rows [aria-selected=true]').length") == 1
    page.driver.back()
    page.until(lambda: page.text("#detail-title") == "Request 1")
    page.driver.back()
    page.until(lambda: page.text("#detail-title") == "Batch 2")
    page.driver.forward()
    page.until(lambda: page.text("#detail-title") == "Request 1")


def test_failures_are_not_hidden_from_who_has_no_batch_yet(live, page):
    page.open(live.url)
    live.client.post("/v2/events", content=b"{", headers=JSON)
    page.until(lambda: page.one("#empty-failed").is_displayed())
    page.click("#empty-failed-show")
    page.until(lambda: page.rows("answer") == ["400"])
    page.open(live.url)
    page.until(lambda: page.text("#show-requests").endswith("1 with problems"))


def test_a_link_shows_the_same_in_a_fresh_browser(live, page):
    for number in range(30):
        live.send({**GOOD, "events": [{**EVENT, "data": {**EVENT["data"], "event_name": f"Name {number}"}}]})
    live.send(BAD)
    page.open(live.url)
    page.one("[name=text]").send_keys("name 1")
    page.until(lambda: len(page.rows()) == 11)
    page.open_row(3)
    here = columns(page, "events", "time"), page.text("#detail-title"), page.js("return location.href")
    page.open(here[2])
    page.until(lambda: page.text("#detail-title") == here[1])
    page.until(lambda: len(page.rows()) == 11)
    assert columns(page, "events", "time") == here[0]
    assert page.one("[name=text]").get_attribute("value") == "name 1"


def test_a_reload_with_a_hundred_thousand_stored(live, page):
    record_many(live, 100_000)
    page.open(live.url)
    page.until(lambda: len(page.rows()) == 100)
    assert set(page.rows("problems")) == {"2 warnings"}
    page.until(lambda: page.text("#tally") == "newest 100 batches")
    for expected in (200, 300):
        page.click("#older")
        page.until(lambda expected=expected: len(page.rows()) == expected)
    assert set(page.rows("problems")) == {"2 warnings"}
    page.driver.refresh()
    page.until(lambda: len(page.rows()) == 100)
    assert "…" not in page.rows("problems")
    page.open(f"{live.url}/#text=needle")  # the very first of them
    page.until(lambda: page.rows() == ["custom_event needle"])


def record_many(live, number):
    """As if they had been sent; by HTTP it would take minutes."""
    from mparticle_facade.sandbox.exchange import Exchange
    from mparticle_facade.sandbox.inspection import bulk

    def inspected(name, size):
        events = [{**EVENT, "data": {**EVENT["data"], "event_name": name}}]
        return bulk(json.dumps([{**GOOD, "brand_new": 1, "events": events}] * size).encode()).batches

    exchange = Exchange(method="POST", path="/v2/bulkevents", status=202, api_key="any-key")
    live.store.record(exchange, inspected("needle", 1))
    hay = inspected("hay", 100) * 10
    for _ in range(number // 1000):
        live.store.record(exchange, hay)


def test_times_have_a_zone(live, page):
    page.cdp("Emulation.setTimezoneOverride", timezoneId="Asia/Kathmandu")
    try:
        live.send(GOOD)
        page.open(live.url)
        page.until(lambda: len(page.rows()) == 1)
        assert page.text("#list-head .time") == "Time, UTC+05:45"
        page.open_row()
        assert "UTC+05:45" in page.text("#batch-facts")
    finally:
        page.cdp("Emulation.setTimezoneOverride", timezoneId="")


def test_no_character_turns_the_line(live, page):
    name = "\u202eevil\u2066\u200f \u05e9\u05dc\u05d5\u05dd 12"
    live.send({**GOOD, "user_identities": {"customer_id": f"\u202e{'9' * 5}"}, "events": [
        {**EVENT, "data": {**EVENT["data"], "event_name": name, "custom_attributes": {"\u202ekey": "\u202evalue"}}}
    ]})  # fmt: skip
    live.client.post("/v2/\u202eevil", json=GOOD)
    for hash in ("", "#view=requests"):
        page.open(f"{live.url}/{hash}")
        page.until(lambda: page.rows())
        page.open_row()
        text = page.js("return document.body.innerText")
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
        assert "\\u202e" in text
    order = """const row = document.querySelector('#rows .row:last-child')
        return [...row.children].filter((it) => it.checkVisibility()).map((it) => it.getBoundingClientRect().left)"""
    lefts = page.js(order)
    assert lefts == sorted(lefts) or len(set(lefts)) < len(lefts)


def test_a_collapsed_event_says_what_it_is(live, page):
    live.send(GOOD)
    page.open(live.url)
    page.until(lambda: page.rows())
    page.open_row()
    toggles = page.driver.find_elements("css selector", "#view-json .toggle")
    next(it for it in toggles if it.get_attribute("aria-label").startswith("0, ")).click()
    page.until(lambda: "custom_event · Hello" in page.text("#view-json"))


def test_the_open_row_stays_in_sight(live, page):
    live.send({**GOOD, "mpid": 1})
    page.open(live.url)
    page.until(lambda: page.rows())
    page.open_row()
    for _ in range(3):
        live.send_all([GOOD] * 100)
    page.until(lambda: len(page.rows()) == 301)
    inside = """const row = document.querySelector('[aria-selected=true]').getBoundingClientRect()
        const list = scroller.getBoundingClientRect()
        return row.top >= list.top && row.bottom <= list.bottom + 1"""
    assert page.js(inside)


def test_faults_are_set_and_lifted_from_the_page(live, page):
    page.open(live.url)
    assert page.text("#open-faults") == "Faults…"
    page.click("#open-faults")
    page.click("#fault-outage")
    page.until(lambda: page.text("#faults-now") == "Now: 100 % 503.")
    assert live.send(GOOD) == 503
    page.click("#lift")
    page.until(lambda: page.text("#faults-now") == "Nothing goes wrong on purpose.")
    assert live.send(GOOD) == 202
    page.click("#fault-limited")
    page.until(lambda: "429" in page.text("#faults-now"))
    page.click("#faults-done")
    assert live.send(GOOD) == 429
    page.until(lambda: page.text("#open-faults") == "Faults: the next 9: 429")
    page.click("#open-faults")
    page.js("document.querySelector('#fault-form').elements.latency.value = 5")
    page.js("document.querySelector('#fault-form button').click()")
    page.until(lambda: page.text("#faults-now") == "Now: 20 % 503; 5 ms late.")


def test_the_state_of_the_rate_limit_is_there(serve, page):
    with serve(rate_limit=2) as limited:
        page.open(limited.url)
        page.until(lambda: page.text("#settings") == "2 batches/s, 0 % used")
        limited.client.post("/v2/bulkevents", json=[GOOD] * 50)
        page.until(lambda: page.text("#settings") == "2 batches/s, 100 % used")
        page.driver.get("about:blank")
