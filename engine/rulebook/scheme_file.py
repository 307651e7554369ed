"""One scheme, from the nodes of its file: read as `keys` says, but for what takes more than one key."""

from decimal import Decimal

from public_aids.engine.feel.types import ListType
from public_aids.engine.record import replace
from public_aids.engine.rulebook.dated import timed
from public_aids.engine.rulebook.divergences import divergences_from
from public_aids.engine.rulebook.expressions import count_type, sum_type
from public_aids.engine.rulebook.model import (
    RELATION_KEYS,
    Amount,
    Condition,
    Group,
    Limit,
    Relation,
    Scheme,
    Term,
    Test,
)
from public_aids.engine.rulebook.reading import TYPES, Reader, child, get, items, string
from public_aids.engine.source.tree import Node
from public_aids.engine.text import Text


def scheme_from(node: Node, reader: Reader, path: str) -> Scheme:
    """The scheme that a file of the right shape describes (`path`: from the folder of rules).

    What is wrong beyond its shape is reported to `reader`.
    """
    term = get(node, "term")
    scheme = reader.record(
        Scheme,
        node,
        conditions=tuple(_condition(one, reader) for one in items(node, "conditions")),
        amounts=tuple(_amount(one, reader) for one in items(node, "amounts")),
        term=_term(term, reader) if term else None,
        limits=tuple(_limit(one, string(child(node, "id")), reader) for one in items(node, "limits")),
        relations=tuple(
            reader.record(Relation, one, kind=kind) for kind, key in RELATION_KEYS.items() for one in items(node, key)
        ),
        divergences=(),
        path=path,
    )
    scheme = timed(scheme)
    found = divergences_from(node, scheme, reader, lambda other, again: scheme_from(other, again, path))
    return replace(scheme, divergences=found) if found else scheme


def _condition(node: Node, reader: Reader) -> Condition:
    if get(node, "when") is not None:
        return reader.record(Test, node)
    needs = "all_of" if get(node, "all_of") else "any_of"
    return reader.record(
        Group, node, needs=needs, children=tuple(_condition(one, reader) for one in items(node, needs))
    )


def _amount(node: Node, reader: Reader) -> Amount:
    per = string(child(node, "per"))
    of_period = sum_type(string(child(node, "unit")), per)
    types = {**TYPES, "sum": of_period, "sums": ListType(of_period), "count": count_type(per)}
    amount = reader.record(Amount, node, types)
    shares = sum((payment.share for payment in amount.payments), Decimal(0))
    if amount.payments and shares != 1:
        reader.report(
            "D303",
            child(node, "payments").place,
            Text(f"les parts font {shares} en tout", f"the shares add up to {shares}"),
            Text("la somme des `share` doit faire 1", "the `share` keys must add up to 1"),
        )
    return amount


LONGEST_TERM = 1_200  # months


def _term(node: Node, reader: Reader) -> Term:
    term = reader.record(Term, node)
    months = _months(term.length) if term.length else 0
    if term.length and not 0 < months <= LONGEST_TERM:
        reader.report(
            "D304",
            child(node, "length").place,
            Text(f"durée `{term.length}` impossible", f"impossible length `{term.length}`"),
            Text(
                "en années et mois, cent ans au plus : `P5Y`, `P18M`",
                "in years and months, a hundred years at most: `P5Y`, `P18M`",
            ),
        )
    return replace(term, months=months)


def _months(length: str) -> int:
    """The months of `P1Y6M`, 0 when it is not a length in years and months."""
    years, _, rest = length.removeprefix("P").rpartition("Y")
    months = rest.removesuffix("M")
    if (
        len(length) > len("P9999Y99999M")
        or not length.startswith("P")
        or not (years + months).isdecimal()
        or (rest and not rest.endswith("M"))
    ):
        return 0
    return int(years or 0) * 12 + int(months or 0)


def _limit(node: Node, scheme_id: str, reader: Reader) -> Limit:
    family = get(node, "family")
    return reader.record(Limit, node, family=string(family) if family else scheme_id)
