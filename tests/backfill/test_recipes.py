"""The recipes of docs/backfill.md, as they stand there, on small files in the public shapes of the vendors."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from mparticle_facade.cli.program import run

PAGE = Path(__file__).parents[2] / "docs" / "backfill.md"


def recipe(title: str) -> str:
    section = PAGE.read_text().partition(f"### {title}\n")[2].partition("\n### ")[0]
    found = re.search(r"```sql\n(.*?)```", section, re.DOTALL)
    assert found, title
    return found[1]


@pytest.fixture
def arrived(sandbox, tmp_path, monkeypatch, capsys):
    """Uploads these files with this recipe; the batches that the sandbox has."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPARTICLE_API_KEY", "sandbox-key")
    monkeypatch.setenv("MPARTICLE_API_SECRET", "sandbox-secret")

    def upload(files: dict[str, bytes | str], *arguments: str, title: str | None = None) -> list[dict[str, Any]]:
        for name, content in files.items():
            Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        if title:
            Path("recipe.sql").write_text(recipe(title))
            arguments = (*arguments, "--sql", "recipe.sql")
        code = run(["upload", *files, *arguments, "--host", sandbox.url, "--rate", "0", "--json",
                    "--environment", "development"])  # fmt: skip
        receipt = json.loads(capsys.readouterr().out)
        assert (code, receipt["errors"], receipt["unreadable"], receipt["stopped"]) == (0, [], [], None)
        batches = sandbox.batches()
        for batch in batches:
            assert batch.pop("source_request_id")
            assert batch.pop("environment") == "development"
        return sorted(batches, key=lambda batch: json.dumps(batch["user_identities"], sort_keys=True))

    return upload


def event(kind: str, **data: Any) -> dict[str, Any]:
    return {"event_type": kind, "data": data}


