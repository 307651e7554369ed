"""The figures of a population: text for a terminal, JSON for programs."""

import json
from typing import TYPE_CHECKING

from public_aids.cli.render.words import colon, to_cents
from public_aids.engine.text import Lang, Text, counted

if TYPE_CHECKING:
    from public_aids.engine.batch.outcome import Outcome
    from public_aids.engine.batch.summary import Figures, Summary

COLUMNS = (
    Text("ouverte", "eligible"),
    Text("refusée", "refused"),
    Text("indécise", "undecided"),
    Text("première année, EUR", "first year, EUR"),
    Text("montant inconnu", "sum unknown"),
)


def summary_text(outcome: "Outcome", lang: Lang) -> str:
    summary = outcome.summary
    assert summary is not None
    lines = [counted(summary.rows, "situation(s)", "situation(s)").to(lang)]
    for group, values in summary.groups().items():
        for value in values:
            title = summary.titles[group].to(lang)
            lines += ["", f"{title}{colon(lang) + value if value else ''}", *_table(summary, group, value, lang)]
    return "\n".join(lines) + "\n"


def _table(summary: "Summary", group: str, value: str, lang: Lang) -> list[str]:
    names = [column.to(lang) for column in COLUMNS]
    rows = [(scheme, *_cells(summary.figures[(group, value, scheme)], lang)) for scheme in summary.schemes]
    widths = [max(len(row[index]) for row in (("", *names), *rows)) for index in range(len(names) + 1)]
    return [
        "  "
        + row[0].ljust(widths[0])
        + "".join(f"  {cell.rjust(w)}" for cell, w in zip(row[1:], widths[1:], strict=True))
        for row in (("", *names), *rows)
    ]


def _cells(one: "Figures", lang: Lang) -> tuple[str, ...]:
    return (
        str(one.eligible),
        str(one.not_eligible),
        str(one.undetermined),
        to_cents(one.money, lang),
        str(one.money_unknown),
    )


def summary_json(outcome: "Outcome") -> str:
    summary = outcome.summary
    assert summary is not None
    figures = [
        {
            "group": group or None,
            "value": value or None,
            "scheme": scheme,
            "eligible": one.eligible,
            "not_eligible": one.not_eligible,
            "undetermined": one.undetermined,
            "first_year": f"{one.money:f}",
            "first_year_unknown": one.money_unknown,
        }
        for (group, value, scheme), one in sorted(summary.figures.items())
    ]
    answer = {"format": 1, "rows": summary.rows, "left_out": outcome.left_out, "figures": figures}
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
