"""A folder of rule files, read into a rulebook.

`facts.yaml`, `sources.yaml` and `contacts.yaml` stand at the top of the folder; every other YAML file that is not a
file of cases (`*.cases.yaml`) holds one scheme. What is wrong in any file is gathered, and nothing is used of rules
that are wrong anywhere.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from public_aids import engine
from public_aids.engine.record import Record
from public_aids.engine.rulebook.files import MANIFEST, Role, RuleFile, rule_files, rules_hash, stem
from public_aids.engine.rulebook.model import CLOCKS, NO_MANIFEST, Contact, Document, Fact, Manifest, Rulebook, Scheme
from public_aids.engine.rulebook.unfilled import STILL_TO_FILL
from public_aids.engine.source.diagnostic import Diagnostic, RulesError, by_place
from public_aids.engine.source.place import Place, Source
from public_aids.engine.source.tree import Node, at
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from public_aids.engine.rulebook.references import Known

DEFAULT_RULES = Path(engine.__file__).parent.parent / "schemes"


def load(folder: Path) -> Rulebook:
    """The rulebook of a folder. Raises `RulesError` with every error of every file."""
    rules, problems = read(folder)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if rules is None or errors:
        raise RulesError(errors)
    return rules


def load_filled(folder: Path) -> tuple[Rulebook, tuple[str, ...]]:
    """The rulebook without the schemes of which something is still to be filled in, and their files.

    Such a scheme is no rule yet: what the other ones answer does not wait for it. Raises `RulesError` as `load` does
    where anything else is wrong, were it only that another file names one of these schemes.
    """
    files = rule_files(folder)
    problems = _read(folder, files)[1]
    drafts = {one.place.path for one in problems if one.code == STILL_TO_FILL and one.place is not None}
    rules = _read(folder, tuple(file for file in files if file.shown not in drafts))[0] if drafts else None
    if rules is None:
        raise RulesError(tuple(problem for problem in problems if problem.severity == "error"))
    return rules, tuple(sorted(drafts))


def diagnose(folder: Path) -> tuple[Diagnostic, ...]:
    """Everything that is wrong or doubtful in the files of a folder, in one pass."""
    return read(folder)[1]


def read(folder: Path) -> tuple[Rulebook | None, tuple[Diagnostic, ...]]:
    """The rulebook of a folder, None where it cannot be made, and what is wrong."""
    return _read(folder, rule_files(folder))


def _read(folder: Path, files: tuple[RuleFile, ...]) -> tuple[Rulebook | None, tuple[Diagnostic, ...]]:
    from public_aids.engine.rulebook.coherence.card import Card, card_of
    from public_aids.engine.rulebook.coherence.findings import found_among, found_in
    from public_aids.engine.rulebook.coherence.logic import Logic
    from public_aids.engine.rulebook.coherence.placed import placed, placed_in_files
    from public_aids.engine.rulebook.references import declared_twice
    from public_aids.engine.rulebook.scheme_reading import read_scheme

    shared, problems = read_shared(folder, files)
    known, logic = known_names(files, shared), Logic(shared.facts)
    schemes: list[Scheme] = []
    cards: list[Card] = []
    ids: list[tuple[str, Place, str]] = []
    for file in files:
        if file.role != "scheme":
            continue
        one = read_scheme(file, known)
        problems += one.problems
        if one.scheme is not None and one.source is not None and one.node is not None:
            schemes.append(one.scheme)
            place = at(one.node, ("id",)).place
            ids.append((one.scheme.id, place, one.source.line(place.line)))
            if one.sound:
                problems += placed(found_in(one.scheme, logic), one.source, one.node)
                cards.append(card_of(one.scheme))
    problems += declared_twice(ids)
    problems += placed_in_files(found_among(tuple(cards)), files)
    rules = Rulebook(
        facts=shared.facts,
        documents=shared.documents,
        contacts=shared.contacts,
        manifest=shared.manifest,
        schemes=tuple(sorted(schemes, key=lambda scheme: scheme.id)),
        hash=rules_hash(files),
    )
    broken = any(problem.severity == "error" for problem in problems)
    return (None if broken else rules), tuple(sorted(problems, key=by_place))


class Shared(Record):
    """What the files of schemes have in common. A part is `complete` when its file was read without an error."""

    facts: Mapping[str, Fact]
    documents: tuple[Document, ...]
    contacts: tuple[Contact, ...]
    manifest: Manifest
    complete: frozenset[Role]


def read_shared(folder: Path, files: tuple[RuleFile, ...]) -> tuple[Shared, list[Diagnostic]]:
    """The facts, the documents and the contacts of a folder, and what is wrong with their files."""
    from public_aids.engine.rulebook.circles import check_circles
    from public_aids.engine.rulebook.manifest import check_contracts, check_roles, manifest_from
    from public_aids.engine.rulebook.other_files import contacts_from, documents_from, facts_from
    from public_aids.engine.rulebook.reading import Reader
    from public_aids.engine.rulebook.references import check_documents
    from public_aids.engine.rulebook.reserved import check_names
    from public_aids.engine.rulebook.scheme_reading import shaped

    problems: list[Diagnostic] = list(_absent(folder, files))
    facts: Mapping[str, Fact] = {}
    documents: tuple[Document, ...] = ()
    contacts: tuple[Contact, ...] = ()
    manifest: Manifest | None = None
    complete: set[Role] = set()
    citing: list[tuple[Source, Node]] = []
    for file in files:
        if file.role == "scheme":
            continue
        source, node, found = shaped(file)
        problems += found
        if source is None or node is None:
            continue
        complete.add(file.role)
        if file.role == "facts":
            declared = facts_from(node, Reader(source, {}))  # for their types alone
            reader = Reader(source, declared, clocks=("on",))
            facts = facts_from(node, reader)
            check_circles(node, facts, reader)
            check_names(node, reader)
            if all(one.role != "rules" for one in files):
                check_contracts(node, facts, manifest_of_the_program().roles.contracts, reader)
        elif file.role == "sources":
            reader = Reader(source, {})
            documents = documents_from(node, reader)
        elif file.role == "rules":
            reader = Reader(source, {})
            manifest = manifest_from(node, reader)
            if "facts" in complete:  # their file comes first
                check_roles(node, facts, reader)
        else:
            reader = Reader(source, {})
            contacts = contacts_from(node, reader)
        citing.append((source, node))
        problems += reader.problems
    if "sources" in complete:
        known = frozenset(one.id for one in documents)
        problems += (one for source, node in citing for one in check_documents(source, node, known))
    return Shared(facts, documents, contacts, manifest or manifest_of_the_program(), frozenset(complete)), problems


@cache
def manifest_of_the_program() -> Manifest:
    """That of its own rules, by which a folder without a manifest is read, as all were before there was one."""
    from public_aids.engine.rulebook.manifest import manifest_from
    from public_aids.engine.rulebook.reading import Reader
    from public_aids.engine.rulebook.scheme_reading import shaped

    path = DEFAULT_RULES / MANIFEST
    source, node, _ = shaped(RuleFile(str(path), MANIFEST, "rules", path.read_bytes()))
    return NO_MANIFEST if source is None or node is None else manifest_from(node, Reader(source, {}))


def known_names(files: tuple[RuleFile, ...], shared: Shared) -> "Known":
    """The names that the files of schemes may use."""
    from public_aids.engine.rulebook.expressions import names_for
    from public_aids.engine.rulebook.parsed import Expressions
    from public_aids.engine.rulebook.references import Known
    from public_aids.engine.rulebook.scheme_reading import scheme_id

    ids = [(scheme_id(file) or stem(file.inside), file.inside) for file in files if file.role == "scheme"]
    count = Counter(name for name, _ in ids)
    names = {name for name, _ in ids if name}
    twice = {name for name in names if count[name] > 1}
    names |= {stem(inside) for name, inside in ids if name in twice}  # what one of the two was probably called
    return Known(
        facts=shared.facts,
        documents=frozenset(one.id for one in shared.documents),
        schemes=frozenset(names),
        twice=frozenset(twice),
        expressions=Expressions(names_for(shared.facts.values(), CLOCKS)),
        facts_incomplete="facts" not in shared.complete,
        documents_incomplete="sources" not in shared.complete,
    )


def _absent(folder: Path, files: tuple[RuleFile, ...]) -> Iterator[Diagnostic]:
    roles = {file.role for file in files}
    for role in ("facts", "sources", "contacts"):
        if role not in roles:
            message = Text(
                f"le fichier `{role}.yaml` manque dans {folder}", f"the file `{role}.yaml` is missing in {folder}"
            )
            cure = Text("`--rules` nomme le dossier qui le contient", "`--rules` names the folder that holds it")
            yield Diagnostic("R407", message, cures=(cure,))
