"""The columns that a population may have: facts, contracts in columns of their own, and others that are named."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import polars as pl
from polars.datatypes import DataTypeClass

from public_aids.engine.batch.contracts import COUNT, SLOT, contract_fields, slot_column
from public_aids.engine.decide.profile import EXPECTED, read_value
from public_aids.engine.rulebook.model import Fact, Rulebook
from public_aids.engine.source.diagnostic import Diagnostic, FactsError
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text

IDENTITY = "id"
_SLOT = re.compile(SLOT + r"([1-9][0-9]{0,5})_(\w+)", re.ASCII)


def slot_columns(numbers: Iterable[int], fields: Iterable[Fact]) -> dict[str, Fact]:
    """The columns of some contracts, each of which has its own, and the fields that they hold."""
    return {slot_column(number, field.name): field for number in numbers for field in fields}


def slots_in(columns: Iterable[str], rules: Rulebook) -> tuple[int, ...]:
    """The numbers of the contracts that have columns of their own, in order: 7 of `contrat_7_dispositif`."""
    fields = {field.name for field in contract_fields(rules)}
    found = (_SLOT.fullmatch(name) for name in columns)
    return tuple(sorted({int(one[1]) for one in found if one is not None and one[2] in fields}))


def known_columns(rules: Rulebook, columns: Iterable[str]) -> tuple[str, ...]:
    """Every name that a column of a population may have, contracts with the numbers that these have."""
    numbers = {int(one[1]) for one in map(_SLOT.fullmatch, columns) if one is not None}
    return (*rules.facts, COUNT, *slot_columns(sorted({1, *numbers}), contract_fields(rules)))


def check_columns(
    columns: Sequence[str], rules: Rulebook, others: Collection[str], cure: Callable[[str], Text]
) -> None:
    """A column that is neither a fact nor one of the others is a mistake, never ignored; so are contracts in two forms.

    `cure`: how to name a column among the others. Raises `FactsError`.
    """
    known = known_columns(rules, columns)
    strange = set(columns) - {*known, *others, IDENTITY}
    problems = [_strange(name, known, cure(name)) for name in columns if name in strange]
    flat = slot_columns(slots_in(columns, rules), contract_fields(rules))
    contracts = rules.roles.contracts.fact
    twice = [name for name in columns if name in flat] if contracts in columns else []
    if twice:
        message = Text(
            f"les contrats sont dans `{contracts}`, et aussi dans `{twice[0]}`",
            f"contracts are in `{contracts}`, and in `{twice[0]}` too",
        )
        problems.append(Diagnostic("B330", message, cures=(Text("gardez une des formes", "keep one of the forms"),)))
    if problems:
        raise FactsError(tuple(problems))


def _strange(name: str, known: Iterable[str], cure: Text) -> Diagnostic:
    message = Text(f"la colonne `{name}` n'est pas un fait", f"the column `{name}` is not a fact")
    return Diagnostic("B304", message, cures=(*did_you_mean(name, known), cure))


def check_types(frame: pl.DataFrame, rules: Rulebook) -> None:
    """A column is wrong as a whole where no value of its type is one of its fact. Raises `FactsError`."""
    known = {**rules.facts, **slot_columns(slots_in(frame.columns, rules), contract_fields(rules))}
    problems = tuple(
        problem for name, one in known.items() if name in frame.columns for problem in _of_type(one, frame[name], name)
    )
    if problems:
        raise FactsError(problems)


def _of_type(one: Fact, column: pl.Series, shown: str) -> Iterator[Diagnostic]:
    kind = column.dtype
    if one.type == "records" and isinstance(kind, pl.List) and isinstance(kind.inner, pl.Struct):
        yield from _of_records(one, column.explode().struct.unnest(), shown)
    elif not _may_hold(one, kind) and column.is_not_null().any():
        found, wanted = _shown(kind), EXPECTED[one.type]
        message = Text(
            f"la colonne `{shown}` contient {found.fr}, où il faut {wanted.fr}",
            f"the column `{shown}` holds {found.en}, where {wanted.en} is needed",
        )
        yield Diagnostic("B331", message)


def _of_records(one: Fact, records: pl.DataFrame, shown: str) -> Iterator[Diagnostic]:
    """A field that is not known, or is not there: what is said of a profile whose records have these names."""
    missing = tuple(field.name for field in one.fields if field.required and field.name not in records.columns)
    for problem in read_value(one, [dict.fromkeys(records.columns)], (shown,))[1]:
        if problem.at_key or missing:
            message = Text(
                f"colonne `{shown}` : {problem.message.fr}",
                f"column `{shown}`: {problem.message.en}",
            )
            yield Diagnostic(problem.code, message, cures=problem.cures)
    for field in one.fields:
        if field.name in records.columns:
            yield from _of_type(field, records[field.name], f"{shown}.{field.name}")


def _may_hold(one: Fact, kind: pl.DataType) -> bool:
    """Whether a column of a type can hold values of a fact; text can hold all of them."""
    if kind in (pl.String, pl.Null):
        return True
    match one.type:
        case "boolean":
            return kind == pl.Boolean
        case "number":
            return kind.is_numeric()
        case "date":
            return kind in (pl.Date, pl.Datetime)
        case "choice" | "code":
            return isinstance(kind, (pl.Categorical, pl.Enum))
        case "list":
            return isinstance(kind, pl.List) and (kind.inner == pl.Null or kind.inner.is_numeric())
        case "records":
            return isinstance(kind, pl.List) and kind.inner == pl.Null


def _shown(kind: pl.DataType | DataTypeClass) -> Text:
    match kind:
        case pl.Boolean():
            return Text("true ou false", "true or false")
        case pl.Date() | pl.Datetime():
            return Text("des jours", "days")
        case pl.List():
            inner = _shown(kind.inner)
            return Text(f"des listes ({inner.fr})", f"lists ({inner.en})")
        case pl.Struct():
            return Text("des clés et des valeurs", "keys and values")
        case pl.String() | pl.Categorical() | pl.Enum():
            return Text("des textes", "texts")
        case _ if kind.is_numeric():
            return Text("des nombres", "numbers")
        case _:
            return Text(f"`{kind}`", f"`{kind}`")
