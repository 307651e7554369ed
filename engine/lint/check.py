"""A folder of rules and of cases, checked in one pass."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from engine.cases.load import SUFFIX, case_files, no_scheme
from engine.lint.card import facts_card
from engine.lint.checked import Checked
from engine.lint.context import Context, Folder
from engine.lint.finding import Finding
from engine.lint.registry import of_folder
from engine.lint.reports import Report, diagnostics_at_id, located
from engine.lint.work import Work, reports_on
from engine.rulebook.files import ROLES, RuleFile, rule_files
from engine.rulebook.load import Shared, by_place, known_names, read_shared
from engine.rulebook.references import Known, declared_twice
from engine.rulebook.scheme_reading import shaped
from engine.source.diagnostic import Diagnostic


def check_folder(folder: Path, as_of: date, workers: int = 1) -> Checked:
    """Everything that is wrong or doubtful in a folder, in the order of its files; reviews are due `as_of` a day."""
    files = rule_files(folder)
    shared, problems = read_shared(folder, files)
    known = known_names(files, shared)
    schemes = tuple(file for file in files if file.role == "scheme")
    cases = {path.name.removesuffix(SUFFIX): path for path in case_files(folder)}
    reports = reports_on(Work(schemes, known, Context(shared.facts, as_of), cases), workers)
    problems += (problem for report in reports for problem in report.diagnostics)
    problems += declared_twice(
        (report.card.scheme, report.id_place, report.id_line)
        for report in reports
        if report.card is not None and report.id_place is not None
    )
    problems += _lost_cases(cases, known)
    problems += _of_folder(files, shared, reports, frozenset(cases))
    paths = {file.inside: file.shown for file in files}
    read = (*paths.values(), *(str(path) for path in cases.values()))
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


def _lost_cases(cases: dict[str, Path], known: Known) -> Iterator[Diagnostic]:
    for name, path in cases.items():
        if name not in known.schemes:
            yield no_scheme(path, name, known.schemes)


def _of_folder(
    files: tuple[RuleFile, ...], shared: Shared, reports: tuple[Report, ...], with_cases: frozenset[str]
) -> Iterator[Diagnostic]:
    cards = tuple(report.card for report in reports if report.card is not None and report.sound)
    folder = Folder(shared.facts, facts_card(shared.facts, "facts.yaml"), cards, with_cases)
    whole = "facts" in shared.complete and all(report.sound for report in reports)
    by_file: dict[str, list[Finding]] = {}
    for rule in of_folder(whole=whole):
        for finding in rule(folder):
            by_file.setdefault(finding.file, []).append(finding)
    for report in reports:
        if report.card is not None and report.card.file in by_file:
            by_file[report.card.file], at_id = _split(by_file[report.card.file])
            yield from diagnostics_at_id(at_id, report)
    for file in files:
        if by_file.get(file.inside):
            source, node, _ = shaped(file)
            if source is not None and node is not None:
                yield from located(tuple(by_file[file.inside]), source, node)


def _split(findings: list[Finding]) -> tuple[list[Finding], tuple[Finding, ...]]:
    """Those that have to be looked up in their file, and those about the `id`, whose place is at hand."""
    at_id = tuple(finding for finding in findings if finding.path == ("id",) and not finding.key)
    return [finding for finding in findings if finding not in at_id], at_id
