"""Signs and words that come from French spelling or from other languages: each is told what FEEL writes instead.

Called where a text does not parse, so a right expression never comes here.
"""

from itertools import pairwise

from engine.feel.errors import FeelError
from engine.feel.syntax import Expr, Number, walk
from engine.source.spellings import number_meant
from engine.text import Text

_SIGNS = {
    "===": "=", "==": "=", "!==": "!=", "<>": "!=", "≠": "!=", "=<": "<=", "≤": "<=", "⩽": "<=", "=>": ">=",
    "≥": ">=", "⩾": ">=", "&&": "and", "&": "and", "||": "or", "|": "or", "×": "*", "÷": "/", "^": "**", "−": "-",
    "–": "-", "—": "-", "\u2011": "-", ";": ",",
}  # fmt: skip
_WORDS = {
    "et": "and", "ou": "or", "dans": "in", "parmi": "in", "entre": "between", "alors": "then", "sinon": "else",
    "and": "and", "or": "or", "in": "in", "between": "between", "then": "then", "else": "else", "is": "=", "est": "=",
    "égal": "=", "equals": "=", "satisfait": "satisfies", "vaut": "=",
}  # fmt: skip
_BEFORE = {"si": "if … then … else …", "non": "not(…)", "not": "not(…)", "pour": "for … return …"}
_QUOTES = {"“": "”", "”": "”", "„": "“", "«": "»", "‘": "’", "’": "’", "'": "'"}
_LENGTHS = {"ans": "Y", "an": "Y", "years": "Y", "mois": "M", "months": "M", "jours": "D", "jour": "D", "days": "D"}
_UNITS = ("€", "$", "£", "eur", "euros", "euro", "ans", "an", "jours", "jour", "mois", "days", "years", "months")


def habit(text: str, start: int) -> FeelError | None:
    """What is said of a habit that stands where the text stopped making sense, None where there is none."""
    return (
        _quotes(text, start)
        or _bare_moment(text, start)
        or _sign(text, start)
        or _comma(text, start)
        or _after_number(text, start)
        or _not_equal(text, start)
        or _word(text, start)
    )


def _sign(text: str, start: int) -> FeelError | None:
    for sign in sorted(_SIGNS, key=len, reverse=True):
        for at in (start - 2, start - 1, start):
            if at >= 0 and text.startswith(sign, at) and at + len(sign) > start:
                message = Text(f"`{sign}` n'est pas un opérateur de FEEL", f"`{sign}` is not a FEEL operator")
                return FeelError("F111", (at, at + len(sign)), message, (_write(_SIGNS[sign]),))
    return None


def _not_equal(text: str, start: int) -> FeelError | None:
    if text[start] != "!":
        return None
    message = Text("`!` seul n'est pas un opérateur de FEEL", "`!` alone is not a FEEL operator")
    return FeelError("F111", (start, start + 1), message, (_write("not(…)"),))


def _word(text: str, start: int) -> FeelError | None:
    """A word in French or in capitals, or the word before that should have had brackets."""
    word = _word_at(text, start)
    meant = _WORDS.get(word.lower())
    if meant and word != meant:
        message = Text(f"`{word}` n'est pas un mot de FEEL", f"`{word}` is not a FEEL word")
        return FeelError("F112", (start, start + len(word)), message, (_write(meant),))
    before = text[:start].rstrip()
    last = before[max(before.rfind(sign) for sign in " \t\r\n(,[") + 1 :]
    meant = _BEFORE.get(last.lower())
    if meant is None:
        return None
    span = (len(before) - len(last), len(before))
    if last == "not":
        message = Text("`not` demande des parenthèses", "`not` needs parentheses")
        return FeelError("F115", span, message, (_write(f"not({_alone(text, start, word)})"),))
    message = Text(f"`{last}` n'est pas un mot de FEEL", f"`{last}` is not a FEEL word")
    return FeelError("F112", span, message, (_write(meant),))


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
    return FeelError("F113", span, message, (_write(number.replace(",", ".")),))


def _after_number(text: str, start: int) -> FeelError | None:
    """What follows a number: the next group of `50 000`, `%`, a unit."""
    before = text[:start].rstrip()
    if not before[-1:].isdigit():
        return None
    first, last = _number_around(text, len(before) - 1, start)
    number, word = text[first : len(before)], _word_at(text, start)
    if word.isdigit() and last > start:
        whole = "".join(text[first:last].split())
        message = Text(f"`{text[first:last]}` contient un espace", f"`{text[first:last]}` has a space in it")
        return FeelError("F113", (first, last), message, (_write(whole),))
    if text[start] == "%":
        message = Text("un nombre s'écrit sans `%`", "a number is written without `%`")
        fraction = number_meant(f"{number}%") or f"{number} / 100"
        cure = Text(
            f"écrivez `{number}` à côté d'un fait en %, sinon `{fraction}`",
            f"write `{number}` next to a fact in %, else `{fraction}`",
        )
        return FeelError("F113", (first, start + 1), message, (cure,))
    unit = word or text[start]
    if unit.lower() not in _UNITS:
        return None
    message = Text(f"un nombre s'écrit sans unité : `{unit}`", f"a number is written without a unit: `{unit}`")
    return FeelError("F113", (first, start + len(unit)), message, _without_unit(number, unit.lower()))


def _without_unit(number: str, unit: str) -> tuple[Text, ...]:
    """The number alone, or the length of time that is added to a day."""
    length = _LENGTHS.get(unit)
    if length is None or not number.isdigit():
        return (_write(number),)
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
    return FeelError("F114", (start - 1, end), message, (_write(f'@"{text[start:end]}"'),))


def _number_around(text: str, first: int, last: int) -> tuple[int, int]:
    while first > 0 and (text[first - 1].isdigit() or text[first - 1] == "."):
        first -= 1
    while last < len(text) and (text[last].isdigit() or (text[last].isspace() and text[last + 1 : last + 2].isdigit())):
        last += 1
    return first, last


def _quotes(text: str, start: int) -> FeelError | None:
    """Quotation marks that are not `"`: those of French, those that word processors put, single ones."""
    closing = _QUOTES.get(text[start])
    if closing is None:
        return None
    end = text.find(closing, start + 1)
    stop = end + 1 if end >= 0 else start + 1
    inside = text[start + 1 : end].strip() if end >= 0 else "…"
    message = Text(f"`{text[start]}` n'est pas un guillemet de FEEL", f"`{text[start]}` is not a FEEL quotation mark")
    return FeelError("F114", (start, stop), message, (_write(f'"{inside}"'),))


def _write(example: str) -> Text:
    return Text(f"écrivez `{example}`", f"write `{example}`")
