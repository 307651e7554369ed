"""Functions of the calendar (DMN 1.5, clause 10.3.4.8)."""

from datetime import date
from decimal import Decimal

from public_aids.engine.feel.calendar import make_date, to_days
from public_aids.engine.feel.functions.builtin import Family
from public_aids.engine.feel.paths import weekday
from public_aids.engine.feel.values import Date, DateTime, Value, month_length

FUNCTIONS = Family()

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _day(when: Date | DateTime) -> Date:
    return when.date if isinstance(when, DateTime) else when


@FUNCTIONS.define("day of year(date: date|date and time) -> number")
def day_of_year(when: Date | DateTime) -> Value:
    day = _day(when)
    start = make_date(day.year, 1, 1)
    assert start is not None
    return Decimal(to_days(day) - to_days(start) + 1)


@FUNCTIONS.define("day of week(date: date|date and time) -> string")
def day_of_week(when: Date | DateTime) -> Value:
    return _DAYS[weekday(_day(when)) - 1]


@FUNCTIONS.define("month of year(date: date|date and time) -> string")
def month_of_year(when: Date | DateTime) -> Value:
    return _MONTHS[_day(when).month - 1]


@FUNCTIONS.define("week of year(date: date|date and time) -> number")
def week_of_year(when: Date | DateTime) -> Value:
    """The week of ISO 8601: the one of its Thursday. The calendar repeats after 400 years, weekdays included."""
    day = _day(when)
    near = date(day.year % 400 + 2000, day.month, day.day)
    return Decimal(near.isocalendar().week)


@FUNCTIONS.define("last day of month(date: date|date and time) -> number")
def last_day_of_month(when: Date | DateTime) -> Value:
    day = _day(when)
    return Decimal(month_length(day.year, day.month))
