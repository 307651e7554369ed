"""Which figures a quote holds, and which figures of a rule are said to stand in none."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from public_aids.engine.lint.quoted import quoted
from public_aids.engine.lint.rules.figure_unquoted import of_scalars
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import scalars
from public_aids.engine.source.yaml_reader import read_yaml

HOLDS = """
10 000 € (en ZIP) ou 5 000 € (en ZAC) | 10000 5000
une somme de 10.000 euros             | 10000
€12,000 a year                        | 12000
dix mille euros                       | 10000
deux cent cinquante mille             | 250000
quatre-vingt-dix jours                | 90 P90D
vingt et un ans                       | 21 P21Y
twenty-five thousand                  | 25000
10% de vos honoraires                 | 0.1 10
vingt-cinq pour cent                  | 0.25 25
la moitié, puis un quart              | 0.5 0.25
au moins deux jours et demi           | 2.5
un an et demi                         | 1.5 P18M P1Y6M
1,5 million d'euros                    | 1500000
50 k€ par an                           | 50000
avant le 31 décembre 9999, fin décembre 9999, janvier 0000 | 9999
un tiers des frais                    | 3
le double                             | 2
au minimum 2,5 jours par semaine      | 2.5
six demi-journées par mois            | 6
200 € dans la limite de 6             | 200 6 1200
3 ans, renouvelable                   | 3 P3Y P36M
à partir de la 3ème année             | P3Y
les trois premières années            | P3Y
la première année                     | P1Y P12M
depuis moins d'1 an                   | P1Y
douze mois                            | P1Y
un semestre                           | P6M
deux semaines                         | P14D P2W
jusqu'au 31 décembre 2025             | 2025-12-31
avant le 31/12/2025                   | 2025-12-31 2025-12-30
à compter du 1er juillet 2026         | 2026-07-01
from 1 July 2026                      | 2026-07-01
from July 1, 2026                     | 2026-07-01
fin juillet 2026                      | 2026-07-31
convention 2016-2021                  | 2016-01-01 2021-12-31
"""
LACKS = """
10 000 € (en ZIP) ou 5 000 € (en ZAC) | 1000 12000 10
10% de vos honoraires                 | 1 0.01 0.2
200 € dans la limite de 6             | 1600 8
3 ans, renouvelable                   | P3M P2Y P5Y
trois mois                            | P3Y P3D
jusqu'au 31 décembre 2025             | 2025-12-30 2026-01-01 31 12
à compter du 1er juillet 2026         | 2026-01-07 2027-07-01 2026-12-31
Appartement neuf                      | 10
"""


def table(text: str) -> list[tuple[str, str]]:
    rows = (line.partition("|") for line in text.strip().split("\n"))
    return [(quote.strip(), figure) for quote, _, figures in rows for figure in figures.split()]


def held(quote: str, figure: str) -> bool:
    if figure.startswith("P"):
        return quoted(quote).holds(figure)
    return quoted(quote).holds(date.fromisoformat(figure) if figure.count("-") == 2 else Decimal(figure))


@pytest.mark.parametrize(("quote", "figure"), table(HOLDS))
def test_quote_holds(quote: str, figure: str) -> None:
    assert held(quote, figure)


@pytest.mark.parametrize(("quote", "figure"), table(LACKS))
def test_quote_does_not_hold(quote: str, figure: str) -> None:
    assert not held(quote, figure)


RULES = [
    ('a: { cap: 1200, source: { quote: "1 300 €" } }', ["1200"]),
    ("a: { cap: 1200, source: { lines: 3 } }", []),
    (
        'a: { when: \'x in (1, "4") and y >= @"2026-01-01" + @"P1Y"\', source: { quote: "x" } }',
        ["1", "2026-01-01", "P1Y"],
    ),
    ('a: { when: montant_2 + 1 > 0, until: 9999-12-31, source: { quote: "x" } }', []),
    ('a: { value: [{ is: 5 }, { from: 2026-07-01, is: 6 }], source: [{ quote: "cinq" }] }', ["2026-07-01", "6"]),
    ('a: { source: { quote: "8" }, b: { cap: 8, source: { quote: "7" } } }', []),
    ('a: { source: { quote: "8" }, b: { cap: 9, source: { lines: 7 } } }', []),
    ('a: { label: { fr: six, en: "6" }, number: D-26, source: { quote: "7" } }', []),
]


@pytest.mark.parametrize(("text", "unquoted"), RULES)
def test_figures_in_no_quote(text: str, unquoted: list[str]) -> None:
    node, _ = read_yaml(Source("", text))
    assert node is not None
    leaves = dict(scalars(node))
    found = [(leaves[one.path].text, one.part) for one in of_scalars(tuple(leaves.items()))]
    assert [whole[part[0] : part[1]] for whole, part in found if part] == unquoted


def test_one_figure_alone_is_ignored(tmp_path: Path) -> None:
    from lint.examples import BASE, diagnostics_of

    for path in BASE.iterdir():
        text = path.read_text(encoding="utf-8").replace("lines: 5 }", 'lines: 5, quote: "Deux jours" }')
        line = "jours_par_semaine >= 2.5"
        text = text.replace(line, f"{line} and jours_par_semaine <= 6.5  # check: ignore R500 2.5")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    said = [one for one in diagnostics_of(tmp_path) if one.code == "R500"]
    assert ["6.5" in one.message.en for one in said] == [True]
