"""The batch writer inside ``foreachBatch``: for a stream that goes to more than one place, each row computed once."""

import sys

from pyspark.sql import DataFrame, SparkSession

from mparticle_facade.spark import register

source, state = sys.argv[1:]  # a directory of files with a batch a line; a directory that outlives the program

spark = SparkSession.builder.getOrCreate()
register(spark)


def deliver(rows: DataFrame, micro_batch: int) -> None:
    """Done again after a crash: the service knows the rows by their ids, the archive by its path."""
    rows.persist()
    rows.write.format("mparticle").option("deadLetters", f"{state}/dead-letters").mode("append").save()
    rows.write.mode("overwrite").text(f"{state}/archive/batch={micro_batch}")
    rows.unpersist()


query = (
    spark.readStream.text(source)
    .writeStream.foreachBatch(deliver)
    .option("checkpointLocation", f"{state}/checkpoint")
    .trigger(availableNow=True)
    .start()
)
query.awaitTermination()
print("delivered and archived")
