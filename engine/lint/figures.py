"""The figures that a text gives, in digits and in words that count something."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from public_aids.engine.lint.days import MONTHS, days_and_rest
from public_aids.engine.lint.number_words import numbers_in_words
from public_aids.engine.text import Lang

_BLANK = "[ \u00a0\u202f\u2009]"
_DIGITS = {
    "fr": re.compile(rf"\d(?<![\w.,/-]\d)\d*(?:{_BLANK}\d{{3}}(?!\d))*(?:,\d+|\.\d+)?(?![\w/]|[.,]\d)"),
    "en": re.compile(r"\d(?<![\w.,/-]\d)\d*(?:[,\u00a0\u202f ]\d{3}(?!\d))*(?:\.\d+)?(?![\w/]|[.,]\d)"),
}
_UNIT = (
    r"(?:ans?|années?|mois|semaines?|jours?|journées?|demi-journées?|heures?|euros?|enfants?|stagiaires?|médecins?"
    r"|cabinets?|fois|years?|months?|weeks?|days?|half-days?|hours?|children|trainees?|doctors?|practices|times)"
)
_COUNTED_THING = rf"(?:%|€|EUR|{_UNIT}|(?!(?:dans|sans|sous|plus|vers|puis|mais|this|less)\b)[a-zà-ÿ-]{{4,}}s)"
_LIMIT = r"(?:au (?:plus|moins|maximum)|at (?:most|least)|pour cent|per ?cent|par|a|per)"
_COUNTS = re.compile(rf"(?i) (?:(?:et demie? |and a half )?{_UNIT}|{_LIMIT})\b")
_AND_A_HALF = re.compile(rf"(?i)(?:{_UNIT} )?(?:et demie?|and a half)\b")
_LENGTH = re.compile(r"-?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
YEARS = range(1900, 2100)


def figures_of(text: str, lang: Lang) -> tuple[Decimal, ...]:
    """The figures of a text besides its days, from the smallest on; none where a month is named without its year."""
    return _figures(text, lang, "")


def counts_of(text: str, lang: Lang) -> tuple[Decimal, ...]:
    """The figures that count something (`16 ans`, `80 %`); not those that number it (`article 12`)."""
    return _figures(text, lang, _COUNTED_THING)


@lru_cache(maxsize=10_000)  # files repeat one another
def _figures(text: str, lang: Lang, sign: str) -> tuple[Decimal, ...]:
    _, text = days_and_rest(text)
    if any(word in MONTHS for word in re.findall(r"\w+", text.lower())):
        return ()
    found = list(_in_digits(text, lang, sign))
    for _, end, number in numbers_in_words(text):
        if number > 1 and _COUNTS.match(text, end):
            found.append(Decimal(number) + (Decimal("0.5") if _AND_A_HALF.match(text, end + 1) else 0))
    return tuple(sorted(figure for figure in found if figure not in YEARS))


def _in_digits(text: str, lang: Lang, sign: str) -> Iterator[Decimal]:
    follows = _following(sign)
    for one in _DIGITS[lang].finditer(text):
        if not sign or follows.match(text, one.end()) or text[: one.start()].endswith("€"):
            bare = re.sub(_BLANK, "", one[0])
            yield Decimal(bare.replace(",", "." if lang == "fr" else ""))


@cache
def _following(sign: str) -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}?{sign}(?!\w)")


def length_of(written: str) -> tuple[Decimal, Decimal] | None:
    """The months and the days of a length of time (`P1Y6M`, `P15D`); None for another text."""
    found = _LENGTH.fullmatch(written)
    if found is None:
        return None
    years, months, weeks, days = (Decimal(part or 0) for part in found.groups())
    return 12 * years + months, 7 * weeks + days
