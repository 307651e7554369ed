"""Names and calls as closures; a built-in function is found once, when the expression is compiled."""

from public_aids.engine.feel.bodies import Body, Compile, Names
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions import NAMES, builtin
from public_aids.engine.feel.functions.builtin import Builtin, Form, in_order
from public_aids.engine.feel.run import Run, as_function
from public_aids.engine.feel.syntax import Call, FunctionOf, Name, Span, size
from public_aids.engine.feel.types_of import as_value
from public_aids.engine.feel.values import Value


def name_body(name: str, span: Span) -> Body:
    is_builtin = name in NAMES

    def body(names: Names, run: Run) -> Value:
        try:
            return names[name]
        except KeyError:
            found = builtin(name) if is_builtin else None
        if found is not None:
            return as_function(found)
        return run.note(span, NullError(f"`{name}` n'a pas de valeur", f"`{name}` has no value"))

    return body


def call_body(expr: Call, compile_: Compile) -> Body:
    arguments = [compile_(argument) for argument in expr.arguments]
    called = expr.function
    by_value = _value_call(compile_(called), arguments, expr)
    if not isinstance(called, Name):
        return by_value
    name = called.name
    direct = _builtin_call(name, arguments, expr)
    return lambda names, run: by_value(names, run) if name in names else direct(names, run)


def _value_call(function: Body, arguments: list[Body], expr: Call) -> Body:
    def body(names: Names, run: Run) -> Value:
        values = tuple([argument(names, run) for argument in arguments])
        try:
            return run.invoke(function(names, run), values, expr.names)
        except NullError as error:
            return run.note(expr.span, error)

    return body


def _builtin_call(name: str, arguments: list[Body], expr: Call) -> Body:
    found = builtin(name)
    if found is None:
        missing = NullError(f"il n'y a pas de fonction `{name}`", f"there is no function `{name}`")
        return _failing(missing, arguments, expr.span)
    try:
        form = found.form(len(arguments), expr.names)
    except NullError as error:
        return _failing(error, arguments, expr.span)
    ordered = [arguments[i] for i in in_order(form, expr.names)] if expr.names else arguments
    return _invocation(found, form, ordered, expr.span)


def _invocation(function: Builtin, form: Form, arguments: list[Body], span: Span) -> Body:
    def body(names: Names, run: Run) -> Value:
        values = tuple([argument(names, run) for argument in arguments])
        try:
            return function.invoke(form, values)
        except NullError as error:
            return run.note(span, error)

    return body


def _failing(error: NullError, arguments: list[Body], span: Span) -> Body:
    def body(names: Names, run: Run) -> Value:
        for argument in arguments:
            argument(names, run)
        return run.note(span, error)

    return body


def function_body(expr: FunctionOf, compile_: Compile) -> Body:
    result, steps = compile_(expr.body), size(expr.body)

    def body(names: Names, run: Run) -> Value:
        def call(arguments: dict[str, Value]) -> Value:
            run.spend(steps)
            return result({**names, **arguments}, run)

        return as_value(expr.parameters, call)

    return body
