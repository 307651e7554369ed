"""The expressions of a scheme, by the part that they are in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from public_aids.engine.cases.model import Path
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.rulebook.model import Amount, Condition, Dated, Group, Limit, Notice, Relation, Scheme, Test


def parts_of(scheme: Scheme) -> Iterator[tuple[Path, Expr]]:
    """Every expression of conditions, amounts, obligations and warnings, with the way to the part it is in."""
    rights = (("conditions", scheme.conditions), ("amounts", scheme.amounts))
    listed = (*rights, ("obligations", scheme.obligations), ("warnings", scheme.warnings))
    for field, parts in listed:
        for one in parts:
            yield from (((field, one.id), expr) for expr in exprs_of(one))


def dated_values(scheme: Scheme) -> Iterator[Dated[Any]]:
    """Every value of the conditions and the amounts that may have versions."""
    for condition in scheme.conditions:
        yield from _tests_of(condition)
    for amount in scheme.amounts:
        yield from (one for one in (amount.value, amount.rate, amount.cap) if one is not None)


def _tests_of(condition: Condition) -> Iterator[Dated[Expr]]:
    match condition:
        case Test(when=when):
            yield when
        case Group(children=children):
            yield from (found for child in children for found in _tests_of(child))


def exprs_at(scheme: Scheme, at: Path) -> Iterator[Expr]:
    """The expressions of the condition, the amount, the limit, the relation or the warning that a path leads into."""
    match at:
        case ("conditions", name, *_):
            yield from (expr for one in scheme.conditions if one.id == name for expr in exprs_of(one))
        case ("amounts", name, *_):
            yield from (expr for one in scheme.amounts if one.id == name for expr in exprs_of(one))
        case ("limits", *_):
            yield from (expr for one in scheme.limits for expr in exprs_of(one))
        case ("obligations" | "warnings", name, *_):
            notices = (*scheme.obligations, *scheme.warnings)
            yield from (expr for one in notices if one.id == name for expr in exprs_of(one))
        case ("incompatible_with" | "compatible_with" | "followed_by", *_):
            yield from (expr for one in scheme.relations for expr in exprs_of(one))
        case ("term", *_):
            tests = (scheme.term.ends_when, scheme.term.runs_while) if scheme.term is not None else ()
            yield from (expr for expr in tests if expr is not None)
            yield from (amount.periods for amount in scheme.amounts if amount.periods is not None)
        case ("opens_on", *_):
            yield from (scheme.opens_on,) if scheme.opens_on is not None else ()


def exprs_of(part: Condition | Amount | Limit | Relation | Notice) -> Iterator[Expr]:
    """Every expression of a part, all versions together."""
    found: list[Expr | None] = []
    match part:
        case Test(when=when):
            found += (expr for _, expr in when.versions)
        case Group(children=children):
            found += (expr for child in children for expr in exprs_of(child))
        case Amount():
            found += (expr for value in (part.value, part.rate) if value for _, expr in value.versions)
            found += (part.base, part.by_period, part.periods, part.only_if, *(one.at for one in part.payments))
        case Limit(taken_if=expr):
            found.append(expr)
        case Notice():
            found += (part.when, part.kept_if, part.kept_until)
        case Relation():
            found += (part.only_if, part.had_if)
    yield from (expr for expr in found if expr is not None)
