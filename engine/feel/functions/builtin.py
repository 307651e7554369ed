"""What a built-in function is: its forms, how arguments are bound to them, and what it does with the unknown."""

from collections.abc import Callable
from decimal import Decimal

from public_aids.engine.feel.arithmetic import ENGLISH, FRENCH
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.items import bounded
from public_aids.engine.feel.values import Unknown, Value, kind, needs_of, union
from public_aids.engine.record import Record
from public_aids.engine.text import counted

_PLAIN = (Decimal, str, bool, type(None))


class BuiltinParameter(Record):
    """`kinds` is empty for any value. `many`: one list or several items; `rest`: all arguments that remain.

    `also` is another name of the parameter, where the standard has one for each kind of value.
    """

    name: str
    kinds: frozenset[str] = frozenset()
    optional: bool = False
    many: bool = False
    rest: bool = False
    also: str = ""


class Form(Record):
    """One way to call a function: its parameters, and the kind of its result."""

    parameters: tuple[BuiltinParameter, ...]
    result: str

    def takes(self, count: int) -> bool:
        needed = sum(not parameter.optional for parameter in self.parameters)
        open_ended = any(parameter.many or parameter.rest for parameter in self.parameters)
        return needed <= count and (open_ended or count <= len(self.parameters))

    def takes_names(self, names: tuple[str, ...]) -> bool:
        given = [bool({parameter.name, parameter.also} & set(names)) for parameter in self.parameters]
        wanted = all(found or p.optional for found, p in zip(given, self.parameters, strict=True))
        return wanted and sum(given) == len(names)


class Builtin(Record):
    """`lazy` functions get unknown arguments and decide themselves; for all others they make the result unknown."""

    name: str
    forms: tuple[Form, ...]
    call: Callable[..., Value]
    lazy: bool = False

    def form(self, count: int, names: tuple[str, ...] = ()) -> Form:
        """The form for so many arguments, or for arguments of these names; NullError when there is none.

        Of two forms with the same names the one that has them in the order of the call.
        """
        for form in sorted(self.forms, key=lambda form: tuple(p.name for p in form.parameters) != names):
            if form.takes_names(names) if names else form.takes(count):
                return form
        if names:
            raise NullError(
                f"`{self.name}` n'a pas les paramètres `{', '.join(names)}`",
                f"`{self.name}` has no parameters `{', '.join(names)}`",
            )
        given = counted(count, "argument(s)", "argument(s)")
        raise NullError(f"`{self.name}` ne prend pas {given.fr}", f"`{self.name}` does not take {given.en}")

    def invoke(self, form: Form, arguments: tuple[Value, ...]) -> Value:
        """The result for arguments in the order of the form; raises NullError."""
        if not self.lazy:
            needs = _needs(arguments)
            if needs is not None:
                return Unknown(needs)
        result = self.call(*self._bound(form, arguments))
        return bounded(result) if isinstance(result, (tuple, dict)) else result

    def _bound(self, form: Form, arguments: tuple[Value, ...]) -> list[Value]:
        bound: list[Value] = []
        for i, parameter in enumerate(form.parameters):
            if parameter.rest:
                bound.append(arguments[i:])
            elif parameter.many and len(arguments) > 1:
                bound.append(arguments)
            elif i < len(arguments):
                bound.append(self._fitting(parameter, arguments[i]))
        return bound

    def _fitting(self, parameter: BuiltinParameter, value: Value) -> Value:
        """The argument as its parameter takes it (clause 10.3.2.9.4): a list of one is its item, and the reverse."""
        kinds = parameter.kinds
        found = kind(value)
        if not kinds or found in kinds or found == "unknown":
            return value
        if "list" in kinds and value is not None:
            return (value,)
        if isinstance(value, (tuple, list)) and len(value) == 1 and kind(value[0]) in kinds:
            return value[0]
        raise NullError(
            f"`{parameter.name}` de `{self.name}` ne peut pas être {FRENCH[found]}",
            f"`{parameter.name}` of `{self.name}` cannot be {ENGLISH[found]}",
        )


def in_order(form: Form, names: tuple[str, ...]) -> tuple[int, ...]:
    """For each parameter that is given, which of the named arguments it takes."""
    return tuple(names.index(name) for p in form.parameters for name in (p.name, p.also) if name in names)


def _needs(arguments: tuple[Value, ...]) -> frozenset[str] | None:
    return union(needs_of(value) for value in arguments if not isinstance(value, _PLAIN))


class Family(dict[str, Builtin]):
    """The functions of one module, by name, filled by a decorator that reads their signatures.

    A signature is `name(parameter: kind|kind, other: kind?, rest*) -> kind`; `?` marks what may be left out, `...` one
    list or several items, `*` all that remains, `a/b` two names of one parameter; no kind is any kind.
    """

    def define(self, *signatures: str, lazy: bool = False) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
        def add(call: Callable[..., Value]) -> Callable[..., Value]:
            name = signatures[0].partition("(")[0]
            self[name] = Builtin(name, tuple(_form(signature) for signature in signatures), call, lazy)
            return call

        return add


def _form(signature: str) -> Form:
    inside, _, result = signature.partition("(")[2].rpartition(") -> ")
    return Form(tuple(_parameter(text.strip()) for text in inside.split(",")), result)


def _parameter(text: str) -> BuiltinParameter:
    names, _, kinds = text.partition(":")
    name, _, also = names.rstrip(".*? ").partition("/")
    return BuiltinParameter(
        name,
        frozenset(kind.strip() for kind in kinds.rstrip("?").split("|") if kind.strip()),
        text.endswith("?"),
        names.endswith("..."),
        names.endswith("*"),
        also,
    )
