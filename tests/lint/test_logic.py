"""What conditions say together: what excludes what, what covers what, and what only looks so.

Each row takes the place of the conditions of `base/exemple.yaml`, open from 2020 to 2025. False alarms are worse than
misses: most rows are right.
"""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.examples import AS_OF, BASE
from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.syntax import Expr, free_names
from public_aids.engine.feel.types import BOOLEAN
from public_aids.engine.feel.values import Value
from public_aids.engine.lint.check import check_folder
from public_aids.engine.rulebook.coherence.logic import Logic, needed
from public_aids.engine.rulebook.load import load
from public_aids.engine.rulebook.reading import Reader
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import at
from public_aids.engine.source.yaml_reader import read_yaml

CONDITION = "  - {{ id: c{}, label: {{ fr: C{}, en: C{} }}, when: {}, source: {{ document: guide, lines: {} }} }}\n"
ROWS: list[tuple[tuple[str, ...], list[str]]] = [
    (('zone_cabinet_principal = "ZIP"', 'zone_cabinet_principal = "ZAC"'), ["R440"]),
    (('zone_cabinet_principal = "ZIP"', 'zone_cabinet_principal != "ZAC"'), ["R441"]),
    (('zone_cabinet_principal in ("ZIP", "ZAC")', 'zone_cabinet_principal in ("ZAC", "aucune")'), []),
    (("jours_par_semaine < 2", "jours_par_semaine >= 2.5"), ["R440"]),
    (("jours_par_semaine <= 2.5", "jours_par_semaine >= 2.5"), []),
    (("jours_par_semaine in [1..2]", "jours_par_semaine in (2..3]"), ["R440"]),
    (("jours_par_semaine between 1 and 3", "jours_par_semaine >= 2"), []),
    (("secteur = 1", "secteur > 1"), ["R440"]),
    (("secteur in (1, 2)", "secteur != 3"), ["R441"]),
    (("membre_cpts", "conventionne and not(membre_cpts)"), ["R440"]),
    (("membre_cpts or conventionne", "not(membre_cpts)"), ["R442"]),
    (("membre_cpts or conventionne", "not(membre_cpts)", "not(conventionne)"), ["R440"]),
    (('date_installation < @"2020-01-01"', 'date_installation >= @"2020-01-01"'), ["R440"]),
    (('date_installation <= @"2020-01-01"', 'date_installation >= @"2020-01-01"'), []),
    (('on < date_installation + @"P1Y"', 'on >= date_installation + @"P3Y"'), ["R440"]),
    (('on < date_installation + @"P3Y"', 'on >= date_installation + @"P1Y"'), []),
    (('on < date_installation + @"P1Y"', 'date_installation + @"P3Y" > on'), ["R441"]),
    (("on < date_installation", "date_installation <= on"), ["R440"]),
    (('on >= @"2026-01-01"',), ["R440"]),
    (('on >= @"2025-12-31"',), []),
    (('on >= @"2020-01-01"', "membre_cpts"), []),
    (("count(contrats) > 2", "count(contrats) <= 1"), ["R440"]),
    (("count(contrats) = 0", "membre_cpts"), []),
    (("if membre_cpts then secteur = 1 else secteur = 2", "secteur = 3"), ["R440"]),
    (("if membre_cpts then secteur = 1 else secteur = 2", "secteur = 2"), []),
    (('zone_cabinet_principal = "ZIP" or membre_cpts', "membre_cpts"), ["R441"]),
    (('secteur = 1 or (secteur = 2 and zone_cabinet_principal = "ZIP")',), []),
    (("secteur = 1 or (secteur = 2 and secteur = 1)",), ["R418"]),
    (("membre_cpts and (membre_cpts or conventionne)",), ["R442"]),
    (("jours_par_semaine >= 1 or jours_par_semaine >= 2",), ["R442"]),
    (('departement_exercice = "44"', 'departement_exercice = "49"'), ["R440"]),
    (('departement_exercice >= "44"', 'departement_exercice <= "49"'), []),
    (("age_ans > 60 or (age_ans = 60 and membre_cpts)",), []),
    (("nombre_cabinets > secteur", "secteur >= nombre_cabinets"), ["R440"]),
]  # fmt: skip


@pytest.mark.parametrize(("whens", "said"), ROWS, ids=lambda row: " & ".join(row))
def test_conditions_together(whens: tuple[str, ...], said: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(BASE, folder)
    text = (folder / "exemple.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("conditions:\n")
    written = "".join(CONDITION.format(n, n, n, "'" + when + "'", 3 + n) for n, when in enumerate(whens, 1))
    text = head + "conditions:\n" + written + "\namounts:\n" + rest.partition("amounts:\n")[2]
    (folder / "exemple.yaml").write_text(text, encoding="utf-8")
    (folder / "exemple.cases.yaml").unlink()
    found = check_folder(folder, AS_OF).diagnostics
    assert [one.code for one in found if one.code not in ("C410", "R504")] == said


FACTS = load(BASE).facts
ATOMS = (
    "membre_cpts", "conventionne", "secteur = 1", "secteur >= 2", "jours_par_semaine < 2", "jours_par_semaine >= 2.5",
    "age_ans >= 60", "age_ans in [40..60)", 'zone_cabinet_principal = "ZIP"', 'zone_cabinet_principal != "ZAC"',
)  # fmt: skip
WORLDS = st.fixed_dictionaries(
    {
        "membre_cpts": st.booleans(),
        "conventionne": st.booleans(),
        "secteur": st.integers(1, 3),
        "jours_par_semaine": st.sampled_from([0, 1, 2, 2.25, 2.5, 7]),
        "age_ans": st.sampled_from([0, 39, 40, 59, 60, 120]),
        "zone_cabinet_principal": st.sampled_from(["ZIP", "ZAC", "aucune"]),
    }
)
CONDITIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} and {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        inner.map(lambda one: f"not({one})"),
    ),
    max_leaves=6,
)


def parsed(text: str) -> Expr:
    source = Source("x", f"when: '{text}'\n")
    node = read_yaml(source)[0]
    assert node is not None
    return Reader(source, FACTS).expr(at(node, ("when",)), BOOLEAN)


@given(CONDITIONS, CONDITIONS, WORLDS)
def test_what_is_called_impossible_never_is(one: str, other: str, world: dict[str, Value]) -> None:
    scope = {k: Decimal(str(v)) if type(v) in (int, float) else v for k, v in world.items()}
    first, second, logic = parsed(one), parsed(other), Logic(FACTS)
    answers = evaluate(first, scope), evaluate(second, scope)
    if answers == (True, True):
        assert not logic.impossible((first, second))
    if answers[0] != answers[1]:
        assert not logic.same(first, second)
    assert logic.constant(first) in (None, answers[0])
    assert needed(first) <= free_names(first)


@pytest.mark.parametrize(
    ("only_if", "said"),
    [("membre_cpts", []), ("secteur = 1 and secteur = 2", ["R417"]), ("membre_cpts or not(membre_cpts)", ["R417"])],
)
def test_what_hangs_on_a_constant(only_if: str, said: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(BASE, folder)
    text = (folder / "exemple.yaml").read_text(encoding="utf-8")
    (folder / "exemple.yaml").write_text(text.replace("only_if: membre_cpts", f"only_if: {only_if}"), encoding="utf-8")
    assert [one.code for one in check_folder(folder, AS_OF).diagnostics] == said