def ndjson(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


NOON = 1795176000000  # 2026-11-20T12:00:00Z


def test_segment(arrived):
    rows = ndjson(
        {
            "type": "track", "event": "Order Completed", "userId": "u1", "anonymousId": "a1", "messageId": "m1",
            "timestamp": "2026-11-20T12:00:00.123Z", "properties": {"revenue": 25.5, "coupon": "SUMMER"},
            "context": {"ip": "8.8.8.8"},
        },
        {
            "type": "page", "name": "Home", "userId": "u1", "anonymousId": "a1", "messageId": "m2",
            "timestamp": "2026-11-20T12:00:01Z", "properties": {"path": "/"}, "context": {"ip": "8.8.8.8"},
        },
        {"type": "identify", "userId": "u1", "messageId": "m3", "timestamp": "2026-11-20T12:00:01Z", "traits": {}},
    )  # fmt: skip
    assert arrived({"s.json": rows}, title="Segment") == [
        {
            "user_identities": {"customer_id": "u1", "other": "a1"},
            "ip": "8.8.8.8",
            "events": [
                event("custom_event", event_name="Order Completed", custom_event_type="other", source_message_id="m1",
                      custom_attributes={"revenue": 25.5, "coupon": "SUMMER"}, timestamp_unixtime_ms=NOON + 123),
                event("screen_view", screen_name="Home", custom_attributes={"path": "/"}, source_message_id="m2",
                      timestamp_unixtime_ms=NOON + 1000),
            ],
        }
    ]  # fmt: skip


def test_rudderstack(arrived):
    rows = (
        "id,anonymous_id,user_id,event,event_text,original_timestamp,context_device_model,context_traits_email\n"
        'r1,a,u1,order_completed,Order Completed,2026-11-20 12:00:00.250,"iPhone15,2",u@example.com\n'
    )
    assert arrived({"tracks.csv": rows}, title="RudderStack") == [
        {
            "user_identities": {"customer_id": "u1", "email": "u@example.com"},
            "device_info": {"device_model": "iPhone15,2"},
            "events": [event("custom_event", event_name="Order Completed", custom_event_type="other",
                             timestamp_unixtime_ms=NOON + 250, source_message_id="r1")],
        }
    ]  # fmt: skip


def test_amplitude(arrived):
    rows = ndjson({
        "user_id": "u1", "device_id": "d", "event_type": "Level Up", "event_time": "2026-11-20 12:00:00.500000",
        "event_properties": {"level": 5, "boss": True}, "user_properties": {"plan": "gold"}, "platform": "iOS",
        "os_version": "17.0", "ip_address": "8.8.8.8", "uuid": "5d8b5d1c-6f0e-4d3c-9e6f-1a2b3c4d5e6f",
    })  # fmt: skip
    assert arrived({"a.json": rows}, title="Amplitude") == [
        {
            "user_identities": {"customer_id": "u1"},
            "user_attributes": {"plan": "gold"},
            "device_info": {"platform": "iOS", "os_version": "17.0"},
            "ip": "8.8.8.8",
            "events": [event("custom_event", event_name="Level Up", custom_event_type="other",
                             custom_attributes={"level": 5, "boss": True}, timestamp_unixtime_ms=NOON + 500,
                             source_message_id="5d8b5d1c-6f0e-4d3c-9e6f-1a2b3c4d5e6f")],
        }
    ]  # fmt: skip


def test_mixpanel(arrived):
    rows = ndjson({
        "event": "Signed up",
        "properties": {
            "time": NOON // 1000, "distinct_id": "91304156-cafc", "$browser": "Chrome", "$city": "Oslo",
            "$insert_id": "935d87b1", "mp_country_code": "NO",
        },
    })  # fmt: skip
    assert arrived({"m.ndjson": rows}, title="Mixpanel") == [
        {
            "user_identities": {"customer_id": "91304156-cafc"},
            "user_attributes": {"$City": "Oslo"},
            "events": [event("custom_event", event_name="Signed up", custom_event_type="other",
                             custom_attributes={"browser": "Chrome"}, timestamp_unixtime_ms=NOON,
                             source_message_id="935d87b1")],
        }
    ]  # fmt: skip


def test_ga4(arrived):
    import pyarrow as pa
    from pyarrow import parquet

    value = pa.struct({"string_value": pa.string(), "int_value": pa.int64(), "float_value": pa.float64(),
                       "double_value": pa.float64()})  # fmt: skip
    schema = pa.schema({
        "event_date": pa.string(), "event_timestamp": pa.int64(), "event_name": pa.string(),
        "event_params": pa.list_(pa.struct({"key": pa.string(), "value": value})), "user_id": pa.string(),
        "user_pseudo_id": pa.string(), "device": pa.struct({"operating_system": pa.string()}),
    })  # fmt: skip
    row = {
        "event_date": "20261120", "event_timestamp": NOON * 1000 + 250_000, "event_name": "page_view",
        "event_params": [{"key": "page_title", "value": {"string_value": "Home"}},
                         {"key": "ga_session_id", "value": {"int_value": 42}}],
        "user_id": None, "user_pseudo_id": "123.456", "device": {"operating_system": "Android"},
    }  # fmt: skip
    parquet.write_table(pa.Table.from_pylist([row], schema), "ga4.parquet")
    content = Path("ga4.parquet").read_bytes()
    assert arrived({"ga4.parquet": content}, title="GA4") == [
        {
            "user_identities": {"other": "123.456"},
            "device_info": {"platform": "Android"},
            "events": [event("custom_event", event_name="page_view", custom_event_type="other",
                             custom_attributes={"page_title": "Home", "ga_session_id": "42"},
                             timestamp_unixtime_ms=NOON + 250)],
        }
    ]  # fmt: skip


def test_shopify_orders_of_two_lines(arrived):
    rows = (
        "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Lineitem quantity,Lineitem name,"
        "Lineitem price,Lineitem sku\n"
        '#1001,ann@example.com,paid,2026-11-20 07:00:00 -0500,USD,70.50,5.00,7.05,82.55,2,"Shirt, red",10.25,SKU-1\n'
        "#1001,ann@example.com,,,,,,,,1,Shoe,50.00,SKU-2\n"
    )
    assert arrived({"orders.csv": rows}, title="Shopify") == [
        {
            "user_identities": {"email": "ann@example.com"},
            "events": [event(
                "commerce_event", currency_code="USD", timestamp_unixtime_ms=NOON,
                product_action={
                    "action": "purchase", "transaction_id": "#1001", "total_amount": 82.55, "tax_amount": 7.05,
                    "shipping_amount": 5.0,
                    "products": [{"id": "SKU-1", "name": "Shirt, red", "price": 10.25, "quantity": 2},
                                 {"id": "SKU-2", "name": "Shoe", "price": 50.0, "quantity": 1}],
                },
            )],
        }
    ]  # fmt: skip


def test_uci_online_retail(arrived):
    rows = (
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
        "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom\n"
        "536365,71053,WHITE METAL LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom\n"
        "C536379,D,Discount,-1,12/1/2010 9:41,27.5,14527,United Kingdom\n"
        "536414,22139,,56,12/1/2010 11:52,0,,United Kingdom\n"
    )
    refund, purchase = arrived({"retail.csv": rows}, title="UCI online retail")
    assert purchase == {
        "user_identities": {"customer_id": "17850"},
        "user_attributes": {"$Country": "United Kingdom"},
        "events": [event(
            "commerce_event", currency_code="GBP", timestamp_unixtime_ms=1291191960000,
            product_action={
                "action": "purchase", "transaction_id": "536365", "total_amount": 35.64,
                "products": [
                    {"id": "71053", "name": "WHITE METAL LANTERN", "quantity": 6, "price": 3.39},
                    {"id": "85123A", "name": "WHITE HANGING HEART T-LIGHT HOLDER", "quantity": 6, "price": 2.55},
                ],
            },
        )],
    }  # fmt: skip
    assert refund["user_identities"] == {"customer_id": "14527"}
    assert refund["events"][0]["data"]["product_action"] == {
        "action": "refund", "transaction_id": "C536379", "total_amount": 27.5,
        "products": [{"id": "D", "name": "Discount", "quantity": 1, "price": 27.5}],
    }  # fmt: skip


def test_rees46(arrived):
    rows = (
        "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n"
        "2026-11-20 12:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,72d76fde\n"
        "2026-11-20 12:00:05 UTC,purchase,1004856,2053013555631882655,electronics.smartphone,samsung,130.76,541312140,"
        "72d76fde\n"
    )
    (batch,) = arrived({"2026-Nov.csv": rows}, title="REES46")
    assert batch["user_identities"] == {"customer_id": "541312140"}
    view, purchase = batch["events"]
    assert view == event(
        "commerce_event", timestamp_unixtime_ms=NOON, custom_attributes={"session": "72d76fde"},
        product_action={"action": "view_detail", "products": [{
            "id": "44600062", "name": "product 44600062", "brand": "shiseido", "price": 35.79, "quantity": 1}]},
    )  # fmt: skip
    assert purchase["data"]["product_action"] == {
        "action": "purchase", "transaction_id": "72d76fde", "products": [{
            "id": "1004856", "name": "electronics.smartphone", "brand": "samsung", "price": 130.76, "quantity": 1}],
    }  # fmt: skip


FEED = (
    "user_identities.email,user_identities.customer_id,user_attributes.plan,event.type,event.event_name,"
    "event.custom_event_type,event.timestamp_unixtime_ms\n"
    f"ann@example.com,007,gold,custom_event,Visit,other,{NOON}\n"
)
FED = {
    "user_identities": {"email": "ann@example.com", "customer_id": "007"},
    "user_attributes": {"plan": "gold"},
    "events": [event("custom_event", event_name="Visit", custom_event_type="other", timestamp_unixtime_ms=NOON)],
}


def test_the_headers_of_mparticles_own_feed(arrived):
    assert arrived({"feed.csv": FEED}) == [FED]


def test_a_database(arrived):
    import duckdb

    with duckdb.connect("shop.duckdb") as shop:
        shop.execute("CREATE TABLE customer(id VARCHAR, email VARCHAR)")
        shop.execute("INSERT INTO customer VALUES ('007', 'ann@example.com')")
        shop.execute("CREATE TABLE orders(id VARCHAR, customer_id VARCHAR, total DECIMAL(10, 2), paid_at TIMESTAMPTZ)")
        shop.execute("INSERT INTO orders VALUES ('o1', '007', 82.55, '2026-11-20 12:00:00+00')")
    assert arrived({}, title="A database") == [
        {
            "user_identities": {"customer_id": "007", "email": "ann@example.com"},
            "events": [event("commerce_event", timestamp_unixtime_ms=NOON, product_action={
                "action": "purchase", "transaction_id": "o1", "total_amount": 82.55})],
        }
    ]  # fmt: skip


COLUMNS = """id AS "user_identities.customer_id", plan AS "user_attributes.plan" """


@pytest.mark.skipif(
    not (shutil.which("initdb") and shutil.which("runuser")), reason="needs PostgreSQL's server, and root"
)
def test_postgresql_says_it_as_csv(arrived, request):
    made = tempfile.TemporaryDirectory()  # pytest's own are closed to the server's user
    request.addfinalizer(made.cleanup)
    folder = Path(made.name)
    folder.chmod(0o777)
    settings = f"-k {folder} -c listen_addresses=''"

    def server(*command: str) -> str:
        done = subprocess.run(
            ["runuser", "-u", "postgres", "--", *command], capture_output=True, text=True, check=True, cwd="/"
        )
        return done.stdout

    server("initdb", "-D", f"{folder}/data", "-A", "trust")
    server("pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", settings, "-w", "start")
    try:
        ask = ("psql", "-h", str(folder), "postgres", "-q", "-c")
        server(
            *ask, "CREATE TABLE customer(id text, plan text); INSERT INTO customer VALUES ('007', 'gold, or silver')"
        )
        copied = server(*ask, f"COPY (SELECT {COLUMNS} FROM customer ORDER BY id) TO STDOUT (FORMAT csv, HEADER)")
    finally:
        server("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
    assert arrived({"customer.csv": copied}) == [
        {"user_identities": {"customer_id": "007"}, "user_attributes": {"plan": "gold, or silver"}}
    ]


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="needs the sqlite3 program")
def test_sqlite_says_it_as_csv(arrived):
    with sqlite3.connect("shop.sqlite") as shop:
        shop.execute("CREATE TABLE customer(id TEXT, plan TEXT)")
        shop.execute("INSERT INTO customer VALUES ('007', 'gold, or silver')")
    shop.close()
    query = f"SELECT {COLUMNS} FROM customer"
    copied = subprocess.run(
        ["sqlite3", "-header", "-csv", "shop.sqlite", query], capture_output=True, check=True
    ).stdout
    assert arrived({"customer.csv": copied}) == [
        {"user_identities": {"customer_id": "007"}, "user_attributes": {"plan": "gold, or silver"}}
    ]
