"""`schemes batch`: a population, from a file to a file."""

from datetime import date
from typing import TYPE_CHECKING

import click

from cli.batch_input import failed, need
from cli.batch_parts import parts_from, schemes_from
from cli.batch_report import tell, wrong_cells
from cli.days import TODAY, day_option
from cli.errors import ExitCode, StopError, wrong_input
from cli.options import (
    WrongUsageError,
    argument,
    format_option,
    new_command,
    one_of,
    option,
    rules_folder,
    settings,
)
from cli.outputs import overwrite_option
from cli.rules import load_rules
from engine.rulebook.model import Rulebook
from engine.source.diagnostic import Diagnostic
from engine.source.nearest import did_you_mean
from engine.text import Text

if TYPE_CHECKING:
    from cli.batch_engines import Engine
    from engine.batch.job import Job, Outcome

ENGINES = ("polars", "spark")
MASTER = "local[*]"
IDENTITY = "id"


@new_command(
    "batch",
    fr="Évalue une population : une situation par ligne, en Parquet, Arrow ou CSV. Les colonnes portent les noms des"
    " faits ; `contrats` est une liste, ou des colonnes `contrat_1_dispositif`, `contrat_1_date_signature`...",
    en="Evaluate a population: one situation a row, in Parquet, Arrow or CSV. Columns have the names of facts;"
    " `contrats` is a list, or columns `contrat_1_dispositif`, `contrat_1_date_signature`...",
    examples=(
        "schemes population -n 100 -o situations.parquet --overwrite",
        "schemes batch situations.parquet --on 2026-03-15 --summary",
    ),
)
@argument("source", "IN")
@option(
    "-o",
    "--output",
    "target",
    metavar="OUT",
    fr="Le fichier des résultats ; avec Spark, un dossier de partitions",
    en="The file of results; with Spark, a folder of partitions",
)
@day_option("--on", fr="Le jour de l'évaluation", en="The day of evaluation", otherwise=TODAY)
@option("--on-column", metavar="COLUMN", fr="La colonne du jour de chaque ligne", en="The column with each row's day")
@option(
    "--parts", metavar="PART,...", old=("--select",), fr="Ne calcule que ces parties", en="Compute these parts only"
)
@option("--scheme", "only", multiple=True, metavar="SCHEME", fr="Ne calcule que cette aide", en="Only this scheme")
@option("--keep", multiple=True, metavar="COLUMN", fr="Recopie cette colonne", en="Copy this column")
@option(
    "--on-error",
    metavar="stop|skip|report",
    default="stop",
    callback=one_of("stop", "skip", "report"),
    fr="Une ligne illisible arrête, est ôtée, ou est ôtée et décrite dans SORTIE.errors.csv ; sans colonne `id`, le"
    " résultat porte alors le numéro de chaque ligne (`row`)",
    en="A row that cannot be read stops, is left out, or is left out and reported in OUT.errors.csv; without a column"
    " `id` the result then has the number of each row (`row`)",
)
@option(
    "--engine",
    metavar="|".join(ENGINES),
    default=ENGINES[0],
    callback=one_of(*ENGINES),
    fr="Polars, ou Spark quand une machine ne suffit pas : ENTRÉE est alors aussi un dossier de partitions",
    en="Polars, or Spark where one machine is not enough: IN is then a folder of partitions too",
)
@option(
    "--master",
    metavar="URL",
    otherwise=Text(f"{MASTER}, cette machine", f"{MASTER}, this machine"),
    fr="Où Spark travaille : un cluster (`spark://MACHINE:PORT`, `yarn`...)",
    en="Where Spark works: a cluster (`spark://HOST:PORT`, `yarn`...)",
)
@overwrite_option()
@option("--summary", is_flag=True, fr="Compte par aide, zone, département", en="Count by scheme, zone, département")
@format_option("text", "json")
def command(
    ctx: click.Context,
    source: str,
    target: str | None,
    on: date | None,
    on_column: str | None,
    parts: str | None,
    only: tuple[str, ...],
    keep: tuple[str, ...],
    on_error: str,
    engine: str,
    master: str | None,
    overwrite: bool,
    summary: bool,
    form: str,
) -> int:
    if target is None and not summary:
        raise WrongUsageError(
            Text("il manque `-o`", "`-o` is missing"),
            Text(
                "nommez le fichier des résultats, ou demandez `--summary`",
                "name the file of results, or ask for `--summary`",
            ),
        )
    if master is not None and engine != "spark":
        raise WrongUsageError(
            Text("`--master` va avec `--engine spark`", "`--master` goes with `--engine spark`"),
        )
    need("polars")
    rules = load_rules(ctx)
    lang = settings(ctx).lang
    wanted, schemes = parts_from(parts), schemes_from(only, rules)
    from cli.batch_engines import opened
    from engine.batch.job import Job

    with opened(source, target, (master or MASTER) if engine == "spark" else None, lang) as ready:
        columns = _kept_columns(ready.columns, rules, keep, on_column)
        if on_error != "stop" and IDENTITY not in columns:  # else nothing says which rows are left out
            columns = (*(name for name in ready.numbered if name not in rules.facts), *columns)
        job = Job(rules, on or date.today(), on_column, wanted, schemes, columns, on_error, summary)  # type: ignore[arg-type]
        if target is not None:
            ready.check(job, target, overwrite)
        outcome = _run(job, ready, target, ctx)
        tell(outcome, job, ready, target, lang)
    if outcome.summary is not None:
        from cli.render.summary_text import summary_json, summary_text

        click.echo(summary_json(outcome) if form == "json" else summary_text(outcome, lang), nl=False)
    return ExitCode.FINDINGS if outcome.left_out else ExitCode.DONE


