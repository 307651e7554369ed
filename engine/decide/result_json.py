"""The parts of a `Decision` as the JSON object of the contract: keys in its order, sums and days as texts.

Keys that the contract does not name (`label`, `sources`, `warnings` of a scheme…) are added at the end of their object.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from public_aids.engine.decide.notices import as_to_check
from public_aids.engine.decide.result import (
    AmountResult,
    Caution,
    Combination,
    ConditionResult,
    Held,
    Option,
    PairResult,
    ReadingResult,
    SchemeResult,
)
from public_aids.engine.rulebook.model import Citation, Contact, Notice, Term
from public_aids.engine.text import Lang, Text

Json = dict[str, Any]


def money(value: Decimal | None) -> str | None:
    """A sum as a text: no decimals when it is whole, two otherwise."""
    if value is None:
        return None
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"


def number(value: Decimal | None) -> str | None:
    """A number as it is written, without trailing zeros or an exponent."""
    if value is None:
        return None
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def plain(value: Any) -> Any:
    """The value of a fact: numbers and days as texts, records as objects."""
    match value:
        case bool() | str() | None:
            return value
        case Decimal():
            return number(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            return [plain(one) for one in value]
        case Mapping():
            return {str(name): plain(one) for name, one in value.items()}
        case _:
            return str(value)


def stated(value: Any) -> Any:
    """The value of a fact as a profile takes it: numbers are numbers, days are texts."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case list() | tuple():
            return [stated(one) for one in value]
        case Mapping():
            return {str(name): stated(one) for name, one in value.items()}
        case _:
            return plain(value)


def scheme_json(result: SchemeResult, local: Contact | None, lang: Lang) -> Json:
    scheme = result.scheme
    return {
        "id": scheme.id,
        "acronym": scheme.acronym,
        "name": scheme.name.to(lang),
        "kind": result.kind,
        "status": result.status,
        "window": result.window,
        "conditions": [_condition(one, lang) for one in result.conditions],
        "failed": list(result.failed),
        "missing": list(result.missing),
        "amounts": [_amount(one, lang) for one in result.amounts],
        "total_first_year": money(result.total_first_year),
        "term": _term(scheme.term),
        "held": _held(result.held, lang),
        "blocked_by": [{"scheme": one.scheme, "opens_if": one.opens_if} for one in result.blocked_by],
        "would_open_if": [stated(change.facts) for change in result.would_open_if],
        "readings": [_reading(one) for one in result.readings],
        "obligations": _notices(scheme.obligations, lang),
        "notes": _notices(scheme.notes, lang),
        "warnings": texts((*result.warnings, *result.later, *map(as_to_check, result.to_check)), lang),
        "would_open_brings": [money(change.brings) for change in result.would_open_if],
        "would_open_cautions": [_cautions(change.cautions, lang) for change in result.would_open_if],
        "turns": {"on": day(result.turns.on), "status": result.turns.status} if result.turns else None,
        "payer": scheme.payer.to(lang) if scheme.payer else None,
        "contact": {"body": scheme.write_to.to(lang), "email": None} if scheme.write_to else contact_json(local),
        "replaced_by": list(scheme.replaced_by),
    }


def _reading(result: ReadingResult) -> Json:
    return {
        "divergence": result.divergence,
        "applied": result.applied,
        "decisive": result.decisive,
        "effects": [
            {
                "reading": one.reading,
                "scheme": one.scheme,
                "status": one.status,
                "status_under": one.status_under,
                "total": money(one.total),
                "total_under": money(one.total_under),
                "ends_on": day(one.ends_on),
                "ends_on_under": day(one.ends_on_under),
            }
            for one in result.effects
        ],
    }


def _condition(result: ConditionResult, lang: Lang) -> Json:
    written: Json = {
        "id": result.id,
        "label": result.label.to(lang),
        "outcome": result.outcome,
        "facts": stated(result.facts),
        "source": _source(result.sources),
        "missing": sorted(result.missing),
    }
    if result.mode:
        written["mode"] = result.mode
        written["children"] = [_condition(child, lang) for child in result.children]
    return {**written, **_more_sources(result.sources)}


