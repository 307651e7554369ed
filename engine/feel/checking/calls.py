"""Calls of built-in functions: arguments against the table of functions, and the type of the result."""

from public_aids.engine.feel import types
from public_aids.engine.feel.checking.advice import as_condition, as_wanted
from public_aids.engine.feel.checking.constancy import Typed
from public_aids.engine.feel.checking.presence import Assumed
from public_aids.engine.feel.checking.problem import Report, listed
from public_aids.engine.feel.checking.results import RULES
from public_aids.engine.feel.functions import builtin
from public_aids.engine.feel.functions.builtin import Builtin, BuiltinParameter, Form, in_order
from public_aids.engine.feel.syntax import Call
from public_aids.engine.source.nearest import nearest, suggested
from public_aids.engine.text import Text, counted

_BY_KIND: dict[str, types.Type] = {
    "boolean": types.BOOLEAN,
    "number": types.NUMBER,
    "string": types.STRING,
    "date": types.DATE,
    "time": types.TIME,
    "date and time": types.DATE_TIME,
    "days and time duration": types.DAYS,
    "years and months duration": types.MONTHS,
    "list": types.ListType(types.ANY),
}


def call(node: Call, name: str, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    """The type of a call of the built-in function `name`; reports what is wrong with its arguments."""
    function = builtin(name)
    assert function is not None
    forms = _forms(function, node, report)
    if not forms:
        return types.ANY
    if name == "not":
        _condition(arguments[0], report)
        return types.BOOLEAN
    form = _fitting(forms, node, arguments)
    ordered = tuple(arguments[i] for i in in_order(form, node.names)) if node.names else arguments
    if not _kinds(function, form, ordered, report):
        return _BY_KIND.get(form.result, types.ANY)
    rule = RULES.get(name)
    return _result(form, ordered) if rule is None else rule(node, ordered, assumed, report)


def _forms(function: Builtin, node: Call, report: Report) -> tuple[Form, ...]:
    """The forms that take so many arguments, or arguments of these names; F203 when there is none."""
    takes = [form.takes_names(node.names) if node.names else form.takes(len(node.arguments)) for form in function.forms]
    fitting = tuple(form for form, fits in zip(function.forms, takes, strict=True) if fits)
    if not fitting:
        _no_form(function, node, report)
    return fitting


def _no_form(function: Builtin, node: Call, report: Report) -> None:
    known = tuple(dict.fromkeys(parameter.name for form in function.forms for parameter in form.parameters))
    unknown = next((name for name in node.names if name not in known), None)
    spelled = listed(tuple(_spelled(function.name, form) for form in function.forms))
    cure = Text(f"la fonction s'écrit {spelled}", f"the function is written {spelled}")
    if unknown is not None:
        near = nearest(unknown, known)
        fr, en = f"n'a pas de paramètre `{unknown}`", f"has no parameter `{unknown}`"
        cures = (suggested(near), cure) if near else (cure,)
    else:
        given = counted(len(node.arguments), "argument(s)", "argument(s)")
        fr = f"ne prend pas {given.fr}" if node.arguments else "ne va pas sans argument"
        en = f"does not take {given.en}" if node.arguments else "needs at least one argument"
        cures = (cure,)
    report.add("F203", node, Text(f"`{function.name}` {fr}", f"`{function.name}` {en}"), *cures)


def _spelled(name: str, form: Form) -> str:
    parts = [f"{p.name}…" if p.many or p.rest else f"{p.name}?" if p.optional else p.name for p in form.parameters]
    return f"{name}({', '.join(parts)})"


def _fitting(forms: tuple[Form, ...], node: Call, arguments: tuple[Typed, ...]) -> Form:
    """The form that takes the kinds of the arguments; the first one where none does."""
    if node.names:
        return forms[0]
    for form in forms:
        if all(_takes(parameter, of.type) for parameter, of in zip(form.parameters, arguments, strict=False)):
            return form
    return forms[0]


def _takes(parameter: BuiltinParameter, of: types.Type) -> bool:
    if parameter.many or not parameter.kinds or isinstance(of, types.AnyType):
        return True
    return types.kind(of) in parameter.kinds


def _kinds(function: Builtin, form: Form, arguments: tuple[Typed, ...], report: Report) -> bool:
    """T308 for each argument of the wrong kind."""
    right = True
    for parameter, argument in zip(form.parameters, arguments, strict=False):
        if _takes(parameter, argument.type):
            continue
        right = False
        wanted = [types.KINDS[one] for one in sorted(parameter.kinds - {"null"})]
        found = types.type_name(argument.type)
        message = Text(
            f"`{function.name}` attend ici {' ou '.join(one.fr for one in wanted)}, pas {found.fr}",
            f"`{function.name}` takes {' or '.join(one.en for one in wanted)} here, not {found.en}",
        )
        meant = _BY_KIND.get(sorted(parameter.kinds - {"null"})[0], types.ANY)
        report.add("T308", argument.expr, message, *as_wanted(meant, argument.expr, argument.type, report))
    return right


def _condition(argument: Typed, report: Report) -> None:
    if isinstance(argument.type, types.AnyType | types.BooleanType):
        return
    found = types.type_name(argument.type)
    message = Text(f"`not` attend une condition, pas {found.fr}", f"`not` takes a condition, not {found.en}")
    report.add("T302", argument.expr, message, *as_condition(argument.expr, argument.type, report))


def _result(form: Form, arguments: tuple[Typed, ...]) -> types.Type:
    if form.result == "same":
        first = arguments[0].type
        return types.NumberType(first.unit) if isinstance(first, types.NumberType) else first
    return _BY_KIND.get(form.result, types.ANY)
