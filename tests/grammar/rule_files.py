"""The rule files and the shared documents, for the tests of this folder."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import plain
from public_aids.engine.source.yaml_reader import read_yaml

ROOT = Path(__file__).parent.parent.parent
SCHEMES = ROOT / "schemes"
GRAMMAR = ROOT / "grammar"
TOP = ("rules", "facts", "sources", "contacts")


def rule_files() -> tuple[Path, ...]:
    """Every YAML file under `schemes/`, cases too."""
    return tuple(sorted(SCHEMES.rglob("*.yaml")))


def scheme_files() -> tuple[Path, ...]:
    return tuple(path for path in rule_files() if schema_of(path) == "scheme")


def schema_of(path: Path) -> str:
    if path.name.endswith(".cases.yaml"):
        return "cases"
    return path.stem if path.parent == SCHEMES and path.stem in TOP else "scheme"


@cache
def read(path: Path) -> object:
    """The plain data of a file that the strict reader accepts without a finding."""
    node, problems = read_yaml(Source(str(path), path.read_text(encoding="utf-8")))
    assert node is not None and not problems, problems
    return plain(node)


def mappings(data: object) -> Iterator[dict[str, object]]:
    """Every mapping in the data, at any depth, the outer ones first."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from mappings(value)
    elif isinstance(data, list):
        for value in data:
            yield from mappings(value)


def shared(part: str) -> Path:
    """A folder of the shared documents; the test is skipped where they are not at hand."""
    root = Path(os.environ.get("SCHEMES_SHARED", ROOT.parent / "shared"))
    if not (root / part).is_dir():
        pytest.skip(f"no shared documents: {part} is not beside the checkout nor under SCHEMES_SHARED")
    return root / part
