"""What compiled expressions are made of: functions of the scope and the run."""

from collections.abc import Callable, Mapping

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.run import Run
from public_aids.engine.feel.syntax import Expr, Span
from public_aids.engine.feel.values import Value

Names = Mapping[str, Value]
Body = Callable[[Names, Run], Value]
Compile = Callable[[Expr], Body]


def constant(value: Value) -> Body:
    return lambda names, run: value


def guarded(operation: Callable[..., Value], span: Span, *operands: Body) -> Body:
    """The operation on the values of its operands; null, with a note, where it has no result."""
    if len(operands) == 2:
        return _binary(operation, span, *operands)

    def body(names: Names, run: Run) -> Value:
        values = [operand(names, run) for operand in operands]
        try:
            return operation(*values)
        except NullError as error:
            return run.note(span, error)

    return body


def _binary(operation: Callable[..., Value], span: Span, left: Body, right: Body) -> Body:
    """As `guarded`, without a list of operands: most operations have two."""

    def body(names: Names, run: Run) -> Value:
        one, other = left(names, run), right(names, run)
        try:
            return operation(one, other)
        except NullError as error:
            return run.note(span, error)

    return body
