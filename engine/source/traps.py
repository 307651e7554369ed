"""The cure of a spelling with more than one reading, and the value that it was most probably meant to have.

The value spares the reader a second error further on; the diagnostic is an error all the same.
"""

import re
from decimal import Decimal
from typing import Final

from public_aids.engine.source.scalars import MAX_DIGITS, resolve
from public_aids.engine.source.tree import Value

_LONGEST_FIX: Final = 20
_THOUSANDS: Final = re.compile("-?[1-9]\\d{0,2}(?:[ \u00a0\u202f\u2009]\\d{3})+(?:,\\d{1,2})?")
_BASES: Final = {"0x": 16, "0o": 8, "0b": 2}


def quoted(text: str) -> str:
    """A text in the quotes that leave it most readable."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def repaired(text: str, code: str) -> tuple[Value, dict[str, str]]:
    """For a trap of `scalars.resolve`: the probable value, and the words for the message."""
    match code:
        case "Y130":
            meant = text.lower() in ("yes", "on", "y")
            return meant, {"text": text, "fix": "true" if meant else "false"}
        case "Y132" | "Y134":
            spelling = _digits(text) if code == "Y132" else _french(text)
            value, trap = resolve(spelling)
            return (text, {"text": text, "fix": spelling}) if trap else (value, {"text": text, "fix": spelling})
        case "Y135":
            inner = text[1:-1].strip(" \u00a0\u202f")
            return text, {"text": text, "fix": quoted(inner), "keep": quoted(text)}
        case "Y137":
            return text, {"text": text, "limit": str(MAX_DIGITS)}
        case _:
            return text, {"text": text}


def certain(text: str, code: str) -> str | None:
    """The spelling of a trap, or of a key that is none, where it has one meaning only."""
    match code:
        case "Y126":
            return None if not text or '"' in text or "\\" in text else f'"{text}"'
        case "Y131" | "Y136":
            return f'"{text}"'
        case "Y132":
            bare = text.removeprefix("+").replace("_", "")
            return bare if resolve(bare)[1] == "" and isinstance(resolve(bare)[0], Decimal) else None
        case "Y134":  # `2,5` may be two things
            return _french(text) if _THOUSANDS.fullmatch(text) else None
        case _:
            return None


def _digits(text: str) -> str:
    """`1_000`, `0x1F`, `1e3`, `01`, `+1`, `.5`, `5.` in plain digits; the text itself when that would be too long."""
    sign, bare = ("-" if text[0] == "-" else ""), text.lstrip("+-").replace("_", "").lower()
    base = _BASES.get(bare[:2])
    if base:
        fitting = all(digit in "0123456789abcdef"[:base] for digit in bare[2:])
        return sign + str(int(bare[2:], base)) if fitting and len(bare) < _LONGEST_FIX else text
    number = Decimal(bare)
    if abs(number.adjusted()) > _LONGEST_FIX or len(bare) > MAX_DIGITS:
        return text
    return sign + format(number, "f")


def _french(text: str) -> str:
    sign, bare = ("-" if text[0] == "-" else ""), text.lstrip("+-")
    for space in " \u00a0\u202f\u2009":
        bare = bare.replace(space, "")
    if "," in bare:
        bare = bare.replace(".", "").replace(",", ".")
    return sign + (bare.lstrip("0") if bare[:2] in ("00", "01") else bare)
