"""`schemes sql`: the rules as a query, for data that stay where they are."""

from datetime import date

import click

from public_aids.cli.batch_input import check_no_others, need, population_in, refusals
from public_aids.cli.batch_parts import parts_from
from public_aids.cli.days import TODAY, day_option
from public_aids.cli.errors import ExitCode
from public_aids.cli.only import check_schemes, scheme_option
from public_aids.cli.options import new_command, one_of, option, rules_folder, whole_number
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, settings
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text

DIALECTS = ("duckdb", "postgres", "spark", "bigquery", "snowflake", "oracle")
ALIASES = {"postgresql": "postgres"}
MOST_CONTRACTS = 9


@new_command(
    "sql",
    fr="Écrit les règles en SQL : une requête sur une table dont les colonnes portent les noms des faits, les contrats"
    " dans des colonnes `contrat_1_dispositif`, `contrat_1_date_signature`... et leur nombre dans `nombre_contrats`.",
    en="Write the rules as SQL: a query over a table whose columns have the names of facts, contracts in columns"
    " `contrat_1_dispositif`, `contrat_1_date_signature`... and their number in `nombre_contrats`.",
    examples=("schemes sql --dialect postgres --scheme cotram",),
)
@option(
    "--dialect",
    metavar="|".join(DIALECTS),
    default=DIALECTS[0],
    callback=lambda ctx, param, value: one_of(*DIALECTS)(ctx, param, ALIASES.get(value, value)),
    fr="La base de données",
    en="The database",
)
@option("--table", default="situations", metavar="TABLE", fr="La table des situations", en="The table of situations")
@day_option("--on", fr="Le jour de l'évaluation", en="The day of evaluation", otherwise=TODAY)
@option("--key", "keys", multiple=True, metavar="COLUMN", fr="Recopie cette colonne", en="Copy this column")
@option(
    "--have",
    metavar="FACT,...",
    otherwise=Text("tous", "all"),
    fr="Les seuls faits que la table porte, ou `@FICHIER` qui a ses colonnes ; `contrats` vaut celles des contrats",
    en="The only facts in the table, or `@FILE` that has its columns; `contrats` stands for those of contracts",
)
@option(
    "--contracts",
    metavar="N",
    otherwise=Text("ceux que `--have` nomme, sinon 1", "those that `--have` names, else 1"),
    callback=whole_number(0, MOST_CONTRACTS),
    fr="Contrats par situation, au plus",
    en="Contracts a situation, at most",
)
@option(
    "--parts",
    "select",
    metavar="PART,...",
    old=("--select",),
    otherwise=Text("toutes, sauf `best`", "all of them but `best`"),
    fr="N'écrit que ces parties",
    en="Write these parts only",
)
@scheme_option(fr="N'écrit que ces aides", en="Write these schemes only")
def command(
    ctx: click.Context,
    dialect: str,
    table: str,
    on: date | None,
    keys: tuple[str, ...],
    have: str | None,
    contracts: int | None,
    select: str | None,
    only: tuple[str, ...],
) -> int:
    need("sqlglot")
    rules = load_rules(ctx, whole=True)
    from public_aids.engine.batch.query import query, table_named
    from public_aids.engine.batch.rules import lower_rules

    for key in keys:
        if not key.strip() or not key.isprintable():
            raise WrongUsageError(Text(f"`{key}` n'est pas une colonne", f"`{key}` is not a column"))
    try:
        table_named(table)
    except ValueError:
        raise WrongUsageError(
            Text(f"`{table}` n'est pas le nom d'une table", f"`{table}` is not the name of a table"),
            Text(
                'par exemple `situations`, `base.situations`, `"ma base"."mes situations"`',
                'for example `situations`, `base.situations`, `"my base"."my situations"`',
            ),
        ) from None
    parts = tuple(part for part in parts_from(select) if part != "best" or select is not None)
    held = _held(have, keys, rules)
    check_schemes(only, [scheme.id for scheme in rules.schemes])
    count = _contracts(contracts, held, rules)
    held = None if held is None else _flat(held, count, rules)
    with refusals(rules_folder(ctx)):
        plan = lower_rules(rules, on or date.today(), count, parts, only, share=False)
    click.echo(query(plan, table, dialect, settings(ctx).lang, held, keys), nl=False)  # type: ignore[arg-type]
    return ExitCode.DONE


def _held(have: str | None, keys: tuple[str, ...], rules: Rulebook) -> tuple[str, ...] | None:
    """The facts that the table has; None for all of them. `@FILE` names the columns of a file."""
    if have is None:
        return None
    if have.startswith("@"):
        columns = population_in(have[1:]).columns
        check_no_others(columns, rules, keys, "--key", Text("la recopier", "copy it"))
    else:
        columns = tuple(word.strip() for word in have.split(","))
        _check_facts(columns, rules)
    return columns


def _check_facts(names: tuple[str, ...], rules: Rulebook) -> None:
    from public_aids.engine.batch.columns import known_columns

    known = known_columns(rules, names)
    for name in names:
        if name not in known:
            raise WrongUsageError(
                Text(f"fait inconnu `{name}`", f"unknown fact `{name}`"), *did_you_mean(name, tuple(sorted(known)))
            )


def _contracts(stated: int | None, held: tuple[str, ...] | None, rules: Rulebook) -> int:
    """How many contracts the query reads: as many as it is told, and no fewer than the table has columns for."""
    from public_aids.engine.batch.columns import slots_in

    named = max(slots_in(held or (), rules), default=0)
    if named > MOST_CONTRACTS or (stated is not None and named > stated):
        most = MOST_CONTRACTS if stated is None else stated
        raise WrongUsageError(
            Text(
                f"`--have` nomme le contrat {named}, et la requête en lit {most} au plus",
                f"`--have` names contract {named}, and the query reads {most} at most",
            ),
            *((Text(f"`--contracts {named}`", f"`--contracts {named}`"),) if named <= MOST_CONTRACTS else ()),
        )
    return stated if stated is not None else (named or 1)


def _flat(held: tuple[str, ...], contracts: int, rules: Rulebook) -> tuple[str, ...]:
    """The same, `contrats` standing for the columns of contracts."""
    from public_aids.engine.batch.columns import slot_columns
    from public_aids.engine.batch.contracts import COUNT, contract_fields

    if rules.roles.contracts.fact not in held:
        return held
    return (*held, COUNT, *slot_columns(range(1, contracts + 1), contract_fields(rules)))
