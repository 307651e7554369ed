"""What differs between two sets of rules, and for whom."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

from public_aids.engine.decide.result import Status
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.feel.values import Value
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Citation, Dated, Per, Precision
from public_aids.engine.text import Text

EffectKind: TypeAlias = Literal["case", "profile"]
Side: TypeAlias = Literal["added", "removed", "changed"]
Told: TypeAlias = Expr | Text | Decimal | Dated[Any] | date | int | str | tuple[Any, ...] | None

POPULATION: Final = "population"  # begins the path of a change of `population.toml`


class Change(Record):
    """One thing that differs. `path` leads to it: `("amounts", "forfait", "value")`; a thing that was added or removed
    ends with its own id. `since` is the first day of a version, None for since ever; `until` the last day before the
    two agree again.
    """

    side: Side
    path: tuple[str, ...]
    label: Text
    before: Told = None
    after: Told = None
    since: date | None = None
    until: date | None = None
    per: Per | None = None  # of a sum


class SchemeChanges(Record):
    """What differs in one scheme; `side` says whether it is there before and after."""

    id: str
    name: Text
    side: Side
    changes: tuple[Change, ...]


class Uncited(Record):
    """A passage of a document that a scheme cited and no longer does."""

    scheme: str
    passage: Citation


class RuleChanges(Record):
    """`shared` is what no scheme holds: facts, documents, contacts, sentences for every scheme."""

    schemes: tuple[SchemeChanges, ...]
    shared: tuple[Change, ...]
    uncited: tuple[Uncited, ...] = ()


class Sum(Record):
    value: Decimal | None
    per: Per
    precision: Precision
    missing: tuple[str, ...] = ()


class Answer(Record):
    """What counts of the answer of one scheme; sums by the id of their amount."""

    status: Status | None
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    sums: Mapping[str, Sum]
    total: Decimal | None
    held: str | None = None
    warnings: tuple[str, ...] = ()  # ids


class Effect(Record):
    """An answer that changes: of a case (`scheme/id`) or of a profile. None where the scheme is not there."""

    kind: EffectKind
    name: str
    scheme: str
    before: Answer | None
    after: Answer | None

    @property
    def is_refused(self) -> bool:
        """Refused before and after, or not there, or a sheet of information: at most the reasons differ."""
        there = [one for one in (self.before, self.after) if one is not None]
        if any(one.status not in ("not_eligible", None) for one in there):
            return False
        first, last = there[0], there[-1]
        return (first.sums, first.held, first.warnings) == (last.sums, last.held, last.warnings)


class BestEffect(Record):
    """The best combination of a profile, where it changes."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    total_before: Decimal | None
    total_after: Decimal | None


class CaseChange(Record):
    """A case (`scheme/id`) that comes, goes, or says another thing: `what` in the words of its file (`expect.status`).

    None for what it did not say, or no longer says.
    """

    name: str
    side: Side
    what: str = ""
    before: Value = None
    after: Value = None


class Past(Record):
    """The cases (`scheme/id`) and the profiles to which a scheme answers otherwise on a day before today."""

    scheme: str
    cases: tuple[str, ...]
    profiles: tuple[str, ...]


class Effects(Record):
    """`cases` and `profiles` count what was looked at; `rewritten` is what differs between the cases themselves."""

    cases: int
    profiles: int
    effects: tuple[Effect, ...]
    best: tuple[BestEffect, ...]
    rewritten: tuple[CaseChange, ...] = ()
    past: tuple[Past, ...] = ()
