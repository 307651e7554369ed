"""`schemes test`: the cases beside the schemes, run against the rules."""

import click

from cli.errors import ExitCode, StopError
from cli.options import format_option, new_command, option, settings
from cli.paths import folders_of
from engine.cases.load import load_cases
from engine.cases.model import CaseResult, Coverage
from engine.cases.run import coverage_of, run_case
from engine.rulebook.load import load
from engine.source.diagnostic import BrokenError


@new_command(
    "test",
    fr="Passe les cas qui sont à côté des aides. PATH est un dossier de règles, un sous-dossier ou un fichier de cas.",
    en="Run the cases beside the schemes. PATH is a folder of rules, a sub-folder or a file of cases.",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@option("--coverage", is_flag=True, fr="Dit quelles réponses chaque condition a montrées", en="Show outcomes seen")
@format_option("text", "json")
def command(ctx: click.Context, paths: tuple[str, ...], coverage: bool, form: str) -> int:
    results: list[CaseResult] = []
    covered: list[Coverage] = []
    for folder, wanted in folders_of(ctx, paths).items():
        try:
            rulebook = load(folder)
        except BrokenError as error:
            raise StopError(ExitCode.BROKEN_RULES, error.diagnostics) from None
        try:
            cases = load_cases(folder, rulebook)
        except BrokenError as error:
            raise StopError(ExitCode.FINDINGS, error.diagnostics) from None
        found = [run_case(case, rulebook) for case in cases if wanted(case.place.path)]
        run = {one.case.scheme for one in found}
        results += found
        covered += [one for one in coverage_of(found, rulebook) if one.scheme in run] if coverage else []
    lang = settings(ctx).lang
    if form == "json":
        import json

        from cli.render.cases_json import cases_json

        click.echo(json.dumps(cases_json(tuple(results), tuple(covered)), ensure_ascii=False, indent=2))
    else:
        from cli.render.cases_text import cases_text

        click.echo(cases_text(tuple(results), tuple(covered), lang), nl=False)
    return ExitCode.DONE if results and all(result.passed for result in results) else ExitCode.FINDINGS
