"""Signs and words that come from French spelling or from other languages: each is told what FEEL writes instead.

Called where a text does not parse, so a right expression never comes here.
"""

import re
from itertools import pairwise

from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.phrases import day_in_words, list_after_in, operator_in_words
from public_aids.engine.feel.spreadsheet import as_feel, call_around
from public_aids.engine.feel.syntax import Expr, Number, walk
from public_aids.engine.source.nearest import write
from public_aids.engine.source.spellings import day_meant, number_meant
from public_aids.engine.text import Text

_SIGNS = {
    "===": "=", "==": "=", "!==": "!=", "<>": "!=", "≠": "!=", "=<": "<=", "≤": "<=", "⩽": "<=", "=>": ">=",
    "≥": ">=", "⩾": ">=", "&&": "and", "&": "and", "||": "or", "|": "or", "×": "*", "÷": "/", "^": "**", "−": "-",
    "–": "-", "—": "-", "\u2011": "-", ";": ",",
}  # fmt: skip
_WORDS = {
    "et": "and", "ou": "or", "dans": "in", "parmi": "in", "entre": "between", "alors": "then", "sinon": "else",
    "and": "and", "or": "or", "in": "in", "between": "between", "then": "then", "else": "else", "is": "=", "est": "=",
    "égal": "=", "equals": "=", "satisfait": "satisfies", "vaut": "=", "x": "*", "fois": "*", "plus": "+", "moins": "-",
}  # fmt: skip
_BEFORE = {"si": "if … then … else …", "non": "not(…)", "not": "not(…)", "pas": "not(…)", "pour": "for … return …"}
_QUOTES = {"“": "”", "”": "”", "„": "“", "«": "»", "‘": "’", "’": "’", "'": "'"}
_LENGTHS = {"ans": "Y", "an": "Y", "years": "Y", "mois": "M", "months": "M", "jours": "D", "jour": "D", "days": "D"}
_UNIT = re.compile(r"\s*(%|[€$£]|k?€|k?eur(?:os?)?\b|ans?\b|jours?\b|mois\b|days?\b|years?\b|months?\b)", re.IGNORECASE)


def habit(text: str, start: int) -> FeelError | None:
    """What is said of a habit that stands where the text stopped making sense, None where there is none."""
    return (
        spreadsheet_call(text, start)
        or _formula(text)
        or _quotes(text, start)
        or _bare_moment(text, start)
        or _sign(text, start)
        or _comma(text, start)
        or _after_number(text, start)
        or _not_equal(text, start)
        or day_in_words(text, start)
        or list_after_in(text, start)
        or operator_in_words(text, start)
        or _word(text, start)
    )


def spreadsheet_call(text: str, at: int) -> FeelError | None:
    """`SI(a; b; c)`, around what is at `at`."""
    span = call_around(text, at + 1)
    meant = None if span is None else as_feel(text[span[0] : span[1]])
    if span is None or meant is None:
        return None
    name = text[span[0] : span[1]].partition("(")[0].strip()
    message = Text(
        f"`{name}(…)` est une fonction de tableur, pas de FEEL", f"`{name}(…)` is a spreadsheet function, not FEEL"
    )
    return FeelError("F117", span, message, (write(meant),), meant)


def _formula(text: str) -> FeelError | None:
    """`=MIN(…)`, as in a cell of a spreadsheet."""
    at = len(text) - len(text.lstrip())
    if text[at : at + 1] != "=" or text[at + 1 : at + 2] in ("=", ">", "<"):
        return None
    message = Text("une expression ne commence pas par `=`", "an expression does not begin with `=`")
    return FeelError("F111", (at, at + 1), message, (Text("ôtez-le", "remove it"),), "")


def _sign(text: str, start: int) -> FeelError | None:
    for sign in sorted(_SIGNS, key=len, reverse=True):
        for at in (start - 2, start - 1, start):
            if at >= 0 and text.startswith(sign, at) and at + len(sign) > start:
                message = Text(f"`{sign}` n'est pas un opérateur de FEEL", f"`{sign}` is not a FEEL operator")
                meant = _SIGNS[sign]
                return FeelError("F111", (at, at + len(sign)), message, (write(meant),), meant)
    return None


def _not_equal(text: str, start: int) -> FeelError | None:
    if text[start] != "!":
        return None
    message = Text("`!` seul n'est pas un opérateur de FEEL", "`!` alone is not a FEEL operator")
    at = len(text) - len(text[start + 1 :].lstrip())
    word = _word_at(text, at)
    return FeelError("F111", (start, start + 1), message, (write(f"not({_alone(text, at, word)})"),))


def _word(text: str, start: int) -> FeelError | None:
    """A word in French or in capitals, or the word before that should have had brackets."""
    word = _word_at(text, start)
    meant = _WORDS.get(word.lower())
    if meant and word != meant:
        message = Text(f"`{word}` n'est pas un mot de FEEL", f"`{word}` is not a FEEL word")
        return FeelError("F112", (start, start + len(word)), message, (write(meant),), meant)
    before = text[:start].rstrip()
    last = before[max(before.rfind(sign) for sign in " \t\r\n(,[") + 1 :]
    meant = _BEFORE.get(last.lower())
    if meant is None:
        return None
    span = (len(before) - len(last), len(before))
    if last == "not":
        message = Text("`not` demande des parenthèses", "`not` needs parentheses")
        return FeelError("F115", span, message, (write(f"not({_alone(text, start, word)})"),))
    message = Text(f"`{last}` n'est pas un mot de FEEL", f"`{last}` is not a FEEL word")
    example = meant.replace("not(…)", f"not({_alone(text, start, word)})")
    return FeelError("F112", span, message, (write(example),))


