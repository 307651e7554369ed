"""What an aid is worth and when it is paid, in words."""

from collections.abc import Mapping

from public_aids.cli.render.words import PER, PRECISION, colon, euros, joined, labelled, long_day, percent
from public_aids.engine.decide.result import AmountChange, AmountResult, PaymentResult
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.text import Lang, Text


def amount_line(amount: AmountResult, facts: Mapping[str, Fact], lang: Lang) -> str:
    """`Aide forfaitaire : jusqu'à 50 000 € pour le contrat`."""
    label = ("+ " if amount.supplement else "") + amount.label.to(lang)
    now = ", ".join(part for part in _parts(amount, facts, lang) if part)
    return label + colon(lang) + "".join((now, *(_later(amount, one, facts, lang) for one in amount.changes)))


def _later(amount: AmountResult, change: AmountChange, facts: Mapping[str, Fact], lang: Lang) -> str:
    """`, puis 3 600 € par an, taux 30 %, à partir du 1er mars 2027`."""
    then = replace(amount, value=change.value, cap=change.cap, rate=change.rate, total=None)
    worth = ", ".join(part for part in _parts(then, facts, lang) if part)
    if change.of_rights:
        since = Text(" pour les droits ouverts à partir du ", " for rights opened from ")
        return Text(" ; ", "; ").to(lang) + worth + since.to(lang) + long_day(change.since, lang)
    return (
        Text(" ; puis ", "; then ").to(lang)
        + worth
        + Text(" à partir du ", " from ").to(lang)
        + long_day(change.since, lang)
    )


def _parts(amount: AmountResult, facts: Mapping[str, Fact], lang: Lang) -> list[str]:
    per = PER[amount.per].to(lang)
    bounds = [_rate(amount, lang), _cap(amount, lang)]
    if amount.by_period is not None:
        return [_months(amount, lang), *bounds]
    if amount.value is not None:
        return [
            f"{PRECISION[amount.precision].to(lang)}{euros(amount.value, lang)} {per}",
            *bounds,
            _total(amount, lang),
        ]
    if amount.missing:
        unknown = Text("somme inconnue", "sum unknown").to(lang)
        missing = Text("il manque ", "missing ").to(lang) + labelled(amount.missing, facts, lang)
        return [f"{unknown} ({missing})", *bounds]
    return [PRECISION["unquantified"].to(lang)]


def _rate(amount: AmountResult, lang: Lang) -> str:
    return "" if amount.rate is None else Text("taux ", "rate ").to(lang) + percent(amount.rate, lang)


def _cap(amount: AmountResult, lang: Lang) -> str:
    if amount.cap is None:
        return ""
    return Text("au plus ", "at most ").to(lang) + f"{euros(amount.cap, lang)} {PER[amount.per].to(lang)}"


def _months(amount: AmountResult, lang: Lang) -> str:
    listed = joined([euros(one, lang) for one in amount.by_period or ()], lang)
    months = Text(f"mois par mois {listed}", f"month by month {listed}").to(lang)
    return ", ".join(part for part in (months, _total(amount, lang)) if part)


def _total(amount: AmountResult, lang: Lang) -> str:
    return "" if amount.total is None else Text("en tout ", "in all ").to(lang) + euros(amount.total, lang)


def payment_lines(amounts: tuple[AmountResult, ...], lang: Lang) -> list[str]:
    """The dated payments of all amounts, first day first; one whose day is unknown says so, last."""
    payments = [payment for amount in amounts for payment in amount.payments]
    payments.sort(key=lambda payment: (payment.on is None, payment.on))
    return [_payment(payment, lang) for payment in payments]


def _payment(payment: PaymentResult, lang: Lang) -> str:
    when = Text("jour inconnu", "day unknown").to(lang) if payment.on is None else long_day(payment.on, lang)
    sum_ = Text("inconnu", "unknown").to(lang) if payment.value is None else euros(payment.value, lang)
    return when + colon(lang) + sum_
