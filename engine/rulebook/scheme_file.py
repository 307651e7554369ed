"""One scheme, from the nodes of its file."""

from decimal import Decimal

from public_aids.engine.feel.types import DATE, ListType
from public_aids.engine.record import replace
from public_aids.engine.rulebook.divergences import divergences_from
from public_aids.engine.rulebook.expressions import SHARE, count_type, sum_type
from public_aids.engine.rulebook.model import (
    Amount,
    Condition,
    Group,
    Limit,
    Payment,
    Relation,
    Scheme,
    Term,
    Test,
    Validity,
)
from public_aids.engine.rulebook.reading import (
    Reader,
    child,
    get,
    items,
    maybe_number,
    number,
    string,
    strings,
)
from public_aids.engine.source.tree import Node
from public_aids.engine.text import Text

RELATIONS = {"incompatible_with": "incompatible", "compatible_with": "compatible", "followed_by": "succession"}


def scheme_from(node: Node, reader: Reader, path: str) -> Scheme:
    """The scheme that a file of the right shape describes (`path`: from the folder of rules).

    What is wrong beyond its shape is reported to `reader`.
    """
    opens_on, payer, term = get(node, "opens_on"), get(node, "payer"), get(node, "term")
    write_to = get(node, "write_to")
    kind = string(child(node, "kind"))
    rules_as_of = get(node, "rules_as_of")
    scheme = Scheme(
        id=string(child(node, "id")),
        acronym=string(child(node, "acronym")),
        name=reader.text(child(node, "name")),
        kind=kind,  # type: ignore[arg-type]
        rules_as_of=string(rules_as_of) if rules_as_of else "evaluation",  # type: ignore[arg-type]
        validity=_validity(get(node, "validity"), reader),
        conditions=tuple(_condition(one, reader) for one in items(node, "conditions")),
        amounts=tuple(_amount(one, reader) for one in items(node, "amounts")),
        term=_term(term, reader) if term else None,
        opens_on=reader.expr(opens_on, DATE) if opens_on else None,
        limits=tuple(_limit(one, string(child(node, "id")), reader) for one in items(node, "limits")),
        relations=tuple(_relation(one, key, reader) for key in RELATIONS for one in items(node, key)),
        obligations=reader.notices(node, "obligations"),
        warnings=reader.notices(node, "warnings"),
        notes=reader.notices(node, "notes"),
        objectives=reader.notices(node, "objectives"),
        other_names=reader.notices(node, "other_names"),
        payer=reader.text(payer) if payer else None,
        write_to=reader.text(write_to) if write_to else None,
        replaced_by=strings(node, "replaced_by"),
        reviewed_on=reader.maybe_day(node, "reviewed_on"),
        review_before=reader.maybe_day(node, "review_before"),
        path=path,
    )
    found = divergences_from(node, scheme, reader, lambda other, again: scheme_from(other, again, path))
    return replace(scheme, divergences=found) if found else scheme


def _validity(node: Node | None, reader: Reader) -> Validity:
    if node is None:
        return Validity()
    since = reader.maybe_dated(node, "from", reader.day)
    until = reader.maybe_dated(node, "until", reader.day)
    return Validity(since, until, reader.citations(node))


def _condition(node: Node, reader: Reader) -> Condition:
    name, label, sources = string(child(node, "id")), reader.text(child(node, "label")), reader.citations(node)
    when = get(node, "when")
    if when is not None:
        return Test(name, label, reader.dated(when, reader.condition), sources)
    needs = "all_of" if get(node, "all_of") else "any_of"
    return Group(name, label, needs, tuple(_condition(one, reader) for one in items(node, needs)), sources)  # type: ignore[arg-type]


def _amount(node: Node, reader: Reader) -> Amount:
    supplements, granted_by = get(node, "supplements"), get(node, "granted_by")
    unit, per = string(child(node, "unit")), string(child(node, "per"))
    of_period = sum_type(unit, per)
    return Amount(
        id=string(child(node, "id")),
        label=reader.text(child(node, "label")),
        unit=unit,
        per=per,  # type: ignore[arg-type]
        precision=string(child(node, "precision")),  # type: ignore[arg-type]
        value=reader.maybe_dated(node, "value", lambda one: reader.expr(one, of_period)),
        rate=reader.maybe_dated(node, "rate", lambda one: reader.expr(one, SHARE)),
        base=reader.maybe_expr(node, "base", of_period),
        cap=reader.maybe_dated(node, "cap", number),
        by_period=reader.maybe_expr(node, "by_period", ListType(of_period)),
        periods=reader.maybe_expr(node, "periods", count_type(per)),
        supplements=string(supplements) if supplements else None,
        only_if=reader.maybe_expr(node, "only_if"),
        granted_by=string(granted_by) if granted_by else None,
        payments=_payments(node, reader),
        sources=reader.citations(node),
    )


def _payments(node: Node, reader: Reader) -> tuple[Payment, ...]:
    payments = tuple(
        Payment(number(child(one, "share")), reader.expr(child(one, "at"), DATE)) for one in items(node, "payments")
    )
    shares = sum((payment.share for payment in payments), Decimal(0))
    if payments and shares != 1:
        reader.report(
            "D303",
            child(node, "payments").place,
            Text(f"les parts font {shares} en tout", f"the shares add up to {shares}"),
            Text("la somme des `share` doit faire 1", "the `share` keys must add up to 1"),
        )
    return payments


def _term(node: Node, reader: Reader) -> Term:
    written_length, renewal = get(node, "length"), get(node, "renewal")
    length = string(written_length) if written_length else None
    months = _months(length) if length else 0
    if written_length and not months:
        reader.report(
            "D304",
            written_length.place,
            Text(f"durée `{length}` impossible", f"impossible length `{length}`"),
            Text("en années et mois : `P5Y`, `P18M`", "in years and months: `P5Y`, `P18M`"),
        )
    return Term(
        length=length,
        months=months,
        renewal=string(renewal) if renewal else "none",  # type: ignore[arg-type]
        renewals_before=reader.maybe_day(node, "renewals_before"),
        kept_if_signed_by=reader.maybe_day(node, "kept_if_signed_by"),
        others_end_on=reader.maybe_day(node, "others_end_on"),
        ends_when=reader.maybe_expr(node, "ends_when"),
        runs_while=reader.maybe_expr(node, "runs_while"),
        sources=reader.citations(node),
    )


def _months(length: str) -> int:
    """The months of `P1Y6M`, 0 when it is not a length in years and months."""
    years, _, rest = length.removeprefix("P").rpartition("Y")
    months = rest.removesuffix("M")
    if not length.startswith("P") or not (years + months).isdecimal() or (rest and not rest.endswith("M")):
        return 0
    return int(years or 0) * 12 + int(months or 0)


def _limit(node: Node, scheme_id: str, reader: Reader) -> Limit:
    family, periods = get(node, "family"), maybe_number(node, "periods")
    return Limit(
        once_per="career",
        family=string(family) if family else scheme_id,
        taken_if=reader.maybe_expr(node, "taken_if"),
        periods=None if periods is None else int(periods),
        sources=reader.citations(node),
    )


def _relation(node: Node, key: str, reader: Reader) -> Relation:
    during, divergence = get(node, "during"), get(node, "divergence")
    return Relation(
        kind=RELATIONS[key],  # type: ignore[arg-type]
        schemes=strings(node, "schemes"),
        during=string(during) if during else "same_period",  # type: ignore[arg-type]
        only_if=reader.maybe_expr(node, "only_if"),
        had_if=reader.maybe_expr(node, "had_if"),
        divergence=string(divergence) if divergence else None,
        sources=reader.citations(node),
    )
