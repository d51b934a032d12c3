"""Files of batches, one JSON batch a line, to the Events API as they arrive."""

import sys

from pyspark.sql import SparkSession

from mparticle_facade.spark import register

source, state = sys.argv[1:]  # a directory of files; a directory that outlives the program

spark = SparkSession.builder.getOrCreate()
register(spark)

query = (
    spark.readStream.text(source)
    .writeStream.format("mparticle")
    .option("deadLetters", f"{state}/dead-letters")
    .option("checkpointLocation", f"{state}/checkpoint")
    .trigger(availableNow=True)  # or processingTime="10 seconds", to go on for ever
    .start()
)
query.awaitTermination()
print(query.lastProgress.numInputRows if query.lastProgress else 0, "rows in the last micro-batch")
