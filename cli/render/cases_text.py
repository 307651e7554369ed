"""Results of cases for a person: what failed and why, then a count."""

from cli.render.layout import Page
from cli.render.result_json import plain
from cli.render.scheme_text import walk
from cli.render.words import FIXED, joined
from engine.cases.model import CaseResult, Coverage, Mismatch
from engine.decide.result import Outcome
from engine.feel.values import Value
from engine.text import Lang, Text

OUTCOMES: dict[Outcome, Text] = {
    "true": Text("vraie", "true"),
    "false": Text("fausse", "false"),
    "unknown": Text("inconnue", "unknown"),
}


def cases_text(results: tuple[CaseResult, ...], covered: tuple[Coverage, ...], lang: Lang) -> str:
    page = Page()
    failed = [result for result in results if not result.passed]
    for result in failed:
        _write_failure(page, result, lang)
    if covered:
        _write_coverage(page, covered, lang)
    page.heading(_summary(len(results), len(failed), lang))
    return str(page)


def _write_failure(page: Page, result: CaseResult, lang: Lang) -> None:
    case = result.case
    page.heading(f"{case.place.path}:{case.place.line}: {case.id} ({case.title})")
    for mismatch in result.mismatches:
        page.line(_mismatch(mismatch, lang))
    for condition in walk(result.result.conditions):
        if condition.outcome != "true" and not condition.children:
            missing = f" ({', '.join(sorted(condition.missing))})" if condition.missing else ""
            page.line(f"{condition.id}: {OUTCOMES[condition.outcome].to(lang)}{missing}", 4)


def _mismatch(mismatch: Mismatch, lang: Lang) -> str:
    what, line = ".".join(mismatch.claim.what), mismatch.claim.place.line
    wanted, got = _shown(mismatch.claim.wanted), _shown(mismatch.got)
    return Text(
        f"ligne {line}, {what}{FIXED}: attendu {wanted}, obtenu {got}",
        f"line {line}, {what}: expected {wanted}, got {got}",
    ).to(lang)


def _shown(value: Value) -> str:
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_shown(one) for one in value) + "]"
    return "null" if value is None else str(plain(value))


def _write_coverage(page: Page, covered: tuple[Coverage, ...], lang: Lang) -> None:
    """The conditions that the cases have not shown both true and false; whether they were seen unknown."""
    page.heading(Text("Réponses que chaque condition a montrées", "Outcomes that each condition has shown").to(lang))
    rows: list[tuple[str, ...]] = []
    for one in covered:
        seen = [said.to(lang) for outcome, said in OUTCOMES.items() if outcome in one.seen]
        rows.append((f"{one.scheme}/{'/'.join(one.path)}", joined(seen, lang) or Text("aucune", "none").to(lang)))
    page.table(rows)


def _summary(count: int, failed: int, lang: Lang) -> str:
    if not count:
        return Text("aucun cas", "no case").to(lang)
    return Text(f"{count} cas, {failed} en échec", f"{count} cases, {failed} failed").to(lang)
