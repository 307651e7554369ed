"""A plan as an SVG image: cumulated totals, a line a strategy, a legend in words.

No library, no script, no font from elsewhere.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from public_aids.cli.render.layout import wrap
from public_aids.cli.render.plan_words import PlanView, nice_top, strategy_words
from public_aids.cli.render.words import colon, euros, long_day
from public_aids.engine.decide.schedule import Month, Strategy

WIDTH, LEFT, RIGHT, TOP, PLOT = 960, 100, 60, 84, 340  # pixels
LINE, FONT = 20, "font-family=\"'DejaVu Sans', Verdana, Arial, sans-serif\""
WORDS = 112  # characters of a line of the legend
INK, FAINT = "#222222", "#d9d9d9"
# Okabe and Ito's colours, told apart with any colour vision; dashes tell them apart without colour
STROKES = (
    ("#0072b2", ""),
    ("#d55e00", "10 4"),
    ("#009e73", "3 3"),
    ("#cc79a7", "12 4 3 4"),
    ("#e69f00", "6 3"),
    ("#56b4e9", "2 5"),
)


def plan_svg(view: PlanView) -> str:
    """The whole image; its height follows the legend."""
    drawn = view.drawn()
    legend = [wrap(_legend(name, strategy, view), WORDS) for name, strategy in drawn]
    height = TOP + PLOT + 60 + LINE * (sum(map(len, legend)) + 1)
    start, end = long_day(view.plan.start, view.lang), long_day(view.plan.end, view.lang)
    title = view.say(f"Total cumulé du {start} au {end}", f"Cumulated total from {start} to {end}")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" lang="{view.lang}" {FONT} font-size="14" fill="{INK}">',
        f"<title>{_escaped(title)}</title>",
        f"<desc>{_escaped(' / '.join(' '.join(lines) for lines in legend))}</desc>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="38" font-size="20" font-weight="bold">{_escaped(title)}</text>',
    ]
    if drawn:
        parts += [*_plot(drawn, view), *_legend_lines(legend)]
    else:
        nothing = view.say("aucun total n'est connu", "no total is known")
        parts.append(f'<text x="{LEFT}" y="{TOP}">{_escaped(nothing)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _plot(drawn: Sequence[tuple[str, Strategy]], view: PlanView) -> Iterator[str]:
    """Axes in euros and in years, then the lines and their letters."""
    sums = [[Decimal(0), *accumulate(month.total for month in one.months or ())] for _, one in drawn]
    top = nice_top(max(column[-1] for column in sums)) or Decimal(1)
    unit = view.say("euros, depuis le premier jour", "euros, from the first day on")
    yield f'<text x="{LEFT}" y="{TOP - 18}" font-size="13">{_escaped(unit)}</text>'
    for step in range(5):
        value = top * step / 4
        y = _y(value, top)
        yield f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="{FAINT if step else INK}"/>'
        label = _escaped(euros(value, view.lang))
        yield f'<text x="{LEFT - 10}" y="{_shift(y, 5)}" text-anchor="end">{label}</text>'
    yield from _years(drawn[0][1].months or ())
    for (color, dash), column in reversed(list(zip(STROKES, sums, strict=False))):
        points = " ".join(f"{_x(index, len(column))},{_y(value, top)}" for index, value in enumerate(column))
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        yield f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2.5"{dashes}/>'
    ends = [_y(column[-1], top) for column in sums]
    for (name, _), (color, _), y in zip(drawn, STROKES, _apart(ends), strict=False):
        yield f'<text x="{WIDTH - RIGHT + 8}" y="{_shift(y, 5)}" fill="{color}" font-weight="bold">{name}</text>'


def _years(months: Sequence[Month]) -> Iterator[str]:
    """A mark on the first month of each year of the plan; where they are close, one in two or in five is named."""
    every = 12 * (1 if len(months) <= 144 else 2 if len(months) <= 240 else 5)
    foot = TOP + PLOT
    for index in range(0, len(months), 12):
        x = _x(index, len(months) + 1)
        yield f'<line x1="{x}" y1="{foot}" x2="{x}" y2="{foot + 6}" stroke="{INK}"/>'
        if index % every == 0:
            name = f"{months[index].start:%Y-%m}"
            yield f'<text x="{x}" y="{foot + 24}" text-anchor="middle" font-size="13">{name}</text>'


def _legend(name: str, strategy: Strategy, view: PlanView) -> str:
    total = euros(strategy.total or Decimal(0), view.lang)
    cautions = "".join(f" ({caution.named.to(view.lang)})" for caution in strategy.cautions)
    return f"{name}, {total}{colon(view.lang)}{strategy_words(strategy, view)}{cautions}"


def _legend_lines(legend: Sequence[Sequence[str]]) -> Iterator[str]:
    y = TOP + PLOT + 64
    for (color, dash), lines in zip(STROKES, legend, strict=False):
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        yield f'<line x1="24" y1="{y - 5}" x2="{LEFT - 14}" y2="{y - 5}" stroke="{color}" stroke-width="2.5"{dashes}/>'
        for line in lines:
            yield f'<text x="{LEFT}" y="{y}" font-size="13">{_escaped(line)}</text>'
            y += LINE


def _apart(heights: Sequence[str]) -> list[str]:
    """Labels moved up or down so that none covers another."""
    order = sorted(range(len(heights)), key=lambda index: -float(heights[index]))
    placed: dict[int, float] = {}
    lowest = float("inf")
    for index in order:
        lowest = min(float(heights[index]), lowest - 16)
        placed[index] = lowest
    return [f"{placed[index]:.1f}" for index in range(len(heights))]


def _x(index: int, points: int) -> str:
    return f"{LEFT + (WIDTH - LEFT - RIGHT) * index / max(points - 1, 1):.1f}"


def _y(value: Decimal, top: Decimal) -> str:
    return f"{TOP + PLOT - float(value / top) * PLOT:.1f}"


def _shift(y: str, by: int) -> str:
    return f"{float(y) + by:.1f}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
