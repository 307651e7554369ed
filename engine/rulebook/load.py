"""A folder of rule files, read into a rulebook.

`facts.yaml`, `sources.yaml` and `contacts.yaml` stand at the top of the folder; every other YAML file that is not a
file of cases (`*.cases.yaml`) holds one scheme. What is wrong in any file is gathered, and nothing is used of rules
that are wrong anywhere.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import engine
from engine.rulebook.files import RuleFile, rule_files, rules_hash
from engine.rulebook.model import Contact, Document, Fact, Rulebook, Scheme
from engine.source.diagnostic import BrokenError, Diagnostic
from engine.source.place import Source
from engine.source.tree import Node
from engine.text import Text

DEFAULT_RULES = Path(engine.__file__).parent.parent / "schemes"


def load(folder: Path) -> Rulebook:
    """The rulebook of a folder. Raises `BrokenError` with every error of every file."""
    rules, problems = read(folder)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if rules is None or errors:
        raise BrokenError(errors)
    return rules


def diagnose(folder: Path) -> tuple[Diagnostic, ...]:
    """Everything that is wrong or doubtful in the files of a folder, in one pass."""
    return read(folder)[1]


def read(folder: Path) -> tuple[Rulebook | None, tuple[Diagnostic, ...]]:
    """The rulebook of a folder, None where it cannot be made, and what is wrong."""
    from engine.rulebook.other_files import contacts_from, documents_from
    from engine.rulebook.reading import Reader
    from engine.rulebook.references import check_references
    from engine.rulebook.scheme_file import scheme_from

    files = rule_files(folder)
    problems: list[Diagnostic] = list(_absent(folder, files))
    facts = _facts(files, problems)
    documents: tuple[Document, ...] = ()
    contacts: tuple[Contact, ...] = ()
    schemes: list[tuple[Source, Node, Scheme]] = []
    for file in files:
        if file.role == "facts":
            continue
        source, node = _shaped(file, problems)
        if source is None or node is None:
            continue
        reader = Reader(source, facts)
        match file.role:
            case "sources":
                documents = documents_from(node, reader)
            case "contacts":
                contacts = contacts_from(node, reader)
            case "scheme":
                schemes.append((source, node, scheme_from(node, reader, file.inside)))
        problems += reader.problems
    rules = Rulebook(
        facts=facts,
        documents=documents,
        contacts=contacts,
        schemes=tuple(sorted((scheme for _, _, scheme in schemes), key=lambda scheme: scheme.id)),
        hash=rules_hash(files),
    )
    problems += check_references(rules, tuple(schemes))
    broken = any(problem.severity == "error" for problem in problems)
    return (None if broken else rules), tuple(sorted(problems, key=_by_place))


def _facts(files: tuple[RuleFile, ...], problems: list[Diagnostic]) -> Mapping[str, Fact]:
    from engine.rulebook.other_files import fact_names, facts_from
    from engine.rulebook.reading import Reader

    for file in files:
        if file.role == "facts":
            source, node = _shaped(file, problems)
            if source is None or node is None:
                return {}
            names = fact_names(node)
            reader = Reader(source, dict.fromkeys(names, _UNREAD), clocks=("on",))
            facts = facts_from(node, reader)
            problems += reader.problems
            return facts
    return {}


def _shaped(file: RuleFile, problems: list[Diagnostic]) -> tuple[Source | None, Node | None]:
    """The tree of a file when it is readable and has the right shape; else None, and what is wrong."""
    from engine.rulebook.shape import check_shape
    from engine.source.files import read_bytes_as_source
    from engine.source.yaml_reader import read_yaml

    source = read_bytes_as_source(file.shown, file.data, MAX_BYTES)
    if isinstance(source, Diagnostic):
        problems.append(source)
        return None, None
    node, found = read_yaml(source)
    problems += found
    if node is None or any(problem.severity == "error" for problem in found):
        return source, None
    wrong = check_shape(node, source, file.role)
    problems += wrong
    return source, None if wrong else node


def _absent(folder: Path, files: tuple[RuleFile, ...]) -> Iterator[Diagnostic]:
    roles = {file.role for file in files}
    for role in ("facts", "sources", "contacts"):
        if role not in roles:
            message = Text(
                f"le fichier `{role}.yaml` manque dans {folder}", f"the file `{role}.yaml` is missing in {folder}"
            )
            cure = Text("`--rules` nomme le dossier qui le contient", "`--rules` names the folder that holds it")
            yield Diagnostic("R407", message, cures=(cure,))


def _by_place(problem: Diagnostic) -> tuple[str, int, int, str]:
    place = problem.place
    return (place.path, place.line, place.column, problem.code) if place else ("", 0, 0, problem.code)


MAX_BYTES = 1_000_000
_UNREAD = Fact("", "boolean", Text("", ""), Text("", ""))
