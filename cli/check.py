"""`schemes check`: everything that is wrong or doubtful in rule files, in one pass."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import click

from public_aids.cli.check_output import CheckFormat, write
from public_aids.cli.days import TODAY, day_option
from public_aids.cli.difference import diff_option
from public_aids.cli.errors import ExitCode
from public_aids.cli.options import argument, format_option, new_command, option, rules_to_write
from public_aids.cli.paths import Wanted, folder_around, folders_of, of_folders, told
from public_aids.cli.spoken import WrongUsageError, note, settings
from public_aids.cli.stdin_name import is_input, stdin_name_option
from public_aids.engine.lint.checked import Checked
from public_aids.engine.lint.kept import check_kept
from public_aids.engine.record import Record
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Text, counted


class Request(Record):
    """What was asked on the command line."""

    folders: dict[Path, Wanted]
    form: CheckFormat
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    strict: bool
    since: str | None
    as_of: date


@new_command(
    "check",
    fr="Vérifie les règles : forme, noms, types, dates, renvois, cas. CHEMIN est un dossier de règles, ou l'un de ses"
    " fichiers ou sous-dossiers dont on ne veut que les messages ; `-` est un fichier sur l'entrée standard.",
    en="Check the rules: shape, names, types, dates, references, cases. PATH is a folder of rules, or one of its files"
    " or sub-folders whose messages alone are wanted; `-` is a file on standard input.",
    examples=("schemes check", "schemes check --format concise --select R4"),
)
@argument("paths", "[PATH]...", nargs=-1)
@format_option("text", "concise", "json", "github", "gitlab", "sarif", "junit")
@option("--select", metavar="CODE,...", default="", fr="Seulement ces codes : R4,C410", en="Only these codes: R4,C410")
@option("--ignore", metavar="CODE,...", default="", fr="Sans ces codes", en="Without these codes")
@option("--strict", is_flag=True, fr="Un avertissement est un échec", en="A warning is a failure")
@option(
    "--since",
    metavar="REVISION",
    fr="Seulement ce qui a changé depuis une révision de git, et ce qui en dépend",
    en="Only what has changed since a revision of git, and what depends on it",
)
@day_option("--on", "as_of", old=("--as-of",), fr="Le jour où l'on relit", en="The day of the reading", otherwise=TODAY)
@option("--fix", is_flag=True, fr="Corrige ce qui ne change aucun sens", en="Correct what changes no meaning")
@diff_option()
@stdin_name_option
@option("--watch", is_flag=True, fr="Recommence à chaque changement", en="Check again at each change")
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: CheckFormat,
    select: str,
    ignore: str,
    strict: bool,
    since: str | None,
    as_of: date | None,
    fix: bool,
    diff: bool,
    stdin_name: str | None,
    watch: bool,
) -> int:
    if diff and not fix:
        raise WrongUsageError(Text("`--diff` va avec `--fix`", "`--diff` goes with `--fix`"))
    from_input = is_input(paths, stdin_name)
    if from_input:
        around = folder_around(Path(stdin_name)) if stdin_name else None
        paths = (str(around),) if around else ()
    if (fix or watch or since) and not paths:
        rules_to_write(ctx)
    folders = folders_of(ctx, paths)
    request = Request(folders, form, _codes(select), _codes(ignore), strict, since, as_of or date.today())
    if from_input:
        if fix or watch or since:
            raise WrongUsageError(
                Text(
                    "`--fix`, `--since` et `--watch` ne vont pas avec `-`",
                    "`--fix`, `--since` and `--watch` do not go with `-`",
                ),
                Text("donnez le fichier lui-même", "name the file itself"),
            )
        return _check_input(ctx, request, stdin_name)

    def run() -> int:
        if fix:
            _fix(request, diff)
        return _check(ctx, request)

    if not watch:
        return run()
    from public_aids.cli.watch import again_at_each_change

    return again_at_each_change(run, tuple(folders))


def _check(ctx: click.Context, request: Request) -> int:
    checked = {folder: check_kept(folder, request.as_of, os.cpu_count() or 1) for folder in request.folders}
    found = tuple(one for folder, result in checked.items() for one in _wanted(folder, result, request))
    for folder, result in checked.items():
        if request.since is not None and _touched(folder, result, request.since):
            from public_aids.cli.git import revision
            from public_aids.cli.since import found_since

            since = found_since(folder, revision(folder, request.since).commit, request.as_of)
            found += tuple(filter(_asked(folder, result, request), since))
    files = tuple(path for folder, result in checked.items() for path in result.files if request.folders[folder](path))
    return _conclude(ctx, request, found, files)


def _check_input(ctx: click.Context, request: Request, name: str | None) -> int:
    from public_aids.cli.one_text import check_input

    (folder,) = request.folders
    checked = check_input(folder, name, request.as_of)
    return _conclude(ctx, request, tuple(_wanted(folder, checked, request)), checked.files)


def _conclude(ctx: click.Context, request: Request, found: tuple[Diagnostic, ...], files: tuple[str, ...]) -> int:
    found = tuple(told(ctx, one) for one in found)
    write(found, files, request.form, settings(ctx), strict=request.strict)
    errors = sum(one.severity == "error" for one in found)
    summary, where = _summary(found, errors), of_folders(ctx, request.folders)
    note(Text(summary.fr + where.fr, summary.en + where.en))
    return ExitCode.FINDINGS if errors or (request.strict and found) else ExitCode.DONE


def _wanted(folder: Path, checked: Checked, request: Request) -> Iterator[Diagnostic]:
    return filter(_asked(folder, checked, request), checked.diagnostics)


def _asked(folder: Path, checked: Checked, request: Request) -> Callable[[Diagnostic], bool]:
    """Whether the command line asks for a finding: by its file, and by its code."""
    touched = _touched(folder, checked, request.since)

    def asked(one: Diagnostic) -> bool:
        path = one.place.path if one.place else None
        if path is not None and not (request.folders[folder](path) and (touched is None or path in touched)):
            return False
        return one.code.startswith(request.select or ("",)) and not one.code.startswith(request.ignore or ("-",))

    return asked


def _touched(folder: Path, checked: Checked, since: str | None) -> frozenset[str] | None:
    """The files that a change touches; None for all of them."""
    if since is None:
        return None
    from public_aids.cli.revisions import changed_since

    changed = changed_since(folder, since, checked.files)
    return frozenset(path for path in checked.files if changed.intersection((path, *checked.uses.get(path, ()))))


def _fix(request: Request, diff: bool) -> None:
    from public_aids.cli.fixing import fix_folder, fixes_shown

    for folder in request.folders:
        asked = _asked(folder, check_kept(folder, request.as_of), request)
        if diff:
            click.echo(fixes_shown(folder, asked, request.as_of), nl=False)
        else:
            fix_folder(folder, asked, request.as_of)


def _codes(listed: str) -> tuple[str, ...]:
    """Codes, or how they begin; what no code begins with would hide all that is wrong. Raises `WrongUsageError`."""
    found = tuple(code.upper() for code in listed.replace(",", " ").split())
    if found:
        from public_aids.cli.explain import no_message
        from public_aids.engine.explain.pages import codes

        if unknown := [code for code in found if not any(one.startswith(code) for one in codes())]:
            raise no_message(unknown[0])
    return found


def _summary(found: tuple[Diagnostic, ...], errors: int) -> Text:
    if not found:
        return Text("rien à redire", "nothing to report")
    from public_aids.cli.render.arranged import by_code

    wrong = counted(errors, "erreur(s)", "error(s)")
    doubtful = counted(len(found) - errors, "avertissement(s)", "warning(s)")
    codes = by_code(found)
    return Text(f"{wrong.fr}, {doubtful.fr} ({codes})", f"{wrong.en}, {doubtful.en} ({codes})")
