"""`schemes test`: the cases beside the schemes, run against the rules."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.options import argument, format_option, new_command, option, whole_number
from public_aids.cli.paths import Wanted, folders_of, of_folders, told
from public_aids.cli.spoken import settings
from public_aids.engine.cases.coverage import SchemeCoverage, coverage, shown_of
from public_aids.engine.cases.load import load_case_files
from public_aids.engine.cases.model import CaseFile, CaseResult
from public_aids.engine.cases.mutation import Mutation
from public_aids.engine.cases.places import Places
from public_aids.engine.cases.run import played
from public_aids.engine.cases.stage import Stage
from public_aids.engine.cases.work import mutations_of
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.load import load
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.rulebook.search import plain_words
from public_aids.engine.source.diagnostic import BrokenError
from public_aids.engine.text import Text

WORKERS = 2


class Tested(Record):
    """What came of the cases of one folder; `places` are those of the files of schemes."""

    results: tuple[CaseResult, ...]
    covered: tuple[SchemeCoverage, ...] = ()
    mutated: tuple[Mutation, ...] = ()
    places: tuple[tuple[str, Places], ...] = ()


@new_command(
    "test",
    fr="Passe les cas qui sont à côté des aides. CHEMIN est un dossier de règles, un sous-dossier ou un"
    " fichier de cas.",
    en="Run the cases beside the schemes. PATH is a folder of rules, a sub-folder or a file of cases.",
    examples=("schemes test",),
)
@argument("paths", "[PATH]...", nargs=-1)
@option(
    "--coverage",
    is_flag=True,
    fr="Dit ce que les cas ont montré des conditions et des bornes, et les cas qui montreraient le reste",
    en="Tell what the cases have shown of conditions and boundaries, and the cases that would show the rest",
)
@option(
    "--mutate",
    is_flag=True,
    fr="Change un peu les règles, et dit les changements qu'aucun cas ne remarque",
    en="Change the rules a little, and tell the changes that no case notices",
)
@option(
    "-k",
    "words",
    multiple=True,
    metavar="TEXT",
    fr="Seulement les cas dont l'aide, le nom ou le titre contient ce texte",
    en="Only cases whose scheme, id or title has this text",
)
@option(
    "--min-coverage",
    "least",
    callback=whole_number(0, 100),
    metavar="PERCENT",
    fr="Échec si les cas montrent moins que cette part des conditions et des bornes",
    en="Fail where the cases show less than this share of the conditions and boundaries",
)
@format_option("text", "json", "github", "junit")
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    coverage: bool,
    mutate: bool,
    words: tuple[str, ...],
    least: int | None,
    form: str,
) -> int:
    folders, survey = folders_of(ctx, paths), coverage or least is not None
    tested = [_tested(ctx, folder, wanted, words, survey, mutate) for folder, wanted in folders.items()]
    results = tuple(result for one in tested for result in one.results)
    everything = Tested(
        results,
        tuple(covered for one in tested for covered in one.covered),
        tuple(mutated for one in tested for mutated in one.mutated),
        tuple(place for one in tested for place in one.places),
    )
    click.echo(_written(ctx, everything, form, coverage, mutate, of_folders(ctx, folders)), nl=False)
    unnoticed = any(one.survivors or one.stale for one in everything.mutated)
    failed = not results or unnoticed or not all(result.passed for result in results)
    if least is not None and (share := shown_of(everything.covered)) < least:
        said = Text(f"les cas montrent {share} %, et non {least} %", f"the cases show {share}%, not {least}%")
        click.echo(said.to(settings(ctx).lang), err=True)
        failed = True
    return ExitCode.FINDINGS if failed else ExitCode.DONE


def _tested(
    ctx: click.Context, folder: Path, wanted: Wanted, words: tuple[str, ...], covering: bool, mutating: bool
) -> Tested:
    rules, files = _read(folder)
    chosen = [one for file in files if wanted(file.path) for one in _with(file, words)]
    stage = Stage(rules)
    results = {file.scheme: tuple(played(told(ctx, case), stage) for case in file.cases) for file in chosen}
    everything = tuple(result for one in results.values() for result in one)
    found = Tested(everything)
    schemes = {file.scheme: one for file in chosen if (one := rules.scheme(file.scheme)) is not None}
    if covering:
        covered = (coverage(schemes[file.scheme], rules, file, results[file.scheme]) for file in chosen)
        found = Tested(everything, tuple(covered))
    if mutating and all(result.passed for result in everything):
        by_scheme, workers = {file.scheme: file for file in files}, min(os.cpu_count() or 1, WORKERS)
        places = tuple((name, Places(folder / one.path)) for name, one in schemes.items())
        mutations = tuple(mutations_of(rules, by_scheme, tuple(schemes), workers))
        found = Tested(everything, found.covered, mutations, places)
    return found


def _with(file: CaseFile, words: tuple[str, ...]) -> Iterator[CaseFile]:
    """The file with the cases that have one of the texts; nothing where none has."""
    if not words:
        yield file
        return
    texts = tuple(map(plain_words, words))
    cases = tuple(
        case
        for case in file.cases
        if any(text in plain_words(f"{case.scheme} {case.id} {case.title}") for text in texts)
    )
    if cases:
        yield replace(file, cases=cases)


def _read(folder: Path) -> tuple[Rulebook, tuple[CaseFile, ...]]:
    try:
        rules = load(folder)
    except BrokenError as error:
        raise StopError(ExitCode.BROKEN_RULES, error.diagnostics) from None
    try:
        return rules, load_case_files(folder, rules)
    except BrokenError as error:
        raise StopError(ExitCode.FINDINGS, error.diagnostics) from None


def _written(ctx: click.Context, tested: Tested, form: str, covering: bool, mutating: bool, where: Text) -> str:
    lang = settings(ctx).lang
    if form == "json":
        import json

        from public_aids.cli.render.cases_json import cases_json

        data = cases_json(tested.results, tested.covered, tested.mutated, dict(tested.places))
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if form == "junit":
        from public_aids.cli.render.cases_junit import cases_junit

        return cases_junit(tested.results, tested.mutated, dict(tested.places), lang)
    if form == "github":
        from public_aids.cli.render.cases_github import cases_github

        return cases_github(tested.results, tested.mutated, dict(tested.places), lang)
    from public_aids.cli.render.cases_text import cases_text

    parts: list[str] = []
    if covering and tested.covered:
        from public_aids.cli.render.coverage_text import coverage_text

        parts.append(coverage_text(tested.covered, lang))
    failing = not all(result.passed for result in tested.results)
    if mutating and failing:
        said = Text("des cas échouent : les règles ne sont pas changées", "cases fail: the rules are not changed")
        parts.append(f"{said.to(lang)}\n")
    if mutating and tested.mutated:
        from public_aids.cli.render.mutation_text import mutation_text

        parts.append(mutation_text(tested.mutated, dict(tested.places), lang))
    return "\n".join([*parts, cases_text(tested.results, lang, where)])
