"""Results of cases for a person: what failed and why, then a count."""

from public_aids.cli.render.case_yaml import flow
from public_aids.cli.render.coverage_text import OUTCOMES
from public_aids.cli.render.layout import Page
from public_aids.cli.render.locations import shorter
from public_aids.cli.render.scheme_text import walk
from public_aids.engine.cases.model import CaseResult, Mismatch
from public_aids.engine.decide.result import ConditionResult
from public_aids.engine.text import Lang, Text, counted


def cases_text(results: tuple[CaseResult, ...], lang: Lang, where: Text) -> str:
    """`where` names the rules whose cases they are."""
    page = Page()
    failed = [result for result in results if not result.passed]
    for result in failed:
        write_failure(page, result, lang)
    page.heading(_summary(len(results), len(failed), lang) + where.to(lang))
    return str(page)


def failure_text(result: CaseResult, lang: Lang) -> str:
    """One case that failed: what was expected, what came, and the conditions that made it."""
    page = Page()
    write_failure(page, result, lang)
    return str(page)


def write_failure(page: Page, result: CaseResult, lang: Lang) -> None:
    case = result.case
    page.heading(f"{shorter(case.place.path)}:{case.place.line}: {case.id} ({case.title})")
    for mismatch in result.mismatches:
        page.line(_mismatch(mismatch, lang))
    for condition in walk(result.seen.result.conditions):
        if condition.outcome != "true" and not condition.children:
            page.line(f"{condition.id}: {OUTCOMES[condition.outcome].to(lang)}{_because(condition)}", 4)


def _because(condition: ConditionResult) -> str:
    """The facts that are missing, else those that decided."""
    if condition.missing:
        return f" ({', '.join(sorted(condition.missing))})"
    used = [f"{name} = {flow(value)}" for name, value in condition.facts.items()]
    return f" ({', '.join(used)})" if used else ""


def _mismatch(mismatch: Mismatch, lang: Lang) -> str:
    what, line = ".".join(mismatch.claim.what), mismatch.claim.place.line
    wanted, got = flow(mismatch.claim.wanted), flow(mismatch.got)
    return Text(
        f"ligne {line}, {what} : attendu {wanted}, obtenu {got}",
        f"line {line}, {what}: expected {wanted}, got {got}",
    ).to(lang)


def _summary(count: int, failed: int, lang: Lang) -> str:
    if not count:
        return Text("aucun cas", "no case").to(lang)
    cases = counted(count, "cas", "case(s)")
    return Text(f"{cases.fr}, {failed} en échec", f"{cases.en}, {failed} failed").to(lang)
