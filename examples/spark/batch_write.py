"""A table of visits to the Events API: columns become batches, rejects go to a directory.

spark-submit with MPARTICLE_API_KEY, MPARTICLE_API_SECRET and, for a sandbox, MPARTICLE_HOST in the environment.
"""

import tempfile

from pyspark.sql import SparkSession

from mparticle_facade.spark import register

MAPPING = """
environment = { value = "development" }
user_identities.customer_id = "user"

[[events]]
event_type = { value = "custom_event" }
data.event_name = "page"
data.custom_event_type = { value = "navigation" }
data.timestamp_unixtime_ms = "at"
"""

spark = SparkSession.builder.getOrCreate()
counts = register(spark)

visits = spark.sql(
    "SELECT * FROM VALUES ('ann', 'Home', TIMESTAMP '2026-01-01 12:00:00Z'), ('ann', 'Shop', TIMESTAMP "
    "'2026-01-01 12:01:00Z'), ('bob', 'Home', TIMESTAMP '2026-01-01 12:02:00Z') AS visits(user, page, at)"
)
(
    # Rows of a user side by side, in an order that is the same on every attempt: then they can share a batch.
    visits.repartition("user")
    .sortWithinPartitions("user", "at", "page")
    .write.format("mparticle")
    .option("mapping", MAPPING)
    .option("rowsPerBatch", 100)
    .option("deadLetters", tempfile.mkdtemp())
    .mode("append")
    .save()
)
print(counts.value)
