"""A case as it is written, and what came of it."""

from datetime import date
from typing import Literal

from engine.decide.profile import Profile
from engine.decide.result import Outcome, SchemeResult
from engine.feel.values import Value
from engine.record import Record
from engine.source.place import Place

Field = Literal["value", "rate", "cap", "total", "missing", "precision"]


class Claim(Record):
    """One thing that a case asserts: `what` leads to it in the result (`held.ends_on`, `amounts.forfait.value`)."""

    what: tuple[str, ...]
    wanted: Value
    place: Place


class Case(Record):
    """A situation on a day, and what one scheme must answer."""

    id: str
    scheme: str
    title: str
    on: date
    profile: Profile
    claims: tuple[Claim, ...]
    place: Place


class Mismatch(Record):
    claim: Claim
    got: Value


class CaseResult(Record):
    """What came of a case: it passes when nothing differs from what it claims."""

    case: Case
    result: SchemeResult
    mismatches: tuple[Mismatch, ...]

    @property
    def passed(self) -> bool:
        return not self.mismatches


class Coverage(Record):
    """Which outcomes of a condition the cases of its scheme have shown; `path` leads to it through its groups."""

    scheme: str
    path: tuple[str, ...]
    seen: frozenset[Outcome]
