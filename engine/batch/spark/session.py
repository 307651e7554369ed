"""A session of Spark: that of a cluster by its URL, or a local one with workers on this machine."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from public_aids.engine.batch.spark.failure import in_one_line

JAVA = 17  # the oldest one that Spark 4 takes
LIBRARIES = ("polars", "pyspark", "pandas", "pyarrow")
BATCH = 50_000  # rows that go to Python at once
STEADY = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",  # the département 01 is not a number
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH),
    "spark.executorEnv.POLARS_MAX_THREADS": "1",  # Spark runs one Python a core
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",  # no `.crc` beside each file
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",  # the folder is there: it is whole
}
LOCAL = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def has_java() -> bool:
    """Is there a Java where Spark looks for one?"""
    home = os.environ.get("JAVA_HOME")
    return Path(home, "bin", "java").is_file() if home else shutil.which("java") is not None


@contextmanager
def spark_session(master: str, settings: Mapping[str, str] | None = None, quiet: bool = True) -> Iterator[Any]:
    """A `pyspark.sql.SparkSession`, stopped at the end; `quiet` silences what Java writes on standard error.

    Raises `SparkFailedError` where Spark does not start.
    """
    session = _started(master, settings or {}, quiet)
    try:
        yield session
    finally:
        session.stop()


def _started(master: str, settings: Mapping[str, str], quiet: bool) -> Any:
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    is_local = master.partition("[")[0] == "local"
    if is_local:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else the first `python3` of the path
    chosen = {**STEADY, **(LOCAL if is_local else {}), **settings}
    conf = SparkConf().setMaster(master).setAppName("schemes").setAll(list(chosen.items()))
    with in_one_line():
        java = SparkContext._gateway or launch_gateway(conf, {"stderr": subprocess.DEVNULL} if quiet else {})
        return SparkSession(SparkContext(conf=conf, gateway=java))
