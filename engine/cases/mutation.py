"""Mutation of the rules of a scheme: does a case notice each small change of them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from public_aids.engine.cases.everything import differences
from public_aids.engine.cases.model import Case, CaseFile, Excuse, Path
from public_aids.engine.cases.mutants import Kind, Mutant, Part, mutants_of
from public_aids.engine.cases.run import notices
from public_aids.engine.cases.search import Attempt, Suggestion, attempts, ground_of
from public_aids.engine.cases.stage import Stage
from public_aids.engine.cases.variants import Slips
from public_aids.engine.cases.worth import Worth
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.feel.values import Value
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.model import RELATION_KEYS, Rulebook, Scheme

DETAILED = ("amounts", "held")  # whose claims go by fields: one tells enough


class Survivor(Record):
    """A change that no case notices; `noticed_by` is the index of one in `Mutation.suggestions`, None: none found."""

    at: Path
    kind: Kind
    before: Part
    after: Part
    noticed_by: int | None


class Mutation(Record):
    """What the cases of one scheme notice of `made` changes of its rules.

    `excused` of the survivors are explained in the file of cases; `stale` explanations are those of a change that does
    not exist, or that a case notices.
    """

    scheme: str
    made: int
    noticed: int
    excused: int
    survivors: tuple[Survivor, ...]
    suggestions: tuple[Suggestion, ...]
    stale: tuple[Excuse, ...]


def mutate(scheme: Scheme, rules: Rulebook, files: Mapping[str, CaseFile]) -> Mutation:
    """Every change of a scheme against its cases, and against those of the schemes that it can block."""
    return _Trial(scheme, rules, files).result()


class _Trial:
    def __init__(self, scheme: Scheme, rules: Rulebook, files: Mapping[str, CaseFile]) -> None:
        self._scheme, self._rules, self._files = scheme, rules, files
        self._file = files[scheme.id]
        self._stage = Stage(rules)
        self._own = list(self._file.cases)
        self._suggested: list[Suggestion] = []
        self._unused = list(self._file.excuses)

    def result(self) -> Mutation:
        made, alive = 0, list[Mutant]()
        for mutant in mutants_of(self._scheme, Slips(self._rules.facts)):
            made += 1
            if not self._noticed(mutant):
                alive.append(mutant)
        blamed = [mutant for mutant in alive if not self._excused(mutant)]
        survivors = tuple(Survivor(one.at, one.kind, one.before, one.after, self._noticing(one)) for one in blamed)
        return Mutation(
            scheme=self._scheme.id,
            made=made,
            noticed=made - len(alive),
            excused=len(alive) - len(blamed),
            survivors=survivors,
            suggestions=tuple(self._suggested),
            stale=tuple(self._unused),
        )

    def _under(self, mutant: Mutant) -> Stage:
        schemes = tuple(mutant.scheme if one.id == self._scheme.id else one for one in self._rules.schemes)
        return self._stage.under(replace(self._rules, schemes=schemes))

    def _noticed(self, mutant: Mutant) -> bool:
        """A case that noticed a change is tried first on the next one: they are often of one kind."""
        stage = self._under(mutant)
        for index, case in enumerate(self._own):
            if notices(case, stage):
                self._own.insert(0, self._own.pop(index))
                return True
        return any(notices(case, stage) for case in self._of_others(mutant))

    def _of_others(self, mutant: Mutant) -> Iterator[Case]:
        """The cases of the schemes whose answer a change can reach."""
        for name in _reached(mutant.at, self._scheme, self._rules):
            if name in self._files and name != self._scheme.id:
                yield from self._files[name].cases

    def _excused(self, mutant: Mutant) -> bool:
        for excuse in self._file.excuses:
            if excuse.at == mutant.at and _is(excuse.becomes, mutant.after):
                self._unused = [one for one in self._unused if one is not excuse]
                return True
        return False

    def _noticing(self, mutant: Mutant) -> int | None:
        """The suggestion that notices a change, made where none does yet."""
        changed = self._under(mutant)
        for index, suggestion in enumerate(self._suggested):
            shown = _told_apart(suggestion.file.scheme, suggestion.attempt, self._stage, changed)
            if shown:
                if not shown.keys() & suggestion.claims.keys():
                    claims = {**suggestion.claims, **_most_telling(shown)}
                    self._suggested[index] = replace(suggestion, claims=claims)
                return index
        for name in (self._scheme.id, *_reached(mutant.at, self._scheme, self._rules)):
            found = self._suggestion(mutant, changed, name) if name in self._files else None
            if found is not None:
                self._suggested.append(found)
                return len(self._suggested) - 1
        return None

    def _suggestion(self, mutant: Mutant, changed: Stage, name: str) -> Suggestion | None:
        """A case of a scheme that would notice a change."""
        exprs = [part for part in (mutant.before, mutant.after) if isinstance(part, Expr)]
        ground = ground_of(self._scheme, mutant.at, exprs, self._rules)
        file, worth = self._files[name], Worth(exprs, self._rules) if len(exprs) == 2 else None
        for attempt in attempts(file, self._scheme, self._rules, ground):
            if worth is None or any(was != now for was, now in worth.of(attempt.profile, attempt.on)):
                shown = _told_apart(name, attempt, self._stage, changed)
                if shown:
                    seen = self._stage.answer(name, attempt.profile, attempt.on)
                    return Suggestion(file, attempt, _most_telling(shown), seen)
        return None


def _told_apart(name: str, attempt: Attempt, stage: Stage, changed: Stage) -> dict[Path, Value]:
    """What a scheme answers that it would not after a change."""
    seen, other = (one.answer(name, attempt.profile, attempt.on) for one in (stage, changed))
    return differences(seen, other)


def _most_telling(claims: Mapping[Path, Value]) -> dict[Path, Value]:
    """The claims of one kind, of several that all tell a change."""
    kinds = ("status", "failed", "missing", "amounts", "held", "warns", "pairs", "follows", "opens", "total_first_year")
    for kind in kinds:
        chosen = {path: value for path, value in claims.items() if path[0] == kind}
        if chosen:
            return chosen if kind not in DETAILED else dict(islice(chosen.items(), 1))
    return dict(claims)


def _reached(at: Path, scheme: Scheme, rules: Rulebook) -> Iterable[str]:
    """The other schemes whose answers a part of a scheme can change."""
    match at[0]:
        case key if key in RELATION_KEYS.values():
            return at[1].split("+")
        case "term":
            declared = ((one.id, relation) for one in rules.schemes for relation in one.relations)
            pairs = {frozenset((owner, other)) for owner, relation in declared for other in relation.schemes}
            return sorted(other for pair in pairs if scheme.id in pair for other in pair)
        case "limits":
            families = {limit.family for limit in scheme.limits}
            return [one.id for one in rules.schemes if any(limit.family in families for limit in one.limits)]
        case _:
            return ()


def _is(written: str | None, part: Part) -> bool:
    """Whether what an explanation names is what stands there after a change."""
    if written is None or part is None:
        return written is None and part is None
    if not isinstance(part, Expr):
        return written == str(part)
    try:
        return bool(parse(written) == part)
    except FeelError:
        return False
