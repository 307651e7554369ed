"""A case as it is written, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from public_aids.engine.decide.profile import Profile
from public_aids.engine.decide.result import Outcome, SchemeResult
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.feel.values import Value
from public_aids.engine.record import Record
from public_aids.engine.source.place import Place

Path = tuple[str, ...]
PairAnswer = Literal["incompatible", "incompatible_for_career", "compatible", "succession", "unsettled"]


class Claim(Record):
    """One thing that a case asserts: `what` leads to it in the result (`held.ends_on`, `amounts.forfait.value`)."""

    what: Path
    wanted: Value
    place: Place


class Case(Record):
    """A situation on a day, and what one scheme must answer, perhaps under other `readings` of the sources."""

    id: str
    scheme: str
    title: str
    on: date
    profile: Profile
    claims: tuple[Claim, ...]
    place: Place
    readings: Mapping[str, str] = {}


class Excuse(Record):
    """Why no case can notice a change of a rule: at `at` stands `becomes`, as it is written, or nothing (None)."""

    scheme: str
    at: Path
    becomes: str | None
    because: str
    place: Place


class CaseFile(Record):
    """A file of cases: those of one scheme, and the situation that they start from."""

    scheme: str
    path: str
    on: date
    base: Profile
    cases: tuple[Case, ...]
    excuses: tuple[Excuse, ...] = ()


class Observed(Record):
    """All that a case may claim of a scheme.

    `opens` is the day a right opened on the evaluation date begins, `pairs` holds the answers of the sources on this
    scheme with others, `follows` the schemes it takes the place of.
    """

    result: SchemeResult
    opens: date
    pairs: Mapping[str, PairAnswer]
    follows: tuple[str, ...]


class Mismatch(Record):
    claim: Claim
    got: Value


class CaseResult(Record):
    """What came of a case: it passes when nothing differs from what it claims."""

    case: Case
    seen: Observed
    mismatches: tuple[Mismatch, ...]

    @property
    def passed(self) -> bool:
        return not self.mismatches


class Coverage(Record):
    """Which outcomes of a condition the cases of its scheme have shown; `path` leads to it through its groups."""

    scheme: str
    path: Path
    seen: frozenset[Outcome]


class Boundary(Record):
    """A comparison with a number or a day, at a path of a scheme, and which of its two sides cases have tried.

    `at_bound`: exactly at the bound; `beyond`: at the nearest value that is on the other side.
    """

    scheme: str
    path: Path
    comparison: Expr
    at_bound: bool
    beyond: bool
