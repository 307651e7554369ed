"""Names that stand for nothing: misspelt facts and functions, forgotten quotes."""

from collections.abc import Mapping

from engine.feel.checking.problem import Report, write
from engine.feel.functions import NAMES
from engine.feel.syntax import Arithmetic, Expr, Name
from engine.feel.types import Declared, StringType, Type
from engine.source.nearest import nearest, suggested
from engine.text import Text

_ELSEWHERE = {
    "somme": "sum", "moyenne": "mean", "average": "mean", "avg": "mean", "minimum": "min", "maximum": "max",
    "nombre": "count", "length": "count", "len": "count", "non": "not", "arrondi": "round half up",
    "round": "round half up", "arrondir": "round half up", "plafond": "ceiling", "plancher": "floor", "tous": "all",
    "jour": "date", "contient": "list contains", "datedif": "years and months duration", "concat": "string join",
}  # fmt: skip
_WORDS = {"vrai": "true", "faux": "false", "oui": "true", "non": "false", "yes": "true", "no": "false",
          "aujourdhui": "on", "today": "on"}  # fmt: skip


def unknown_fact(node: Name, names: Mapping[str, Declared], hint: Type | None, report: Report) -> None:
    """F201, or F204 where the word is a value that the other side of a comparison can take."""
    value = _meant_value(node.name, names, hint)
    if value is not None:
        message = Text(
            f"`{node.name}` est une valeur : il lui faut des guillemets", f"`{node.name}` is a value: it needs quotes"
        )
        report.add("F204", node, message, write(f'"{value}"'))
        return
    message = Text(f"fait inconnu `{node.name}`", f"unknown fact `{node.name}`")
    report.add("F201", node, message, *_nearest_fact(node.name, names))


def hyphenated(node: Arithmetic, names: Mapping[str, Declared], report: Report) -> str | None:
    """The fact that `zone-cabinet` was meant to be (F201); None for a subtraction of names that there are."""
    parts = _subtracted(node)
    meant = "_".join(parts)
    if not parts or meant not in names or all(part in names for part in parts):
        return None
    written = report.words(node)
    message = Text(f"`{written}` est une soustraction, pas un fait", f"`{written}` is a subtraction, not a fact")
    report.add("F201", node, message, suggested(meant, names[meant].label))
    return meant


def _subtracted(node: Expr) -> tuple[str, ...]:
    """The names between which there is nothing but `-`."""
    match node:
        case Name(name):
            return (name,)
        case Arithmetic("-", left, Name(name)):
            before = _subtracted(left)
            return (*before, name) if before else ()
        case _:
            return ()


def _meant_value(name: str, names: Mapping[str, Declared], hint: Type | None) -> str | None:
    if not isinstance(hint, StringType) or not hint.allowed:
        return None
    exact = next((value for value in hint.allowed if value.lower() == name.lower()), None)
    return exact or (None if nearest(name, names) else nearest(name, hint.allowed))


def _nearest_fact(name: str, names: Mapping[str, Declared]) -> tuple[Text, ...]:
    if name in NAMES:
        return (Text(f"une fonction s'écrit avec ses parenthèses : `{name}(…)`",
                     f"a function is written with its parentheses: `{name}(…)`"),)  # fmt: skip
    if name.lower() in _WORDS:
        return (write(_WORDS[name.lower()]),)
    near = nearest(name, (*names, *NAMES))
    if near is None:
        return ()
    return (suggested(near, names[near].label if near in names else None),)


def unknown_function(node: Name, names: Mapping[str, Declared], report: Report) -> None:
    """F202: what is called is not a function."""
    if node.name in names:
        message = Text(f"`{node.name}` est un fait, pas une fonction", f"`{node.name}` is a fact, not a function")
        report.add(
            "F202", node, message, Text(f"sans parenthèses : `{node.name}`", f"without parentheses: `{node.name}`")
        )
    else:
        near = _ELSEWHERE.get(node.name.lower()) or nearest(node.name, NAMES)
        message = Text(f"fonction inconnue `{node.name}`", f"unknown function `{node.name}`")
        report.add("F202", node, message, *((suggested(near),) if near else ()))
