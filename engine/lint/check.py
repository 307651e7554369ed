"""A folder of rules and of cases, checked in one pass."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from public_aids.engine.cases.load import SUFFIX, case_files, no_scheme
from public_aids.engine.lint.checked import Checked
from public_aids.engine.lint.context import Context, Folder
from public_aids.engine.lint.registry import of_folder
from public_aids.engine.lint.reports import Report, Scalars, cited_in, diagnostics_at_id, said_of_words
from public_aids.engine.lint.work import reports_on
from public_aids.engine.rulebook.coherence.card import facts_card
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.coherence.findings import found_among
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.coherence.placed import placed_in_files
from public_aids.engine.rulebook.files import ROLES, SHARES, RuleFile, rule_files
from public_aids.engine.rulebook.load import Shared, known_names, read_shared
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.rulebook.population.reading import distributions_from
from public_aids.engine.rulebook.references import Known, declared_twice
from public_aids.engine.rulebook.scheme_reading import shaped
from public_aids.engine.source.diagnostic import Diagnostic, by_place
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Node, scalars


def check_folder(folder: Path, as_of: date, workers: int = 1) -> Checked:
    """Everything that is wrong or doubtful in a folder, in the order of its files; reviews are due `as_of` a day."""
    files = rule_files(folder)
    shared, problems = read_shared(folder, files)
    known = known_names(files, shared)
    schemes = tuple(file for file in files if file.role == "scheme")
    cases = {path.name.removesuffix(SUFFIX): path for path in case_files(folder)}
    context = Context(Logic(shared.facts), as_of, Rulebook(shared.facts, (), (), ()))
    reports = reports_on(schemes, known, context, cases, workers)
    problems += (problem for report in reports for problem in report.diagnostics)
    trees = _shared_trees(files)
    problems += (one for tree in trees for one in said_of_words(*tree))
    cited = frozenset[str]().union(*(cited_in(single) for *_, single in trees), *(report.cited for report in reports))
    problems += declared_twice(
        (report.card.scheme, report.id_place, report.id_line)
        for report in reports
        if report.card is not None and report.id_place is not None
    )
    problems += _lost_cases(cases, known)
    drawn = (folder / SHARES,) if (folder / SHARES).is_file() else ()
    if "facts" in shared.complete:
        for path in drawn:
            role = shared.manifest.roles.contracts
            problems += distributions_from(str(path), path.read_bytes(), shared.facts, role)[1]
    problems += _of_folder(files, shared, reports, frozenset(cases), cited, as_of)
    paths = {file.inside: file.shown for file in files}
    read = (*paths.values(), *map(str, cases.values()), *map(str, drawn))
    return Checked(tuple(sorted(problems, key=by_place)), read, _uses(reports, paths, cases))


def _uses(
    reports: tuple[Report, ...], paths: Mapping[str, str], cases: Mapping[str, Path]
) -> dict[str, tuple[str, ...]]:
    """For each file of a scheme or of cases: the facts, the sources and the schemes that it names, or that name it."""
    shared = tuple(paths[name] for name in ROLES if name in paths)
    cards = {report.card.scheme: report.card for report in reports if report.card is not None}
    near: dict[str, set[str]] = {name: set() for name in cards}
    for name, card in cards.items():
        for other in (*(tie.scheme for tie in card.ties), *card.replaced_by):
            if other in cards:
                near[name].add(paths[cards[other].file])
                near[other].add(paths[card.file])
    uses = {name: (*shared, *sorted(near[name])) for name in cards}
    of_schemes = {paths[cards[name].file]: used for name, used in uses.items()}
    of_cases = {str(path): (paths[cards[name].file], *uses[name]) for name, path in cases.items() if name in cards}
    return {**of_schemes, **of_cases}


def _shared_trees(files: tuple[RuleFile, ...]) -> tuple[tuple[Source, Node, Scalars], ...]:
    """The files that are no schemes, where nothing is wrong with their shape."""
    trees = (shaped(file)[:2] for file in files if file.role != "scheme")
    return tuple(
        (source, node, tuple(scalars(node))) for source, node in trees if source is not None and node is not None
    )


def _lost_cases(cases: dict[str, Path], known: Known) -> Iterator[Diagnostic]:
    for name, path in cases.items():
        if name not in known.schemes:
            yield no_scheme(path, name, known.schemes)


def _of_folder(
    files: tuple[RuleFile, ...],
    shared: Shared,
    reports: tuple[Report, ...],
    with_cases: frozenset[str],
    cited: frozenset[str],
    as_of: date,
) -> Iterator[Diagnostic]:
    cards = tuple(report.card for report in reports if report.card is not None and report.sound)
    folder = Folder(
        facts=shared.facts,
        facts_card=facts_card(shared.facts, "facts.yaml"),
        cards=cards,
        with_cases=with_cases,
        documents=shared.documents,
        contacts=shared.contacts,
        roles=shared.manifest.roles,
        declared="rules" in shared.complete,
        cited=cited,
        as_of=as_of,
    )
    whole = "facts" in shared.complete and all(report.sound for report in reports)
    doubts = (finding for rule in of_folder(whole=whole) for finding in rule(folder))
    at_id: dict[str, list[Finding]] = {}  # by file: those whose place is at hand
    elsewhere: list[Finding] = []
    for one in (*found_among(cards), *doubts):
        (at_id.setdefault(one.file, []) if one.path == ("id",) and not one.key else elsewhere).append(one)
    for report in reports:
        if report.card is not None:
            yield from diagnostics_at_id(at_id.get(report.card.file, ()), report)
    yield from placed_in_files(elsewhere, files)
