"""A text that stands where a day has to stand: why it is not one, and the day to write."""

from calendar import monthrange

from public_aids.engine.record import Record
from public_aids.engine.source.nearest import write
from public_aids.engine.source.spellings import day_meant
from public_aids.engine.text import Text

WRITTEN = Text("un jour s'écrit AAAA-MM-JJ : `2026-03-15`", "a day is written YYYY-MM-DD: `2026-03-15`")


class WrongDay(Record):
    """`meant` is the day as it is written, where the text can only mean that one."""

    message: Text
    cures: tuple[Text, ...]
    meant: str | None = None


def wrong_day(written: str) -> WrongDay:
    if looks_like_a_day(written):
        message = Text(f"le jour `{written}` n'existe pas", f"the day `{written}` does not exist")
        return WrongDay(message, _last_of_month(written) or (WRITTEN,))
    message = Text(f"`{written}` n'est pas un jour", f"`{written}` is not a day")
    meant = day_meant(written)
    cure = write(meant) if meant else WRITTEN
    return WrongDay(message, (cure,), meant)


def looks_like_a_day(written: str) -> bool:
    """Four digits, two and two; not that there is such a day."""
    parts = written.split("-")
    return [len(part) for part in parts] == [4, 2, 2] and all(part.isascii() and part.isdecimal() for part in parts)


def _last_of_month(written: str) -> tuple[Text, ...]:
    """Where only the day of the month is too high, the last one there is."""
    year, month = int(written[:4]), int(written[5:7])
    if not (1 <= month <= 12 and year >= 1 and written[8:] > "28"):
        return ()
    last = f"{written[:8]}{monthrange(year, month)[1]}"
    return (Text(f"le dernier jour de ce mois est `{last}`", f"the last day of that month is `{last}`"),)
