"""What the rules say of an amount, before any person is known."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from public_aids.cli.render.expression_text import expression_text
from public_aids.cli.render.words import PER, PRECISION, colon, euros, long_day, percent
from public_aids.engine.decide.amounts import labelled
from public_aids.engine.feel.syntax import Expr, Number
from public_aids.engine.rulebook.dated import DATED
from public_aids.engine.rulebook.model import Amount, Dated
from public_aids.engine.text import Lang, Text


def amount_rule(amount: Amount, day: date, lang: Lang) -> str:
    """`Aide forfaitaire : jusqu'à 50 000 € pour le contrat`, as the rules stand on `day`."""
    figures = {name: _number(getattr(amount, name), day) for name in DATED}
    label = ("+ " if amount.supplements else "") + labelled(amount, day, **figures).to(lang)
    return label + colon(lang) + " ; ".join(_over_time(amount, day, lang))


def _number(dated: Dated[Expr] | None, day: date) -> Decimal | None:
    stands = dated.version(day) if dated else None
    return stands.value if isinstance(stands, Number) else None


def _over_time(amount: Amount, day: date, lang: Lang) -> Iterator[str]:
    """What it is worth on `day`, then from each later day on which it changes."""
    dated = [one for one in (amount.value, amount.rate, amount.cap) if one is not None]
    yield (said := _worth(amount, day, lang))
    for later in sorted({first for one in dated for first, _ in one.versions if first is not None and first > day}):
        if (now := _worth(amount, later, lang)) != said:
            said = now
            of_rights = any(one.clock is not None for one in dated)
            since = Text("à partir du", "from")
            if of_rights:
                since = Text("pour les droits ouverts à partir du", "for rights opened from")
            yield f"{said} {since.to(lang)} {long_day(later, lang)}"


def _worth(amount: Amount, day: date, lang: Lang) -> str:
    cap = amount.cap.version(day) if amount.cap else None
    at_most = [] if cap is None else [Text("au plus ", "at most ").to(lang) + _euros(cap, lang)]
    return ", ".join((_sum(amount, day, lang), *at_most))


def _euros(expr: Expr, lang: Lang) -> str:
    return euros(expr.value, lang) if isinstance(expr, Number) else expression_text(expr)


def _sum(amount: Amount, day: date, lang: Lang) -> str:
    value = amount.value.version(day) if amount.value else None
    rate = amount.rate.version(day) if amount.rate else None
    if value is not None:
        said = _euros(value, lang)
    elif rate is not None and amount.base is not None:
        of = Text("de", "of").to(lang)
        said = f"{_rate(rate, lang)} {of} {expression_text(amount.base)}"
    else:
        return PRECISION["unquantified"].to(lang)
    return f"{PRECISION[amount.precision].to(lang)}{said} {PER[amount.per].to(lang)}"


def _rate(rate: Expr, lang: Lang) -> str:
    return percent(rate.value, lang) if isinstance(rate, Number) else f"({expression_text(rate)})"
