"""What the engine answers. Sums are in euros and to the cent; None is unknown unless stated otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

from public_aids.engine.feel.values import Value
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Citation, Kind, Per, Precision, Scheme, State
from public_aids.engine.text import Text

Status = Literal["eligible", "not_eligible", "undetermined"]
Window = Literal["not_yet", "open", "closed"]
Outcome = Literal["true", "false", "unknown"]


class ConditionResult(Record):
    """`facts` holds the known facts that the condition used; `mode` and `children` are those of a group.

    `apart`: it is false because a fact that it names does not apply, which another condition says better.
    """

    id: str
    label: Text
    outcome: Outcome
    facts: Mapping[str, Value]
    sources: tuple[Citation, ...] = ()
    missing: frozenset[str] = frozenset()
    mode: Literal["all_of", "any_of"] | None = None
    children: tuple[ConditionResult, ...] = ()
    apart: bool = False


class PaymentResult(Record):
    on: date | None
    value: Decimal | None


class AmountChange(Record):
    """What an amount is worth from a day on: that of the same right, or where `of_rights` that of a right that opens on
    that day or later."""

    since: date
    value: Decimal | None
    cap: Decimal | None
    rate: Decimal | None
    of_rights: bool


class AmountResult(Record):
    """`value` is for one `per`, computed and capped; None with `missing` where a fact is unknown, None without where
    the amount is not quantified or its months are given one by one (`by_period`).

    `changes`: what it is worth later in the horizon, where that is something else.
    """

    id: str
    label: Text
    value: Decimal | None
    unit: str
    per: Per
    precision: Precision
    supplement: bool = False
    cap: Decimal | None = None
    rate: Decimal | None = None
    missing: tuple[str, ...] = ()
    by_period: tuple[Decimal, ...] | None = None
    total: Decimal | None = None
    payments: tuple[PaymentResult, ...] = ()
    sources: tuple[Citation, ...] = ()
    changes: tuple[AmountChange, ...] = ()


class Held(Record):
    """A contract of the profile on the evaluation date; `ends_on` ends the period that runs (None: no term).

    `missing`: the facts that tell how it stands, where its state is unknown.
    """

    state: State
    signed_on: date | None
    ends_on: date | None
    terminated_on: date | None
    renewals: int
    amounts: tuple[AmountResult, ...]
    paid: Decimal | None
    remaining: Decimal | None
    missing: tuple[str, ...] = ()


class Blocker(Record):
    """A running contract that blocks; `opens_if` is `terminated` where nothing else is false."""

    scheme: str
    opens_if: Literal["terminated"] | None


class Caution(Record):
    """What is to be known of a contract that is left before its term, beside what leaving it brings.

    `paid`: it says what was paid under an unfinished commitment.
    """

    acronym: str
    text: Text
    paid: bool = False

    @property
    def named(self) -> Text:
        return Text(f"{self.acronym} : {self.text.fr}", f"{self.acronym}: {self.text.en}")


class Opening(Record):
    """A set of changes of facts after which the right would open, what it would bring in its first year, and the
    cautions of the contracts that it ends."""

    facts: Mapping[str, Value]
    brings: Decimal | None
    cautions: tuple[Caution, ...] = ()


class Turn(Record):
    """The day on which time alone changes the status, and the status from then on."""

    on: date
    status: Status


class ReadingEffect(Record):
    """What another reading changes: of a scheme, or of the best combination (`scheme` None).

    `ends_on` is the end of the contract held, where there is one.
    """

    reading: str
    scheme: str | None
    status: Status | None
    status_under: Status | None
    total: Decimal | None
    total_under: Decimal | None
    ends_on: date | None = None
    ends_on_under: date | None = None


class ReadingResult(Record):
    """The reading applied to a disagreement of the sources; `decisive` is None where others are not computed."""

    divergence: str
    applied: str
    decisive: bool | None
    effects: tuple[ReadingEffect, ...] = ()


class Unkept(Record):
    """An obligation that the person says not to keep, or not for long, and the sentence that says so."""

    obligation: str
    text: Text


class HasLock(Protocol):
    @property
    def lock(self) -> AbstractContextManager[Any]: ...


class Later(Record):
    """A record whose fields are the parts of another object, each asked for when it is first read."""

    @classmethod
    def of_parts(cls, parts: HasLock) -> Self:
        record = object.__new__(cls)
        record.__dict__["_parts"] = parts
        return record

    if not TYPE_CHECKING:

        def __getattr__(self, name):
            if name not in self._fields or "_parts" not in self.__dict__:
                raise AttributeError(f"{type(self).__name__} has no {name}")
            with self._parts.lock:
                value = self.__dict__[name] = getattr(self._parts, name)
            return value

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self._fields}


class SchemeResult(Later):
    """One scheme for one situation on one day; `status` is None for a sheet of information.

    `later` are the warnings of the day on which a right opens that the best set takes later; `to_check` are those
    that hold or not, by facts that are unknown.
    """

    scheme: Scheme
    kind: Kind
    status: Status | None
    window: Window
    conditions: tuple[ConditionResult, ...]
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    amounts: tuple[AmountResult, ...]
    total_first_year: Decimal | None
    held: Held | None
    blocked_by: tuple[Blocker, ...]
    would_open_if: tuple[Opening, ...]
    turns: Turn | None
    readings: tuple[ReadingResult, ...]
    warnings: tuple[Text, ...]
    later: tuple[Text, ...]
    to_check: tuple[Text, ...]
    unkept: tuple[Unkept, ...]

    def __repr__(self) -> str:
        said = self.status or self.kind
        left = " ".join(self.failed or self.missing)
        return f"<SchemeResult {self.scheme.id}: {said}{f' ({left})' if left else ''}>"


class Termination(Record):
    terminate: str
    on: date


class Option(Record):
    """Schemes taken together over the horizon; `unsettled` where no source settles one of the pairs.

    `apart`: pairs of running contracts that are there at the same time although a source forbids it. Where facts are
    `missing` the total is None, and between `at_least` and `at_most` (None: no bound). `unquantified`: the schemes
    whose sum no source gives, which the total leaves out.
    """

    schemes: tuple[str, ...]
    total: Decimal | None
    unsettled: bool
    actions: tuple[Termination, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    missing: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    unquantified: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Sources allow every pair."""
        return not self.unsettled and not self.apart


class PairResult(Record):
    """What sources say of two schemes, and where; `during` is that of an incompatibility.

    `missing`: the facts that a pair hangs on, where a source settles it for some people and these are not known.
    """

    schemes: tuple[str, str]
    answer: Literal["incompatible", "compatible", "unsettled", "succession"]
    during: Literal["same_period", "career"] | None
    sources: tuple[Citation, ...]
    missing: tuple[str, ...] = ()


class Combination(Record):
    start: date
    end: date  # included
    best: tuple[str, ...]
    total: Decimal | None
    choice: Literal["stay", "leave", "tie"] | None
    options: tuple[Option, ...]
    incompatible: tuple[tuple[str, str], ...]
    compatible: tuple[tuple[str, str], ...]
    unsettled: tuple[tuple[str, str], ...]
    successions: tuple[tuple[str, str], ...]
    relations: tuple[PairResult, ...] = ()
    missing: tuple[str, ...] = ()  # the facts that decide which set is best, or what it comes to
