"""Cases played against the rules they stand beside, and the conditions they have shown."""

from collections.abc import Iterable, Iterator

from public_aids.engine.cases.model import Case, CaseResult, Coverage, Mismatch, Path
from public_aids.engine.cases.observe import holds, observed
from public_aids.engine.cases.stage import Stage
from public_aids.engine.decide.result import ConditionResult, Outcome
from public_aids.engine.rulebook.model import Condition, Group, Rulebook, Scheme


def run_case(case: Case, rulebook: Rulebook) -> CaseResult:
    """The same as `played`, for one case alone."""
    return played(case, Stage(rulebook))


def played(case: Case, stage: Stage) -> CaseResult:
    """What the rules answer, and where that differs from what the case claims."""
    seen = stage.play(case)
    compared = ((claim, observed(claim, seen)) for claim in case.claims)
    return CaseResult(case, seen, tuple(Mismatch(claim, got) for claim, got in compared if not holds(claim, got)))


def notices(case: Case, stage: Stage) -> bool:
    """Whether a case fails."""
    seen = stage.play(case)
    return not all(holds(claim, observed(claim, seen)) for claim in case.claims)


def coverage_of(results: Iterable[CaseResult], rulebook: Rulebook) -> tuple[Coverage, ...]:
    """For every condition of every scheme, the outcomes that the cases of the scheme have shown."""
    seen: dict[tuple[str, Path], set[Outcome]] = {
        (scheme.id, path): set() for scheme in rulebook.schemes for path in _declared(scheme)
    }
    for one in (result for result in results if not result.case.readings):
        for path, outcome in _shown(one.seen.result.conditions, ()):
            if (one.case.scheme, path) in seen:
                seen[one.case.scheme, path].add(outcome)
    return tuple(Coverage(scheme, path, frozenset(outcomes)) for (scheme, path), outcomes in seen.items())


def _declared(scheme: Scheme) -> Iterator[Path]:
    yield from _paths(scheme.conditions, ())


def _paths(conditions: tuple[Condition, ...], under: Path) -> Iterator[Path]:
    for condition in conditions:
        yield (*under, condition.id)
        if isinstance(condition, Group):
            yield from _paths(condition.children, (*under, condition.id))


def _shown(conditions: tuple[ConditionResult, ...], under: Path) -> Iterator[tuple[Path, Outcome]]:
    for condition in conditions:
        path = (*under, condition.id)
        yield path, condition.outcome
        yield from _shown(condition.children, path)
