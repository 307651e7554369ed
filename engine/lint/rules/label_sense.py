"""A label that means the contrary of its condition: `au moins` over `<=`, `plus de` over `>=`, `en ZIP` over `!=`.

Said only of one fact beside a number, a day or a word, where the label has one sense; whether the bound itself belongs
to it, only where it is the label's.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Final

from public_aids.engine.feel.syntax import (
    MIRRORED,
    Boolean,
    Call,
    Comparison,
    Expr,
    If,
    Name,
    Number,
    String,
    Temporal,
    walk,
)
from public_aids.engine.lint.context import Context
from public_aids.engine.lint.days import days_of
from public_aids.engine.lint.figures import counts_of
from public_aids.engine.lint.named import named_parts
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Dated, Scheme
from public_aids.engine.text import Text

CODES = ("R504",)
_SAID: Final = {
    sign: re.compile(rf"(?i)\b(?:{words})")
    for sign, words in {
        ">=": r"au (?:moins|minimum)\b|à (?:partir|compter)\b",
        ">": r"plus d(?:e\b|')|après\b|au-delà\b",
        "<=": r"au (?:plus|maximum)\b|jusqu'",
        "<": r"moins d(?:e\b|')|avant\b",
    }.items()
}
_DENIED: Final = re.compile(r"(?i)\b(?:n'|(?:hors|ne|pas|plus|non|sans|ni|aucune?|autres?|sauf|excepté)\b)")


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    for path, text, parts in named_parts(scheme):
        for part in parts if path[-1] == "label" else ():
            for expr in (one for _, one in part.versions) if isinstance(part, Dated) else (part,):
                if isinstance(expr, Expr):
                    yield from _contrary((*path, "fr"), text.fr, expr)


def _contrary(path: Path, label: str, expr: Expr) -> Iterator[Finding]:
    nodes = tuple(walk(expr))
    if any(isinstance(node, If) or (isinstance(node, Call) and node.function == Name("not")) for node in nodes):
        return
    found = [one for node in nodes if isinstance(node, Comparison) and (one := _beside_value(node))]
    said = [sign for sign, words in _SAID.items() if words.search(label)]
    ordered = [(sign, value) for sign, value in found if sign in _SAID]
    if len(said) == 1 and len(ordered) == 1:
        (sign, value), meant = ordered[0], said[0]
        if sign != meant and (sign[0] != meant[0] or _says(label, value)):
            yield _finding(path, sign, meant)
    elif any(sign == "!=" for sign, _ in found) and not _DENIED.search(label):
        yield _finding(path, "!=", "=")


def _beside_value(node: Comparison) -> tuple[str, Expr] | None:
    """How a fact stands to a value, `<` for `5 > fact`; None where it is something else that is compared."""
    match node.left, node.right:
        case Name(), Number() | String() | Temporal() | Boolean() as value:
            return node.op, value
        case Number() | String() | Temporal() | Boolean() as value, Name():
            return MIRRORED[node.op], value
        case _:
            return None


def _says(label: str, value: Expr) -> bool:
    if isinstance(value, Temporal):
        with suppress(ValueError):
            return date.fromisoformat(value.text) in days_of(label)
    return isinstance(value, Number) and value.value in counts_of(label, "fr")


def _finding(path: Path, written: str, meant: str) -> Finding:
    message = Text(
        f"la règle écrit `{written}` et ce texte dit `{meant}`",
        f"the rule has `{written}` and this text says `{meant}`",
    )
    return Finding("R504", path, message, (Text("corrigez l'un des deux", "correct one of the two"),), "warning")
