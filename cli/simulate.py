"""`schemes simulate`: two sets of rules, or two days, over one population."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.batch_input import failed, need, population_in
from cli.days import TODAY, day_option
from cli.errors import ExitCode, StopError, wrong_input
from cli.options import WrongUsageError, argument, format_option, new_command, option, rules_folder, settings
from cli.progress import Bar
from cli.rules import load_rules
from engine.rulebook.model import Rulebook
from engine.source.diagnostic import BrokenError
from engine.source.nearest import did_you_mean
from engine.text import Lang, Text, counted

if TYPE_CHECKING:
    from engine.batch.files import Population
    from engine.batch.simulation import Simulation


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
@format_option("text", "json", "html", "svg")
def command(
    ctx: click.Context,
    source: str,
    on: date | None,
    then: date | None,
    since: str | None,
    by: str | None,
    weight: str | None,
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
    rules = load_rules(ctx)
    population = population_in(source)
    for name in (by, weight):
        if name is not None and name not in population.columns:
            message = Text(f"il n'y a pas de colonne `{name}`", f"there is no column `{name}`")
            raise wrong_input("B303", message, *did_you_mean(name, population.columns))
    first = on or date.today()
    with _rules_of(since, rules, rules_folder(ctx)) as other:
        simulation = _simulated(population, (rules, first), (other, then or first), by, weight, settings(ctx).lang)
    click.echo(_rendered(simulation, form, settings(ctx).lang), nl=False)
    return ExitCode.DONE


@contextmanager
def _rules_of(since: str | None, rules: Rulebook, current: Path) -> Iterator[Rulebook]:
    """The rules to compare with; broken ones stop the run."""
    if since is None:
        yield rules
        return
    from cli.rule_folders import rules_at
    from engine.rulebook.load import load

    with rules_at(since, current) as there:
        try:
            yield load(there.folder)
        except BrokenError as error:
            raise StopError(ExitCode.BROKEN_RULES, error.diagnostics) from None


def _simulated(
    population: "Population",
    before: tuple[Rulebook, date],
    after: tuple[Rulebook, date],
    by: str | None,
    weight: str | None,
    lang: Lang,
) -> "Simulation":
    import polars as pl

    from engine.batch.simulation import Side, Simulation, WrongWeightError

    simulation = Simulation(Side(*before), Side(*after), by, weight)
    try:
        _run(simulation, population, lang)
    except WrongWeightError as error:
        shown = Text("rien", "nothing") if error.value is None else Text(*2 * (f"`{error.value}`",))
        raise wrong_input(
            "B314",
            Text(
                f"`{weight}`, ligne {error.row} : {shown.fr} n'est pas un poids",
                f"`{weight}`, row {error.row}: {shown.en} is not a weight",
            ),
            Text("un poids est un nombre, zéro ou plus", "a weight is a number, zero or more"),
        ) from None
    except pl.exceptions.PolarsError as error:
        raise failed(error) from None
    return simulation


def _run(simulation: "Simulation", population: "Population", lang: Lang) -> None:
    done = 0
    with Bar(lang, population.rows) as bar:
        for frame in population.chunks():
            simulation.add(frame, done + 1)
            done += frame.height
            bar.show(done)
    if simulation.left_out:
        said = counted(simulation.left_out, "ligne(s) illisible(s) ôtée(s)", "unreadable row(s) left out")
        click.echo(said.to(lang), err=True)


def _rendered(simulation: "Simulation", form: str, lang: Lang) -> str:
    from cli.render import simulation_text as render

    match form:
        case "json":
            return render.simulation_json(simulation)
        case "svg":
            return render.chart(simulation, lang)
        case "html":
            return render.page(simulation, lang)
        case _:
            return render.text(simulation, lang)
