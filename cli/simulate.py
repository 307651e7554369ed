"""`schemes simulate`: two sets of rules, or two days, over one population."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from public_aids.cli.batch_input import check_named, check_no_others, failed, need, population_in, refusals
from public_aids.cli.batch_report import errors_beside, is_report, on_error_option, tell
from public_aids.cli.days import TODAY, day_option
from public_aids.cli.errors import ExitCode, wrong_input
from public_aids.cli.only import check_schemes, scheme_option
from public_aids.cli.options import argument, format_option, new_command, option, rules_folder, rules_on_disk
from public_aids.cli.progress import Bar
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, settings
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Lang, Text
from public_aids.engine.writing.output import check_output, write_output

if TYPE_CHECKING:
    from public_aids.engine.batch.files import Population
    from public_aids.engine.batch.simulation import Simulation


@new_command(
    "simulate",
    fr="Compare deux jeux de règles, ou deux jours, sur une population : qui gagne, qui perd, combien. Le total d'une"
    " personne est celui de son meilleur ensemble d'aides sur douze mois.",
    en="Compare two sets of rules, or two days, over a population: who gains, who loses, how much. A person's total is"
    " that of the best set of aids over twelve months.",
    examples=(
        "schemes population -n 100 -o situations.parquet --overwrite",
        "schemes simulate situations.parquet --on 2025-12-31 --then 2026-01-01",
    ),
)
@argument("source", "IN")
@day_option("--on", fr="Le jour, avant", en="The day, before", otherwise=TODAY)
@day_option("--then", fr="Le jour, après", en="The day, after", otherwise=Text("le même", "the same"))
@option(
    "--since",
    metavar="DIR|REVISION",
    old=("--against",),
    otherwise=Text("les mêmes", "the same"),
    fr="Les règles de comparaison, un dossier ou une révision",
    en="The rules to compare with, a folder or a revision",
)
@option("--by", metavar="FACT", fr="Le fait qui fait les groupes", en="The fact that makes the groups")
@option("--weight", metavar="COLUMN", fr="La colonne des poids", en="The column of weights")
@option("--ignore", multiple=True, metavar="COLUMN", fr="Laisse cette colonne de côté", en="Leave this column aside")
@on_error_option(fr="ENTRÉE.errors.csv", en="IN.errors.csv")
@scheme_option(
    fr="Ne montre que ces aides ; les sommes restent celles de toutes",
    en="Show these schemes only; the sums are still those of all",
)
@format_option("text", "json", "html", "svg")
def command(
    ctx: click.Context,
    source: str,
    on: date | None,
    then: date | None,
    since: str | None,
    by: str | None,
    weight: str | None,
    ignore: tuple[str, ...],
    on_error: str,
    only: tuple[str, ...],
    form: str,
) -> int:
    if since is None and then is None:
        raise WrongUsageError(
            Text("il n'y a rien à comparer", "there is nothing to compare"),
            Text(
                "un autre jour : `--then` ; d'autres règles : `--since`",
                "another day: `--then`; other rules: `--since`",
            ),
        )
    need("polars")
    rules = load_rules(ctx, whole=True)
    from public_aids.engine.batch.columns import known_columns
    from public_aids.engine.batch.simulation import Simulation
    from public_aids.engine.batch.two_sides import Side

    population = population_in(source)
    named = (*ignore, *(name for name in (by, weight) if name is not None))
    check_named(named, population.columns)
    report = errors_beside(source) if on_error == "report" else None
    if report is not None:
        check_output(report, (source,), False, lambda: is_report(report))
    first, lang = on or date.today(), settings(ctx).lang
    with _rules_of(since, rules, rules_on_disk(ctx)) as (other, folder):
        check_schemes(only, {scheme.id for one in (rules, other) for scheme in one.schemes})
        known = known_columns(other, population.columns)
        check_no_others(
            population.columns, rules, (*named, *known), "--ignore", Text("la laisser de côté", "leave it aside")
        )
        with Bar(lang, population.rows) as bar, refusals(rules_folder(ctx), folder):
            sides = Side(rules, first), Side(other, then or first)
            simulation = Simulation(*sides, by, weight, on_error, bar.show)  # type: ignore[arg-type]
            _run(simulation, population)
    if only:
        simulation.schemes = {name: one for name, one in simulation.schemes.items() if name in only}
    click.echo(_rendered(simulation, form, lang), nl=False)
    tell(simulation.outcome, lang, report, lambda path, text: write_output(path, text.encode()))
    return ExitCode.FINDINGS if simulation.outcome.left_out else ExitCode.DONE


@contextmanager
def _rules_of(since: str | None, rules: Rulebook, current: Path) -> Iterator[tuple[Rulebook, Path]]:
    """The rules to compare with, and their folder; broken ones stop the run."""
    if since is None:
        yield rules, current
        return
    from public_aids.cli.compared import rules_in
    from public_aids.cli.rule_folders import rules_at

    with rules_at(since, current) as there:
        yield rules_in(there), there.folder


def _run(simulation: "Simulation", population: "Population") -> None:
    import polars as pl

    from public_aids.engine.batch.placed import in_their_files
    from public_aids.engine.batch.simulation import WrongWeightError

    try:
        with in_their_files(simulation.outcome, population):
            for frame in population.chunks():
                simulation.add(frame)
    except WrongWeightError as error:
        shown = Text("rien", "nothing") if error.value is None else Text(*2 * (f"`{error.value}`",))
        raise wrong_input(
            "B314",
            Text(
                f"`{simulation.weight}`, ligne {error.row} : {shown.fr} n'est pas un poids",
                f"`{simulation.weight}`, row {error.row}: {shown.en} is not a weight",
            ),
            Text("un poids est un nombre, zéro ou plus", "a weight is a number, zero or more"),
        ) from None
    except (OSError, pl.exceptions.PolarsError) as error:
        raise failed(error) from None


def _rendered(simulation: "Simulation", form: str, lang: Lang) -> str:
    from public_aids.cli.render import simulation_text as render

    match form:
        case "json":
            return render.simulation_json(simulation)
        case "svg":
            return render.chart(simulation, lang)
        case "html":
            return render.page(simulation, lang)
        case _:
            return render.text(simulation, lang)
