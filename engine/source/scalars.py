"""What a plain scalar means: the core schema of YAML 1.2, and the spellings that it is too dangerous to guess.

Light on purpose: the quick readers use it too, and they may import nothing heavy.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from public_aids.engine.source.tree import Value

MAX_DIGITS: Final = 40

_CONSTANTS: Final[dict[str, Value]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_YES_AND_NO: Final = frozenset(
    spelling for word in ("yes", "no", "on", "off", "y", "n") for spelling in (word, word.capitalize(), word.upper())
)
_NOT_FINITE: Final = frozenset((".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"))
_QUOTES: Final = "“”„‟«»‹›‘’‚"
_SPACES: Final = " \u00a0\u202f\u2009"


@lru_cache(maxsize=20_000)  # keys, names and days come again and again
def resolve(text: str) -> tuple[Value, str]:
    """The value of a plain scalar, and the code of the trap that it is, if it is one (then the value is the text).

    Numbers are those of YAML 1.2 without exponent, sign plus or missing digits: `-?(0|[1-9][0-9]*)(\\.[0-9]+)?`.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text], ""
    if text in _YES_AND_NO:
        return text, "Y130"
    first = text[0]
    if first in "0123456789+-.":
        return _number(text)
    if text == "=":
        return text, "Y136"
    if len(text) > 1 and first in _QUOTES and text[-1] in _QUOTES:
        return text, "Y135"
    return text, ""


def _number(text: str) -> tuple[Value, str]:
    body = text[1:] if text[0] in "+-" else text
    whole, dot, fraction = body.partition(".")
    if _digits(whole) and (_digits(fraction) or not dot):
        if text[0] == "+" or (whole[0] == "0" and len(whole) > 1):
            return text, "Y132"
        return (Decimal(text), "") if len(whole) + len(fraction) <= MAX_DIGITS else (text, "Y137")
    return text, _trap(body)


def _trap(body: str) -> str:
    """The code of a text that begins like a number but is not one of YAML 1.2; empty for a common text."""
    if body in _NOT_FINITE:
        return "Y133"
    if _is_other_notation(body):
        return "Y132"
    parts = body.split(":")
    if len(parts) > 1 and all(_digits(part) for part in parts[:-1]) and _is_decimal(parts[-1]):
        return "Y131"
    return "Y134" if is_french_number(body) else ""


def _is_other_notation(body: str) -> bool:
    """`1_000`, `0x1F`, `0o17`, `0b1`, `1e3`, `.5`, `5.`: numbers of some language, with more than one reading."""
    bare = body.replace("_", "").lower()
    if bare[:2] in ("0x", "0o", "0b"):
        return bare[2:].isalnum() and all(digit in "0123456789abcdef" for digit in bare[2:])
    mantissa, e, exponent = bare.partition("e")
    exponent = exponent[1:] if exponent[:1] in ("+", "-") else exponent
    whole, _, fraction = mantissa.partition(".")
    return _digits(whole + fraction) and (_digits(exponent) or not e)


def is_french_number(body: str) -> bool:
    """`2,5`, `50 000`, `1 234,50`, `1.234,50`: a decimal comma, or thousands set apart."""
    whole, comma, fraction = body.partition(",")
    if comma and not _digits(fraction):
        return False
    for space in _SPACES[1:] + ("." if comma else ""):
        whole = whole.replace(space, " ")
    first, *groups = whole.split(" ")
    if not comma and groups:
        groups[-1] = groups[-1].partition(".")[0]
    grouped = _digits(first) and all(_digits(group) and len(group) == 3 for group in groups)
    return grouped and (bool(comma) or (bool(groups) and len(first) <= 3))


def _is_decimal(text: str) -> bool:
    whole, dot, fraction = text.partition(".")
    return _digits(whole) and (_digits(fraction) or not dot)


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
