"""What people write where a day, a number, an answer or a name is wanted, and how it is written instead.

Only for cures: nothing is read in the place of what stands in a file.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Final
from unicodedata import combining, normalize

_MONTHS: Final = (
    ("janvier", "january"), ("fevrier", "february"), ("mars", "march"), ("avril", "april"), ("mai", "may"),
    ("juin", "june"), ("juillet", "july"), ("aout", "august"), ("septembre", "september"), ("octobre", "october"),
    ("novembre", "november"), ("decembre", "december"),
)  # fmt: skip
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.\- ](\d{1,2})[/.\- ](\d{1,2})")
_IN_WORDS: Final = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4})")
_NUMBER: Final = re.compile(r"(-?\d[\d\s.,]*?)\s*(%|€|eur|euros?)?", re.IGNORECASE)
_TERM: Final = re.compile(r"(\d{1,3}) ?(?:(ans?|years?)|(mois|months?))")
_TWO_NUMBERS: Final = re.compile(r"\D*?([1-9]\d*)\D+?([1-9]\d*)\D*")
_FRACTION: Final = re.compile(r"(\d{1,3})\s*/\s*([1-9]\d{0,3})")
_HYPHENS: Final = str.maketrans("\u2010\u2011\u2012\u2013\u2212", "-----")
_ANSWERS: Final = {
    **dict.fromkeys(("oui", "vrai", "o", "x", "yes", "y"), "true"),
    **dict.fromkeys(("non", "faux", "no", "n"), "false"),
}


def day_meant(text: str) -> str | None:
    """`31/12/2025`, `1er janvier 2026`, `2026-1-1` as `YYYY-MM-DD`; None where no day of the calendar is meant."""
    bare = without_accents(text.strip()).lower().translate(_HYPHENS)
    if match := _YEAR_FIRST.fullmatch(bare):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.fullmatch(bare):
        day, month, year = (int(part) for part in match.groups())
    elif (match := _IN_WORDS.fullmatch(bare)) and (named := _month(match[2])):
        day, month, year = int(match[1]), named, int(match[3])
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def number_meant(text: str) -> str | None:
    """`50 000 €`, `2,5`, `25 %` in plain digits, the last one as the fraction `0.25`; None where no number is meant."""
    if fraction := _FRACTION.fullmatch(text.strip()):
        over, under = Decimal(fraction[1]), Decimal(fraction[2])
        return format((over / under).normalize(), "f") if over / under * under == over else None
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    digits = re.sub(r"\s", "", match[1])
    digits = digits.replace(".", "").replace(",", ".") if "," in digits else digits
    if digits.count(".") > 1 or len(digits) > 30:
        return None
    number = Decimal(digits)
    return format((number / 100).normalize() if match[2] == "%" else number, "f")


def answer_meant(text: str) -> str | None:
    """`oui` and `non` as `true` and `false`."""
    return _ANSWERS.get(text.strip().lower())


def term_meant(text: str) -> str | None:
    """`5 ans`, `18 mois` as `P5Y`, `P18M`."""
    match = _TERM.fullmatch(text.strip().lower())
    return None if match is None else f"P{match[1]}{'Y' if match[2] else 'M'}"


def lines_meant(text: str) -> str | None:
    """`43 à 44`, `l. 43/44` as `43-44`."""
    match = _TWO_NUMBERS.fullmatch(text)
    return None if match is None else f"{match[1]}-{match[2]}"


def name_meant(text: str) -> str:
    """`Conventionné OPTAM-CO` as `conventionne_optam_co`."""
    return re.sub(r"[^a-z0-9]+", "_", without_accents(text).lower()).strip("_")


def without_accents(text: str) -> str:
    return "".join(char for char in normalize("NFD", text) if not combining(char))


def _month(name: str) -> int | None:
    return next((at for at, names in enumerate(_MONTHS, 1) if name in names), None)
