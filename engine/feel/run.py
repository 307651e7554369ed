"""One run of an expression: its budget of steps, why results are null, calls of functions that are values."""

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions.builtin import Builtin
from public_aids.engine.feel.syntax import Span
from public_aids.engine.feel.values import Function, Unknown, Value, kind, needs_of, union
from public_aids.engine.text import Text

Why = list[tuple[Span, Text]]

MAX_STEPS = 1_000_000  # see `Run.spend`
_OWN = 2  # steps of a scope, besides those of the body that uses it
MAX_WHY = 1_000


class Run:
    __slots__ = ("left", "why")

    def __init__(self, why: Why | None = None) -> None:
        self.left = MAX_STEPS
        self.why = why

    def spend(self, nodes: int) -> None:
        """Pays for one item gone through or one function called, whose body has so many nodes.

        NullError once the budget is spent.
        """
        self.left -= nodes + _OWN
        if self.left < 0:
            raise NullError("le calcul est trop long", "the calculation is too long")

    def note(self, span: Span, error: NullError) -> Value:
        """Keeps the reason why the value of the node at `span` is null, and gives that null."""
        if self.why is not None and len(self.why) < MAX_WHY:
            self.why.append((span, error.text))
        return None

    def too_deep(self, span: Span) -> Value:
        """Null for a function that calls itself without end; there is no stack left to find out where."""
        return self.note(
            span, NullError("les appels de fonctions s'emboîtent trop", "the calls of functions nest too deeply")
        )

    def invoke(self, function: Value, arguments: tuple[Value, ...], names: tuple[str, ...]) -> Value:
        """Calls a function that is a value."""
        if isinstance(function, Unknown):
            return Unknown(union((function.needs, *map(needs_of, arguments))) or frozenset())
        if not isinstance(function, Function):
            raise NullError(f"`{kind(function)}` ne s'appelle pas", f"`{kind(function)}` cannot be called")
        if len(arguments) != len(function.parameters) or (names and set(names) != set(function.parameters)):
            expected = ", ".join(function.parameters)
            raise NullError(f"la fonction prend `({expected})`", f"the function takes `({expected})`")
        ordered = tuple(arguments[names.index(name)] for name in function.parameters) if names else arguments
        return function.call(*ordered)


def as_function(builtin: Builtin) -> Function:
    """A built-in function as a value, with the parameters of its longest form."""
    longest = max(builtin.forms, key=lambda form: len(form.parameters))

    def call(*arguments: Value) -> Value:
        return builtin.invoke(builtin.form(len(arguments)), arguments)

    return Function(builtin.name, tuple(parameter.name for parameter in longest.parameters), call)
