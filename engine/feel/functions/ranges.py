"""How points and ranges lie to each other (DMN 1.5, clause 10.3.4.10, table 78).

A point is the range that holds it alone. An open bound lies beyond every value.
"""

from public_aids.engine.feel.compare import order
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions.builtin import Family
from public_aids.engine.feel.values import Range, Value

FUNCTIONS = Family()


def _pairs(name: str, *kinds: str) -> tuple[str, ...]:
    names = {"pp": "point1, point2", "pr": "point, range", "rp": "range, point", "rr": "range1, range2"}
    return tuple(f"{name}({names[kind]}) -> boolean" for kind in kinds)


def _range(value: Value) -> Range:
    if isinstance(value, Range):
        return value
    if order(value, value) is None:
        raise NullError("il faut une valeur qui se compare", "a value that can be ordered is needed")
    return Range(value, value, True, True)


def _ranges(one: Value, other: Value, *kinds: str) -> tuple[Range, Range]:
    found = ("r" if isinstance(one, Range) else "p") + ("r" if isinstance(other, Range) else "p")
    if found not in kinds:
        raise NullError("il faut un intervalle ici", "a range is expected here")
    return _range(one), _range(other)


def _low(one: Range, other: Range) -> int:
    """Where `one` starts from where `other` starts: below 0 before, 0 at the same value, above 0 after."""
    if one.low is None or other.low is None:
        return (one.low is not None) - (other.low is not None)
    return _order(one.low, other.low)


def _high(one: Range, other: Range) -> int:
    if one.high is None or other.high is None:
        return (one.high is None) - (other.high is None)
    return _order(one.high, other.high)


def _gap(one: Range, other: Range) -> int:
    """Where `one` ends from where `other` starts."""
    return 1 if one.high is None or other.low is None else _order(one.high, other.low)


def _order(one: Value, other: Value) -> int:
    found = order(one, other)
    if found is None:
        raise NullError("les deux ne se comparent pas", "the two do not compare")
    return found


@FUNCTIONS.define(*_pairs("before", "pp", "pr", "rp", "rr"))
def before(one: Value, other: Value) -> Value:
    a, b = _ranges(one, other, "pp", "pr", "rp", "rr")
    gap = _gap(a, b)
    return gap < 0 or (gap == 0 and not (a.high_included and b.low_included))


@FUNCTIONS.define(*_pairs("after", "pp", "pr", "rp", "rr"))
def after(one: Value, other: Value) -> Value:
    return before(other, one)


@FUNCTIONS.define(*_pairs("meets", "rr"))
def meets(one: Value, other: Value) -> Value:
    a, b = _ranges(one, other, "rr")
    return _gap(a, b) == 0 and a.high_included and b.low_included


@FUNCTIONS.define(*_pairs("met by", "rr"))
def met_by(one: Value, other: Value) -> Value:
    return meets(other, one)


def _touch(a: Range, b: Range) -> bool:
    """Whether `a` ends on or after a value that `b` starts with."""
    gap = _gap(a, b)
    return gap > 0 or (gap == 0 and a.high_included and b.low_included)


@FUNCTIONS.define(*_pairs("overlaps", "rr"))
def overlaps(one: Value, other: Value) -> Value:
    a, b = _ranges(one, other, "rr")
    return _touch(a, b) and _touch(b, a)


@FUNCTIONS.define(*_pairs("overlaps before", "rr"))
def overlaps_before(one: Value, other: Value) -> Value:
    a, b = _ranges(one, other, "rr")
    low, high = _low(a, b), _high(a, b)
    starts_first = low < 0 or (low == 0 and a.low_included and not b.low_included)
    ends_first = high < 0 or (high == 0 and (not a.high_included or b.high_included))
    return starts_first and _touch(a, b) and ends_first


@FUNCTIONS.define(*_pairs("overlaps after", "rr"))
def overlaps_after(one: Value, other: Value) -> Value:
    return overlaps_before(other, one)


@FUNCTIONS.define(*_pairs("finishes", "pr", "rr"))
def finishes(one: Value, other: Value) -> Value:
    a, b = _ranges(one, other, "pr", "rr")
    low = _low(a, b)
    inside = low > 0 or (low == 0 and (not a.low_included or b.low_included))
    return _high(a, b) == 0 and a.high_included == b.high_included and inside


@FUNCTIONS.define(*_pairs("finished by", "rp", "rr"))
def finished_by(one: Value, other: Value) -> Value:
    return finishes(other, one)


@FUNCTIONS.define(*_pairs("includes", "rp", "rr"))
def includes(one: Value, other: Value) -> Value:
    a, b = _ranges(one, other, "rp", "rr")
    low, high = _low(a, b), _high(a, b)
    return (low < 0 or (low == 0 and (a.low_included or not b.low_included))) and (
        high > 0 or (high == 0 and (a.high_included or not b.high_included))
    )


@FUNCTIONS.define(*_pairs("during", "pr", "rr"))
def during(one: Value, other: Value) -> Value:
    return includes(other, one)


@FUNCTIONS.define(*_pairs("starts", "pr", "rr"))
def starts(one: Value, other: Value) -> Value:
    a, b = _ranges(one, other, "pr", "rr")
    high = _high(a, b)
    inside = high < 0 or (high == 0 and (not a.high_included or b.high_included))
    return _low(a, b) == 0 and a.low_included == b.low_included and inside


@FUNCTIONS.define(*_pairs("started by", "rp", "rr"))
def started_by(one: Value, other: Value) -> Value:
    return starts(other, one)


@FUNCTIONS.define(*_pairs("coincides", "pp", "rr"))
def coincides(one: Value, other: Value) -> Value:
    a, b = _ranges(one, other, "pp", "rr")
    same_ends = (a.low_included, a.high_included) == (b.low_included, b.high_included)
    return _low(a, b) == 0 and _high(a, b) == 0 and same_ends
