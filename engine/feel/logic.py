"""Three-valued logic, comparison, `in`, paths and filters (DMN 1.5, clause 10.3.2).

Unknown is a fourth value. A result is decided when every value of what is unknown would give it; otherwise it is
unknown, and needs what its undecided parts need.
"""

from collections.abc import Callable, Iterable

from public_aids.engine.feel.arithmetic import ENGLISH, FRENCH
from public_aids.engine.feel.compare import Truth, equal, order
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.syntax import ComparisonOp
from public_aids.engine.feel.text_of import literal_of
from public_aids.engine.feel.values import Range, Unknown, Value, kind, needs_of, union


def conjunction(values: Iterable[Value]) -> Truth:
    """`and`: false as soon as one value is false; what is neither true nor false counts as null."""
    return _decided(values, False)


def disjunction(values: Iterable[Value]) -> Truth:
    """`or`: true as soon as one value is true; what is neither true nor false counts as null."""
    return _decided(values, True)


def _decided(values: Iterable[Value], decisive: bool) -> Truth:
    needs: frozenset[str] | None = None
    null = False
    for value in values:
        if value is decisive:
            return decisive
        if isinstance(value, Unknown):
            needs = value.needs if needs is None else needs | value.needs
        elif not isinstance(value, bool):
            null = True
    if needs is not None:
        return Unknown(needs)
    return None if null else not decisive


def compare(op: ComparisonOp, left: Value, right: Value) -> Truth:
    """`left op right`; NullError where the two cannot be compared (tables 53 and 54)."""
    if op in ("=", "!="):
        same = equal(left, right)
        if isinstance(same, bool):
            return same if op == "=" else not same
        if isinstance(same, Unknown):
            return same
    elif isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(union((needs_of(left), needs_of(right))) or frozenset())
    else:
        found = order(left, right)
        if found is not None:
            match op:
                case "<":
                    return found < 0
                case "<=":
                    return found <= 0
                case ">":
                    return found > 0
                case _:
                    return found >= 0
    one, other = kind(left), kind(right)
    raise NullError(
        f"{FRENCH[one]} et {FRENCH[other]} ne se comparent pas", f"{ENGLISH[one]} and {ENGLISH[other]} do not compare"
    )


def softly(op: ComparisonOp, left: Value, right: Value) -> Truth:
    """As `compare`, null in place of NullError."""
    try:
        return compare(op, left, right)
    except NullError:
        return None


def within(value: Value, low: Value, high: Value, low_included: bool = True, high_included: bool = True) -> Truth:
    """`value between low and high`, or `value in [low..high]`: the two comparisons joined by `and`."""
    return conjunction(
        (softly(">=" if low_included else ">", value, low), softly("<=" if high_included else "<", value, high))
    )


def in_range(value: Value, bounds: Range) -> Truth:
    if value is None:
        return None
    low = True if bounds.low is None else softly(">=" if bounds.low_included else ">", value, bounds.low)
    high = True if bounds.high is None else softly("<=" if bounds.high_included else "<", value, bounds.high)
    return conjunction((low, high))


def holds(value: Value, test: Value) -> Truth:
    """`value in test` for a test that is a value: a range holds it, a list has it, another value equals it."""
    if isinstance(test, Range):
        return Unknown(value.needs) if isinstance(value, Unknown) else in_range(value, test)
    if isinstance(test, (tuple, list)):
        return disjunction((*(_matches(value, item) for item in test), _same(value, test)))
    return equal(value, test)


def _matches(value: Value, item: Value) -> Truth:
    if isinstance(item, Range):
        found = holds(value, item)
        return False if found is None else found
    return _same(value, item)


def _same(one: Value, other: Value) -> Truth:
    """Equality for membership: what does not compare is not the same."""
    found = equal(one, other)
    return False if found is None else found


def interval(low: Value, high: Value, low_included: bool, high_included: bool) -> Value:
    """The value of `[low..high]`; NullError when a bound is null or the two have no order."""
    needs = union((needs_of(low), needs_of(high)))
    if needs is not None:
        return Unknown(needs)
    if order(low, high) is None:
        raise NullError("les bornes de l'intervalle ne se comparent pas", "the bounds of the interval do not compare")
    return Range(low, high, low_included, high_included)


def half_range(op: ComparisonOp, bound: Value) -> Value:
    """The value of `< 10` outside of `in`: a range with one bound (clause 10.3.2.7)."""
    if isinstance(bound, Unknown):
        return bound
    if bound is None:
        raise NullError("un intervalle n'a pas `null` pour borne", "a range has no bound `null`")
    match op:
        case "=":
            return Range(bound, bound, True, True)
        case "<" | "<=":
            return Range(None, bound, False, op == "<=")
        case ">" | ">=":
            return Range(bound, None, op == ">=", False)
        case _:
            raise NullError("`!=` n'est pas un intervalle", "`!=` is not a range")


def chosen(condition: Value, then: Callable[[], Value], otherwise: Callable[[], Value]) -> Value:
    """`if`: an unknown condition leaves a known value when both branches give the same one."""
    if condition is True:
        return then()
    if not isinstance(condition, Unknown):
        return otherwise()
    one, other = then(), otherwise()
    if needs_of(one) is None and needs_of(other) is None and identical(one, other):
        return one
    return Unknown(union((condition.needs, needs_of(one), needs_of(other))) or frozenset())


def identical(one: Value, other: Value) -> bool:
    """Whether two known values are the same in every respect: `1` and `1.0` are not, for `string` tells them apart."""
    try:
        return equal(one, other) is True and literal_of(one) == literal_of(other)
    except NullError:
        return False
