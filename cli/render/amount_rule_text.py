"""What the rules say of an amount, before any person is known."""

from datetime import date

from public_aids.cli.render.expression_text import expression_text
from public_aids.cli.render.words import PER, PRECISION, colon, euros, percent
from public_aids.engine.feel.syntax import Expr, Number
from public_aids.engine.rulebook.model import Amount
from public_aids.engine.text import Lang, Text


def amount_rule(amount: Amount, day: date, lang: Lang) -> str:
    """`Aide forfaitaire : jusqu'à 50 000 € pour le contrat`, as the rules stand on `day`."""
    label = ("+ " if amount.supplements else "") + amount.label.to(lang)
    cap = amount.cap.at(day) if amount.cap else None
    at_most = [] if cap is None else [Text("au plus ", "at most ").to(lang) + euros(cap, lang)]
    return label + colon(lang) + ", ".join((_sum(amount, day, lang), *at_most))


def _sum(amount: Amount, day: date, lang: Lang) -> str:
    value = amount.value.at(day) if amount.value else None
    rate = amount.rate.at(day) if amount.rate else None
    if value is not None:
        said = euros(value.value, lang) if isinstance(value, Number) else expression_text(value)
    elif rate is not None and amount.base is not None:
        of = Text("de", "of").to(lang)
        said = f"{_rate(rate, lang)} {of} {expression_text(amount.base)}"
    else:
        return PRECISION["unquantified"].to(lang)
    return f"{PRECISION[amount.precision].to(lang)}{said} {PER[amount.per].to(lang)}"


def _rate(rate: Expr, lang: Lang) -> str:
    return percent(rate.value, lang) if isinstance(rate, Number) else f"({expression_text(rate)})"
