"""Names that stand for nothing: misspelt facts and functions, forgotten quotes."""

import re
from collections.abc import Mapping

from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.functions import NAMES
from public_aids.engine.feel.habits import spreadsheet_call
from public_aids.engine.feel.syntax import Arithmetic, Expr, Name
from public_aids.engine.feel.types import Declared, StringType, Type
from public_aids.engine.feel.values import fits
from public_aids.engine.source.departments import code_meant
from public_aids.engine.source.nearest import nearest, suggested, write
from public_aids.engine.source.spellings import name_meant, number_meant
from public_aids.engine.text import Text

_ELSEWHERE = {
    "somme": "sum", "moyenne": "mean", "average": "mean", "avg": "mean", "minimum": "min", "maximum": "max",
    "nombre": "count", "length": "count", "len": "count", "non": "not", "arrondi": "round half up",
    "round": "round half up", "arrondir": "round half up", "plafond": "ceiling", "plancher": "floor", "tous": "all",
    "jour": "date", "contient": "list contains", "datedif": "years and months duration", "concat": "string join",
}  # fmt: skip
_WORDS = {"true": "true", "false": "false",
          "vrai": "true", "faux": "false", "oui": "true", "non": "false", "yes": "true", "no": "false",
          "aujourdhui": "on", "today": "on"}  # fmt: skip

_WORD = re.compile(r"\w+")


def unknown_fact(node: Name, names: Mapping[str, Declared], hint: Type | None, report: Report) -> None:
    """F201, or F204 where the word is a value that the other side of a comparison can take."""
    if _bare_value(node, node.name, names, hint, report):
        return
    if (number := number_meant(node.name.lstrip("€$£"))) is not None:
        sign = node.name[0]
        message = Text(f"un nombre s'écrit sans unité : `{sign}`", f"a number is written without a unit: `{sign}`")
        report.add("F113", node, message, write(number), fix=number)
        return
    word = _WORDS.get(name_meant(node.name).replace("_", ""))
    if word is not None and node.name not in NAMES:
        message = Text(f"`{node.name}` n'est pas un mot de FEEL", f"`{node.name}` is not a FEEL word")
        report.add("F201", node, message, write(word), fix=word)
        return
    message = Text(f"fait inconnu `{node.name}`", f"unknown fact `{node.name}`")
    labelled = labelled_by(node.name, names)
    if labelled is not None:
        report.add("F201", node, message, suggested(labelled, names[labelled].label), fix=labelled)
        return
    report.add("F201", node, message, *_nearest_fact(node.name, names))


def hyphenated(node: Arithmetic, names: Mapping[str, Declared], hint: Type | None, report: Report) -> Type | None:
    """The type of what `zone-cabinet` (F201) or `Loire-Atlantique` (F204) was meant to be.

    None for a subtraction of names that there are.
    """
    parts = _subtracted(node)
    meant = "_".join(parts)
    if not parts or all(part in names for part in parts):
        return None
    written = report.words(node)
    if meant not in names:
        return hint if _bare_value(node, written, names, hint, report) else None
    message = Text(f"`{written}` est une soustraction, pas un fait", f"`{written}` is a subtraction, not a fact")
    report.add("F201", node, message, suggested(meant, names[meant].label))
    return names[meant].type


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


def _bare_value(node: Expr, name: str, names: Mapping[str, Declared], hint: Type | None, report: Report) -> bool:
    value = _meant_value(name, names, hint)
    if value is not None:
        message = Text(f"`{name}` est une valeur : il lui faut des guillemets", f"`{name}` is a value: it needs quotes")
        report.add("F204", node, message, write(f'"{value}"'))
    return value is not None


def _meant_value(name: str, names: Mapping[str, Declared], hint: Type | None) -> str | None:
    if not isinstance(hint, StringType):
        return None
    exact = next((value for value in hint.allowed if value.lower() == name.lower()), None)
    if exact is not None or nearest(name, names):
        return exact
    code = code_meant(name)
    return code if hint.pattern is not None and fits(hint.pattern, code) else nearest(name, hint.allowed)