def _kept_columns(
    columns: tuple[str, ...], rules: Rulebook, keep: tuple[str, ...], on_column: str | None
) -> tuple[str, ...]:
    """The columns that are copied; one that is not a fact and is not asked for is a mistake, never ignored."""
    from engine.batch.reading import column_names

    for name in (*keep, *((on_column,) if on_column else ())):
        if name not in columns:
            raise wrong_input(
                "B303",
                Text(f"il n'y a pas de colonne `{name}`", f"there is no column `{name}`"),
                *did_you_mean(name, columns),
            )
    known = column_names(rules, columns)
    kept = {*keep, IDENTITY, *((on_column,) if on_column else ())}
    strange = [name for name in columns if name not in known and name not in kept]
    if strange:
        raise StopError(ExitCode.WRONG_INPUT, tuple(_strange(name, tuple(known)) for name in strange))
    return tuple(name for name in columns if name in kept)


def _strange(name: str, known: tuple[str, ...]) -> Diagnostic:
    cure = Text(f"pour la recopier : `--keep {name}`", f"to copy it: `--keep {name}`")
    message = Text(f"la colonne `{name}` n'est pas un fait", f"the column `{name}` is not a fact")
    return Diagnostic("B304", message, cures=(*did_you_mean(name, known), cure))


def _run(job: "Job", ready: "Engine", target: str | None, ctx: click.Context) -> "Outcome":
    import polars as pl

    from engine.batch.job import WrongRowsError
    from engine.batch.lowered import NoColumnForm
    from engine.batch.spark.failure import SparkFailedError

    try:
        return ready.run(job, target)
    except WrongRowsError as error:
        raise StopError(ExitCode.WRONG_INPUT, wrong_cells(error.problems, error.rows)) from None
    except NoColumnForm as error:
        from engine.batch.places import diagnostic

        found = diagnostic(error, rules_folder(ctx))
        raise StopError(ExitCode.BROKEN_RULES, (found,)) from None
    except (OSError, pl.exceptions.PolarsError, SparkFailedError) as error:
        raise failed(error) from None
