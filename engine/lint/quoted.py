"""The figures that a document gives in a few words, in every way that they may be read."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final

from public_aids.engine.lint.days import MONTH, MONTHS, days_and_rest
from public_aids.engine.lint.figures import YEARS, length_of
from public_aids.engine.lint.number_words import numbers_in_words
from public_aids.engine.record import Record

_WHOLE_MONTH: Final = re.compile(rf"\b{MONTH} (?P<y>\d{{4}})\b")
_DIGITS: Final = re.compile(r"(\d+(?: \d{3}(?!\d))*(?:[.,]\d+)*)(?:er|[èe]re?|[èe]?me|ᵉ|e|st|nd|rd|th)?\b")
_NAMED: Final = tuple(
    (re.compile(rf"\b(?:{name})\b"), Decimal(figure))
    for name, figure in (
        *(("moitié|half", "0.5"), ("(?<!trois )quarts?", "0.25"), ("trois quarts|three quarters", "0.75")),
        *(("moitié|half|doubles?", "2"), ("tiers|triples?", "3"), ("quarts?", "4")),  # what is divided or multiplied by
        *(("premi(?:er|ère)s?|first", "1"), ("deuxièmes?|secon(?:d|de)s?", "2"), ("troisièmes?|third", "3")),
        *(("quatrièmes?|fourth", "4"), ("cinquièmes?|fifth", "5"), ("sixièmes?|sixth", "6")),
    )
)
_SCALES: Final = ((re.compile(r" ?(?:millions?|m€)"), 10**6), (re.compile(r" ?(?:mill(?:e|iers?)|thousand|k€)"), 1000))
_HALF: Final = re.compile(r"(?: \w+)? (?:et demie?|and a half)\b")
_PERCENT: Final = re.compile(r" ?(?:%|p\. ?100|pour ?cent\b|per ?cent\b)")
_SPANS: Final = tuple(  # of one after at most one other word: `3 premières années`
    (re.compile(rf"[ -](?:[\w'-]+ )?(?:{name})\b"), months, days)
    for name, months, days in (
        *(("ans?|années?|years?", 12, 0), ("semestres?", 6, 0), ("trimestres?|quarters?", 3, 0)),
        *(("mois|months?", 1, 0), ("semaines?|weeks?", 0, 7), ("jours?|days?", 0, 1)),
    )
)
_STRICT: Final = re.compile(r"\b(?:avant|après|before|after|antérieure?s?|postérieure?s?)\b")
_DAY: Final = timedelta(days=1)


class Quoted(Record):
    """What some quotes hold: `shares` are 0.1 for `10 %`, `lengths` months and days; a month or a year is its first
    and its last day, and a day that something comes before or after is those beside it, too."""

    numbers: frozenset[Decimal] = frozenset()
    shares: frozenset[Decimal] = frozenset()
    lengths: frozenset[tuple[Decimal, Decimal]] = frozenset()
    days: frozenset[date] = frozenset()

    def holds(self, figure: Decimal | date | str) -> bool:
        """Whether a number, a day or a length (`P5Y`) stands in them; so does the product of two numbers."""
        if isinstance(figure, date):
            return figure in self.days
        if isinstance(figure, str):
            return length_of(figure) in self.lengths
        products = (figure / one for one in self.numbers if one)
        return figure in self.numbers or figure in self.shares or any(one in self.numbers for one in products)


@lru_cache(maxsize=2048)
def quoted(text: str) -> Quoted:
    days, text = _days(re.sub(r"\s+", " ", text.lower().replace("’", "'")))
    numbers = list(_numbers(text))
    years = [int(number) for number, _ in numbers if number in YEARS]
    return Quoted(
        frozenset((*(number for number, _ in numbers), *(Decimal(day.year) for day in days))),
        frozenset(number / 100 for number, end in numbers if _PERCENT.match(text, end)),
        frozenset(
            (number * months, number * days)
            for number, end in numbers
            for span, months, days in _SPANS
            if span.match(text, end)
        ),
        frozenset((*days, *(day for year in years for day in (date(year, 1, 1), date(year, 12, 31))))),
    )


def _days(text: str) -> tuple[set[date], str]:
    """The days of a text, and what it says besides."""
    days, text = days_and_rest(text)
    found = set(days)
    for one in _WHOLE_MONTH.finditer(text):
        if int(one["y"]) in YEARS:
            first = date(int(one["y"]), MONTHS[one["m"]], 1)
            found |= {first, (first + 31 * _DAY).replace(day=1) - _DAY}
    if _STRICT.search(text):
        found |= {day + step for day in found if day.year in YEARS for step in (-_DAY, _DAY)}
    return found, _WHOLE_MONTH.sub(" ", text)


def _numbers(text: str) -> Iterator[tuple[Decimal, int]]:
    """Each number with the place where it ends; `10.000` and `1,200` are read both ways."""
    for one in _DIGITS.finditer(text):
        bare = one[1].replace(" ", "")
        parts = re.split("[.,]", bare)
        if len(parts) < 3:
            number = Decimal(bare.replace(",", "."))
            yield number, one.end()
            yield from ((number * scale, one.end()) for name, scale in _SCALES if name.match(text, one.end()))
        if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
            yield Decimal("".join(parts)), one.end()
    for _, end, whole in numbers_in_words(text):
        half = _HALF.match(text, end)
        yield Decimal(whole) + (Decimal("0.5") if half else 0), end
    for name, figure in _NAMED:
        yield from ((figure, one.end()) for one in name.finditer(text))
