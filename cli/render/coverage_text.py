"""What cases have shown of the rules, for a person: conditions, boundaries, and the cases that would show the rest."""

from public_aids.cli.render.expression_text import expression_text
from public_aids.cli.render.layout import Page
from public_aids.cli.render.suggested import showing, to_paste
from public_aids.cli.render.words import colon, joined
from public_aids.engine.cases.boundaries import Side
from public_aids.engine.cases.coverage import Gap, SchemeCoverage
from public_aids.engine.cases.model import Boundary
from public_aids.engine.decide.result import Outcome
from public_aids.engine.text import Lang, Text

OUTCOMES: dict[Outcome, Text] = {
    "true": Text("vraie", "true"),
    "false": Text("fausse", "false"),
    "unknown": Text("inconnue", "unknown"),
}
UNSEEN: dict[Outcome | Side, Text] = {
    **OUTCOMES,  # type: ignore[dict-item]
    "at_bound": Text("à la borne", "at the bound"),
    "beyond": Text("juste au-delà de la borne", "just beyond the bound"),
}


def coverage_text(covered: tuple[SchemeCoverage, ...], lang: Lang) -> str:
    page = Page()
    page.heading(Text("Réponses que chaque condition a montrées", "Outcomes that each condition has shown").to(lang))
    page.table([row for one in covered for row in _conditions(one, lang)])
    if any(one.boundaries for one in covered):
        page.heading(Text("Bornes essayées", "Boundaries that were tried").to(lang))
        page.table([_boundary(bound, lang) for one in covered for bound in one.boundaries])
    gaps = [(one, gap) for one in covered for gap in one.gaps]
    if gaps:
        page.heading(Text("Ce qu'aucun cas n'a montré", "What no case has shown").to(lang))
    for one, gap in gaps:
        page.line(_gap(one, gap, lang))
    return str(page) + "".join(to_paste(one.suggestions, lang) for one in covered)


def _conditions(one: SchemeCoverage, lang: Lang) -> list[tuple[str, ...]]:
    none = Text("aucune", "none").to(lang)
    rows: list[tuple[str, ...]] = []
    for condition in one.conditions:
        seen = [said.to(lang) for outcome, said in OUTCOMES.items() if outcome in condition.seen]
        rows.append((f"{one.scheme}/{'/'.join(condition.path)}", joined(seen, lang) or none))
    return rows


def _boundary(bound: Boundary, lang: Lang) -> tuple[str, ...]:
    match bound.at_bound, bound.beyond:
        case True, True:
            said = Text("des deux côtés", "on both sides")
        case True, False:
            said = Text("à la borne seulement", "at the bound only")
        case False, True:
            said = Text("au-delà de la borne seulement", "beyond the bound only")
        case _:
            said = Text("non", "no")
    where = "/".join((bound.scheme, *bound.path[1:]))
    return where, expression_text(bound.comparison), said.to(lang)


def _gap(one: SchemeCoverage, gap: Gap, lang: Lang) -> str:
    where = "/".join((one.scheme, *gap.path[1:]))
    what = f"{where} ({expression_text(gap.comparison)})" if gap.comparison else where
    return f"{what}, {UNSEEN[gap.unseen].to(lang)}{colon(lang)}{showing(one.suggestions, gap.shown_by, lang)}"
