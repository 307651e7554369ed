"""A population by Apache Spark, where one machine is not enough: the query of `engine.batch.query`, over Parquet.

Spark compiles a large SELECT into one Java method; above 8,000 bytes the virtual machine never compiles it further
unless it is told to.
"""

from datetime import date
from typing import Any

from engine.batch.plan import PARTS, Part
from engine.batch.query import query
from engine.batch.rules import lower_rules
from engine.rulebook.model import Rulebook

HUGE_METHODS = "-XX:-DontCompileHugeMethods"
COLUMN_PARTS: tuple[Part, ...] = tuple(part for part in PARTS if part != "best")
TABLE = "situations"


def local_session(workers: int = 2, memory: str = "2g") -> Any:
    """A session on this machine, with so many workers."""
    from pyspark.sql import SparkSession

    return (
        SparkSession.builder.master(f"local[{workers}]")
        .appName("schemes")
        .config("spark.driver.memory", memory)
        .config("spark.driver.extraJavaOptions", HUGE_METHODS)
        .config("spark.executor.extraJavaOptions", HUGE_METHODS)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.shuffle.partitions", str(workers))
        .getOrCreate()
    )


def evaluate_on_spark(
    session: Any,
    situations: Any,
    rules: Rulebook,
    on: date,
    keys: tuple[str, ...] = (),
    parts: tuple[Part, ...] = COLUMN_PARTS,
    slots: int = 1,
) -> Any:
    """The result of a Spark frame whose columns are facts, as a lazy frame; `row_by_row` marks what it does not cover.

    Facts that the frame does not have are unknown; contracts are in `contrat_1_...` columns and `nombre_contrats`.
    """
    plan = lower_rules(rules, on, slots, parts, share=False)
    situations.createOrReplaceTempView(TABLE)
    return session.sql(query(plan, TABLE, "spark", have=tuple(situations.columns), keys=keys))
