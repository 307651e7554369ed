"""Dates, times and durations as text, both ways (DMN 1.5, clauses 10.3.4.1 and 10.3.2.3; XML Schema part 2)."""

import re
from datetime import date
from functools import cache

from public_aids.engine.feel.calendar import from_days, make_date, to_days, zone_exists
from public_aids.engine.feel.values import DAY, SECOND, Date, DateTime, DaysTime, FarDate, Time, YearsMonths, parse_date

Temporal = Date | Time | DateTime | DaysTime | YearsMonths

MAX_OFFSET = 18 * 3600  # seconds
_DATE = r"(-?)([1-9]\d{4,8}|\d{4})-(\d\d)-(\d\d)"
_TIME = r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,30}))?(?:(Z)|([+-])(\d\d):(\d\d)(?::(\d\d))?|@([A-Za-z][A-Za-z0-9_+/-]*))?"
_DURATION = r"(-)?P(?:(\d{1,12})D)?(?:T(?=\d)(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,18})(?:\.(\d{0,30}))?S)?)?"


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII)


def parse_temporal(text: str) -> Temporal | None:
    """The value of `@"text"`, or None when the text is none of the five."""
    if "P" in text[:2]:
        return parse_duration(text)
    if text[2:3] == ":":
        return parse_time(text)
    return parse_date_time(text) if "T" in text else parse_any_date(text)


def parse_any_date(text: str) -> Date | None:
    found = parse_date(text)
    if found is not None:
        return found
    match = _pattern(_DATE).fullmatch(text)
    if match is None or match[1] + match[2] == "-0000":
        return None
    return make_date(int(match[1] + match[2]), int(match[3]), int(match[4]))


def parse_time(text: str) -> Time | None:
    """A time; `24:00:00` is midnight."""
    found = _clock(text)
    return None if found is None else Time(found[0] % DAY, found[1])


def parse_date_time(text: str) -> DateTime | None:
    """A date and time; `24:00:00` is midnight of the next day."""
    day_text, _, time_text = text.partition("T")
    day, found = parse_any_date(day_text), _clock(time_text)
    if day is None or found is None:
        return None
    nanos, zone = found
    return DateTime(from_days(to_days(day) + 1), Time(0, zone)) if nanos == DAY else DateTime(day, Time(nanos, zone))


def _clock(text: str) -> tuple[int, int | str | None] | None:
    match = _pattern(_TIME).fullmatch(text)
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3])
    nanos = (hour * 3600 + minute * 60 + second) * SECOND + _fraction(match[4])
    if minute > 59 or second > 59 or nanos > DAY:
        return None
    zone = _zone_of(match)
    return None if zone is False else (nanos, zone)


def _zone_of(match: re.Match[str]) -> int | str | bool | None:
    """The zone of a matched time; False when there is no such zone."""
    if match[5]:
        return 0
    if match[6]:
        minutes, seconds = int(match[8]), int(match[9] or 0)
        offset = int(match[7]) * 3600 + minutes * 60 + seconds
        if offset > MAX_OFFSET or minutes > 59 or seconds > 59:
            return False
        return -offset if match[6] == "-" else offset
    if match[10]:
        return match[10] if zone_exists(match[10]) else False
    return None


def _fraction(digits: str | None) -> int:
    return int(digits[:9].ljust(9, "0")) if digits else 0


def parse_duration(text: str) -> DaysTime | YearsMonths | None:
    plain = _one_unit(text)
    if plain is not None:
        return plain
    if "Y" in text or ("M" in text and "T" not in text and "D" not in text):
        return _years_months(text)
    match = _pattern(_DURATION).fullmatch(text)
    if match is None or text.endswith(("P", "T")):
        return None
    days, hours, minutes, seconds = (int(match[i] or 0) for i in (2, 3, 4, 5))
    nanos = (days * 86_400 + hours * 3600 + minutes * 60 + seconds) * SECOND + _fraction(match[6])
    return DaysTime(-nanos if match[1] else nanos)


def _one_unit(text: str) -> DaysTime | YearsMonths | None:
    """`P5Y`, `P18M`, `P30D`: nearly every duration of a rule, read without a regular expression."""
    digits, unit = text[1:-1], text[-1:]
    if text[:1] != "P" or not (digits.isascii() and digits.isdecimal() and len(digits) <= 12):
        return None
    match unit:
        case "Y":
            return YearsMonths(int(digits) * 12)
        case "M":
            return YearsMonths(int(digits))
        case "D":
            return DaysTime(int(digits) * DAY)
        case _:
            return None


def _years_months(text: str) -> YearsMonths | None:
    match = _pattern(r"(-)?P(?:(\d{1,12})Y)?(?:(\d{1,12})M)?").fullmatch(text)
    if match is None or text.endswith("P"):
        return None
    months = int(match[2] or 0) * 12 + int(match[3] or 0)
    return YearsMonths(-months if match[1] else months)


def temporal_text(value: Temporal) -> str:
    """The text that gives the value back."""
    match value:
        case date() | FarDate():
            year = f"{abs(value.year):04}"
            return f"{'-' if value.year < 0 else ''}{year}-{value.month:02}-{value.day:02}"
        case Time(nanos, zone):
            seconds, fraction = divmod(nanos, SECOND)
            clock = f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
            return f"{clock}{_decimals(fraction)}{_zone_text(zone)}"
        case DateTime(day, time):
            return f"{temporal_text(day)}T{temporal_text(time)}"
        case YearsMonths(months):
            return _parts("-" if months < 0 else "", ((abs(months) // 12, "Y"), (abs(months) % 12, "M"))) or "P0M"
        case DaysTime(nanos):
            return _days_time_text(nanos)


def _days_time_text(nanos: int) -> str:
    days, rest = divmod(abs(nanos), DAY)
    seconds, fraction = divmod(rest, SECOND)
    day_part = f"{days}D" if days else ""
    time_part = "".join(
        f"{amount}{sign}" for amount, sign in ((seconds // 3600, "H"), (seconds % 3600 // 60, "M")) if amount
    )
    if seconds % 60 or fraction:
        time_part += f"{seconds % 60}{_decimals(fraction)}S"
    if not nanos:
        return "PT0S"
    return f"{'-' if nanos < 0 else ''}P{day_part}{'T' + time_part if time_part else ''}"


def _parts(sign: str, parts: tuple[tuple[int, str], ...]) -> str:
    text = "".join(f"{amount}{letter}" for amount, letter in parts if amount)
    return f"{sign}P{text}" if text else ""


def _decimals(nanos: int) -> str:
    return f".{nanos:09}".rstrip("0") if nanos else ""


def _zone_text(zone: int | str | None) -> str:
    if zone is None:
        return ""
    if isinstance(zone, str):
        return f"@{zone}"
    if zone == 0:
        return "Z"
    size = abs(zone)
    seconds = f":{size % 60:02}" if size % 60 else ""
    return f"{'-' if zone < 0 else '+'}{size // 3600:02}:{size % 3600 // 60:02}{seconds}"
