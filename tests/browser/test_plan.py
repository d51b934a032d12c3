"""The Live Stream of a sandbox with a data plan."""

from __future__ import annotations

import mparticle_facade as mparticle
from plans.shapes import PLAN, batch, custom

GOOD = batch(custom(**{"Campaign Id": 3}))
BAD = batch(custom("Email Send"), custom(**{"Campaign Id": 300, "colour": "red"}))


def test_violations_are_beside_their_fields(serve, page):
    with serve(plan=mparticle.DataPlan.load(PLAN)) as live:
        live.send_all([GOOD, BAD])
        page.open(live.url)
        page.click("#plan-filter input")
        page.until(lambda: len(page.rows()) == 1)
        assert "plan=1" in page.driver.current_url
        page.open_row()
        page.until(lambda: "colour" in page.text("#problem-list"))
        assert "is not planned for custom_event" in page.text("#view-json")
        page.driver.get("about:blank")


def test_the_plan_says_what_was_seen_and_what_never(serve, page):
    with serve(plan=mparticle.DataPlan.load(PLAN)) as live:
        live.send_all([GOOD, BAD])
        page.open(live.url)
        page.click("#open-plan")
        page.until(lambda: page.text("#plan-said") == "shop, version 3: 2 of 7 points seen")
        assert page.texts("#plan-points tr:first-child > *") == ['custom_event "Email Sends" (other)', "2", "2"]
        assert page.texts("#plan-points tr:nth-child(2) > *")[1] == "never"
        assert page.text("#unplanned") == 'custom_event "Email Send" (other): 1'
        page.click("#plan-done")
        page.driver.get("about:blank")


def test_without_a_plan_nothing_is_said_about_one(live, page):
    page.open(live.url)
    page.until(lambda: page.text("#connection") == "Live")
    assert page.js(
        "return document.querySelector('#open-plan').hidden && document.querySelector('#plan-filter').hidden"
    )
