"""Cumulated totals as bars of block characters, one band a strategy, all on one scale that starts at zero."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from public_aids.cli.render.plan_words import PlanView, nice_top
from public_aids.cli.render.words import euros
from public_aids.cli.terminal import columns
from public_aids.engine.decide.schedule import Month, Strategy

MARGIN, WIDTH, HEIGHT = 14, 64, 4  # columns on the left, columns of a band at most, rows of a band
EIGHTHS = " ▁▂▃▄▅▆▇█"
HALVES = " .#"


def chart(view: PlanView, drawn: Sequence[tuple[str, Strategy]], *, blocks: bool) -> str:
    """The lines of the chart, at most 80 columns wide, and no wider than the terminal."""
    sums = [list(accumulate(month.total for month in one.months or ())) for _, one in drawn]
    top = nice_top(max(column[-1] for column in sums))
    if not top:
        return ""
    months = drawn[0][1].months or ()
    width = columns(MARGIN + 1 + WIDTH) - MARGIN - 1
    scale, bar = (EIGHTHS, "│") if blocks else (HALVES, "|")
    lines = [view.say("Total cumulé", "Cumulated total") + view.say(" (même échelle)", " (same scale)")]
    for (name, strategy), column in zip(drawn, sums, strict=True):
        total = euros(strategy.total or Decimal(0), view.lang)
        values = [column[place * len(column) // width] for place in range(width)]
        rows = band(values, top, scale)
        for index, row in enumerate(rows):
            label = euros(top, view.lang) if index == 0 else "0" if index == HEIGHT - 1 else ""
            said = f"{name} {total}" if index == HEIGHT - 2 else ""
            lines.append(f"{(said or label):>{MARGIN - 1}} {bar}{row}".rstrip())
        lines.append(" " * MARGIN + _axis(len(months), width, blocks=blocks))
    lines.append(" " * MARGIN + _years(months, width))
    return "\n".join(lines) + "\n"


def band(values: Sequence[Decimal], top: Decimal, scale: str) -> list[str]:
    """Bars over `HEIGHT` rows, the highest row first; a sum above zero shows at least the least mark."""
    parts = len(scale) - 1
    levels = [max(int(value * HEIGHT * parts / top), 1 if value > 0 else 0) for value in values]
    return [
        "".join(scale[min(max(level - row * parts, 0), parts)] for level in levels) for row in reversed(range(HEIGHT))
    ]


def _axis(months: int, width: int, *, blocks: bool) -> str:
    """The foot of a band, a mark at each twelfth month."""
    corner, line, mark = ("└", "─", "┴") if blocks else ("+", "-", "+")
    marks = {month * width // months for month in range(0, months, 12)}
    return corner + "".join(mark if place in marks and place else line for place in range(width))


def _years(months: Sequence[Month], width: int) -> str:
    """The first month of each year of the plan, under its mark; where they are too close, one in a few."""
    written = ""
    for index in range(0, len(months), 12):
        place = 1 + index * width // len(months)
        if place >= len(written) + (1 if written else 0):
            written = written.ljust(place) + f"{months[index].start:%Y-%m}"
    return written
