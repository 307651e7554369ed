"""The rules of one scheme changed a little, one change at a time.

Only what decides is changed: windows, conditions, amounts, terms, limits, relations, when a warning is shown, when an
obligation is not kept. Texts, sources and the readings that are not applied are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from public_aids.engine.cases.model import Path
from public_aids.engine.cases.steps import stepped, stepped_day
from public_aids.engine.cases.variants import Slip, Slips
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.coherence.dated import dated_parts
from public_aids.engine.rulebook.dated import DATED, timed
from public_aids.engine.rulebook.model import (
    PERIODS,
    RELATION_KEYS,
    Amount,
    Condition,
    Dated,
    Group,
    Limit,
    Notice,
    Payment,
    Relation,
    Scheme,
    Term,
    Test,
    Validity,
)
from public_aids.engine.rulebook.readings import TERM_TESTS

Part = Expr | Decimal | date | str | None
Kind = Slip | Literal["removed", "changed"]


class Mutant(Record):
    """A scheme with one change: at `at` stood `before`, and stands `after` (None: nothing any more)."""

    scheme: Scheme
    at: Path
    kind: Kind
    before: Part
    after: Part


Changed = tuple[Path, Kind, Part, Part, Any]  # of a part: where in it, what, before, after, and the part changed


def mutants_of(scheme: Scheme, slips: Slips) -> Iterator[Mutant]:
    """Every scheme that differs from this one by one small change."""
    for field, changes in _parts(scheme, slips):
        for at, kind, before, after, part in changes:
            yield Mutant(timed(replace(scheme, **{field: part})), at, kind, before, after)


def _parts(scheme: Scheme, slips: Slips) -> Iterator[tuple[str, Iterator[Changed]]]:
    def conditions(one: Condition) -> Iterator[Changed]:
        return _condition(one, slips)

    if any(len(dated.versions) > 1 for _, _, dated in dated_parts(scheme)):
        begins = "signature" if scheme.kind == "contract" else "opening"
        yield "rules_as_of", _among(("rules_as_of",), scheme.rules_as_of, (begins, "evaluation"))
    yield "validity", _validity(scheme.validity)
    if scheme.term is not None:
        yield "term", _term(scheme.term, slips)
    if scheme.opens_on is not None:
        yield "opens_on", _maybe_expr(("opens_on",), scheme.opens_on, slips)
    yield "conditions", _each("conditions", scheme.conditions, _id, conditions)
    yield "amounts", _each("amounts", scheme.amounts, _id, lambda one: _amount(one, slips))
    yield "limits", _each("limits", scheme.limits, lambda one: one.family, lambda one: _limit(one, slips))
    yield "relations", _relations(scheme.relations, slips)
    yield "obligations", _obligations(scheme.obligations, slips)
    yield "warnings", _each("warnings", scheme.warnings, _id, lambda one: _notice(one, slips))


def _id(one: Any) -> str:
    name: str = one.id
    return name


def _each(
    field: str, things: tuple[Any, ...], name: Callable[[Any], str], changes: Callable[[Any], Iterator[Changed]]
) -> Iterator[Changed]:
    """Each thing of a list removed, then changed."""
    for index, one in enumerate(things):
        at = (field, name(one))
        before, after = things[:index], things[index + 1 :]
        yield at, "removed", None, None, (*before, *after)
        for inside, kind, was, now, part in changes(one):
            yield (*at, *inside), kind, was, now, (*before, part, *after)


def _condition(condition: Condition, slips: Slips) -> Iterator[Changed]:
    match condition:
        case Test(when=when):
            for at, kind, was, now, part in _dated(("when",), when, slips.of):
                yield at, kind, was, now, replace(condition, when=part)
        case Group(needs=needs, children=children):
            other = "any_of" if needs == "all_of" else "all_of"
            yield (needs,), "and_or", needs, other, replace(condition, needs=other)
            for at, kind, was, now, part in _each(needs, children, _id, lambda one: _condition(one, slips)):
                yield at, kind, was, now, replace(condition, children=part)


def _amount(amount: Amount, slips: Slips) -> Iterator[Changed]:
    for field in DATED:
        if (value := getattr(amount, field)) is not None:
            for at, kind, was, now, part in _dated((field,), value, slips.of):
                yield at, kind, was, now, replace(amount, **{field: part})
    if amount.cap is not None:
        yield ("cap",), "removed", None, None, replace(amount, cap=None)
    if amount.base is not None:
        yield from _in_field(amount, "base", _expr(("base",), amount.base, slips))
    for field in ("by_period", "periods", "only_if"):
        expr = getattr(amount, field)
        if expr is not None:
            yield from _in_field(amount, field, _maybe_expr((field,), expr, slips))
    for field in ("supplements", "granted_by"):
        if getattr(amount, field) is not None:
            yield (field,), "removed", getattr(amount, field), None, replace(amount, **{field: None})
    precisions = ("exact", "ceiling", "approximate")
    if amount.precision != "unquantified":
        yield from _in_field(amount, "precision", _among(("precision",), amount.precision, precisions))
        yield from _in_field(amount, "per", _among(("per",), amount.per, tuple(PERIODS)))
    yield from _in_field(amount, "payments", _payments(amount.payments, slips))


def _in_field(owner: Any, field: str, changes: Iterator[Changed]) -> Iterator[Changed]:
    return ((at, kind, was, now, replace(owner, **{field: part})) for at, kind, was, now, part in changes)


def _payments(payments: tuple[Payment, ...], slips: Slips) -> Iterator[Changed]:
    for index, payment in enumerate(payments):
        at, rest = ("payments", str(index + 1)), (payments[:index], payments[index + 1 :])
        yield at, "removed", None, None, (*rest[0], *rest[1])
        for share in stepped(payment.share):
            changed = replace(payment, share=share)
            yield (*at, "share"), "step", payment.share, share, (*rest[0], changed, *rest[1])
        for inside, kind, was, now, part in _expr(("at",), payment.at, slips):
            yield (*at, *inside), kind, was, now, (*rest[0], replace(payment, at=part), *rest[1])


def _validity(validity: Validity) -> Iterator[Changed]:
    def days(day: date) -> Iterator[tuple[Kind, Part]]:
        return (("step", one) for one in stepped_day(day))

    for key, field in (("from", "since"), ("until", "until")):
        bound: Dated[date] | None = getattr(validity, field)
        if bound is not None:
            yield ("validity", key), "removed", bound.versions[-1][1], None, replace(validity, **{field: None})
            for at, kind, was, now, part in _dated(("validity", key), bound, days):
                yield at, kind, was, now, replace(validity, **{field: part})


def _term(term: Term, slips: Slips) -> Iterator[Changed]:
    yield ("term",), "removed", None, None, None
    if term.length is not None:
        for months in (term.months - 1, term.months + 1):
            changed = replace(term, months=months, length=f"P{months}M")
            yield ("term", "length"), "step", term.length, changed.length, changed
        yield from _in_field(term, "renewal", _among(("term", "renewal"), term.renewal, ("none", "once", "tacit")))
    for key in TERM_TESTS:
        if (test := getattr(term, key)) is not None:
            yield from _in_field(term, key, _maybe_expr(("term", key), test, slips))
    if term.renewals_before is not None and term.renewal == "tacit":
        at = ("term", "renewals_before")
        for day in (*stepped_day(term.renewals_before), None):
            kind: Kind = "step" if day else "removed"
            yield at, kind, term.renewals_before, day, replace(term, renewals_before=day)
    for key in ("kept_if_signed_by", "others_end_on"):
        stands: date | None = getattr(term, key)
        for day in stepped_day(stands) if stands is not None else ():
            yield ("term", key), "step", stands, day, replace(term, **{key: day})


def _limit(limit: Limit, slips: Slips) -> Iterator[Changed]:
    if limit.taken_if is not None:
        yield from _in_field(limit, "taken_if", _maybe_expr(("taken_if",), limit.taken_if, slips))
    if limit.periods is not None:
        for number in stepped(Decimal(limit.periods)):
            yield ("periods",), "step", Decimal(limit.periods), number, replace(limit, periods=int(number))


def _relations(relations: tuple[Relation, ...], slips: Slips) -> Iterator[Changed]:
    """Relations by the other scheme: one of a list is taken out of it alone."""
    for index, relation in enumerate(relations):
        rest = (relations[:index], relations[index + 1 :])
        for other in relation.schemes:
            at = (RELATION_KEYS[relation.kind], other)
            left = tuple(one for one in relation.schemes if one != other)
            parts = (replace(relation, schemes=left),) if left else ()
            yield at, "removed", None, None, (*rest[0], *parts, *rest[1])
        at = (RELATION_KEYS[relation.kind], "+".join(relation.schemes))
        if relation.kind == "incompatible":
            during = "career" if relation.during == "same_period" else "same_period"
            changed = replace(relation, during=during)
            yield (*at, "during"), "changed", relation.during, during, (*rest[0], changed, *rest[1])
        for field in ("only_if", "had_if"):
            expr = getattr(relation, field)
            if expr is not None:
                for inside, kind, was, now, part in _maybe_expr((field,), expr, slips):
                    changed = replace(relation, **{field: part})
                    yield (*at, *inside), kind, was, now, (*rest[0], changed, *rest[1])


def _notice(notice: Notice, slips: Slips) -> Iterator[Changed]:
    if notice.when is not None:
        yield from _in_field(notice, "when", _maybe_expr(("when",), notice.when, slips))


def _obligations(obligations: tuple[Notice, ...], slips: Slips) -> Iterator[Changed]:
    for index, one in enumerate(obligations):
        for field in ("kept_if", "kept_until"):
            expr = getattr(one, field)
            if expr is not None:
                for at, kind, was, now, part in _in_field(one, field, _maybe_expr((field,), expr, slips)):
                    whole = (*obligations[:index], part, *obligations[index + 1 :])
                    yield ("obligations", one.id, *at), kind, was, now, whole


def _expr(at: Path, expr: Expr, slips: Slips) -> Iterator[Changed]:
    return ((at, slip, expr, changed, changed) for slip, changed in slips.of(expr))


def _maybe_expr(at: Path, expr: Expr, slips: Slips) -> Iterator[Changed]:
    yield at, "removed", expr, None, None
    yield from _expr(at, expr, slips)


def _among(at: Path, now: str, words: tuple[str, ...]) -> Iterator[Changed]:
    return ((at, "changed", now, word, word) for word in words if word != now)


def _dated(at: Path, dated: Dated[Any], change: Callable[[Any], Iterator[tuple[Kind, Part]]]) -> Iterator[Changed]:
    """Each version changed, its first day moved, and a later version left out."""
    versions = dated.versions
    for index, (first, value) in enumerate(versions):
        place = at if len(versions) == 1 else (*at, str(index + 1))
        rest = (versions[:index], versions[index + 1 :])
        if len(versions) > 1:
            yield place, "removed", value, None, replace(dated, versions=(*rest[0], *rest[1]))
        for day in stepped_day(first) if first is not None else ():
            yield (*place, "from"), "step", first, day, replace(dated, versions=(*rest[0], (day, value), *rest[1]))
        for kind, changed in change(value):
            yield place, kind, value, changed, replace(dated, versions=(*rest[0], (first, changed), *rest[1]))
