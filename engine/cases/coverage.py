"""What the cases of a scheme have shown of its rules, and the situations that would show the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from public_aids.engine.cases.boundaries import Probe, Side, boundaries_of, boundary
from public_aids.engine.cases.model import Boundary, CaseFile, CaseResult, Coverage, Path
from public_aids.engine.cases.run import coverage_of
from public_aids.engine.cases.search import Attempt, Suggestion, attempts, ground_of
from public_aids.engine.cases.stage import Stage
from public_aids.engine.decide.conditions import outcome_on
from public_aids.engine.decide.result import Outcome
from public_aids.engine.decide.situation import Situation
from public_aids.engine.feel.syntax import Comparison
from public_aids.engine.feel.values import Value
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Condition, Group, Rulebook, Scheme

OUTCOMES: tuple[Outcome, ...] = ("true", "false", "unknown")


class Gap(Record):
    """What no case has shown: an outcome of a condition, or a side of the boundary `comparison`.

    `shown_by` is the index of a suggestion that would, None where none was found.
    """

    path: Path
    unseen: Outcome | Side
    comparison: Comparison | None
    shown_by: int | None


class SchemeCoverage(Record):
    scheme: str
    conditions: tuple[Coverage, ...]
    boundaries: tuple[Boundary, ...]
    gaps: tuple[Gap, ...]
    suggestions: tuple[Suggestion, ...]


def coverage(scheme: Scheme, rules: Rulebook, file: CaseFile, results: Iterable[CaseResult]) -> SchemeCoverage:
    """The coverage of one scheme by the results of its cases."""
    return _Survey(scheme, rules, file).result(tuple(results))


def shown_of(covered: Iterable[SchemeCoverage]) -> int:
    """The share of all outcomes of conditions and sides of boundaries that cases have shown: percents, rounded down."""
    found = tuple(covered)
    total = sum(len(OUTCOMES) * len(one.conditions) + 2 * len(one.boundaries) for one in found)
    gaps = sum(len(one.gaps) for one in found)
    return 100 * (total - gaps) // total if total else 100


class _Survey:
    def __init__(self, scheme: Scheme, rules: Rulebook, file: CaseFile) -> None:
        self._scheme, self._rules, self._file = scheme, rules, file
        self._stage = Stage(rules)
        self._suggested: list[Suggestion] = []

    def result(self, results: tuple[CaseResult, ...]) -> SchemeCoverage:
        conditions = tuple(one for one in coverage_of(results, self._rules) if one.scheme == self._scheme.id)
        tried = [Attempt(one.case, one.case.profile, one.case.on) for one in results if not one.case.readings]
        gaps: list[Gap] = [gap for one in conditions for gap in self._of_condition(one)]
        boundaries: list[Boundary] = []
        for path, comparison in boundaries_of(self._scheme):
            probe = Probe(comparison, self._rules)
            one = boundary(self._scheme.id, path, comparison, tried, probe)
            boundaries.append(one)
            gaps += self._of_boundary(one, comparison, probe)
        return SchemeCoverage(self._scheme.id, conditions, tuple(boundaries), tuple(gaps), tuple(self._suggested))

    def _of_condition(self, covered: Coverage) -> Iterator[Gap]:
        condition = _at(self._scheme.conditions, covered.path)
        for outcome in OUTCOMES:
            if outcome not in covered.seen:
                path = ("conditions", *covered.path)
                yield Gap(path, outcome, None, self._showing(path, self._answers(condition, outcome)))

    def _answers(self, condition: Condition, outcome: Outcome) -> Callable[[Attempt], bool]:
        def answers(one: Attempt) -> bool:
            return outcome_on(condition, Situation(self._rules, one.profile), one.on)[0] == outcome

        return answers

    def _of_boundary(self, one: Boundary, comparison: Comparison, probe: Probe) -> Iterator[Gap]:
        sides: tuple[tuple[Side, bool], ...] = (("at_bound", one.at_bound), ("beyond", one.beyond))
        for side, seen in sides:
            if not seen:
                shows = _on_side(side, probe)
                yield Gap(one.path, side, comparison, self._showing(one.path, shows, comparison))

    def _showing(
        self, path: Path, shows: Callable[[Attempt], bool], comparison: Comparison | None = None
    ) -> int | None:
        """The suggestion that shows something, made where none does yet."""
        for index, suggestion in enumerate(self._suggested):
            if shows(suggestion.attempt):
                return index
        ground = ground_of(self._scheme, path, (comparison,) if comparison else (), self._rules)
        for attempt in attempts(self._file, self._scheme, self._rules, ground):
            if shows(attempt):
                seen = self._stage.answer(self._scheme.id, attempt.profile, attempt.on)
                result = seen.result
                claims: dict[Path, Value] = {
                    ("status",): result.status,
                    ("failed",): result.failed,
                    ("missing",): result.missing,
                }
                self._suggested.append(Suggestion(self._file, attempt, claims, seen))
                return len(self._suggested) - 1
        return None


def _on_side(side: Side, probe: Probe) -> Callable[[Attempt], bool]:
    return lambda attempt: side in probe.sides(attempt)


def _at(conditions: tuple[Condition, ...], path: Path) -> Condition:
    """The condition that a path of ids leads to."""
    found = next(one for one in conditions if one.id == path[0])
    return _at(found.children, path[1:]) if isinstance(found, Group) and len(path) > 1 else found
