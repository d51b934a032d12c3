"""The secret is used, and can be found nowhere: plans, pages, event log, logs, exceptions."""

from __future__ import annotations

import os
import subprocess
import sys

from mparticle_facade.sandbox import running_sandbox
from mparticle_facade.spark.options import Account

KEY, SECRET = "a-key", "3f9e-NOT-TO-BE-SEEN-77aa"

PROGRAM = """
import sys, urllib.request
from pathlib import Path
from pyspark.sql import SparkSession
from mparticle_facade.spark import MParticleDataSource, register

host, home = sys.argv[1], Path(sys.argv[2])
spark = SparkSession.builder.getOrCreate()
spark.sparkContext.setLogLevel("INFO")
rows = spark.createDataFrame([('{"environment":"development"}',), ("{",)], "value string")

def attempt(frame, **options):
    try:
        frame.write.format("mparticle").options(**{"host": host, **options}).mode("append").save()
    except Exception as error:
        print(error)

for make_known in (register, lambda spark: spark.dataSource.register(MParticleDataSource)):
    make_known(spark)
    attempt(rows, deadLetters=str(home / "dead"))
    attempt(rows)
    attempt(rows, apiSecret=spark.conf.get("spark.mparticle.apiSecret", None) or "x")
    attempt(rows, host=host + "/wrong")

lines = spark.readStream.text(str(home / "input"))
stream = lines.writeStream.format("mparticle").option("host", host).trigger(availableNow=True)
query = stream.option("checkpointLocation", str(home / "checkpoint")).start()
query.awaitTermination()
query.explain(True)
rows.explain(True)
for page in ("environment/", "jobs/", "jobs/job/?id=0", "stages/", "SQL/", "SQL/execution/?id=0", "StreamingQuery/",
             "api/v1/applications", f"api/v1/applications/{spark.sparkContext.applicationId}/environment"):
    print(urllib.request.urlopen(f"{spark.sparkContext.uiWebUrl}/{page}").read().decode())
spark.stop()
"""


def test_the_secret_is_not_to_be_seen(tmp_path):
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "1.json").write_text('{"environment":"development","mpid":1}\n')
    (tmp_path / "log").mkdir()
    settings = {
        "spark.master": "local[2]",
        "spark.ui.showConsoleProgress": "false",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.dir": str(tmp_path / "log"),
        "spark.mparticle.apiKey": KEY,
        "spark.mparticle.apiSecret": SECRET,
        "spark.executorEnv.MPARTICLE_API_SECRET": SECRET,
    }
    (tmp_path / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    environment = {**os.environ, "MPARTICLE_API_SECRET": SECRET, "SPARK_CONF_DIR": str(tmp_path)}
    (tmp_path / "program.py").write_text(PROGRAM)
    with running_sandbox((KEY, SECRET)) as sandbox:
        command = [sys.executable, str(tmp_path / "program.py"), sandbox.url, str(tmp_path)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert sandbox.stats()["batches"] == 2  # the secret was the right one
    files = [
        path for folder in ("log", "dead", "checkpoint") for path in (tmp_path / folder).rglob("*") if path.is_file()
    ]
    seen = {str(path): path.read_text(errors="replace") for path in files}
    assert any("SparkListenerJobStart" in text for text in seen.values())
    for name, text in {**seen, "stdout": done.stdout, "stderr": done.stderr}.items():
        assert SECRET not in text, (name, text[text.index(SECRET) - 500 :][:600])
    assert "credentials are no options" in done.stdout
    assert "can't be delivered" in done.stdout
    assert "Environment" in done.stdout


def test_a_representation_has_no_secret():
    settings = {"spark.mparticle.apiKey": KEY, "spark.mparticle.apiSecret": SECRET}
    assert SECRET not in repr(Account.find(settings.get))
