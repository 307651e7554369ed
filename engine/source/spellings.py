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
_WEEKDAY: Final = r"(?:(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche),? |le )?"
_DAY_FIRST: Final = re.compile(_WEEKDAY + r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.\- ]?(\d{1,2})[/.\- ]?(\d{1,2})(?:[t ]00:00(?::00)?)?")
_IN_WORDS: Final = re.compile(_WEEKDAY + r"(\d{1,2})(?: ?er|st|nd|rd|th)?[ \-]([a-z]+)\.?[ \-](\d{4}|\d{2})")
_NUMBER: Final = re.compile(r"(-?\d[\d\s.,'’]*?)\s*(%|pour ?cent|k?€|k?eur|euros?)?", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"-?\d{1,3}(?:\.\d{3})+")
_TERM: Final = re.compile(r"p?(\d{1,3}|[a-z]+) ?(?:(ans?|a|annees?|years?)|(mois|months?))")
_COUNTS: Final = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
_LINES: Final = re.compile(
    r"(?:l\.?|lignes?|lines?)?\s*([1-9]\d*)(?:\s*(?:[-–/à]|to|et|au)\s*([1-9]\d*))?", re.IGNORECASE
)
_FRACTION: Final = re.compile(r"(\d{1,3})\s*/\s*([1-9]\d{0,3})")
_HYPHENS: Final = str.maketrans("\u2010\u2011\u2012\u2013\u2212", "-----")
_ANSWERS: Final = {
    **dict.fromkeys(("oui", "vrai", "o", "x", "yes", "y"), "true"),
    **dict.fromkeys(("non", "faux", "no", "n"), "false"),
}


def day_meant(text: str) -> str | None:
    """`31/12/2025`, `1er janvier 2026`, `2026-1-1` as `YYYY-MM-DD`; None where no day of the calendar is meant."""
    bare = " ".join(without_accents(text).lower().translate(_HYPHENS).split())
    if match := _YEAR_FIRST.fullmatch(bare):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.fullmatch(bare):
        day, month, year = (int(part) for part in match.groups())
    elif (match := _IN_WORDS.fullmatch(bare)) and (named := _month(match[2])):
        day, month, year = int(match[1]), named, int(match[3])
    else:
        return None
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return None


def number_meant(text: str, *, percent: bool = False) -> str | None:
    """`50 000 €`, `2,5`, `25 %` in plain digits; None where no number is meant.

    The last one is the fraction `0.25`, or `25` where `percent` is what the number is in.
    """
    text = text.replace("\u2212", "-")
    if fraction := _FRACTION.fullmatch(text.strip()):
        over, under = Decimal(fraction[1]), Decimal(fraction[2])
        return format((over / under).normalize(), "f") if over / under * under == over else None
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    digits, unit = re.sub(r"[\s'’]", "", match[1]), (match[2] or "").lower()
    if "," in digits:
        digits = digits.replace(".", "").replace(",", ".")
    elif _THOUSANDS.fullmatch(digits) and (digits.count(".") > 1 or unit[-1:] in ("€", "r", "o", "s")):
        digits = digits.replace(".", "")
    if digits.count(".") > 1 or len(digits) > 30:
        return None
    number = Decimal(digits)
    if unit in ("%", "pour cent", "pourcent"):
        return format(number if percent else (number / 100).normalize(), "f")
    return format(number * 1000 if unit.startswith("k") else number, "f")


def answer_meant(text: str) -> str | None:
    """`oui` and `non` as `true` and `false`."""
    return _ANSWERS.get(text.strip().lower())


def term_meant(text: str) -> str | None:
    """`5 ans`, `dix-huit mois`, `18 mois` as `P5Y`, None, `P18M`."""
    match = _TERM.fullmatch(without_accents(text.strip()).lower())
    if match is None or not (match[1].isdecimal() or match[1] in _COUNTS):
        return None
    count = match[1] if match[1].isdecimal() else str(_COUNTS.index(match[1]) + 1)
    return f"P{count}{'Y' if match[2] else 'M'}"


def lines_meant(text: str) -> str | None:
    """`43 à 44`, `l. 43/44` as `43-44`, `ligne 6` as `6`; an article or a page is no line."""
    match = _LINES.fullmatch(text.strip())
    return None if match is None else f"{match[1]}-{match[2]}" if match[2] else match[1]


def name_meant(text: str) -> str:
    """`Conventionné OPTAM-CO` as `conventionne_optam_co`."""
    return re.sub(r"[^a-z0-9]+", "_", without_accents(text).lower()).strip("_")


def without_accents(text: str) -> str:
    return "".join(char for char in normalize("NFD", text) if not combining(char))


def _month(name: str) -> int | None:
    """`mars`, `janv`, `dec`: a name, or enough of its beginning to tell it from the others."""
    found = [at for at, names in enumerate(_MONTHS, 1) if any(one.startswith(name) for one in names)]
    return found[0] if len(found) == 1 and len(name) > 2 else None
