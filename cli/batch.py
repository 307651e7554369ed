"""`schemes batch`: a population, from a file to a file."""

from datetime import date
from typing import TYPE_CHECKING

import click

from public_aids.cli.batch_input import check_named, check_no_others, failed, need, refusals
from public_aids.cli.batch_parts import parts_from
from public_aids.cli.batch_report import errors_beside, on_error_option, tell
from public_aids.cli.days import TODAY, day_option
from public_aids.cli.errors import ExitCode
from public_aids.cli.only import check_schemes, scheme_option
from public_aids.cli.options import argument, format_option, new_command, one_of, option, rules_folder
from public_aids.cli.outputs import overwrite_option
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, settings
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from public_aids.cli.batch_engines import Engine
    from public_aids.engine.batch.job import Job
    from public_aids.engine.batch.outcome import Outcome

ENGINES = ("polars", "spark")
MASTER = "local[*]"


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
@scheme_option(fr="Ne calcule que ces aides", en="Only these schemes")
@option("--keep", multiple=True, metavar="COLUMN", fr="Recopie cette colonne", en="Copy this column")
@on_error_option(
    fr="SORTIE.errors.csv ; sans colonne `id`, le résultat porte alors le numéro de chaque ligne (`row`)",
    en="OUT.errors.csv; without a column `id` the result then has the number of each row (`row`)",
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
    rules = load_rules(ctx, whole=True)
    lang = settings(ctx).lang
    wanted = parts_from(parts)
    check_schemes(only, [scheme.id for scheme in rules.schemes])
    from public_aids.cli.batch_engines import opened
    from public_aids.engine.batch.columns import IDENTITY
    from public_aids.engine.batch.job import Job

    with opened(source, target, (master or MASTER) if engine == "spark" else None, lang) as ready:
        columns = _kept_columns(ready.columns, rules, keep, on_column)
        if on_error != "stop" and IDENTITY not in columns:  # else nothing says which rows are left out
            columns = (*(name for name in ready.numbered if name not in rules.facts), *columns)
        job = Job(rules, on or date.today(), on_column, wanted, only, columns, on_error, summary)  # type: ignore[arg-type]
        if target is not None:
            ready.check(job, target, overwrite)
        outcome = _run(job, ready, target, ctx)
        report = errors_beside(target) if on_error == "report" and target is not None else None
        tell(outcome, lang, report, ready.write)
    if outcome.summary is not None:
        from public_aids.cli.render.summary_text import summary_json, summary_text

        click.echo(summary_json(outcome) if form == "json" else summary_text(outcome, lang), nl=False)
    return ExitCode.FINDINGS if outcome.left_out else ExitCode.DONE


def _kept_columns(
    columns: tuple[str, ...], rules: Rulebook, keep: tuple[str, ...], on_column: str | None
) -> tuple[str, ...]:
    """The columns that are copied; one that is not a fact and is not asked for is a mistake, never ignored."""
    from public_aids.engine.batch.columns import IDENTITY

    named = (*keep, *(() if on_column is None else (on_column,)))
    check_named(named, columns)
    check_no_others(columns, rules, named, "--keep", Text("la recopier", "copy it"))
    return tuple(name for name in columns if name in (*named, IDENTITY))


def _run(job: "Job", ready: "Engine", target: str | None, ctx: click.Context) -> "Outcome":
    import polars as pl

    from public_aids.engine.batch.spark.failure import SparkFailedError

    try:
        with refusals(rules_folder(ctx)):
            return ready.run(job, target)
    except (OSError, pl.exceptions.PolarsError, SparkFailedError) as error:
        raise failed(error) from None
