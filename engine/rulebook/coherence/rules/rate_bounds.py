"""A rate is a fraction of its base: from nothing to all of it."""

from collections.abc import Iterator
from decimal import Decimal

from public_aids.engine.feel.syntax import outcomes
from public_aids.engine.rulebook.coherence.domains import literal
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.coherence.stated import stated_of_amounts
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R431",)
ALL = 100  # per cent


def of_scheme(scheme: Scheme, _: Logic) -> Iterator[Finding]:
    for path, _name, expr in stated_of_amounts(scheme, "rate"):
        for outcome in outcomes(expr):
            rate = literal(outcome)
            if rate is not None and not 0 <= rate <= 1:
                yield Finding("R431", path, _message(rate), (_cure(rate),), part=outcome.span)


def _message(rate: Decimal) -> Text:
    if rate < 0:
        return Text(f"le taux `{rate}` est négatif", f"the rate `{rate}` is negative")
    percent = _written(rate * ALL)
    return Text(f"le taux `{rate}` fait {percent} %", f"the rate `{rate}` is {percent}%")


def _cure(rate: Decimal) -> Text:
    meant = rate.copy_abs()
    fraction, percent = (meant, meant * ALL) if meant <= 1 else (meant / ALL, meant)
    return Text(
        f"un taux est une fraction, de 0 à 1 : `{_written(fraction)}` pour {_written(percent)} %",
        f"a rate is a fraction, from 0 to 1: `{_written(fraction)}` for {_written(percent)}%",
    )


def _written(number: Decimal) -> str:
    return format(number.normalize(), "f")
