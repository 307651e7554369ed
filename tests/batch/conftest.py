"""Heavy tests (Spark, PostgreSQL, many rows) run where SCHEMES_ALL is set; elsewhere they are skipped, by name."""

import os

import pytest

from engine.rulebook.load import DEFAULT_RULES, load
from engine.rulebook.model import Rulebook

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
