"""A plan as one SQL query: facts, conditions by name, and what comes out for each row."""

import re
from collections.abc import Collection, Iterable, Iterator

from sqlglot import exp

from public_aids.engine.batch.algebra import Const, Number
from public_aids.engine.batch.dialects import Dialect, Sql, cast
from public_aids.engine.batch.nodes import kind_of
from public_aids.engine.batch.on_sql import Writer, type_name
from public_aids.engine.batch.plan import ROW_BY_ROW, Named, Plan
from public_aids.engine.text import Lang

FACTS = "facts"
_NAME = re.compile(r'"(?:[^"]|"")+"|`(?:[^`]|``)+`|[^."`]+')
_TABLE = re.compile(rf"(?:{_NAME.pattern})(?:\.(?:{_NAME.pattern})){{0,2}}")


def query(
    plan: Plan,
    table: str,
    dialect: Dialect,
    lang: Lang = "fr",
    have: Collection[str] | None = None,
    keys: tuple[str, ...] = (),
) -> str:
    """The query over a table (see `table_named`) whose columns have the names of facts.

    `have`: the facts that the table holds, all others being unknown (None: all of them). `keys`: columns of the table
    that come out as they are.
    """
    writer = Writer(dialect)
    tables = [_table(FACTS, _facts(plan, table, have, keys))]
    for level in sorted({one.level for one in plan.named}):
        previous = tables[-1].alias
        columns = [_named(one, writer, lang) for one in plan.named if one.level == level]
        tables.append(_table(f"step_{level}", _select((_all_of(previous), *columns), exp.to_table(previous))))
    last = tables[-1].alias
    found = _select((*map(exp.column, keys), *_outputs(plan, writer)), exp.to_table(last))
    for one in tables:
        one.set("materialized", True if dialect == "postgres" else None)  # else it writes each step into the next
    found.set("with_", exp.With(expressions=tables))
    return found.sql(dialect=dialect, pretty=True, max_text_width=110) + "\n"


def table_named(written: str) -> exp.Table:
    """A table, with its schema and catalogue before it: `base.situations`, `"my base".situations`.

    Raises `ValueError` for what is no name.
    """
    parts = _NAME.findall(written)
    if not (_TABLE.fullmatch(written) and written.isprintable() and all(part.strip() for part in parts)):
        raise ValueError(written)
    names = [_identifier(part) for part in parts]
    return exp.Table(**dict(zip(("this", "db", "catalog"), reversed(names), strict=False)))


def _identifier(part: str) -> exp.Identifier:
    quote = part[0]
    if quote in '"`':
        return exp.to_identifier(part[1:-1].replace(quote * 2, quote), quoted=True)
    return exp.to_identifier(part)


def _table(name: str, select: Sql) -> exp.CTE:
    return exp.CTE(this=select, alias=exp.TableAlias(this=exp.to_identifier(name)))


def _select(columns: Iterable[Sql], table: exp.Table) -> exp.Select:
    """The builders of sqlglot would copy every column, for longer than it takes to make them."""
    return exp.Select(expressions=list(columns), from_=exp.From(this=table))


def _as(value: Sql, name: str) -> exp.Alias:
    return exp.Alias(this=value, alias=exp.to_identifier(name))


def _all_of(table: str) -> Sql:
    return exp.Column(this=exp.Star(), table=exp.to_identifier(table))


def _facts(plan: Plan, table: str, have: Collection[str] | None, keys: tuple[str, ...]) -> exp.Select:
    """Every fact that is used, in its type; the sign that a list is there is all that is asked of a list."""
    columns: list[Sql] = [exp.column(key) for key in keys if key not in dict(plan.inputs)]
    for name, kind in plan.inputs:
        held = exp.column(name) if have is None or name in have else exp.Null()
        columns.append(_as(cast(held, type_name(kind)), name))
    return _select(columns, table_named(table))


def _named(one: Named, writer: Writer, lang: Lang) -> Sql:
    value = writer.write(one.column)
    kind = kind_of(one.column)
    if isinstance(kind, Number) and kind.scale:
        value = cast(value, type_name(kind))
    found = _as(value, one.name)
    comment = _comment(one, lang)
    if comment:
        found.add_comments([comment])
    return found


def _comment(one: Named, lang: Lang) -> str:
    """What a condition says, and where it is written."""
    label = one.label.to(lang) if one.label else ""
    sources = "; ".join(dict.fromkeys(f"{source.document} {source.lines}" for source in one.sources))
    return f" {label}{f' [{sources}]' if sources else ''} ".replace("*/", "* /") if label else ""


def _outputs(plan: Plan, writer: Writer) -> Iterator[Sql]:
    for output in plan.outputs:
        yield _as(cast(writer.write(output.column), _output_type(output.kind)), output.name)
    if not isinstance(plan.row_by_row, Const):
        yield _as(writer.write(plan.row_by_row), ROW_BY_ROW)


def _output_type(kind: object) -> str:
    return "DECIMAL(18, 2)" if isinstance(kind, Number) else "TEXT"
