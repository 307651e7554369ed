"""Heavy tests (Spark, PostgreSQL, many rows) run where SCHEMES_ALL is set; elsewhere they are skipped, by name."""

import os
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest

from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Rulebook

pytest.importorskip("polars", reason="the extra `batch` is not installed")

ALL = "SCHEMES_ALL"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "heavy: needs a server, Java or minutes")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get(ALL):
        return
    for item in items:
        if item.get_closest_marker("heavy"):
            item.add_marker(pytest.mark.skip(reason=f"heavy: run with {ALL}=1"))


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return load(DEFAULT_RULES)


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """One session of Spark with two workers for all tests: it takes seconds to start, and more to warm up."""
    from public_aids.engine.batch.spark.session import LIBRARIES, has_java, spark_session

    if missing := [name for name in LIBRARIES if find_spec(name) is None]:
        pytest.skip(f"the extra `spark` is not installed: {', '.join(missing)}")
    if not has_java():
        pytest.skip("there is no Java")
    with spark_session("local[2]") as session:
        yield session
