"""`not` and `is` (DMN 1.5, clauses 10.3.4.2 and 10.3.4.9)."""

from public_aids.engine.feel.compare import equal
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions.builtin import Family
from public_aids.engine.feel.values import DateTime, Range, Time, Value, kind

FUNCTIONS = Family()


@FUNCTIONS.define("not(negand) -> boolean")
def negation(negand: Value) -> Value:
    if not isinstance(negand, bool):
        raise NullError("`not` prend `true` ou `false`", "`not` takes `true` or `false`")
    return not negand


@FUNCTIONS.define("is(value1, value2) -> boolean")
def same(value1: Value, value2: Value) -> Value:
    """The same element of the domain: two moments at one instant in two zones are not."""
    if kind(value1) != kind(value2):
        return False
    if isinstance(value1, (Time, DateTime, Range)):
        return value1 == value2
    return equal(value1, value2)
