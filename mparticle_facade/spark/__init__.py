"""Spark: ``df.write.format("mparticle")`` and ``df.writeStream.format("mparticle")``. See docs/spark.md.

Needs the extra ``mparticle-facade[spark]`` on the driver and on every executor.
"""

from mparticle_facade.spark.source import MParticleDataSource, register
from mparticle_facade.spark.struct import batch_schema

__all__ = ["MParticleDataSource", "batch_schema", "register"]
