"""Days and periods as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from public_aids.cli.days import ORDER
from public_aids.engine.decide.days import WrongDayError, day_from, horizon_from
from public_aids.engine.feel.values import FIRST_DAY, LAST_DAY

ON = date(2026, 3, 15)


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_every_day_is_read(day: date) -> None:
    assert day_from(day.isoformat()) == day


@pytest.mark.parametrize(
    ("written", "said", "cure"),
    [
        ("2026-02-30", "the day `2026-02-30` does not exist", "the last day of that month is `2026-02-28`"),
        ("2024-02-30", "the day `2024-02-30` does not exist", "the last day of that month is `2024-02-29`"),
        ("2026-13-01", "the day `2026-13-01` does not exist", "a day is written YYYY-MM-DD: `2026-03-15`"),
        ("20260315", "`20260315` is not a day", "write `2026-03-15`"),
        ("2026-W10-1", "`2026-W10-1` is not a day", "a day is written YYYY-MM-DD: `2026-03-15`"),
        ("２０２６-03-15", "`２０２６-03-15` is not a day", "write `2026-03-15`"),
        ("0202-03-15", "the day `0202-03-15` is out of the known years", "from 1900-01-01 to 2200-12-31"),
        ("", "`` is not a day", "a day is written YYYY-MM-DD: `2026-03-15`"),
    ],
)
def test_what_is_no_day_says_why(written: str, said: str, cure: str) -> None:
    with pytest.raises(WrongDayError) as caught:
        day_from(written)
    assert caught.value.text.en == said
    assert caught.value.cures[0].en == cure


@given(st.text())
def test_no_text_breaks_the_reader(written: str) -> None:
    try:
        assert day_from(written).isoformat() == written
    except WrongDayError as error:
        assert error.cures


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, None),
        (date(2026, 1, 1), None, (date(2026, 1, 1), date(2026, 12, 31))),
        (date(2024, 2, 29), None, (date(2024, 2, 29), date(2025, 2, 27))),
        (None, date(2026, 12, 31), (ON, date(2026, 12, 31))),
        (date(2026, 1, 1), date(2026, 1, 1), (date(2026, 1, 1), date(2026, 1, 1))),
    ],
)
def test_a_period_is_twelve_months_unless_it_says_otherwise(
    start: date | None, end: date | None, expected: tuple[date, date] | None
) -> None:
    assert horizon_from(start, end, ON, ORDER) == expected


@pytest.mark.parametrize("end", [date(2026, 3, 14), date(2099, 1, 1)])
def test_a_period_that_cannot_be_is_refused(end: date) -> None:
    with pytest.raises(WrongDayError):
        horizon_from(None, end, ON, ORDER)
