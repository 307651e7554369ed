"""The files of a folder of rules, and the hash that names their content."""

import os
from typing import Literal

from public_aids import engine
from public_aids.engine.record import Record
from public_aids.engine.rulebook.digest import blake2b
from public_aids.engine.writing import DO, UNDO

Role = Literal["rules", "facts", "sources", "contacts", "scheme"]
MANIFEST = "rules.yaml"
SHARED: dict[str, Role] = {"facts.yaml": "facts", "sources.yaml": "sources", "contacts.yaml": "contacts"}
ROLES: dict[str, Role] = {MANIFEST: "rules", **SHARED}
SHARES = "population.toml"  # how a population is drawn: beside the rules, and none of them
# The same folder as `engine.rulebook.load.DEFAULT_RULES`, which takes pathlib: 3 ms of every start.
RULES_OF_THE_PROGRAM = os.path.join(os.path.dirname(os.path.dirname(engine.__file__)), "schemes")


class RuleFile(Record):
    """`shown` is the path for people, `inside` the one from the folder, with `/`."""

    shown: str
    inside: str
    role: Role
    data: bytes


def rule_files(folder: str | os.PathLike[str]) -> tuple[RuleFile, ...]:
    """Every rule file of a folder, in the order of their names. Files of cases are not rules."""
    root = os.fspath(folder)
    found: list[RuleFile] = []
    for inside in yaml_files(root):
        if inside.endswith((".cases.yaml", ".cases.yml")):
            continue
        path = os.path.join(root, *inside.split("/"))
        with open(path, "rb") as file:
            found.append(RuleFile(path, inside, ROLES.get(inside, "scheme"), file.read()))
    return tuple(found)


def rules_hash(files: tuple[RuleFile, ...]) -> str:
    """The same for the same content, whatever the folder: 32 hexadecimal digits."""
    digest = blake2b(digest_size=16)
    for file in files:
        for part in (file.inside.encode(), file.data):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def stem(path: str) -> str:
    """The name of a file, without its folder and what follows the point."""
    return os.path.basename(path).partition(".")[0]


def yaml_files(folder: str | os.PathLike[str]) -> list[str]:
    """Paths from a folder, with `/`, below it too, in their order; hidden ones are left out.

    A change that a killed run has left there is ended first. Raises `NotWrittenError` where that cannot be done, and
    for a pipe or a device.
    """
    pending: list[str] = []
    found = _yaml_files(os.fspath(folder), "", pending)
    if pending:
        from public_aids.engine.writing.journal import settle

        for one in pending:
            settle(one)
        found = _yaml_files(os.fspath(folder), "", [])
    return sorted(found)


def _leads_back(link: str) -> bool:
    """Whether a link to a folder leads to one that it lies in."""
    return os.path.realpath(os.path.dirname(link)).startswith(os.path.realpath(link))


def _yaml_files(folder: str, inside: str, pending: list[str]) -> list[str]:
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{inside}{entry.name}"
            if entry.name.startswith("."):
                if entry.name in (DO, UNDO) and entry.is_file(follow_symlinks=False):
                    pending.append(folder)
            elif entry.is_dir():
                if not (entry.is_symlink() and _leads_back(entry.path)):
                    found += _yaml_files(entry.path, f"{name}/", pending)
            elif entry.name.endswith((".yaml", ".yml")):
                if not entry.is_file() and os.path.exists(entry.path):
                    from public_aids.engine.writing.refusals import no_file

                    raise no_file(entry.path)  # to open a pipe would wait for ever
                found.append(name)
    return found
