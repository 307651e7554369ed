"""The pattern of a code: refused where programs do not all read it alike, and where matching could take for ever.

One file is read by Python (`eval`), by Rust (`batch`) and by JavaScript (editors). What the strict parser of FEEL takes
and what has no classes of characters of its own means the same to all of them.
"""

import re
from typing import Final

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.regex import compile_pattern
from public_aids.engine.feel.regex.parse import Parser
from public_aids.engine.feel.regex.pattern import BackReference, Choice, Group, Pattern, Repeat, Sequence
from public_aids.engine.feel.values import LONGEST_CODE
from public_aids.engine.text import Text

MAX_WAYS: Final = 1_000_000  # to read one code: a matcher that goes back tries them all
_CLASS: Final = re.compile(r"\\[A-Za-z]|\\[1-9]|\(\?[^:]|&&|~~|--")
_MEANT: Final = {"\\d": "[0-9]", "\\w": "[A-Za-z0-9_]", "\\s": "[ ]"}

Refusal = tuple[int, int, Text, Text]  # from where to where in the pattern, why, and what to write


def refusal(pattern: str) -> Refusal | None:
    """What is wrong with a pattern that Python can read; None where all read it alike, and quickly."""
    if (found := _CLASS.search(pattern)) is not None and found[0] not in ("\\n", "\\r", "\\t"):
        return *found.span(), *_not_alike(found[0])
    try:
        compile_pattern(pattern, "")
        ways = _ways(Parser(pattern, "").parse())
    except NullError as error:
        return 0, len(pattern), error.text, _SIMPLER
    if ways > MAX_WAYS:
        message = Text(
            "cette forme se lit de trop de façons : un code qui n'y répond pas prendrait un temps sans fin",
            "this form can be read in too many ways: a code that does not fit would take for ever",
        )
        return 0, len(pattern), message, _SIMPLER
    return None


_SIMPLER: Final = Text(
    "dites combien de signes au plus, sans répétition dans une répétition : `^[0-9]{5}$`",
    "say how many characters at most, without a repetition inside another one: `^[0-9]{5}$`",
)


def _not_alike(sign: str) -> tuple[Text, Text]:
    message = Text(
        f"`{sign}` ne se lit pas de la même façon dans tous les programmes",
        f"`{sign}` is not read alike by all programs",
    )
    meant = _MEANT.get(sign)
    return message, Text(f"écrivez `{meant}`", f"write `{meant}`") if meant else _SIMPLER


def _ways(pattern: Pattern) -> int:
    """In how many ways a code could be read at most; beyond the limit any number beyond it."""
    match pattern:
        case Sequence(parts):
            found = 1
            for part in parts:
                found = min(found * _ways(part), MAX_WAYS + 1)
            return found
        case Choice(options):
            return min(sum(map(_ways, options)), MAX_WAYS + 1)
        case Repeat(part, least, most, _):
            one, last = _ways(part), LONGEST_CODE if most is None else min(most, LONGEST_CODE)
            if one == 1:
                return max(last - least, 0) + 1
            return min(sum(int(one**times) for times in range(least, last + 1)), MAX_WAYS + 1)
        case Group(part, _):
            return _ways(part)
        case BackReference():
            return MAX_WAYS + 1
        case _:
            return 1