def _amount(result: AmountResult, lang: Lang) -> Json:
    return {
        "id": result.id,
        "value": money(result.value),
        "unit": result.unit,
        "per": result.per,
        "precision": result.precision,
        "supplement": result.supplement,
        "cap": money(result.cap),
        "rate": number(result.rate),
        "missing": list(result.missing),
        "by_period": None if result.by_period is None else [money(one) for one in result.by_period],
        "total": money(result.total),
        "payments": [{"on": day(one.on), "value": money(one.value)} for one in result.payments],
        "changes": [
            {"from": day(one.since), "value": money(one.value), "cap": money(one.cap), "rate": number(one.rate)}
            for one in result.changes
        ],
        "label": result.label.to(lang),
        "source": _source(result.sources),
        **_more_sources(result.sources),
    }


def _term(term: Term | None) -> Json | None:
    return None if term is None or term.length is None else {"length": term.length, "renewal": term.renewal}


def _held(held: Held | None, lang: Lang) -> Json | None:
    if held is None:
        return None
    return {
        "state": held.state,
        "signed_on": day(held.signed_on),
        "ends_on": day(held.ends_on),
        "terminated_on": day(held.terminated_on),
        "renewals": held.renewals,
        "amounts": [_amount(one, lang) for one in held.amounts],
        "paid": money(held.paid),
        "remaining": money(held.remaining),
        "missing": list(held.missing),
    }


def combination_json(combination: Combination, lang: Lang) -> Json:
    return {
        "horizon": {"from": day(combination.start), "to": day(combination.end)},
        "best": list(combination.best),
        "total": money(combination.total),
        "choice": combination.choice,
        "missing": list(combination.missing),
        "options": [_option(one, lang) for one in combination.options],
        "incompatible": [list(pair) for pair in combination.incompatible],
        "compatible": [list(pair) for pair in combination.compatible],
        "unsettled": [list(pair) for pair in combination.unsettled],
        "successions": [list(pair) for pair in combination.successions],
        "relations": [_relation(one) for one in combination.relations],
    }


def _relation(result: PairResult) -> Json:
    return {
        "schemes": list(result.schemes),
        "answer": result.answer,
        "during": result.during,
        "sources": [{"document": one.document, "lines": one.lines} for one in result.sources],
        "depends_on": list(result.missing),
    }


def _cautions(cautions: tuple[Caution, ...], lang: Lang) -> list[str]:
    return [caution.named.to(lang) for caution in cautions]


def _option(option: Option, lang: Lang) -> Json:
    return {
        "schemes": list(option.schemes),
        "total": money(option.total),
        "unsettled": option.unsettled,
        "incompatible": [list(pair) for pair in option.apart],
        "at_least": money(option.at_least),
        "at_most": money(option.at_most),
        "unquantified": list(option.unquantified),
        "missing": list(option.missing),
        "actions": [{"terminate": one.terminate, "on": day(one.on)} for one in option.actions],
        "cautions": _cautions(option.cautions, lang),
    }


def contact_json(contact: Contact | None) -> Json | None:
    return None if contact is None else {"body": contact.body, "email": contact.email}


def _source(sources: tuple[Citation, ...]) -> Json | None:
    return {"document": sources[0].document, "lines": sources[0].lines} if sources else None


def _more_sources(sources: tuple[Citation, ...]) -> Json:
    """Every citation, where the first one does not say all."""
    return {"sources": [{"document": one.document, "lines": one.lines} for one in sources]} if len(sources) > 1 else {}


def _notices(notices: tuple[Notice, ...], lang: Lang) -> list[str]:
    return [notice.text.to(lang) for notice in notices]


def texts(texts: tuple[Text, ...], lang: Lang) -> list[str]:
    return [text.to(lang) for text in texts]
