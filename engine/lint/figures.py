"""The figures that a text gives, in digits and in words that count something."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from public_aids.engine.text import Lang

_BLANK = "[ \u00a0\u202f\u2009]"
_DIGITS = {
    "fr": re.compile(rf"\d(?<![\w.,/-]\d)\d*(?:{_BLANK}\d{{3}}(?!\d))*(?:,\d+|\.\d+)?(?![\w/]|[.,]\d)"),
    "en": re.compile(r"\d(?<![\w.,/-]\d)\d*(?:[,\u00a0\u202f ]\d{3}(?!\d))*(?:\.\d+)?(?![\w/]|[.,]\d)"),
}
_COUNTED: Final = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 40, 50, 60, 100)
_FRENCH: Final = """deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante
    soixante cent"""
_ENGLISH: Final = """two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty
    sixty hundred"""
_NUMBERS: Final[dict[Lang, dict[str, int]]] = {
    "fr": dict(zip(_FRENCH.split(), _COUNTED, strict=True)),
    "en": dict(zip(_ENGLISH.split(), _COUNTED, strict=True)),
}
_UNIT = (
    r"(?:ans?|années?|mois|semaines?|jours?|journées?|demi-journées?|heures?|euros?|enfants?|stagiaires?|médecins?"
    r"|cabinets?|fois|years?|months?|weeks?|days?|half-days?|hours?|children|trainees?|doctors?|practices|times)"
)
_COUNTED_THING = rf"(?:%|€|EUR|{_UNIT}|(?!(?:dans|sans|sous|plus|vers|puis|mais|this|less)\b)[a-zà-ÿ-]{{4,}}s)"
_WORDS = {
    lang: re.compile(rf"(?i)\b(?P<word>{'|'.join(words)}) (?=(?:et demie? |and a half )?{_UNIT}\b)")
    for lang, words in _NUMBERS.items()
}
_AND_A_HALF = re.compile(rf"(?i)(?:{_UNIT} )?(?:et demie?|and a half)\b")
_FRENCH_MONTHS: Final = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH_MONTHS: Final = "january february march april may june july august september october november december"
_MONTHS: Final[dict[Lang, list[str]]] = {"fr": _FRENCH_MONTHS.split(), "en": _ENGLISH_MONTHS.split()}
_MONTH = {lang: rf"(?P<month>{'|'.join(names)})" for lang, names in _MONTHS.items()}
_DAY = {
    lang: re.compile(rf"(?i)\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?{_BLANK}{month}{_BLANK}(?P<year>\d{{4}})\b")
    for lang, month in _MONTH.items()
}
_YEARS = range(1900, 2100)


def figures_of(text: str, lang: Lang) -> tuple[Decimal, ...]:
    """The figures of a text from the smallest on; none of one that speaks of days of the calendar."""
    return _figures(text, lang, [_number(one[0], lang) for one in _DIGITS[lang].finditer(text)])


def counts_of(text: str, lang: Lang) -> tuple[Decimal, ...]:
    """The figures that count something (`16 ans`, `80 %`); not those that number it (`article 12`)."""
    return _figures(text, lang, list(amounts_in(text, lang, _COUNTED_THING)))


def _figures(text: str, lang: Lang, found: list[Decimal]) -> tuple[Decimal, ...]:
    words = _words(text)
    if not words.isdisjoint(_MONTHS[lang]):
        return ()
    for one in () if words.isdisjoint(_NUMBERS[lang]) else _WORDS[lang].finditer(text):
        half = _AND_A_HALF.match(text, one.end())
        found.append(Decimal(_NUMBERS[lang][one["word"].lower()]) + (Decimal("0.5") if half else 0))
    return tuple(sorted(figure for figure in found if figure not in _YEARS))


def days_of(text: str, lang: Lang) -> tuple[date, ...]:
    """The days that a text writes out, the first one first; those that do not exist are left out."""
    months = _MONTHS[lang]
    found: set[date] = set()
    for one in () if _words(text).isdisjoint(months) else _DAY[lang].finditer(text):
        with suppress(ValueError):
            found.add(date(int(one["year"]), 1 + months.index(one["month"].lower()), int(one["day"])))
    return tuple(sorted(found))


def amounts_in(text: str, lang: Lang, sign: str) -> tuple[Decimal, ...]:
    """The figures of a text that a sign follows: the pattern of `%`, of `€` and its names."""
    follows = _following(sign)
    return tuple(_number(one[0], lang) for one in _DIGITS[lang].finditer(text) if follows.match(text, one.end()))


@cache
def _following(sign: str) -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}?{sign}(?!\w)")


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def months_of(length: str) -> Decimal | None:
    """How many months or, in days, how many of them a length of time has (`P1Y6M`, `P15D`); None for another one."""
    found = re.fullmatch(r"-?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?", length)
    if found is None:
        return None
    years, months, days = (Decimal(part or 0) for part in found.groups())
    return 12 * years + months or days


def _number(written: str, lang: Lang) -> Decimal:
    bare = re.sub(_BLANK, "", written)
    return Decimal(bare.replace(",", "." if lang == "fr" else ""))
