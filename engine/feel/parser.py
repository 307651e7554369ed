"""Text -> syntax tree. Only this module, with the builder it alone imports, needs lark."""

from collections.abc import Collection
from functools import cache
from pathlib import Path as File

import lark

from public_aids import engine
from public_aids.engine.feel.builder import Builder, Tests
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.mistakes import clock, misplaced_tests, no_such_moment, too_big, unexpected
from public_aids.engine.feel.names import JOINED, prepare
from public_aids.engine.feel.syntax import Call, Expr, Name, Temporal, children
from public_aids.engine.feel.tables import parser_from, read_tables, usable
from public_aids.engine.feel.temporal_text import parse_temporal

GRAMMAR = File(engine.__file__).parent.parent / "grammar"
MAX_LENGTH = 10_000  # characters
MAX_DEPTH = 100
MAX_NODES = 5_000


def parse(text: str, names: Collection[str] = ()) -> Expr:
    """The tree of a FEEL expression (DMN 1.5, clause 10.3.1.2).

    `names` are the names in scope; only those with spaces or symbols in them make a difference, and the longest wins.
    Raises FeelError with a code F1xx and the span of what is wrong.
    """
    if len(text) > MAX_LENGTH:
        raise too_big((MAX_LENGTH, len(text)), f"plus de {MAX_LENGTH} caractères", f"over {MAX_LENGTH} characters")
    for at, char in enumerate(text):
        if JOINED <= ord(char) < JOINED + 128:
            raise unexpected(text, at, at + 1)
    try:
        expr: Expr = _parser().parse(prepare(text, names))  # type: ignore[assignment]
    except lark.UnexpectedInput as error:
        raise _unexpected(text, error) from None
    _check(expr, frozenset(names))
    return expr


@cache
def _parser() -> lark.Lark:
    """From the tables beside the grammar where they are of this grammar and this Lark, else from the grammar."""
    grammar = (GRAMMAR / "feel.lark").read_text(encoding="utf-8")
    tables = read_tables(GRAMMAR / "feel.tables.json")
    return parser_from(tables, Builder()) if usable(tables, grammar) else built(grammar, Builder())


def built(grammar: str, transformer: Builder | None = None) -> lark.Lark:
    """The parser made from the text of the grammar."""
    return lark.Lark(
        grammar,
        parser="lalr",
        lexer="contextual",
        transformer=transformer,
        keep_all_tokens=True,
        maybe_placeholders=False,
    )


def _unexpected(text: str, error: lark.UnexpectedInput) -> FeelError:
    if isinstance(error, lark.UnexpectedToken):
        token = error.token
        if token.type == "$END":
            return unexpected(text, len(text), len(text), error.accepts)
        start = token.start_pos or 0
        return unexpected(text, start, start + len(token), error.accepts)
    start = error.pos_in_stream or 0
    return unexpected(text, start, start + 1)


def _check(expr: Expr, names: frozenset[str]) -> None:
    """Refuses what is too deep or too long, before anything walks the tree by recursion, and what is out on purpose."""
    waiting = [(expr, 1)]
    nodes = 0
    while waiting:
        node, depth = waiting.pop()
        nodes += 1
        if depth > MAX_DEPTH:
            raise too_big(node.span, f"plus de {MAX_DEPTH} niveaux", f"over {MAX_DEPTH} levels")
        if nodes > MAX_NODES:
            raise too_big(node.span, f"plus de {MAX_NODES} éléments", f"over {MAX_NODES} elements")
        match node:
            case Tests(items):
                raise misplaced_tests(items, node.span)
            case Temporal(text) if parse_temporal(text) is None:
                raise no_such_moment(text, node.span)
            case Call(Name("now" | "today" as function)) if function not in names:
                raise clock(function, node.span)
            case _:
                pass
        waiting.extend((child, depth + 1) for child in children(node))
