"""A real Spark on this machine (Java 17 or newer), and the sandbox to send to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

os.environ["PYSPARK_PYTHON"] = sys.executable  # else the workers are whatever python3 is
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"

from pyspark.sql import SparkSession


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("filterwarnings", "ignore::ResourceWarning")  # sockets of pyspark's own


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Two tasks at a time, each tried up to four times."""
    session = (
        SparkSession.builder.master("local[2,4]")
        .appName("mparticle-facade")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .config("spark.mparticle.apiKey", "sandbox-key")
        .config("spark.mparticle.apiSecret", "sandbox-secret")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("FATAL")
    yield session
    session.stop()


@pytest.fixture
def counts(spark: SparkSession) -> Any:
    """What the writes of this test add up to."""
    from mparticle_facade.spark import register

    return register(spark)
