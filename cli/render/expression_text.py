"""An expression as it is written in a rule file: FEEL, with no more parentheses than it takes."""

from typing import assert_never

from public_aids.engine.feel import syntax

LOOSE, OR, AND, COMPARED, SUM, PRODUCT, POWER, SIGNED, TIGHT = range(9)  # how tightly an expression holds together
ARITHMETIC = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "**": POWER}


def expression_text(expr: syntax.Expr) -> str:
    return _written(expr)[0]


def _inside(expr: syntax.Expr, needed: int) -> str:
    """An operand, in parentheses when it holds together less tightly than its place needs."""
    text, level = _written(expr)
    return text if level >= needed else f"({text})"


def _written(expr: syntax.Expr) -> tuple[str, int]:
    match expr:
        case syntax.Null() | syntax.Boolean() | syntax.Number() | syntax.String() | syntax.Temporal() | syntax.Name():
            return _word(expr), TIGHT
        case syntax.Path(base, name):
            return f"{_inside(base, TIGHT)}.{name}", TIGHT
        case syntax.Filter(base, condition):
            return f"{_inside(base, TIGHT)}[{expression_text(condition)}]", TIGHT
        case syntax.Call():
            return _call(expr), TIGHT
        case syntax.InstanceOf(value, kind):
            return f"{_inside(value, TIGHT)} instance of {_type(kind)}", COMPARED
        case syntax.Negation(operand):
            return f"-{_inside(operand, SIGNED)}", SIGNED
        case syntax.Arithmetic(op, left, right):
            level = ARITHMETIC[op]
            return f"{_inside(left, level)} {op} {_inside(right, level + 1)}", level
        case syntax.Comparison(op, left, right):
            return f"{_inside(left, SUM)} {op} {_inside(right, SUM)}", COMPARED
        case syntax.Between(value, low, high):
            return f"{_inside(value, SUM)} between {_inside(low, SUM)} and {_inside(high, SUM)}", COMPARED
        case syntax.In(value, tests):
            listed = ", ".join(expression_text(test) for test in tests)
            return f"{_inside(value, SUM)} in {listed if len(tests) == 1 else f'({listed})'}", COMPARED
        case syntax.And(operands):
            return " and ".join(_inside(one, COMPARED) for one in operands), AND
        case syntax.Or(operands):
            return " or ".join(_inside(one, AND) for one in operands), OR
        case syntax.UnaryTest(op, operand):
            return f"{op} {_inside(operand, SUM)}", COMPARED
        case syntax.Interval(low, high, low_included, high_included):
            bounds = "[" if low_included else "(", "]" if high_included else ")"
            return f"{bounds[0]}{_inside(low, SUM)}..{_inside(high, SUM)}{bounds[1]}", TIGHT
        case syntax.ListOf(items):
            return f"[{', '.join(map(expression_text, items))}]", TIGHT
        case syntax.ContextOf(entries):
            return "{" + ", ".join(f"{one.key}: {expression_text(one.value)}" for one in entries) + "}", TIGHT
        case syntax.If() | syntax.For() | syntax.Quantified() | syntax.FunctionOf():
            return _long(expr), LOOSE
        case _:
            assert_never(expr)


def _word(expr: syntax.Null | syntax.Boolean | syntax.Number | syntax.String | syntax.Temporal | syntax.Name) -> str:
    match expr:
        case syntax.Null():
            return "null"
        case syntax.Boolean(value):
            return "true" if value else "false"
        case syntax.Number(value):
            return f"{value:f}"
        case syntax.String(value):
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            return f'"{escaped}"'
        case syntax.Temporal(text):
            return f'@"{text}"'
        case syntax.Name(name):
            return name
        case _:
            assert_never(expr)


def _call(expr: syntax.Call) -> str:
    arguments = [expression_text(one) for one in expr.arguments]
    if expr.names:
        arguments = [f"{name}: {one}" for name, one in zip(expr.names, arguments, strict=True)]
    return f"{_inside(expr.function, TIGHT)}({', '.join(arguments)})"


def _long(expr: syntax.If | syntax.For | syntax.Quantified | syntax.FunctionOf) -> str:
    match expr:
        case syntax.If(condition, then, otherwise):
            parts = (expression_text(one) for one in (condition, then, otherwise))
            return "if {} then {} else {}".format(*parts)
        case syntax.For(iterations, body):
            return f"for {_iterations(iterations)} return {expression_text(body)}"
        case syntax.Quantified(kind, iterations, body):
            return f"{kind} {_iterations(iterations)} satisfies {expression_text(body)}"
        case syntax.FunctionOf(parameters, body):
            return f"function({', '.join(map(_parameter, parameters))}) {expression_text(body)}"
        case _:
            assert_never(expr)


def _iterations(iterations: tuple[syntax.Iteration, ...]) -> str:
    return ", ".join(_iteration(one) for one in iterations)


def _iteration(one: syntax.Iteration) -> str:
    end = f"..{_inside(one.end, SUM)}" if one.end is not None else ""
    return f"{one.name} in {_inside(one.source, SUM) if end else expression_text(one.source)}{end}"


def _parameter(parameter: syntax.Parameter) -> str:
    return f"{parameter.name}: {_type(parameter.type)}" if parameter.type else parameter.name


def _type(kind: syntax.TypeName) -> str:
    inner = [_type(one) for one in kind.of]
    if kind.name == "context":
        fields = ", ".join(f"{key}: {one}" for key, one in zip(kind.keys, inner, strict=True))
        return f"context<{fields}>" if fields else "context"
    if kind.name == "function":
        return f"function<{', '.join(inner[:-1])}> -> {inner[-1]}" if inner else "function"
    return f"{kind.name}<{', '.join(inner)}>" if inner else kind.name
