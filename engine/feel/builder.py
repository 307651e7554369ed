"""Builds the syntax tree while the parser reduces: one method for each rule of grammar/feel.lark.

Rules keep their tokens, so the place of a node goes from its first child to its last.
"""

import re
from decimal import DecimalException
from typing import Any

from lark import Token, Transformer

from public_aids.engine.feel import syntax
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.mistakes import bad_escape, external, misplaced_type, repeated, reserved
from public_aids.engine.feel.names import KEYWORDS, plain
from public_aids.engine.feel.numbers import CONTEXT
from public_aids.engine.feel.syntax import Entry, Expr, Iteration, Parameter, Span, TypeName
from public_aids.engine.record import replace
from public_aids.engine.text import Text

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {'"': '"', "\\": "\\", "n": "\n", "t": "\t", "r": "\r", "'": "'"}
_SIMPLE_TYPES = frozenset(
    (
        "Any", "Null", "null", "number", "string", "boolean", "date", "time", "date and time",
        "days and time duration", "years and months duration", "list", "context", "range", "function",
    )
)  # fmt: skip


class Tests(syntax.ListOf):
    """`(1, < 5)`, until it is known whether it stands on the right of `in`."""


class Builder(Transformer[Token, Any]):
    def unary(self, parts: list[Any]) -> Expr:
        return syntax.UnaryTest(parts[0].value, parts[1], _span(parts))

    def conditional(self, parts: list[Any]) -> Expr:
        return syntax.If(parts[1], parts[3], parts[5], _span(parts))

    def for_loop(self, parts: list[Any]) -> Expr:
        return syntax.For(parts[1], parts[3], _span(parts))

    def quantified(self, parts: list[Any]) -> Expr:
        return syntax.Quantified(parts[0].value, parts[1], parts[3], _span(parts))

    def function(self, parts: list[Any]) -> Expr:
        return syntax.FunctionOf(parts[2], parts[4], _span(parts))

    def external(self, parts: list[Any]) -> Expr:
        raise external(_span(parts))

    def iterations(self, parts: list[Any]) -> tuple[Iteration, ...]:
        return tuple(_nodes(parts))

    def iteration(self, parts: list[Any]) -> Iteration:
        return Iteration(_name(parts[0]), parts[2], parts[4] if len(parts) > 3 else None, _span(parts))

    def parameters(self, parts: list[Any]) -> tuple[Parameter, ...]:
        return tuple(_nodes(parts))

    def parameter(self, parts: list[Any]) -> Parameter:
        return Parameter(_name(parts[0]), parts[2] if len(parts) > 1 else None, _span(parts))

    def disjunction(self, parts: list[Any]) -> Expr:
        left, _, right = parts
        return syntax.Or((*_operands(syntax.Or, left), *_operands(syntax.Or, right)), _span(parts))

    def conjunction(self, parts: list[Any]) -> Expr:
        left, _, right = parts
        return syntax.And((*_operands(syntax.And, left), *_operands(syntax.And, right)), _span(parts))

    def comparison(self, parts: list[Any]) -> Expr:
        left, op, right = parts
        return syntax.Comparison(op.value, left, right, _span(parts))

    def between(self, parts: list[Any]) -> Expr:
        return syntax.Between(parts[0], parts[2], parts[4], _span(parts))

    def membership(self, parts: list[Any]) -> Expr:
        tests = parts[2].items if isinstance(parts[2], Tests) else (parts[2],)
        return syntax.In(parts[0], tests, _span(parts))

    def arithmetic(self, parts: list[Any]) -> Expr:
        left, op, right = parts
        return syntax.Arithmetic(op.value, left, right, _span(parts))

    def negation(self, parts: list[Any]) -> Expr:
        return syntax.Negation(parts[1], _span(parts))

    def instance_of(self, parts: list[Any]) -> Expr:
        return syntax.InstanceOf(parts[0], parts[2], _span(parts))

    def path(self, parts: list[Any]) -> Expr:
        return syntax.Path(parts[0], plain(parts[2]), _span(parts))

    def filter(self, parts: list[Any]) -> Expr:
        return syntax.Filter(parts[0], parts[2], _span(parts))

    def call(self, parts: list[Any]) -> Expr:
        return syntax.Call(parts[0], parts[2] if len(parts) > 3 else (), (), _span(parts))

    def named_call(self, parts: list[Any]) -> Expr:
        arguments = _nodes(parts[1:])
        names = _unique(arguments)
        return syntax.Call(parts[0], tuple(argument.value for argument in arguments), names, _span(parts))

    def named(self, parts: list[Any]) -> Entry:
        return Entry(_name(parts[0]), parts[2], _span(parts))

    def tests(self, parts: list[Any]) -> tuple[Expr, ...]:
        return tuple(_nodes(parts))

    def number(self, parts: list[Any]) -> Expr:
        try:
            return syntax.Number(CONTEXT.create_decimal(parts[0]), _span(parts))
        except DecimalException:
            raise FeelError(
                "F102", _span(parts), Text(f"`{parts[0]}` est trop grand", f"`{parts[0]}` is too large")
            ) from None

    def string(self, parts: list[Any]) -> Expr:
        return syntax.String(_text(parts[0]), _span(parts))

    def temporal(self, parts: list[Any]) -> Expr:
        return syntax.Temporal(_text(parts[1]), _span(parts))

    def true(self, parts: list[Any]) -> Expr:
        return syntax.Boolean(True, _span(parts))

    def false(self, parts: list[Any]) -> Expr:
        return syntax.Boolean(False, _span(parts))

    def null(self, parts: list[Any]) -> Expr:
        return syntax.Null(_span(parts))

    def name(self, parts: list[Any]) -> Expr:
        return syntax.Name(_name(parts[0]), _span(parts))

    def parentheses(self, parts: list[Any]) -> Expr:
        tests: tuple[Expr, ...] = parts[1]
        return replace(tests[0], span=_span(parts)) if len(tests) == 1 else Tests(tests, _span(parts))

    def interval(self, parts: list[Any]) -> Expr:
        opening, low, _, high, closing = parts
        return syntax.Interval(low, high, opening == "[", closing == "]", _span(parts))

    def items(self, parts: list[Any]) -> Expr:
        return syntax.ListOf(parts[1] if len(parts) > 2 else (), _span(parts))

    def context(self, parts: list[Any]) -> Expr:
        entries = _nodes(parts)
        _unique(entries)
        return syntax.ContextOf(tuple(entries), _span(parts))

    def entry(self, parts: list[Any]) -> Entry:
        key = _text(parts[0]) if parts[0].type == "STRING" else plain(parts[0])
        return Entry(key, parts[2], _span(parts))

    def simple_type(self, parts: list[Any]) -> TypeName:
        name = plain(parts[0])
        if name not in _SIMPLE_TYPES:
            raise misplaced_type(name, _span(parts), _SIMPLE_TYPES)
        return TypeName(name, (), (), _span(parts))

    def item_type(self, parts: list[Any]) -> TypeName:
        return TypeName(_head(parts[0]), (parts[1],), (), _closed(parts))

    def context_type(self, parts: list[Any]) -> TypeName:
        entries = _nodes(parts)
        return TypeName("context", tuple(kind for _, kind in entries), tuple(key for key, _ in entries), _closed(parts))

    def function_type(self, parts: list[Any]) -> TypeName:
        span = _span(parts)
        closing = next(part for part in parts[1:] if isinstance(part, Token) and part.type == "COMPARE")
        _closed([parts[0], closing])
        return TypeName("function", tuple(_nodes(parts)), (), span)

    def key_type(self, parts: list[Any]) -> tuple[str, TypeName]:
        return plain(parts[0]), parts[2]


