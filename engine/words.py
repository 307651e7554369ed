"""Sums and days in words, in French and English."""

from datetime import date
from decimal import Decimal
from typing import Final

from public_aids.engine.text import Text

NARROW: Final = "\u202f"  # the thin space that French puts between thousands: it does not break
FIXED: Final = "\u00a0"  # a space that does not break
MONTHS: Final = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def euros(value: Decimal) -> Text:
    """A sum in euros, to the cent when it is not whole."""
    whole = value == value.to_integral_value()
    written = f"{value:,.0f}" if whole else f"{value:,.2f}"
    french = written.translate({ord(","): NARROW, ord("."): ","}) + FIXED + "€"
    return Text(french, f"€{written}" if value >= 0 else f"-€{written[1:]}")


def percent(rate: Decimal) -> Text:
    """A share, `0.125` is `12,5 %`."""
    written = format((100 * rate).normalize(), "f")
    return Text(written.replace(".", ",") + FIXED + "%", written + "%")


def long_day(day: date) -> Text:
    """`1er octobre 2027`, `1 October 2027`."""
    number = "1er" if day.day == 1 else str(day.day)
    month, french = day.month - 1, MONTHS["fr"]
    return Text(f"{number} {french[month]} {day.year}", f"{day.day} {MONTHS['en'][month]} {day.year}")
