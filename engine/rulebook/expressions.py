"""The types of what rules speak of: facts, the days of the engine, sums of money."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, assert_never

from public_aids.engine.feel import types
from public_aids.engine.feel.units import PURE, Unit, over, parse_unit
from public_aids.engine.rulebook.model import PERIODS, STATES, Fact
from public_aids.engine.text import Text

CLOCKS: Final[Mapping[str, types.Declared]] = {
    "on": types.Declared(types.DATE, Text("le jour de l'évaluation", "the day of the evaluation")),
    "signature": types.Declared(types.DATE, Text("le jour de la signature", "the day of the signature")),
    "contract_state": types.Declared(
        types.StringType(("none", *STATES)),
        Text("l'état du contrat de ce dispositif", "the state of the contract of this scheme"),
    ),
}
SHARE: Final = types.NumberType(PURE)  # a rate: 0.25, not 25


def fact_type(fact: Fact) -> types.Type:
    """The type of a stated fact; a number without a unit is a pure number."""
    match fact.type:
        case "boolean":
            return types.BOOLEAN
        case "number":
            allowed = tuple(Decimal(value) for value in fact.values)
            return types.NumberType(_unit(fact.unit), allowed, fact.minimum, fact.maximum, fact.whole)
        case "date":
            return types.DATE
        case "choice":
            return types.StringType(fact.values)
        case "code":
            return types.StringType((), fact.pattern)
        case "list":
            return types.ListType(types.NumberType(_unit(fact.unit), (), fact.minimum, fact.maximum))
        case "records":
            return types.ListType(types.ContextType(tuple((field.name, _field_type(field)) for field in fact.fields)))
        case _:
            assert_never(fact.type)


def _field_type(field: Fact) -> types.Type:
    return fact_type(field) if field.required else types.OptionalType(fact_type(field))


def _unit(written: str | None) -> Unit:
    return PURE if written is None else parse_unit(written)


def names_for(facts: Iterable[Fact], clocks: Iterable[str]) -> Mapping[str, types.Declared]:
    """The names that an expression can use, with what people call them."""
    declared = {fact.name: types.Declared(fact_type(fact), fact.label, fact.value_labels, fact.help) for fact in facts}
    return {**declared, **{name: CLOCKS[name] for name in clocks}}


def sum_type(unit: str, per: str) -> types.NumberType:
    """A sum for a period: `EUR` per `year` is `EUR/year`, per contract or once it is `EUR`."""
    money = parse_unit(unit)
    return types.NumberType(over(money, parse_unit(per)) if _recurs(per) else money)


def count_type(per: str) -> types.NumberType:
    """How many periods: months where a sum is per month."""
    return types.NumberType(parse_unit(per) if _recurs(per) else PURE)


def _recurs(per: str) -> bool:
    return per in PERIODS and PERIODS[per].months is not None
