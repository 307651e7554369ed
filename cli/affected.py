"""`schemes affected`: who is affected by a change of rules, one row a person, scheme and day, as a file to hand on."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from public_aids.cli.batch_input import check_named, check_no_others, failed, need, population_in, refusals
from public_aids.cli.batch_report import errors_beside, is_report, on_error_option, tell
from public_aids.cli.compared import rules_in
from public_aids.cli.days import ORDER, TODAY, day_option
from public_aids.cli.errors import ExitCode
from public_aids.cli.only import check_schemes, scheme_option
from public_aids.cli.options import argument, new_command, one_of, option, rules_on_disk
from public_aids.cli.outputs import inputs_of, overwrite_option
from public_aids.cli.progress import Bar
from public_aids.cli.readings import Chosen, reading_option, rules_read
from public_aids.cli.rule_folders import both_rules
from public_aids.cli.spoken import WrongUsageError, note, settings
from public_aids.engine.compare.model import RuleChanges
from public_aids.engine.compare.rules import rule_changes
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Text
from public_aids.engine.writing.output import check_output, write_output

if TYPE_CHECKING:
    from public_aids.engine.batch.affected import Affected
    from public_aids.engine.batch.files import Population
    from public_aids.engine.batch.outcome import OnError, Outcome

FORMS = ("text", "csv", "json")
ENDS = {".txt": "text", ".csv": "csv", ".json": "json"}


@new_command(
    "affected",
    fr="Dit qui est touché d'AVANT à APRÈS, deux dossiers de règles ou deux révisions, dans la population ENTRÉE : une"
    " ligne par personne, aide et jour dont la réponse diffère. La somme est le total de l'aide sur les douze mois qui"
    " suivent l'ouverture du droit, et 0 pour qui est refusé. En français, le CSV s'ouvre tel quel dans un tableur :"
    " `;`, virgule décimale, 31/12/2026.",
    en="Tell who is affected from BEFORE to AFTER, two folders of rules or two revisions, in the population IN: one row"
    " for each person, scheme and day with another answer. The sum is the total of the scheme over the twelve months"
    " from the day the right opens, and 0 for who is refused. With `--lang fr`, the CSV is that of French"
    " spreadsheets.",
    examples=(
        "schemes population -n 100 -o situations.parquet --overwrite",
        "schemes affected schemes schemes situations.parquet --from 2026-06-01 --to 2026-07-31"
        " -o affected.csv --overwrite",
    ),
)
@argument("before", "BEFORE")
@argument("after", "AFTER")
@argument("source", "IN")
@option(
    *("-o", "--output", "target"),
    metavar="OUT",
    fr="Le fichier à écrire ; la forme est celle que dit la fin de son nom",
    en="The file to write; its form is the one that the end of its name says",
)
@day_option("--on", "days", multiple=True, fr="Un jour, ou plusieurs", en="A day, or several", otherwise=TODAY)
@day_option("--from", "start", fr="Chaque premier du mois à partir d'ici", en="The first of each month, from this day")
@day_option("--to", "--until", "end", fr="Jusqu'à ce jour", en="Until this day", otherwise=TODAY)
@reading_option(fr="Lit APRÈS sous une autre lecture des sources", en="Read AFTER under another reading of the sources")
@reading_option(
    "--reading-before",
    "readings_before",
    fr="Lit AVANT sous une autre lecture des sources",
    en="Read BEFORE under another reading of the sources",
)
@scheme_option(fr="Ne regarde que ces aides", en="Look at these schemes only")
@option("--keep", multiple=True, metavar="COLUMN", fr="Recopie cette colonne", en="Copy this column")
@on_error_option(fr="ENTRÉE.errors.csv", en="IN.errors.csv")
@overwrite_option()
@option(
    *("--format", "form"),
    metavar="|".join(FORMS),
    callback=one_of(*FORMS),
    otherwise=Text("text, ou ce que dit le nom de `-o`", "text, or what the name of `-o` says"),
    fr="La forme de la réponse",
    en="The form of the answer",
)
def command(
    ctx: click.Context,
    before: str,
    after: str,
    source: str,
    target: str | None,
    days: tuple[date, ...],
    start: date | None,
    end: date | None,
    readings: Chosen,
    readings_before: Chosen,
    only: tuple[str, ...],
    keep: tuple[str, ...],
    on_error: "OnError",
    overwrite: bool,
    form: str | None,
) -> int:
    today, lang = date.today(), settings(ctx).lang
    asked = _days(days, start, end, today)
    form = form or _form_of(target)
    need("polars")
    from public_aids.cli.render.affected_text import Told, is_answer, summary

    report = errors_beside(source) if on_error == "report" else None
    if target is not None:
        check_output(target, inputs_of(source), overwrite, lambda: is_answer(target))
    if report is not None:
        check_output(report, (source,), False, lambda: is_report(report))
    with both_rules(before, after, rules_on_disk(ctx)) as (old, new):
        rules = rules_read(rules_in(old), readings_before), rules_read(rules_in(new), readings)
        check_schemes(only, {scheme.id for one in rules for scheme in one.schemes})
        who, population = _people(population_in(source), rules, keep)
        changes = rule_changes(*rules)
        search = _Search(rules, _schemes(rules, changes, only), who, on_error)
        with Bar(lang, population.rows) as bar, refusals(old.folder, new.folder):
            found, outcome = _run(search, population, asked, bar)
    told = Told(rules, changes, who, tuple(found), asked, outcome.written, lang)
    answer = told.written(form)
    if target is None:
        click.echo(answer, nl=False)
    else:
        write_output(target, answer.encode())
    tell(outcome, lang, report, lambda path, text: write_output(path, text.encode()))
    for line in summary(told, today):
        note(line)
    return ExitCode.FINDINGS if outcome.left_out else ExitCode.DONE


class _Search(Record):
    """What is asked of every row: which schemes, and the columns that tell a person."""

    rules: tuple[Rulebook, Rulebook]
    schemes: tuple[str, ...]
    who: tuple[str, ...]
    on_error: "OnError"


def _schemes(rules: tuple[Rulebook, Rulebook], changes: RuleChanges, only: tuple[str, ...]) -> tuple[str, ...]:
    """The schemes whose answers may differ: one that nobody holds changes no answer but its own."""
    from public_aids.engine.batch.contracts import held_kinds

    changed = [one.id for one in changes.schemes]
    if changes.shared or not changed or any(not held_kinds(one).isdisjoint(changed) for one in rules):
        return only
    return tuple(one for one in changed if not only or one in only) or only


def _days(days: tuple[date, ...], start: date | None, end: date | None, today: date) -> tuple[date, ...]:
    """The days asked for, in order: those of `--on`, or the first of each month."""
    if start is None:
        if end is not None:
            raise WrongUsageError(Text("`--to` va avec `--from`", "`--to` goes with `--from`"))
        return tuple(sorted(set(days))) or (today,)
    if days:
        raise WrongUsageError(
            Text("`--on` ne va pas avec `--from`", "`--on` does not go with `--from`"),
            Text("gardez l'un des deux", "keep one of the two"),
        )
    last = end or today
    if last < start:
        raise WrongUsageError(ORDER)
    months = range(start.year * 12 + start.month - 1, last.year * 12 + last.month)
    firsts = tuple(date(month // 12, month % 12 + 1, 1) for month in months)
    found = tuple(day for day in firsts if start <= day)
    if not found:
        raise WrongUsageError(
            Text("aucun mois ne commence entre ces deux jours", "no month begins between these two days"),
            Text(f"nommez le jour : `--on {start}`", f"name the day: `--on {start}`"),
        )
    return found


def _form_of(target: str | None) -> str:
    """The form that the name of a file says."""
    if target is None:
        return FORMS[0]
    found = ENDS.get(Path(target).suffix.lower())
    if found is None:
        listed = ", ".join(f"`{end}`" for end in ENDS)
        raise WrongUsageError(
            Text(f"le nom de `{target}` ne dit aucune forme connue", f"the name of `{target}` says no known form"),
            Text(f"finissez-le par {listed}, ou ajoutez `--format`", f"let it end with {listed}, or add `--format`"),
        )
    return found


def _people(
    population: "Population", rules: tuple[Rulebook, Rulebook], keep: tuple[str, ...]
) -> tuple[tuple[str, ...], "Population"]:
    """The columns that tell a person: `id` and those of `--keep`, else the place of the row."""
    from public_aids.engine.batch.columns import IDENTITY, known_columns

    columns = population.columns
    check_named(keep, columns)
    known = known_columns(rules[0], columns)
    check_no_others(columns, rules[1], (*keep, *known), "--keep", Text("la recopier", "copy it"))
    if who := tuple(name for name in columns if name in (*keep, IDENTITY)):
        return who, population
    numbered = population.numbered()
    return numbered.columns[: -len(columns)], numbered


def _run(
    search: _Search, population: "Population", days: tuple[date, ...], bar: Bar
) -> tuple[list["Affected"], "Outcome"]:
    """Who is affected, a person after the other, and what became of the rows, which is the same on every day."""
    import polars as pl

    from public_aids.engine.batch.affected import PARTS, affected
    from public_aids.engine.batch.placed import in_their_files
    from public_aids.engine.batch.two_sides import Side, TwoSides

    before, after = search.rules
    sides = [TwoSides((Side(before, day), Side(after, day)), PARTS, search.on_error, search.schemes) for day in days]
    outcome = sides[0].outcome
    found: list[Affected] = []
    try:
        with in_their_files(outcome, population):
            for frame in population.chunks():
                for one in sides:
                    found += affected(one, frame, search.who)
                bar.show(outcome.rows)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise failed(error) from None
    order = {scheme.id: number for rules in search.rules for number, scheme in enumerate(rules.schemes)}
    return sorted(found, key=lambda one: (one.row, order[one.scheme], one.scheme, one.day)), outcome
