"""`schemes population`: situations drawn at random, for trying the rules with no data at hand."""

from datetime import date

import click

from public_aids.cli.batch_input import failed, format_named, need
from public_aids.cli.days import TODAY, day_option
from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.inputs import read_bytes
from public_aids.cli.options import new_command, option, rules_folder, whole_number
from public_aids.cli.outputs import inputs_of, overwrite_option
from public_aids.cli.progress import Bar
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import settings
from public_aids.engine.rulebook.files import SHARES
from public_aids.engine.source.diagnostic import BrokenError
from public_aids.engine.text import Text
from public_aids.engine.writing.output import check_output

MOST_ROWS = 10**12
MAKER = "schemes population"
OF_THE_RULES = Text(f"`{SHARES}` des règles", f"`{SHARES}` of the rules")


@new_command(
    "population",
    fr="Tire une population au hasard, selon les parts de `population.toml` : la même pour la même graine.",
    en="Draw a population at random, by the shares of `population.toml`: the same one for the same seed.",
    examples=("schemes population -n 100 --seed 7 -o situations.parquet --overwrite",),
)
@option(
    *("-n", "--rows", "rows"),
    default="10000",
    metavar="N",
    callback=whole_number(0, MOST_ROWS),
    fr="Combien de situations",
    en="How many situations",
)
@option("--seed", default="1", metavar="N", callback=whole_number(-MOST_ROWS, MOST_ROWS), fr="La graine", en="The seed")
@option("-o", "--output", "target", metavar="OUT", required=True, fr="Le fichier à écrire", en="The file to write")
@day_option("--on", fr="Le jour que les dates entourent", en="The day that dates surround", otherwise=TODAY)
@overwrite_option()
@option("--shares", metavar="FILE", otherwise=OF_THE_RULES, fr="Le fichier de parts", en="The file of shares")
def command(
    ctx: click.Context, rows: int, seed: int, target: str, on: date | None, overwrite: bool, shares: str | None
) -> int:
    need("polars")
    rules = load_rules(ctx)
    import polars as pl

    from public_aids.engine.batch.files import CHUNK, is_made_by, write_frames
    from public_aids.engine.batch.population import Population
    from public_aids.engine.rulebook.population.reading import read_distributions

    path = shares or str(rules_folder(ctx) / SHARES)
    data = read_bytes(path, Text("nommez un fichier TOML", "name a TOML file"))
    try:
        drawn = Population(
            rules, read_distributions(path, data, rules.facts, rules.roles.contracts), on or date.today(), seed
        )
    except BrokenError as error:
        raise StopError(ExitCode.WRONG_INPUT, error.diagnostics) from None
    form = format_named(target)
    check_output(target, inputs_of(path), overwrite, lambda: True)  # a format without metadata: the same bytes may go
    any_draw = overwrite or (form == "parquet" and is_made_by(MAKER, target))
    done = 0

    def frames():  # type: ignore[no-untyped-def]
        nonlocal done
        for frame in drawn.frames(rows, CHUNK):
            done += frame.height
            bar.show(done)
            yield frame

    with Bar(settings(ctx).lang, rows) as bar:
        try:
            schema = dict(drawn.frame(0, 0).schema)
            write_frames(target, form, schema, frames, only_the_same=not any_draw, maker=MAKER)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise failed(error) from None
    return ExitCode.DONE
