"""`schemes sources`: the documents, what cites them, and whether their quotes are exact."""

from pathlib import Path

import click

from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.options import format_option, new_command, option, rules_folder, rules_to_write
from public_aids.cli.render.diagnostics import as_json, render
from public_aids.cli.render.locations import shorter
from public_aids.cli.render.sources_text import document_json, sources_text
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, note, settings
from public_aids.engine.edit.located import located_files
from public_aids.engine.quotes.report import SourcesReport, sources_report
from public_aids.engine.rulebook.model import Document
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Text


@new_command(
    "sources",
    fr="Nomme les documents et ce qui les cite ; avec `--texts`, vérifie chaque citation dans son document.",
    en="Name the documents and what cites them; with `--texts`, check each quote in its document.",
    examples=("schemes sources", "schemes sources --format json"),
)
@option("--texts", metavar="DIR", fr="Le dossier des textes des documents", en="The folder of the documents' texts")
@option("--uncited", is_flag=True, fr="Donne les lignes que rien ne cite", en="Show the lines that nothing cites")
@option(
    "--update",
    is_flag=True,
    fr="Écrit les nouvelles lignes des citations qui n'ont que changé de place",
    en="Write the new lines of the quotes that have only moved",
)
@format_option("text", "json")
def command(ctx: click.Context, texts: str | None, uncited: bool, update: bool, form: str) -> int:
    if texts is not None and not Path(texts).is_dir():
        raise WrongUsageError(
            Text(f"`{texts}` n'est pas un dossier", f"`{texts}` is not a folder"),
            Text("`--texts` nomme le dossier des textes", "`--texts` names the folder of the texts"),
        )
    for name, given in (("--uncited", uncited), ("--update", update)):
        if given and texts is None:
            raise WrongUsageError(
                Text(f"`{name}` demande les textes", f"`{name}` needs the texts"),
                Text("ajoutez `--texts DOSSIER`", "add `--texts DIR`"),
            )
    chosen, rulebook = settings(ctx), load_rules(ctx)
    folder, place = rules_folder(ctx), Path(texts) if texts is not None else None
    report = _report(folder, rulebook.documents, place)
    if update and _update(rules_to_write(ctx), report.findings):
        report = _report(folder, rulebook.documents, place)
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


def _report(folder: Path, documents: tuple[Document, ...], texts: Path | None) -> SourcesReport:
    files, problems = located_files(folder)
    if problems:
        raise StopError(ExitCode.BROKEN_RULES, problems)
    return sources_report(files, documents, texts)


def _update(folder: Path, found: tuple[Diagnostic, ...]) -> bool:
    """Writes what has one meaning, and says in which files; whether there was anything."""
    from public_aids.engine.lint.fix import fixed
    from public_aids.engine.writing.change import FileChange, with_mark_of, write_all

    changes: list[FileChange] = []
    for file in located_files(folder)[0]:
        after = fixed(file.source, [one for one in found if one.place and one.place.path == file.path])
        if after != file.source.text:
            changes.append(FileChange(file.path, file.data, with_mark_of(file.data, after)))
    write_all(changes)
    for change in changes:
        note(Text(f"corrigé : {shorter(change.path)}", f"fixed: {shorter(change.path)}"))
    return bool(changes)
