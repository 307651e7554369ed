"""The days of the calendar that a text writes out, in French, in English or in digits."""

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Final

_FRENCH: Final = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH: Final = "january february march april may june july august september october november december"
MONTHS: Final = {name: at for names in (_FRENCH, _ENGLISH) for at, name in enumerate(names.split(), 1)}
MONTH: Final = rf"(?P<m>{'|'.join(MONTHS)})"
_YEAR: Final = re.compile(r"\d{4}")
_FORMS: Final = tuple(
    re.compile(rf"(?i)\b{form}\b")
    for form in (
        rf"(?P<d>\d\d?)(?:er|st|nd|rd|th)?\s{MONTH},?\s(?P<y>\d{{4}})",
        rf"{MONTH}\s(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y>\d{{4}})",
        r"(?P<d>\d\d?)[/.-](?P<m>\d\d?)[/.-](?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)",
    )
)


def days_of(text: str) -> tuple[date, ...]:
    """The first one first; those that do not exist are left out."""
    return days_and_rest(text)[0]


@lru_cache(maxsize=10_000)  # rules ask it of the same text, and files repeat one another
def days_and_rest(text: str) -> tuple[tuple[date, ...], str]:
    """The days of a text, and what it says besides."""
    if _YEAR.search(text) is None:
        return (), text
    found: set[date] = set()
    for form in _FORMS:
        for one in form.finditer(text):
            with suppress(ValueError):
                month = MONTHS.get(one["m"].lower()) or int(one["m"])
                found.add(date(int(one["y"]), month, int(one["d"])))
        text = form.sub(" ", text)
    return tuple(sorted(found)), text
