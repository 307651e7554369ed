"""Payments that pay nothing, fall on one day or in the wrong order, or come after the end of the contract."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.syntax import Expr, free_names
from public_aids.engine.feel.values import FIRST_DAY, LAST_DAY, Unknown, Value, add_months
from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.coherence.rules.payment_day import signatures
from public_aids.engine.rulebook.model import Amount, Scheme, Term
from public_aids.engine.text import Text

CODES = ("R457",)
Days = tuple[date, ...]
Tried = tuple[dict[str, date], ...]  # the day of signature, and those of facts


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    dates = [name for name, fact in context.facts.items() if fact.type == "date"]
    tried = tuple(  # what holds where all facts are as early as may be, and as late, holds between, too
        {"signature": day, **dict.fromkeys(dates, other)}
        for day in signatures(scheme.validity)
        for other in (FIRST_DAY, day, LAST_DAY)
    )
    for at, amount in enumerate(scheme.amounts):
        path: Path = ("amounts", at, "payments")
        yield from _of_each(amount, path, tried, _last_days(scheme.term, tried))
        yield from _of_pairs(amount, path, tried)


def _last_days(term: Term | None, tried: Tried) -> Days | None:
    """The end of contracts signed on some days, with their one renewal; none for what may go on."""
    if term is None or term.renewal == "tacit":
        return None
    months = term.months * (2 if term.renewal == "once" else 1)
    return tuple(add_months(days["signature"], months) for days in tried)


def _of_each(amount: Amount, path: Path, tried: Tried, ends: Days | None) -> Iterator[Finding]:
    for at, payment in enumerate(amount.payments):
        if payment.share == 0:
            message = Text("ce versement ne verse rien", "this payment pays nothing")
            yield _finding((*path, at, "share"), message)
        days = _days(payment.at, tried)
        if days and ends and all(day > end for day, end in zip(days, ends, strict=True)):
            message = Text(
                f"ce versement de `{amount.id}` tombe après la fin du contrat",
                f"this payment of `{amount.id}` falls after the end of the contract",
            )
            yield _finding((*path, at, "at"), message)


def _of_pairs(amount: Amount, path: Path, tried: Tried) -> Iterator[Finding]:
    for at, (one, other) in enumerate(pairwise(amount.payments), 1):
        both = tuple(zip(_days(one.at, tried), _days(other.at, tried), strict=False))
        if one.at == other.at or (both and all(before == after for before, after in both)):
            message = Text(
                "ce versement tombe le même jour que le précédent", "this payment falls on the day of the one before it"
            )
            yield _finding((*path, at, "at"), message)
        elif both and all(after < before for before, after in both):
            message = Text("ce versement tombe avant le précédent", "this payment falls before the one above it")
            yield _finding((*path, at, "at"), message)


def _finding(path: Path, message: Text) -> Finding:
    cure = Text("corrigez sa part ou son jour, ou effacez-le", "correct its share or its day, or delete it")
    return Finding("R457", path, message, (cure,), "warning")


def _days(expr: Expr, tried: Tried) -> Days:
    """The days of a payment for contracts signed on some days; none where they hang on facts that are no days."""
    unknown: dict[str, Value] = {name: Unknown(frozenset((name,))) for name in free_names(expr)}
    days = (evaluate(expr, {**unknown, **one}) for one in tried)
    found = tuple(day for day in days if isinstance(day, date))
    return found if len(found) == len(tried) else ()
