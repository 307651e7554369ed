"""What changes for a population: a table, JSON, a chart, and a page for a memo."""

import json
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from public_aids.cli.render.words import to_cents
from public_aids.engine.text import Lang, Text

if TYPE_CHECKING:
    from public_aids.engine.batch.simulation import Difference, Simulation

ROW, LEFT, WIDTH, BAR = 28, 190, 760, 16
CENTRE = LEFT + (WIDTH - LEFT) // 2
GAIN, LOSS = "#2a7f62", "#b4433f"
HEADS = (
    Text("personnes", "people"),
    Text("gagnent", "gain"),
    Text("perdent", "lose"),
    Text("inconnu", "unknown"),
    Text("avant, EUR", "before, EUR"),
    Text("après, EUR", "after, EUR"),
    Text("solde, EUR", "net, EUR"),
)
SCHEME_HEADS = (Text("avant", "before"), Text("après", "after"), Text("entrent", "come in"), Text("sortent", "go out"))
EVERYONE = Text("tous", "everyone")


def text(simulation: "Simulation", lang: Lang) -> str:
    tables = (_groups(simulation, lang), _schemes(simulation, lang))
    return "\n".join(_aligned(table) for table in tables)


def _groups(simulation: "Simulation", lang: Lang) -> list[tuple[str, ...]]:
    head = (simulation.by or "", *(one.to(lang) for one in HEADS))
    rows = [(group, *_cells(change, lang)) for group, change in sorted(simulation.groups.items()) if group]
    return [head, *rows, (EVERYONE.to(lang), *_cells(simulation.total, lang))]


def _cells(one: "Difference", lang: Lang) -> tuple[str, ...]:
    people = (one.people, one.gainers, one.losers, one.unknown)
    return (
        *(_count(value) for value in people),
        *(to_cents(value, lang) for value in (one.before, one.after, one.net)),
    )


def _schemes(simulation: "Simulation", lang: Lang) -> list[tuple[str, ...]]:
    rows = [
        (name, *(_count(value) for value in (one.before, one.after, one.opened, one.closed)))
        for name, one in simulation.schemes.items()
    ]
    return [("", *(one.to(lang) for one in SCHEME_HEADS)), *rows]


def _aligned(table: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[index]) for row in table) for index in range(len(table[0]))]
    lines = [
        (row[0].ljust(widths[0]) + "".join(f"  {cell.rjust(w)}" for cell, w in zip(row[1:], widths[1:], strict=True)))
        for row in table
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _count(value: Decimal) -> str:
    return f"{value.normalize():f}"


def simulation_json(simulation: "Simulation") -> str:
    groups: list[tuple[str | None, Difference]] = [*simulation.groups.items(), (None, simulation.total)]
    answer = {
        "format": 1,
        "by": simulation.by,
        "left_out": simulation.outcome.left_out,
        "groups": [
            {"group": group, **{name: _count(getattr(one, name)) for name in one._fields}, "net": _count(one.net)}
            for group, one in groups
            if group != ""
        ],
        "schemes": [
            {"scheme": name, **{field: _count(getattr(one, field)) for field in one._fields}}
            for name, one in simulation.schemes.items()
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def chart(simulation: "Simulation", lang: Lang) -> str:
    """Gains to the right and losses to the left, a bar for each group, as SVG."""
    rows = [(group, one) for group, one in sorted(simulation.groups.items()) if group]
    rows.append((EVERYONE.to(lang), simulation.total))
    largest = max([max(one.gain, one.loss) for _, one in rows] + [Decimal(1)])
    height = ROW * len(rows) + 8
    bars = "".join(_bars(index, group, one, largest, lang) for index, (group, one) in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' font-family="sans-serif" font-size="13"><line x1="{CENTRE}" x2="{CENTRE}" y1="0" y2="{height}"'
        f' stroke="#888"/>{bars}</svg>\n'
    )


def _bars(index: int, group: str, one: "Difference", largest: Decimal, lang: Lang) -> str:
    y, room = index * ROW + 8, WIDTH - CENTRE - 4
    gain, loss = (int(value * room / largest) for value in (one.gain, one.loss))
    said = f"+{to_cents(one.gain, lang)} −{to_cents(one.loss, lang)}"
    return (
        f'<text x="4" y="{y + BAR - 3}">{escape(group)}</text>'
        f'<rect x="{CENTRE}" y="{y}" width="{gain}" height="{BAR}" fill="{GAIN}"><title>{said}</title></rect>'
        f'<rect x="{CENTRE - loss}" y="{y}" width="{loss}" height="{BAR}" fill="{LOSS}"><title>{said}</title></rect>'
    )


def page(simulation: "Simulation", lang: Lang) -> str:
    """A page of its own, for a memo."""
    title = Text("Qui gagne, qui perd", "Who gains, who loses").to(lang)
    sides = " → ".join(f"{side.on:%Y-%m-%d} ({side.rules.hash[:8]})" for side in simulation.sides)
    style = "body{font-family:sans-serif;margin:2rem auto;max-width:60rem}td,th{padding:.2rem .6rem;text-align:right}"
    style += "td:first-child,th:first-child{text-align:left}table{border-collapse:collapse;margin:1rem 0}"
    style += "tr{border-bottom:1px solid #ddd}"
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title><style>{style}</style>'
        f"<h1>{title}</h1><p>{sides}</p>{_html(_groups(simulation, lang))}{chart(simulation, lang)}"
        f"{_html(_schemes(simulation, lang))}</html>\n"
    )


def _html(table: list[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table[0])
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table[1:])
    return f"<table><tr>{head}</tr>{body}</table>"
