"""How facts are drawn: `population.toml`, read and checked against the facts."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from engine.batch.algebra import Column
from engine.batch.contracts import contract_fields
from engine.batch.facts import scope_on
from engine.batch.lower import lower
from engine.feel.errors import FeelError
from engine.feel.parser import parse
from engine.feel.syntax import Expr
from engine.record import Record
from engine.rulebook.model import Fact, Rulebook
from engine.source.diagnostic import BrokenError, Diagnostic
from engine.text import Text

KEYS = frozenset(("known", "values", "true", "between", "step", "years", "years_after", "when"))
MILLION = 1_000_000
"""Shares are held as whole numbers out of a million."""


class Draw(Record):
    """How one fact is drawn; exactly one of `values`, `true`, `between`, `years`, `after` says what."""

    fact: Fact
    known: int = MILLION
    values: tuple[tuple[str, int], ...] = ()
    true: int | None = None
    between: tuple[Decimal, Decimal] | None = None
    step: Decimal = Decimal(1)
    years: tuple[int, int] | None = None
    after: str | None = None  # the fact whose day `years` are counted from
    until: int = 0
    when: Expr | None = None


class ContractDraw(Record):
    known: int
    share: int
    years: tuple[int, int]
    values: tuple[tuple[str, int], ...]


class Distributions(Record):
    draws: tuple[Draw, ...]
    contracts: ContractDraw | None


def read_distributions(path: Path, rules: Rulebook) -> Distributions:
    """Raises `BrokenError` with everything that is wrong, `OSError` where the file cannot be read."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise BrokenError((_problem(str(path), str(error), str(error)),)) from None
    problems: list[Diagnostic] = []
    draws: list[Draw] = []
    for name, written in data.get("facts", {}).items():
        found = _draw(name, written, rules, draws, problems)
        if found is not None:
            draws.append(found)
    contracts = _contracts(data["contracts"], rules, problems) if "contracts" in data else None
    problems += (_problem(key, "clé inconnue", "unknown key") for key in sorted(data.keys() - {"facts", "contracts"}))
    if problems:
        raise BrokenError(tuple(problems))
    return Distributions(tuple(draws), contracts)


def condition(draw: Draw, rules: Rulebook, on: Column) -> Column | None:
    """The column that says where a fact is drawn."""
    return None if draw.when is None else lower(draw.when, scope_on(rules.facts, on, on)).value


def _problem(where: str, french: str, english: str) -> Diagnostic:
    return Diagnostic("B401", Text(f"{where} : {french}", f"{where}: {english}"))


def _draw(name: str, written: Any, rules: Rulebook, before: list[Draw], problems: list[Diagnostic]) -> Draw | None:
    one = rules.facts.get(name)
    if one is None or not isinstance(written, Mapping):
        problems.append(_problem(name, "ce n'est pas un fait", "it is not a fact"))
        return None
    strange = sorted(written.keys() - KEYS)
    problems += (_problem(f"{name}.{key}", "clé inconnue", "unknown key") for key in strange)
    if sum(key in written for key in ("values", "true", "between", "years", "years_after")) != 1:
        problems.append(_problem(name, "une seule façon de tirer le fait", "exactly one way to draw the fact"))
        return None
    try:
        return _drawn(one, written, {draw.fact.name for draw in before})
    except (ValueError, TypeError, KeyError, ArithmeticError, FeelError) as error:
        problems.append(_problem(name, f"illisible ({error})", f"cannot be read ({error})"))
        return None


def _drawn(one: Fact, written: Mapping[str, Any], before: set[str]) -> Draw:
    after = written.get("years_after")
    if after is not None and after["fact"] not in before:
        raise ValueError(after["fact"])
    low_high = written.get("between")
    years = after["years"] if after is not None else written.get("years")
    values = tuple((str(value), int(weight)) for value, weight in written.get("values", {}).items())
    for value, _ in values:
        if one.values and value not in one.values:
            raise ValueError(value)
    return Draw(
        one,
        share(written.get("known", 1)),
        values,
        share(written["true"]) if "true" in written else None,
        None if low_high is None else (Decimal(low_high[0]), Decimal(low_high[1])),
        Decimal(written.get("step", 1)),
        None if years is None else (int(years[0]), int(years[1])),
        None if after is None else after["fact"],
        int(after.get("until", 0)) if after is not None else 0,
        parse(written["when"]) if "when" in written else None,
    )


def share(value: int | Decimal) -> int:
    """A share from 0 to 1, out of a million."""
    if not 0 <= value <= 1:
        raise ValueError(value)
    return int(Decimal(value) * MILLION)


def _contracts(written: Any, rules: Rulebook, problems: list[Diagnostic]) -> ContractDraw | None:
    allowed = {value for field in contract_fields(rules) if field.name == "dispositif" for value in field.values}
    try:
        values = tuple((str(value), int(weight)) for value, weight in written["values"].items())
        if not {value for value, _ in values} <= allowed:
            raise ValueError("dispositif")
        years = (int(written["years"][0]), int(written["years"][1]))
        return ContractDraw(share(written.get("known", 1)), share(written["share"]), years, values)
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        problems.append(_problem("contracts", f"illisible ({error})", f"cannot be read ({error})"))
        return None