def _nodes(parts: list[Any]) -> list[Any]:
    return [part for part in parts if not isinstance(part, Token)]


def _span(parts: list[Any]) -> Span:
    first, last = parts[0], parts[-1]
    start: int = (first.start_pos or 0) if isinstance(first, Token) else first.span[0]
    end: int = (last.end_pos or 0) if isinstance(last, Token) else last.span[1]
    return start, end


def _operands(kind: type[syntax.And] | type[syntax.Or], expr: Any) -> tuple[Expr, ...]:
    """`a and b and c` is one node; `and` and `or` are associative, so parentheses do not matter."""
    return expr.operands if isinstance(expr, kind) else (expr,)


def _name(token: Token) -> str:
    if token in KEYWORDS:
        raise reserved(str(token), _span([token]))
    return plain(token)


def _unique(entries: list[Entry]) -> tuple[str, ...]:
    names = tuple(entry.key for entry in entries)
    for i, entry in enumerate(entries):
        if entry.key in names[:i]:
            raise repeated(entry.key, entry.span)
    return names


def _head(token: Token) -> str:
    return token.rstrip("<").rstrip()


def _closed(parts: list[Any]) -> Span:
    """The span of a type in angle brackets; the closing one is lexed as a comparison."""
    if parts[-1] != ">":
        start, end = _span(parts[-1:])
        raise FeelError("F101", (start, end), Text(f"`{parts[-1]}` au lieu de `>`", f"`{parts[-1]}` instead of `>`"))
    return _span(parts)


def _text(token: Token) -> str:
    """The string that a literal stands for (grammar rules 35 and 64).

    A backslash before any other character stays, so that regular expressions need no doubling.
    """
    body = str(token)[1:-1]
    if "\\" not in body:
        return body
    text = _ESCAPE.sub(_unescaped, body)
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise bad_escape(_span([token])) from None


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ud800"  # a lone surrogate: refused by `_text`
    return _PLAIN_ESCAPES.get(match[3], match[0])
