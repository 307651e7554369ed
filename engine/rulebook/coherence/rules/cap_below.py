"""A cap below the sum that it caps: one of the two is wrong, since the sum would never be paid."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from public_aids.engine.rulebook.coherence.domains import literal
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.model import Amount, Scheme
from public_aids.engine.text import Text

CODES = ("R432",)


def of_scheme(scheme: Scheme, _: Logic) -> Iterator[Finding]:
    for position, amount in enumerate(scheme.amounts):
        yield from _of_amount(amount, ("amounts", position))


def _of_amount(amount: Amount, path: Path) -> Iterator[Finding]:
    if amount.cap is None or amount.value is None:
        return
    changes = [first for first, _ in amount.value.versions]
    for at, (first, expr) in enumerate(amount.cap.versions):
        cap = literal(expr)
        following = amount.cap.versions[at + 1 : at + 2]
        days = [first, *(day for day in changes if _within(day, first, following[0][0] if following else None))]
        sums = (number for day in days if (number := _sum(amount, day)) is not None)
        above = next((number for number in sums if cap is not None and number > cap), None)
        if above is not None:
            message = Text(
                f"le plafond de `{amount.id}` ({cap}) est plus bas que la somme elle-même ({above})",
                f"the cap of `{amount.id}` ({cap}) is lower than the sum itself ({above})",
            )
            cure = Text(
                "corrigez l'un des deux ; une somme fixe n'a pas besoin de plafond",
                "correct one of the two; a fixed sum needs no cap",
            )
            yield Finding("R432", (*path, "cap", at, "is"), message, (cure,))


def _within(day: date | None, first: date | None, end: date | None) -> bool:
    """Whether a day comes after the first day of a version of the cap, and before that of the next one."""
    return day is not None and (first is None or day > first) and (end is None or day < end)


def _sum(amount: Amount, day: date | None) -> Decimal | None:
    """The sum in force, where it is a number and needs no facts."""
    expr = amount.value.version(day or date.min) if amount.value else None
    return literal(expr) if expr is not None else None
