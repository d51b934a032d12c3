"""A Kafka topic of batches to the Events API, one record a batch.

spark-submit --packages org.apache.spark:spark-sql-kafka-0-10_2.13:4.0.0 kafka.py BROKERS TOPIC STATE
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as sf

from mparticle_facade.spark import register

brokers, topic, state = sys.argv[1:]

spark = SparkSession.builder.getOrCreate()
register(spark)

records = (
    spark.readStream.format("kafka")
    .option("kafka.bootstrap.servers", brokers)
    .option("subscribe", topic)
    .option("maxOffsetsPerTrigger", 16_000)  # about a minute at 270 batches a second
    .load()
)
query = (
    # A record's place in Kafka never changes: two records are two batches, equal or not.
    records.select("value", sf.concat_ws("-", "topic", "partition", "offset").alias("place"))
    .writeStream.format("mparticle")
    .option("idColumn", "place")
    .option("deadLetters", f"{state}/dead-letters")
    .option("checkpointLocation", f"{state}/checkpoint")
    .start()
)
query.awaitTermination()
