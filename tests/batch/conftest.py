import sys
from pathlib import Path

import pytest

pytest.importorskip("polars", reason="the extra `batch` is not installed")
sys.path.insert(0, str(Path(__file__).parent))

from engine.rulebook.load import DEFAULT_RULES, load
from engine.rulebook.model import Rulebook


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return load(DEFAULT_RULES)
