"""`value.name`: the fields of records and the properties of dates, times, durations and ranges (DMN 1.5, table 65)."""

from typing import Final

from public_aids.engine.feel.checking.problem import Report, listed
from public_aids.engine.feel.syntax import Path
from public_aids.engine.feel.types import (
    ANY,
    BOOLEAN,
    DAYS,
    NUMBER,
    STRING,
    AnyType,
    ContextType,
    ListType,
    NumberType,
    OptionalType,
    RangeType,
    Type,
    kind,
    type_name,
)
from public_aids.engine.feel.units import parse_unit
from public_aids.engine.source.nearest import nearest, suggested
from public_aids.engine.text import Text

_DATE: Final = {"year": NUMBER, "month": NUMBER, "day": NUMBER, "weekday": NUMBER}
_CLOCK: Final[dict[str, Type]] = {
    "hour": NUMBER,
    "minute": NUMBER,
    "second": NUMBER,
    "time offset": OptionalType(DAYS),
    "timezone": OptionalType(STRING),
}
_PROPERTIES: Final[dict[str, dict[str, Type]]] = {
    "date": {**_DATE},
    "time": _CLOCK,
    "date and time": {**_DATE, **_CLOCK},
    "days and time duration": {name: NumberType(parse_unit(name)) for name in ("days", "hours", "minutes", "seconds")},
    "years and months duration": {name: NumberType(parse_unit(name)) for name in ("years", "months")},
}


def member(node: Path, base: Type, report: Report) -> Type:
    """The type of `base.name`; of a list, a list of what each item has."""
    if isinstance(base, AnyType):
        return ANY
    if isinstance(base, ListType):
        return ListType(member(node, base.item, report))
    if isinstance(base, OptionalType):
        return OptionalType(member(node, base.of, report))
    known = _members(base)
    if node.name in known:
        return known[node.name]
    _unknown(node, base, known, report)
    return ANY


def _members(base: Type) -> dict[str, Type]:
    if isinstance(base, ContextType):
        return dict(base.fields)
    if isinstance(base, RangeType):
        return {"start": base.of, "end": base.of, "start included": BOOLEAN, "end included": BOOLEAN}
    return _PROPERTIES.get(kind(base), {})


def _unknown(node: Path, base: Type, known: dict[str, Type], report: Report) -> None:
    name = type_name(base)
    message = Text(f"{name.fr} n'a pas de `{node.name}`", f"{name.en} has no `{node.name}`")
    near = nearest(node.name, known)
    cures = [suggested(near)] if near else []
    if known:
        names = listed(tuple(known))
        cures.append(Text(f"possibles : {names}", f"possible: {names}"))
    report.add("F207", (node.span[1] - len(node.name), node.span[1]), message, *cures)
