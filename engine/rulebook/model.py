"""The rules as frozen records: what the YAML files say, with every expression parsed.

Money is in euros, days are `datetime.date`, lengths of time are ISO 8601 (`P5Y`). A value that changes over time is
`Dated`: the rulebook holds every version, and a day picks one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.record import Record
from public_aids.engine.text import Text

T = TypeVar("T")

FactType = Literal["boolean", "number", "date", "choice", "code", "list", "records"]
Kind = Literal["contract", "one_off", "recurring", "information"]
Per = Literal["contract", "year", "month", "once"]
Precision = Literal["exact", "ceiling", "approximate", "unquantified"]
Renewal = Literal["none", "once", "tacit"]
During = Literal["same_period", "career"]


class Citation(Record):
    """Where a rule is written: a document of `sources.yaml`, lines of it (`25-28`), a few of its words."""

    document: str
    lines: str
    quote: str = ""


class Dated(Record, Generic[T]):
    """Versions in order of their first day; the first one may have no first day (since ever)."""

    versions: tuple[tuple[date | None, T], ...]

    def at(self, day: date) -> T | None:
        """The version in force on `day`, or None before the first one."""
        found: T | None = None
        for first, value in self.versions:
            if first is not None and first > day:
                break
            found = value
        return found


class Test(Record):
    """A condition that one expression decides."""

    __test__ = False  # not for pytest

    id: str
    label: Text
    when: Dated[Expr]
    sources: tuple[Citation, ...] = ()


class Group(Record):
    """A condition made of conditions: all of them, or any of them."""

    id: str
    label: Text
    needs: Literal["all_of", "any_of"]
    children: tuple[Condition, ...]
    sources: tuple[Citation, ...] = ()


Condition = Test | Group


class Payment(Record):
    """A share of an amount, and the day it is due (an expression over facts, `on` and `signature`)."""

    share: Decimal
    at: Expr


class Amount(Record):
    """A sum of money for a period: `value`, or `rate` times `base`, at most `cap`; none of these: not quantified.

    `granted_by` names the fact that states the sum really granted, which comes before `value`.
    """

    id: str
    label: Text
    unit: str
    per: Per
    precision: Precision
    value: Dated[Expr] | None = None
    rate: Dated[Expr] | None = None
    base: Expr | None = None
    cap: Dated[Decimal] | None = None
    by_period: Expr | None = None  # a list: the sum of each month, where a fact gives each month
    periods: Expr | None = None  # how many periods are paid in all, where a fact says it
    supplements: str | None = None
    only_if: Expr | None = None
    granted_by: str | None = None
    payments: tuple[Payment, ...] = ()
    sources: tuple[Citation, ...] = ()


class Validity(Record):
    """When the right can be opened; both days included."""

    since: Dated[date] | None = None
    until: Dated[date] | None = None
    sources: tuple[Citation, ...] = ()


class Term(Record):
    """How long a contract lasts. Renewals whose day falls on or after `renewals_before` do not happen by themselves.

    A contract signed after `kept_if_signed_by` ends on `others_end_on`, where both are given. It ends too as soon as
    `ends_when` is true. Without a `length` (`months` 0) it ends with its last payment where every amount says how many
    periods are paid, else on a day that nothing tells. Where it is not known whether it is over, it runs for sure
    as long as `runs_while` is true.
    """

    length: str | None
    months: int
    renewal: Renewal
    renewals_before: date | None = None
    kept_if_signed_by: date | None = None
    others_end_on: date | None = None
    ends_when: Expr | None = None
    runs_while: Expr | None = None
    sources: tuple[Citation, ...] = ()

    def cut_short_on(self, signed: date) -> date | None:
        """The day that ends a contract signed on `signed` before its term; None where it runs to its term."""
        if self.kept_if_signed_by is None or self.others_end_on is None or signed <= self.kept_if_signed_by:
            return None
        return max(signed, self.others_end_on)


class Limit(Record):
    """Once in a career, for this scheme or for its whole `family`; `taken_if` says that it was taken already.

    With `periods`, as many periods of contracts as that in a career, renewals included.
    """

    once_per: Literal["career"]
    family: str
    taken_if: Expr | None = None
    periods: int | None = None
    sources: tuple[Citation, ...] = ()


class Relation(Record):
    """What the sources say of this scheme and others."""

    kind: Literal["incompatible", "compatible", "succession"]
    schemes: tuple[str, ...]
    during: During = "same_period"
    only_if: Expr | None = None
    had_if: Expr | None = None  # of a succession: the first one was had, where the profile says so by a fact
    divergence: str | None = None
    sources: tuple[Citation, ...] = ()


class Notice(Record):
    """A sentence for the doctor: always, or `when` an expression is true.

    An obligation is not kept where `kept_if` is false, nor from the day of `kept_until` on: the right then stops.
    """

    id: str
    text: Text
    when: Expr | None = None
    kept_if: Expr | None = None
    kept_until: Expr | None = None
    sources: tuple[Citation, ...] = ()


class Change(Record):
    """Something else that a reading puts at a path of the scheme: None for nothing."""

    about: str
    value: Expr | date | Decimal | str | Dated[Any] | None


class Reading(Record):
    """One way to read the sources; `value` is what stands at `Divergence.about` under it."""

    id: str
    label: Text
    value: Expr | date | Decimal | str | None = None
    also: tuple[Change, ...] = ()
    sources: tuple[Citation, ...] = ()


class Divergence(Record):
    """The sources disagree: every reading is written, one is applied.

    `about` is where a reading stands in the file: `validity.until`, `conditions.zone_zip.when`, `amounts.forfait.cap`.
    """

    id: str
    number: str | None  # its number in the inventory of disagreements (D-26)
    about: str | None
    readings: tuple[Reading, ...]
    applied: str
    because: Text


class Scheme(Record):
    id: str
    acronym: str
    name: Text
    kind: Kind
    rules_as_of: Literal["signature", "evaluation"]
    validity: Validity
    conditions: tuple[Condition, ...] = ()
    amounts: tuple[Amount, ...] = ()
    term: Term | None = None
    opens_on: Expr | None = None  # the day a planned right begins: an installation, a creation
    limits: tuple[Limit, ...] = ()
    relations: tuple[Relation, ...] = ()
    obligations: tuple[Notice, ...] = ()
    warnings: tuple[Notice, ...] = ()
    notes: tuple[Notice, ...] = ()
    objectives: tuple[Notice, ...] = ()
    divergences: tuple[Divergence, ...] = ()
    other_names: tuple[Notice, ...] = ()
    payer: Text | None = None
    write_to: Text | None = None  # where it is not the contact of the département
    replaced_by: tuple[str, ...] = ()
    reviewed_on: date | None = None
    review_before: date | None = None
    path: str = ""


class Implied(Record):
    """What a fact is worth (a literal) wherever an expression over other facts is true."""

    when: Expr
    value: Expr
    sources: tuple[Citation, ...] = ()


class Fact(Record):
    """What can be known of a person. `derived` computes it from others or reads it in a table; it comes before a stated
    value, and `implied` after both. Where `when_relevant` is false it does not apply."""

    name: str
    type: FactType
    label: Text
    question: Text
    unit: str | None = None
    values: tuple[str, ...] = ()  # of a choice; of a number too, where only some are allowed
    value_labels: tuple[tuple[str, Text], ...] = ()
    pattern: str | None = None  # of a code
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    whole: bool = False
    fields: tuple[Fact, ...] = ()  # of records
    required: bool = False  # of a field of a record
    derived: Expr | None = None
    implied: tuple[Implied, ...] = ()
    help: Text | None = None
    actionable: bool = False  # a person can act on it
    when_relevant: Expr | None = None
    sources: tuple[Citation, ...] = ()  # of its table


class Document(Record):
    """A source document: what it is and the period it describes."""

    id: str
    file: str
    title: str
    publisher: Text
    updated_on: date | None
    describes: Text
    weight: int  # the higher prevails where periods do not decide
    notes: tuple[Notice, ...] = ()


class Contact(Record):
    departement: str
    body: str
    email: str
    sources: tuple[Citation, ...] = ()


class Rulebook(Record):
    """Every rule of a folder, all dates together. `hash` names its content."""

    facts: Mapping[str, Fact]
    documents: tuple[Document, ...]
    contacts: tuple[Contact, ...]
    schemes: tuple[Scheme, ...]
    notices: tuple[Notice, ...] = ()  # sentences that hold for every scheme
    hash: str = ""

    def scheme(self, scheme_id: str) -> Scheme | None:
        return next((scheme for scheme in self.schemes if scheme.id == scheme_id), None)
