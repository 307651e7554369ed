"""Conversions: `string`, `number`, dates, times, durations, ranges (DMN 1.5, clause 10.3.4.1)."""

import re
from datetime import date
from decimal import Decimal, DecimalException
from functools import cache

from public_aids.engine.feel.calendar import make_date, months_between
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions.builtin import Family
from public_aids.engine.feel.numbers import CONTEXT
from public_aids.engine.feel.temporal_text import (
    MAX_OFFSET,
    parse_any_date,
    parse_date_time,
    parse_duration,
    parse_time,
)
from public_aids.engine.feel.text_of import text_of
from public_aids.engine.feel.values import SECOND, Date, DateTime, DaysTime, FarDate, Time, Value, YearsMonths

FUNCTIONS = Family()


@FUNCTIONS.define("string(from) -> string")
def string(from_: Value) -> Value:
    return None if from_ is None else text_of(from_)


@FUNCTIONS.define(
    "number(from: string|number) -> number",
    "number(from: string, grouping separator: string|null, decimal separator: string|null) -> number",
)
def number(from_: str | Decimal, grouping: str | None = None, point: str | None = ".") -> Value:
    if isinstance(from_, Decimal):
        return from_
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", ".") or (grouping == point is not None):
        raise NullError("ces séparateurs ne vont pas", "these separators do not fit")
    text = from_.replace(grouping, "") if grouping else from_
    if point and point != ".":
        text = text.replace(".", "?").replace(point, ".")
    if not _numeral().fullmatch(text):
        raise NullError(f"`{from_}` n'est pas un nombre", f"`{from_}` is not a number")
    try:
        return CONTEXT.create_decimal(text)
    except DecimalException:
        raise NullError("le nombre est hors des bornes", "the number is out of bounds") from None


@cache
def _numeral() -> re.Pattern[str]:
    return re.compile(r"-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def _none(text: str, fr: str, en: str) -> NullError:
    return NullError(f"`{text}` n'est pas {fr}", f"`{text}` is not {en}")


@FUNCTIONS.define(
    "date(from: string|date|date and time) -> date", "date(year: number, month: number, day: number) -> date"
)
def to_date(from_: str | Date | DateTime | Decimal, month: Decimal = Decimal(0), day: Decimal = Decimal(0)) -> Value:
    match from_:
        case DateTime(found, _) | (date() | FarDate() as found):
            return found
        case str():
            parsed = parse_any_date(from_)
        case _:
            parsed = make_date(_small(from_), _small(month), _small(day))
    if parsed is None:
        raise _none(str(from_), "une date", "a date")
    return parsed


def _small(number: Decimal) -> int:
    return int(number) if number.adjusted() < 12 else 10**12


@FUNCTIONS.define(
    "time(from: string|time|date|date and time) -> time",
    "time(hour: number, minute: number, second: number, offset: days and time duration|null?) -> time",
)
def to_time(
    from_: str | Time | Date | DateTime | Decimal,
    minute: Decimal = Decimal(0),
    second: Decimal = Decimal(0),
    offset: DaysTime | None = None,
) -> Value:
    match from_:
        case Time():
            return from_
        case DateTime(_, time):
            return time
        case date() | FarDate():
            return Time(0, 0)
        case str():
            parsed = parse_time(from_)
            if parsed is None:
                raise _none(from_, "une heure", "a time")
            return parsed
        case Decimal():
            return _clock(from_, minute, second, offset)


def _clock(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTime | None) -> Value:
    ahead = None if offset is None else int(Decimal(offset.nanos) / SECOND)
    inside = 0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60
    if not inside or (ahead is not None and abs(ahead) > MAX_OFFSET):
        raise NullError("il n'y a pas d'heure pareille", "there is no such time")
    nanos = (int(hour) * 3600 + int(minute) * 60) * SECOND + int(second * SECOND)
    return Time(nanos, ahead)


@FUNCTIONS.define(
    "date and time(from: string|date|date and time) -> date and time",
    "date and time(date: date|date and time, time: time) -> date and time",
)
def date_and_time(from_: str | Date | DateTime, time: Time | None = None) -> Value:
    """From a text, or from a date and the time that replaces its own."""
    match from_:
        case DateTime(day, own):
            return DateTime(day, own if time is None else time)
        case date() | FarDate():
            return DateTime(from_, Time(0) if time is None else time)
        case str():
            day_alone = parse_any_date(from_)
            parsed = parse_date_time(from_) if day_alone is None else DateTime(day_alone, Time(0))
            if parsed is None:
                raise _none(from_, "une date et heure", "a date and time")
            return parsed


@FUNCTIONS.define(
    "duration(from: string|days and time duration|years and months duration) -> duration",
)
def duration(from_: str | DaysTime | YearsMonths) -> Value:
    if not isinstance(from_, str):
        return from_
    parsed = parse_duration(from_)
    if parsed is None:
        raise _none(from_, "une durée", "a duration")
    return parsed


@FUNCTIONS.define(
    "years and months duration(from: date|date and time, to: date|date and time) -> years and months duration"
)
def years_and_months_duration(from_: Date | DateTime, to: Date | DateTime) -> Value:
    """Whole months between two days; the time of day does not count."""
    start = from_.date if isinstance(from_, DateTime) else from_
    end = to.date if isinstance(to, DateTime) else to
    return YearsMonths(months_between(start, end))


@FUNCTIONS.define("range(from: string) -> range")
def to_range(from_: str) -> Value:
    from public_aids.engine.feel.range_text import parse_range

    return parse_range(from_)
