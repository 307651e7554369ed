"""`schemes sources`: the documents, what cites them, and whether their quotes are exact."""

from pathlib import Path

import click

from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.options import format_option, new_command, option, rules_folder
from public_aids.cli.render.diagnostics import as_json, render
from public_aids.cli.render.sources_text import document_json, sources_text
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, settings
from public_aids.engine.edit.located import located_files
from public_aids.engine.quotes.report import sources_report
from public_aids.engine.text import Text


@new_command(
    "sources",
    fr="Nomme les documents et ce qui les cite ; avec `--texts`, vérifie chaque citation dans son document.",
    en="Name the documents and what cites them; with `--texts`, check each quote in its document.",
    examples=("schemes sources",),
)
@option("--texts", metavar="DIR", fr="Le dossier des textes des documents", en="The folder of the documents' texts")
@option("--uncited", is_flag=True, fr="Donne les lignes que rien ne cite", en="Show the lines that nothing cites")
@format_option("text", "json")
def command(ctx: click.Context, texts: str | None, uncited: bool, form: str) -> int:
    if texts is not None and not Path(texts).is_dir():
        raise WrongUsageError(
            Text(f"`{texts}` n'est pas un dossier", f"`{texts}` is not a folder"),
            Text("`--texts` nomme le dossier des textes", "`--texts` names the folder of the texts"),
        )
    if uncited and texts is None:
        raise WrongUsageError(
            Text("`--uncited` demande les textes", "`--uncited` needs the texts"),
            Text("ajoutez `--texts DOSSIER`", "add `--texts DIR`"),
        )
    chosen, rulebook = settings(ctx), load_rules(ctx)
    files, problems = located_files(rules_folder(ctx))
    if problems:
        raise StopError(ExitCode.BROKEN_RULES, problems)
    report = sources_report(files, rulebook.documents, Path(texts) if texts is not None else None)
    if form == "json":
        import json

        documents = [document_json(one, chosen.lang) for one in report.documents]
        answer = {"documents": documents, "findings": as_json(report.findings, chosen.lang)}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        click.echo(sources_text(report.documents, uncited, chosen.lang), nl=False)
        if report.findings:
            shown = render(report.findings, chosen.lang, chosen.color_out)
            click.echo("\n" + shown.rstrip("\n"))
    errors = any(finding.severity == "error" for finding in report.findings)
    return ExitCode.FINDINGS if errors else ExitCode.DONE
