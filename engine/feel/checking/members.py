"""`value.name`: the fields of records and the properties of dates, times, durations and ranges (DMN 1.5, table 65)."""

from typing import Final

from public_aids.engine.feel import types
from public_aids.engine.feel.checking.problem import Report, listed
from public_aids.engine.feel.syntax import Path
from public_aids.engine.feel.units import parse_unit
from public_aids.engine.source.nearest import nearest, suggested
from public_aids.engine.text import Text

_DATE: Final = {"year": types.NUMBER, "month": types.NUMBER, "day": types.NUMBER, "weekday": types.NUMBER}
_CLOCK: Final[dict[str, types.Type]] = {
    "hour": types.NUMBER,
    "minute": types.NUMBER,
    "second": types.NUMBER,
    "time offset": types.OptionalType(types.DAYS),
    "timezone": types.OptionalType(types.STRING),
}
_PROPERTIES: Final[dict[str, dict[str, types.Type]]] = {
    "date": {**_DATE},
    "time": _CLOCK,
    "date and time": {**_DATE, **_CLOCK},
    "days and time duration": {
        name: types.NumberType(parse_unit(name)) for name in ("days", "hours", "minutes", "seconds")
    },
    "years and months duration": {name: types.NumberType(parse_unit(name)) for name in ("years", "months")},
}


def member(node: Path, base: types.Type, report: Report) -> types.Type:
    """The type of `base.name`; of a list, a list of what each item has."""
    if isinstance(base, types.AnyType):
        return types.ANY
    if isinstance(base, types.ListType):
        return types.ListType(member(node, base.item, report))
    if isinstance(base, types.OptionalType):
        return types.OptionalType(member(node, base.of, report))
    known = _members(base)
    if node.name in known:
        return known[node.name]
    _unknown(node, base, known, report)
    return types.ANY


def _members(base: types.Type) -> dict[str, types.Type]:
    if isinstance(base, types.ContextType):
        return dict(base.fields)
    if isinstance(base, types.RangeType):
        return {"start": base.of, "end": base.of, "start included": types.BOOLEAN, "end included": types.BOOLEAN}
    return _PROPERTIES.get(types.kind(base), {})


def _unknown(node: Path, base: types.Type, known: dict[str, types.Type], report: Report) -> None:
    name = types.type_name(base)
    message = Text(f"{name.fr} n'a pas de `{node.name}`", f"{name.en} has no `{node.name}`")
    near = nearest(node.name, known)
    cures = [suggested(near)] if near else []
    if known:
        names = listed(tuple(known))
        cures.append(Text(f"possibles : {names}", f"possible: {names}"))
    report.add("F207", (node.span[1] - len(node.name), node.span[1]), message, *cures)
