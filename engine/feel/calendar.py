"""The proleptic Gregorian calendar, in any year: days, months, zones (DMN 1.5, clause 10.3.2.3).

Days are counted as by `datetime.date.toordinal`: 1 is 0001-01-01.
"""

from datetime import date, tzinfo
from functools import cache

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.values import DAY, SECOND, Date, DateTime, FarDate, Time, add_months, month_length

MAX_YEAR = 999_999_999
_LAST = date.max.toordinal()
_CYCLE = 146_097  # days in 400 years, after which the calendar repeats


def make_date(year: int, month: int, day: int) -> Date | None:
    """The date, or None when there is none."""
    if not (1 <= month <= 12 and abs(year) <= MAX_YEAR and 1 <= day <= month_length(year, month)):
        return None
    return date(year, month, day) if 1 <= year <= 9999 else FarDate(year, month, day)


def to_days(day: Date) -> int:
    if isinstance(day, date):
        return day.toordinal()
    cycles, year = divmod(day.year - 1, 400)
    return date(year + 1, day.month, day.day).toordinal() + cycles * _CYCLE


def from_days(days: int) -> Date:
    """The date of a count of days; NullError beyond the year 999,999,999."""
    if 1 <= days <= _LAST:
        return date.fromordinal(days)
    cycles, rest = divmod(days - 1, _CYCLE)
    near = date.fromordinal(rest + 1)
    found = make_date(near.year + 400 * cycles, near.month, near.day)
    if found is None:
        raise NullError("la date est hors du calendrier", "the date is out of the calendar")
    return found


def shift_months(day: Date, months: int) -> Date:
    """The same day some months later, or the last day of that month where it is shorter; NullError as `from_days`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if isinstance(day, date) and 1 <= year <= 9999:
        return add_months(day, months)
    if abs(year) > MAX_YEAR:
        raise NullError("la date est hors du calendrier", "the date is out of the calendar")
    found = make_date(year, month + 1, min(day.day, month_length(year, month + 1)))
    assert found is not None
    return found


def months_between(start: Date, end: Date) -> int:
    """Whole months from a date to another, towards zero (clause 10.3.4.1, `years and months duration`)."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        return months - 1
    if months < 0 and end.day > start.day:
        return months + 1
    return months


def local_nanos(moment: DateTime) -> int:
    """Nanoseconds of the local clock since day 0."""
    return to_days(moment.date) * DAY + moment.time.nanos


def from_local(nanos: int, zone: int | str | None) -> DateTime:
    days, rest = divmod(nanos, DAY)
    return DateTime(from_days(days), Time(rest, zone))


def offset(moment: DateTime) -> int | None:
    """Seconds that the zone of a moment is ahead of UTC; None for a local moment."""
    zone = moment.time.zone
    return zone_offset(zone, local_nanos(moment) // SECOND) if isinstance(zone, str) else zone


def instant(moment: DateTime) -> int | None:
    """Nanoseconds since day 0 in UTC; None for a local moment."""
    ahead = offset(moment)
    return None if ahead is None else local_nanos(moment) - ahead * SECOND


def shift(moment: DateTime, nanos: int) -> DateTime:
    """The moment some time later; where a zone changes its offset, the time that has passed counts."""
    zone = moment.time.zone
    if not isinstance(zone, str):
        return from_local(local_nanos(moment) + nanos, zone)
    before = offset(moment) or 0
    utc = local_nanos(moment) - before * SECOND + nanos
    return from_local(utc + zone_offset(zone, utc // SECOND, utc=True) * SECOND, zone)


def time_offset(time: Time) -> int | None:
    """The offset of a time; that of a zone's name is the one of 1 January 2000, for a time has no date."""
    if isinstance(time.zone, str):
        return zone_offset(time.zone, date(2000, 1, 1).toordinal() * 86_400)
    return time.zone


def zone_exists(name: str) -> bool:
    return _zone(name) is not None


def zone_offset(name: str, seconds: int, *, utc: bool = False) -> int:
    """Seconds ahead of UTC at a local (or UTC) moment given in seconds since day 0.

    Outside the years 1 to 9999 the rules of the same day in the first or the last 400 years hold.
    """
    from datetime import UTC, datetime, timedelta

    days, rest = divmod(seconds, 86_400)
    if days < 2:
        days = 2 + (days - 2) % _CYCLE
    elif days >= _LAST:
        days = _LAST - _CYCLE + (days - _LAST) % _CYCLE
    moment = datetime.fromordinal(days) + timedelta(seconds=rest)
    zone = _zone(name)
    assert zone is not None
    aware = moment.replace(tzinfo=UTC).astimezone(zone) if utc else moment.replace(tzinfo=zone)
    found = aware.utcoffset()
    return 0 if found is None else int(found.total_seconds())


@cache
def _zone(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
