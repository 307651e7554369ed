"""The files of a folder of rules as located trees: rules and cases alike."""

from pathlib import Path
from typing import Literal

from public_aids.engine.record import Record
from public_aids.engine.rulebook.files import rule_files
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Node

Role = Literal["rules", "facts", "sources", "contacts", "scheme", "cases"]
OtherRole = Literal["profile", "shares"]


class LocatedFile(Record):
    """A file and its tree. `inside` is its path from the folder of rules, with `/`; that of a profile is its own."""

    inside: str
    role: Role | OtherRole
    source: Source
    node: Node
    data: bytes

    @property
    def path(self) -> str:
        return self.source.path


def located_files(folder: Path) -> tuple[tuple[LocatedFile, ...], tuple[Diagnostic, ...]]:
    """Every file of a folder that can be read, in the order of their names, and what is wrong with the others."""
    from public_aids.engine.cases.load import case_files

    found: list[LocatedFile] = []
    problems: list[Diagnostic] = []
    for file in rule_files(folder):
        found += _located(file.inside, file.role, file.shown, file.data, problems)
    for path in case_files(folder):
        inside = path.relative_to(folder).as_posix()
        found += _located(inside, "cases", str(path), path.read_bytes(), problems)
    return tuple(sorted(found, key=lambda file: file.inside)), tuple(problems)


def located_profile(path: str, data: bytes) -> tuple[LocatedFile | None, tuple[Diagnostic, ...]]:
    """A profile beside the rules, or what is wrong with it."""
    problems: list[Diagnostic] = []
    found = _located(path, "profile", path, data, problems)
    return (found[0] if found and not problems else None), tuple(problems)


def _located(
    inside: str, role: Role | OtherRole, shown: str, data: bytes, problems: list[Diagnostic]
) -> list[LocatedFile]:
    from public_aids.engine.source.files import read_bytes_as_source
    from public_aids.engine.source.yaml_reader import read_yaml

    source = read_bytes_as_source(shown, data)
    if isinstance(source, Diagnostic):
        problems.append(source)
        return []
    node, wrong = read_yaml(source)
    problems += wrong
    return [LocatedFile(inside, role, source, node, data)] if node is not None else []
