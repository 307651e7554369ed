"""Facts that are stated against other facts or against an obligation: none is ignored in silence."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from public_aids.engine.decide.given import Evaluate, Given, admitted
from public_aids.engine.decide.result import Held, Status, Unkept
from public_aids.engine.decide.situation import Situation
from public_aids.engine.decide.standing import standing
from public_aids.engine.feel.syntax import And, Expr
from public_aids.engine.feel.values import Unknown, Value
from public_aids.engine.rulebook.model import Fact, Scheme
from public_aids.engine.text import Text

_NOTHING: tuple[Value, ...] = (False, Decimal(0), (), [])  # said of what does not apply, it is no contradiction


def against_facts(situation: Situation, on: date) -> Iterator[Text]:
    """What is stated of a fact and others contradict; what they give that the fact cannot be."""
    scope = situation.scope(on, on, "none")
    for fact in (*situation.program.still, *situation.program.moving):
        told, found = situation.profile.get(fact.name), situation.given(fact, scope)
        if fact.derived is not None and found.by != fact.derived:
            value = situation.value(fact.derived, on)
            if value is not None and not isinstance(value, Unknown) and not admitted(fact, value):
                name, others = _said(fact, value), _named((fact.derived,), situation, on)
                yield Text(
                    f"{name.fr}, calculé avec {others.fr}, n'est pas une valeur possible : elle n'est pas retenue",
                    f"{name.en}, computed from {others.en}, is not a possible value: it is not used",
                )
        if told is None or found.by is None or not _against(told, found):
            continue
        name, others = _said(fact, told), _named((found.by,), situation, on)
        if found.apart:
            yield Text(
                f"{name.fr} est sans objet avec {others.fr} : ce n'est pas pris en compte",
                f"{name.en} does not apply with {others.en}: it is not taken into account",
            )
        else:
            gives = _value(fact, found.says)
            yield Text(
                f"{name.fr} ne va pas avec {others.fr}, dont on déduit : {gives.fr}",
                f"{name.en} does not go with {others.en}, which implies: {gives.en}",
            )
    yield from _leaving_nothing(situation, on)


def stated_against(situation: Situation, on: date) -> Iterator[Fact]:
    """The facts that are stated and that others contradict."""
    scope = situation.scope(on, on, "none")
    for fact in (*situation.program.still, *situation.program.moving):
        told = situation.profile.get(fact.name)
        if told is not None and _against(told, situation.given(fact, scope)):
            yield fact


def _against(told: Value, found: Given) -> bool:
    return found.by is not None and found.says != told and not (found.apart and told in _NOTHING)


def _leaving_nothing(situation: Situation, on: date) -> Iterator[Text]:
    """A day of leaving on which no contract can be left: it is past, or none runs then."""
    day, roles = situation.leaving, situation.rules.roles
    if not isinstance(day, date) or situation.contracts is None:
        return
    said = _said(situation.rules.facts[roles.leaving], day)
    if not _runs(situation, on):
        yield Text(
            f"{said.fr} : aucun contrat n'est en cours, ce n'est pas pris en compte",
            f"{said.en}: no contract is running, it is not taken into account",
        )
    elif day < on:
        yield Text(
            f"{said.fr} : ce jour est passé ; si le contrat est déjà résilié, dire quel jour avec "
            f"`{roles.contracts.terminated}`",
            f"{said.en}: this day is past; if the contract is terminated already, say on which day with "
            f"`{roles.contracts.terminated}`",
        )
    elif not _runs(situation, day):
        yield Text(
            f"{said.fr} : aucun contrat n'est plus en cours ce jour-là",
            f"{said.en}: no contract is running any longer on that day",
        )


def _runs(situation: Situation, day: date) -> bool:
    """May a contract run on a day?"""
    found = (standing(one, situation.rules.scheme(one.scheme), situation, day) for one in situation.contracts or ())
    return any(one is not None and one.state in ("running", "unknown") for one in found)


def against_obligations(
    scheme: Scheme, situation: Situation, on: date, status: Status | None, held: Held | None
) -> Iterator[Unkept]:
    """The obligations of a right that may be taken, or of a contract that runs, which the person does not keep."""
    runs = held is not None and held.state in ("running", "unknown")
    if status in (None, "not_eligible") and not runs:
        return
    signature, state = (held.signed_on, held.state) if held else (None, "none")
    for one in scheme.obligations:
        until = situation.value(one.kept_until, on, signature, state) if one.kept_until else None
        if one.kept_until is not None and isinstance(until, date) and until != date.max:
            facts = _named((one.kept_until,), situation, on, until)
            text = Text(
                f"l'obligation « {one.text.fr} » n'est plus tenue à partir du {until:%d/%m/%Y} ({facts.fr}) : "
                "rien n'est compté ensuite",
                f"the obligation “{one.text.en}” is no longer kept from {until:%Y-%m-%d} on ({facts.en}): "
                "nothing is counted from then on",
            )
            yield Unkept(one.id, text)
        if one.kept_if is not None and situation.value(one.kept_if, on, signature, state) is False:
            broken = tuple(_false(one.kept_if, lambda part: situation.value(part, on, signature, state)))
            facts = _named(broken, situation, on)
            several = len(_known(broken, situation, on)) > 1
            text = Text(
                f"{facts.fr} ne {'vont' if several else 'va'} pas avec l'obligation « {one.text.fr} »",
                f"{facts.en} {'do' if several else 'does'} not go with the obligation “{one.text.en}”",
            )
            yield Unkept(one.id, text)


def stopped(scheme: Scheme, situation: Situation, day: date, signature: date | None) -> bool:
    """Is an obligation of a right no longer kept on a day, so that nothing more is due?"""
    untils = (one.kept_until for one in scheme.obligations if one.kept_until is not None)
    ends = (situation.value(until, day, signature) for until in untils)
    return any(isinstance(end, date) and end <= day for end in ends)


def _false(expr: Expr, run: Evaluate) -> Iterator[Expr]:
    """What makes an expression false: of several things that must all be, those that are not."""
    if isinstance(expr, And):
        for operand in expr.operands:
            if run(operand) is False:
                yield from _false(operand, run)
    else:
        yield expr


def _named(exprs: tuple[Expr, ...], situation: Situation, on: date, only: Value = None) -> Text:
    """The known facts of some expressions, by their labels, with their values; those of one value where there are."""
    known = _known(exprs, situation, on)
    known = {name: value for name, value in known.items() if value == only} or known
    said = [_said(situation.rules.facts[name], value) for name, value in known.items()]
    if not said:
        return Text("les autres faits", "the other facts")
    return Text(" et ".join(one.fr for one in said), " and ".join(one.en for one in said))


def _known(exprs: tuple[Expr, ...], situation: Situation, on: date) -> dict[str, Value]:
    return {name: value for expr in exprs for name, value in situation.facts_of(expr, on).items()}


def _said(fact: Fact, value: Value) -> Text:
    said = _value(fact, value)
    return Text(f"« {fact.label.fr} » ({said.fr})", f"“{fact.label.en}” ({said.en})")


def _value(fact: Fact, value: Value) -> Text:
    """A value as people say it."""
    labels = dict(fact.value_labels)
    match value:
        case bool():
            return Text("oui", "yes") if value else Text("non", "no")
        case Decimal():
            plain = f"{value:f}"
            return labels.get(plain, Text(plain.replace(".", ","), plain))
        case date():
            return Text(f"{value:%d/%m/%Y}", f"{value:%Y-%m-%d}")
        case tuple() | list():
            parts = [_value(fact, one) for one in value]
            return Text(" ; ".join(one.fr for one in parts), ", ".join(one.en for one in parts))
        case _:
            return labels.get(str(value), Text(str(value), str(value)))