def _alone(text: str, start: int, word: str) -> str:
    """A word, or an ellipsis where it is only the beginning of a condition."""
    following = text[start + len(word) :].split()
    return word if word and (not following or following[0][0] == ")" or following[0] in ("and", "or")) else "…"


def _word_at(text: str, start: int) -> str:
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[start:end]


def _comma(text: str, start: int) -> FeelError | None:
    """`2,5`: a decimal comma."""
    if text[start] != "," or not text[start - 1 : start].isdigit() or not text[start + 1 : start + 2].isdigit():
        return None
    first, last = _number_around(text, start - 1, start + 1)
    return _decimal_comma(text[first:last], (first, last))


def comma_in_brackets(tests: tuple[Expr, ...]) -> FeelError | None:
    """`(x > 2,5)`: a decimal comma that reads as a list, for no space follows it and a number stands on each side."""
    for before, after in pairwise(tests):
        whole = next((n for n in walk(before) if isinstance(n, Number) and n.span[1] == before.span[1]), None)
        part = next((n for n in walk(after) if isinstance(n, Number) and n.span[0] == before.span[1] + 1), None)
        if whole and part:
            return _decimal_comma(f"{whole.value},{part.value}", (whole.span[0], part.span[1]))
    return None


def _decimal_comma(number: str, span: tuple[int, int]) -> FeelError:
    message = Text(f"`{number}` a une virgule décimale", f"`{number}` has a decimal comma")
    meant = number.replace(",", ".")
    return FeelError("F113", span, message, (write(meant),), meant)


def _after_number(text: str, start: int) -> FeelError | None:
    """What follows a number: the next group of `50 000`, `%`, a unit; one cure for all of them."""
    before = text[:start].rstrip()
    if not before[-1:].isdigit():
        return None
    first, last = _number_around(text, len(before) - 1, len(before))
    match = _UNIT.match(text, last)
    unit, end = (match[1], match.end()) if match else ("", last)
    written = text[first:end]
    meant = number_meant(written if unit.lower().endswith(("€", "eur", "euro", "euros")) else text[first:last])
    if meant is None or not (unit or last > start):
        return None
    if unit == "%":
        message = Text("un nombre s'écrit sans `%`", "a number is written without `%`")
        fraction = number_meant(written)
        cure = Text(
            f"écrivez `{meant}` à côté d'un fait en %, sinon `{fraction}`",
            f"write `{meant}` next to a fact in %, else `{fraction}`",
        )
        return FeelError("F113", (first, end), message, (cure,))
    if not unit:
        message = Text(f"`{written}` contient un espace", f"`{written}` has a space in it")
        return FeelError("F113", (first, end), message, (write(meant),), meant)
    message = Text(f"un nombre s'écrit sans unité : `{unit}`", f"a number is written without a unit: `{unit}`")
    length = _LENGTHS.get(unit.lower())
    return FeelError("F113", (first, end), message, _without_unit(meant, length), None if length else meant)


def _without_unit(number: str, length: str | None) -> tuple[Text, ...]:
    """The number alone, or the length of time that is added to a day."""
    if length is None or not number.isdigit():
        return (write(number),)
    return (
        Text(
            f'à ajouter à un jour, c\'est une durée : `@"P{number}{length}"`',
            f'added to a day it is a length of time: `@"P{number}{length}"`',
        ),
        Text(f"à comparer à un nombre, écrivez `{number}`", f"compared with a number, write `{number}`"),
    )


def _bare_moment(text: str, start: int) -> FeelError | None:
    """`@2025-12-31`, without quotes."""
    if text[start - 1 : start] != "@":
        return None
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] in "-:/"):
        end += 1
    message = Text("`@` demande des guillemets", "`@` needs quotes")
    inside = text[start:end]
    meant = f'@"{day_meant(inside) or inside}"'
    return FeelError("F114", (start - 1, end), message, (write(meant),), meant)


def _number_around(text: str, first: int, last: int) -> tuple[int, int]:
    while first > 0 and (text[first - 1].isdigit() or text[first - 1] == "."):
        first -= 1
    while last < len(text) and (text[last].isdigit() or (_joins(text[last]) and text[last + 1 : last + 2].isdigit())):
        last += 1
    return first, last


def _joins(char: str) -> bool:
    """Whether a character stands between the digits of one number, as French writes it."""
    return char.isspace() or char == ","


def _quotes(text: str, start: int) -> FeelError | None:
    """Quotation marks that are not `"`: those of French, those that word processors put, single ones."""
    closing = _QUOTES.get(text[start])
    if closing is None:
        return None
    end = text.find(closing, start + 1)
    stop = end + 1 if end >= 0 else start + 1
    inside = text[start + 1 : end].strip() if end >= 0 else "…"
    message = Text(f"`{text[start]}` n'est pas un guillemet de FEEL", f"`{text[start]}` is not a FEEL quotation mark")
    meant = f'"{inside}"'
    return FeelError("F114", (start, stop), message, (write(meant),), meant if end >= 0 else None)
