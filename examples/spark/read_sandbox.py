"""The reading side of a test: what a sandbox holds, as a DataFrame. Its address is in MPARTICLE_HOST."""

import json
import os
from collections.abc import Iterator
from urllib.parse import urljoin

import httpx
from pyspark.sql import DataFrame, SparkSession

from mparticle_facade.spark import batch_schema


def entries(url: str) -> Iterator[dict]:
    after = 0
    while page := httpx.get(urljoin(url, "/sandbox/batches"), params={"after": after, "limit": 1000}).json():
        if not page["batches"]:
            return
        yield from page["batches"]
        after = page["next"]


def received(spark: SparkSession, url: str) -> DataFrame:
    """One row for each batch that arrived, the batch itself as JSON."""
    rows = [(e["id"], e["received_ms"], e["status"], json.dumps(e["batch"])) for e in entries(url)]
    return spark.createDataFrame(rows, "id long, received_ms long, status string, batch string")


spark = SparkSession.builder.getOrCreate()
arrived = received(spark, os.environ["MPARTICLE_HOST"])
arrived.groupBy("status").count().show()
users = arrived.selectExpr(f"from_json(batch, '{batch_schema().simpleString()}') AS batch")
users.groupBy("batch.user_identities.customer_id").count().orderBy("customer_id").show()