def _nearest_fact(name: str, names: Mapping[str, Declared]) -> tuple[Text, ...]:
    if name in NAMES:
        return (Text(f"une fonction s'écrit avec ses parenthèses : `{name}(…)`",
                     f"a function is written with its parentheses: `{name}(…)`"),)  # fmt: skip
    near = nearest(name, (*names, *NAMES))
    if near is None:
        return ()
    return (suggested(near, names[near].label if near in names else None),)


def labelled_by(words: str, names: Mapping[str, Declared]) -> str | None:
    """The one fact whose label is this."""
    meant = name_meant(words)
    found = [
        n for n, one in names.items() if one.label and meant in (name_meant(one.label.fr), name_meant(one.label.en))
    ]
    return found[0] if len(found) == 1 else None


def label_as_name(text: str, error: FeelError, names: Mapping[str, Declared]) -> FeelError | None:
    """F116 where the text stopped making sense within a label, `Date d'installation`, or its first words."""
    plain = _as_label(text)
    found: dict[tuple[int, int], list[str]] = {}
    for name, declared in names.items():
        for label in (declared.label.fr, declared.label.en) if declared.label else ():
            span = _beginning_of(_as_label(label), plain, error.span[0])
            if span is not None and name not in found.setdefault(span, []):
                found[span].append(name)
    if not found:
        return None
    span = max(found, key=lambda one: one[1] - one[0])
    written = text[span[0] : span[1]]
    whole = labelled_by(written, names)
    if whole is not None:
        message = Text(
            f"`{written}` est le libellé d'un fait, pas son nom", f"`{written}` is the label of a fact, not its name"
        )
        return FeelError("F116", span, message, (write(whole),), whole)
    message = Text(
        f"`{written}` n'est pas le nom d'un fait, mais le début d'un libellé",
        f"`{written}` is not the name of a fact, but the beginning of a label",
    )
    return FeelError("F116", span, message, tuple(suggested(name, names[name].label) for name in found[span][:3]))


def _as_label(text: str) -> str:
    return text.replace("’", "'").lower()


def _beginning_of(label: str, text: str, place: int) -> tuple[int, int] | None:
    """Where the most words of a label, two at least, stand around a place of the text."""
    for end in reversed([match.end() for match in _WORD.finditer(label)][1:]):
        start = text.find(label[:end], max(place - end, 0))
        if 0 <= start <= place <= start + end and not text[start + end : start + end + 1].isalnum():
            return start, start + end
    return None


def unknown_function(node: Name, names: Mapping[str, Declared], report: Report) -> None:
    """F202: what is called is not a function; F117 for one of a spreadsheet."""
    call = spreadsheet_call(report.text, node.span[0] + len(node.name))
    if call is not None and call.span[0] == node.span[0]:
        report.add(call.code, call.span, call.message, *call.cures, fix=call.fix)
        return
    if node.name in names:
        message = Text(f"`{node.name}` est un fait, pas une fonction", f"`{node.name}` is a fact, not a function")
        report.add(
            "F202", node, message, Text(f"sans parenthèses : `{node.name}`", f"without parentheses: `{node.name}`")
        )
    elif (word := _WORDS.get(node.name.lower())) is not None:
        message = Text(f"`{node.name}` n'est pas un mot de FEEL", f"`{node.name}` is not a FEEL word")
        report.add(
            "F202", node, message, Text(f"écrivez `{word}`, sans parenthèses", f"write `{word}`, without parentheses")
        )
    else:
        near = _ELSEWHERE.get(node.name.lower()) or nearest(node.name, NAMES)
        message = Text(f"fonction inconnue `{node.name}`", f"unknown function `{node.name}`")
        report.add("F202", node, message, *((suggested(near),) if near else ()))
