"""The rules as frozen records: what the YAML files say, with every expression parsed.

Money is in euros, days are `datetime.date`, lengths of time are ISO 8601 (`P5Y`). A value that changes over time is
`Dated`: the rulebook holds every version, and a day picks one.

A field is a key of the files. Its type says how the key is read; what a type cannot say stands in a `Key`, first of all
what a change of it is called. Nothing evaluates these annotations but `keys.rows`, for those who read or compare files.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, Generic, Literal, TypeVar, get_args

from public_aids.engine.feel.syntax import Comparison, Expr, If, Temporal
from public_aids.engine.record import Record
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from public_aids.engine.rulebook.keys import Id, Key, Label, Sources

T = TypeVar("T")

FactType = Literal["boolean", "number", "date", "choice", "code", "list", "records"]
Kind = Literal["contract", "one_off", "recurring", "information"]
Per = Literal["contract", "year", "month", "once"]
State = Literal["running", "ended", "terminated", "unknown"]  # of a contract
STATES: tuple[State, ...] = get_args(State)
CLOCKS = ("on", "signature", "contract_state")  # what an expression may name beside facts
RulesAsOf = Literal["opening", "signature", "evaluation"]
Precision = Literal["exact", "ceiling", "approximate", "unquantified"]
Renewal = Literal["none", "once", "tacit"]
During = Literal["same_period", "career"]


class Period(Record):
    """How often a sum is paid: every so many months (None: once), and what people say of it."""

    months: int | None
    words: Text


PERIODS: dict[str, Period] = {  # a row for each `Per`
    "contract": Period(None, Text("pour le contrat", "for the contract")),
    "year": Period(12, Text("par an", "a year")),
    "month": Period(1, Text("par mois", "a month")),
    "once": Period(None, Text("en une fois", "once")),
}


class Citation(Record):
    """Where a rule is written: a document of `sources.yaml`, lines of it (`25-28`), a few of its words."""

    document: str
    lines: str
    quote: str = ""


class Dated(Record, Generic[T]):
    """Versions in order of their first day; the first one may have no first day (since ever).

    `as_of`: which day dates this list, where it is not the one of its scheme. `clock`: that day as an expression, None
    where it is the day that is asked about.
    """

    versions: tuple[tuple[date | None, T], ...]
    as_of: RulesAsOf | None = None
    clock: Expr | None = None

    def at(self, day: date) -> T | None:
        """What stands on `day`, None before the first version; with a `clock`, one expression for all versions."""
        if self.clock is None:
            return self.version(day)
        if "#chain" not in self.__dict__:  # the same object each time: what it is worth is known by it
            self.__dict__["#chain"] = _chain(self.versions, self.clock)
        return self.__dict__["#chain"]  # type: ignore[no-any-return]

    def formulas(self) -> tuple[T, ...]:
        """Everything that may stand on some day."""
        return tuple(value for _, value in self.versions) if self.clock is None else (self.at(date.min),)  # type: ignore[return-value]

    def version(self, day: date) -> T | None:
        """The version that begins on `day` or is the last one before it."""
        found: T | None = None
        for first, value in self.versions:
            if first is not None and first > day:
                break
            found = value
        return found


def _chain(versions: tuple[tuple[date | None, Any], ...], clock: Expr) -> Expr:
    """`if clock >= @"2026-07-01" then … else …`: the first version stands for all time before the second."""
    found: Expr = versions[0][1]
    for first, value in versions[1:]:
        reached = Comparison(">=", clock, Temporal(str(first), value.span), value.span)
        found = If(reached, value, found, value.span)
    return found


class Test(Record):
    """A condition that one expression decides."""

    __test__ = False  # not for pytest

    id: Id
    label: Label
    when: Annotated[Dated[Expr], Key("si", "if")]
    sources: Sources = ()


class Group(Record):
    """A condition made of conditions: all of them, or any of them."""

    id: Id
    label: Label
    needs: Annotated[Literal["all_of", "any_of"], Key("ce qu'il faut", "what it takes", made=True)]
    children: Annotated[tuple[Condition, ...], Key(made=True)]
    sources: Sources = ()


Condition = Test | Group


class Payment(Record):
    """A share of an amount, and the day it is due (an expression over facts, `on` and `signature`)."""

    share: Decimal
    at: Annotated[Expr, Key(type="date")]


class Amount(Record):
    """A sum of money for a period: `value`, or `rate` times `base`, at most `cap`; none of these: not quantified.

    `granted_by` names the fact that states the sum really granted, which comes before `value`; `by_period` is a list,
    the sum of each month where a fact gives it, and `periods` how many periods are paid in all where a fact says it.
    """

    id: Id
    label: Label
    unit: Annotated[str, Key("unité", "unit")]
    per: Annotated[Per, Key("période", "period")]
    precision: Annotated[Precision, Key("précision", "precision")]
    value: Annotated[Dated[Expr] | None, Key("valeur", "value", type="sum")] = None
    rate: Annotated[Dated[Expr] | None, Key("taux", "rate", type="share")] = None
    base: Annotated[Expr | None, Key("base", "base", type="sum")] = None
    cap: Annotated[Dated[Expr] | None, Key("au plus", "at most", type="sum")] = None
    by_period: Annotated[Expr | None, Key("somme de chaque mois", "sum of each month", type="sums")] = None
    periods: Annotated[Expr | None, Key("nombre de périodes", "number of periods", type="count")] = None
    supplements: Annotated[str | None, Key("complète", "supplements")] = None
    only_if: Annotated[Expr | None, Key("seulement si", "only if")] = None
    granted_by: Annotated[str | None, Key("montant accordé dit par", "sum granted said by")] = None
    payments: Annotated[tuple[Payment, ...], Key("calendrier des versements", "schedule of payments")] = ()
    sources: Sources = ()

    @property
    def months(self) -> int:
        """The months of a period, 1 where there is none."""
        return PERIODS[self.per].months or 1

    @property
    def recurs(self) -> bool:
        return PERIODS[self.per].months is not None


class Validity(Record):
    """When the right can be opened; both days included."""

    since: Annotated[Dated[date] | None, Key("premier jour", "first day", name="from")] = None
    until: Annotated[Dated[date] | None, Key("dernier jour", "last day")] = None
    sources: Sources = ()


class Term(Record):
    """How long a contract lasts. Renewals whose day falls on or after `renewals_before` do not happen by themselves.

    A contract signed after `kept_if_signed_by` ends on `others_end_on`, where both are given. It ends too as soon as
    `ends_when` is true. Without a `length` (`months` 0) it ends with its last payment where every amount says how many
    periods are paid, else on a day that nothing tells. Where it is not known whether it is over, it runs for sure
    as long as `runs_while` is true.
    """

    length: Annotated[str | None, Key("durée", "length")] = None
    months: Annotated[int, Key(made=True, compared=False)] = 0  # of the length
    renewal: Annotated[Renewal, Key("renouvellement", "renewal")] = "none"
    renewals_before: Annotated[date | None, Key("reconductions avant le", "renewals before")] = None
    kept_if_signed_by: Annotated[
        date | None, Key("dernière signature menée à son terme", "last signature kept to its term")
    ] = None
    others_end_on: Annotated[date | None, Key("fin des contrats signés ensuite", "end of contracts signed later")] = (
        None
    )
    ends_when: Annotated[Expr | None, Key("fini dès que", "over as soon as")] = None
    runs_while: Annotated[Expr | None, Key("en cours tant que", "running as long as")] = None
    sources: Sources = ()

    def cut_short_on(self, signed: date) -> date | None:
        """The day that ends a contract signed on `signed` before its term; None where it runs to its term."""
        if self.kept_if_signed_by is None or self.others_end_on is None or signed <= self.kept_if_signed_by:
            return None
        return max(signed, self.others_end_on)


class Limit(Record):
    """Once in a career, for this scheme or for its whole `family`; `taken_if` says that it was taken already.

    With `periods`, as many periods of contracts as that in a career, renewals included.
    """

    once_per: Annotated[Literal["career"], Key("une fois par", "once per")]
    family: Id
    taken_if: Annotated[Expr | None, Key("déjà pris si", "already taken if")] = None
    periods: int | None = None
    sources: Sources = ()


# The kinds of a relation, and the keys of a scheme that hold them.
RELATION_KEYS: Final = {
    "incompatible": "incompatible_with",
    "compatible": "compatible_with",
    "succession": "followed_by",
}


class Relation(Record):
    """What the sources say of this scheme and others; in a succession, the first was had where `had_if` is true."""

    kind: Annotated[Literal["incompatible", "compatible", "succession"], Key(identity=True, made=True)]
    schemes: Annotated[tuple[str, ...], Key(identity=True)]
    during: Annotated[During, Key("portée", "scope")] = "same_period"
    only_if: Expr | None = None
    had_if: Annotated[Expr | None, Key("déjà eu si", "already had if")] = None
    divergence: Annotated[str | None, Key("désaccord des sources", "disagreement of the sources")] = None
    sources: Sources = ()


class Exclusion(Record):
    """A supplement of another scheme (`scheme.amount`) that is not paid in the months in which both schemes are there.

    Whether both may be held at all is for their relations to say.
    """

    supplement: Annotated[str, Key(identity=True)]
    sources: Sources = ()


class Notice(Record):
    """A sentence for the doctor: always, or `when` an expression is true.

    An obligation is not kept where `kept_if` is false, nor from the day of `kept_until` on: the right then stops.
    """

    id: Id
    text: Annotated[Text, Key("texte", "text")]
    when: Expr | None = None
    kept_if: Annotated[Expr | None, Key("tenue si", "kept if")] = None
    kept_until: Annotated[Expr | None, Key("tenue jusqu'au", "kept until", type="date")] = None
    sources: Sources = ()


class Replacement(Record):
    """Something else that a reading puts at a path of the scheme: None for nothing."""

    about: str
    value: Annotated[Expr | date | Decimal | str | Dated[Any] | None, Key(made=True)]


class Reading(Record):
    """One way to read the sources; `value` is what stands at `Divergence.about` under it."""

    id: Id
    label: Label
    value: Annotated[Expr | date | Decimal | str | None, Key(made=True)] = None
    also: Annotated[tuple[Replacement, ...], Key("ce qu'elle change d'autre", "what else it changes")] = ()
    sources: Sources = ()


class Divergence(Record):
    """The sources disagree: every reading is written, one is applied.

    `about` is where a reading stands in the file: `validity.until`, `conditions.zone_zip.when`, `amounts.forfait.cap`.
    """

    id: Id
    readings: Annotated[tuple[Reading, ...], Key("lecture", "reading")]
    applied: Annotated[str, Key("lecture appliquée", "reading applied")]
    because: Annotated[Text, Key("raison", "reason")]
    number: Annotated[str | None, Key("numéro à l'inventaire", "number in the inventory")] = None  # D-26
    about: Annotated[str | None, Key("endroit en cause", "place at issue")] = None


class Scheme(Record):
    """A planned right begins on the day `opens_on`: an installation, a creation. Without `write_to` one writes to the
    contact of the département."""

    id: Annotated[str, Key(identity=True, heading=True)]
    acronym: Annotated[str, Key("sigle", "acronym", heading=True)]
    name: Annotated[Text, Key("nom", "name", heading=True)]
    kind: Annotated[Kind, Key("nature", "kind", heading=True)]
    rules_as_of: Annotated[RulesAsOf, Key("règles applicables", "rules that apply", heading=True)] = "evaluation"
    validity: Validity = Validity()
    conditions: Annotated[tuple[Condition, ...], Key("condition", "condition")] = ()
    amounts: Annotated[tuple[Amount, ...], Key("montant", "amount")] = ()
    term: Term | None = None
    opens_on: Annotated[Expr | None, Key("jour d'ouverture", "opening day", type="date")] = None
    limits: Annotated[tuple[Limit, ...], Key("limite à une fois dans une carrière", "limit to once in a career")] = ()
    relations: Annotated[tuple[Relation, ...], Key("relation", "relation", made=True)] = ()
    incompatible_supplements: Annotated[
        tuple[Exclusion, ...], Key("ne se cumule pas avec le supplément", "may not be held with the supplement")
    ] = ()
    obligations: Annotated[tuple[Notice, ...], Key("obligation", "obligation")] = ()
    warnings: Annotated[tuple[Notice, ...], Key("avertissement", "warning")] = ()
    notes: Annotated[tuple[Notice, ...], Key("note", "note")] = ()
    objectives: Annotated[tuple[Notice, ...], Key("objectif", "objective")] = ()
    divergences: Annotated[tuple[Divergence, ...], Key("désaccord des sources", "disagreement of the sources")] = ()
    other_names: Annotated[tuple[Notice, ...], Key("autre nom", "other name", heading=True)] = ()
    payer: Annotated[Text | None, Key("payeur", "payer", heading=True)] = None
    write_to: Annotated[Text | None, Key("à qui écrire", "whom to write to", heading=True)] = None
    replaced_by: Annotated[tuple[str, ...], Key("remplacé par", "replaced by")] = ()
    reviewed_on: Annotated[date | None, Key("relu le", "reviewed on", heading=True)] = None
    review_before: Annotated[date | None, Key("à relire avant le", "to be reviewed before", heading=True)] = None
    path: Annotated[str, Key(made=True, compared=False)] = ""

    @property
    def unquantified(self) -> bool:
        """No source gives a figure for anything that it pays."""
        return all(one.precision == "unquantified" for one in self.amounts)


class Implied(Record):
    """What a fact is worth (a literal) wherever an expression over other facts is true."""

    when: Expr
    value: Annotated[Expr, Key(name="is", made=True)]
    sources: Sources = ()


class Fact(Record):
    """What can be known of a person. `derived` computes it from others or reads it in a table; it comes before a stated
    value, and `implied` after both. Where `when_relevant` is false it does not apply."""

    name: Annotated[str, Key(identity=True, made=True)]
    type: Annotated[FactType, Key("type", "type")]
    label: Label
    question: Annotated[Text, Key("question", "question")]
    unit: str | None = None
    values: Annotated[tuple[str, ...], Key(made=True, compared=False)] = ()  # of a choice, of a number where few go
    value_labels: Annotated[tuple[tuple[str, Text], ...], Key("valeur", "value", name="values", made=True)] = ()
    pattern: Annotated[str | None, Key("forme", "form")] = None  # of a code
    minimum: Annotated[Decimal | None, Key("minimum", "minimum")] = None
    maximum: Annotated[Decimal | None, Key("maximum", "maximum")] = None
    whole: Annotated[bool, Key("nombre entier", "whole number")] = False
    fields: Annotated[tuple[Fact, ...], Key("donnée", "entry")] = ()  # of records
    required: Annotated[bool, Key("obligatoire", "required")] = False  # of a field of a record
    derived: Annotated[Expr | None, Key("valeur déduite", "derived value")] = None
    implied: Annotated[tuple[Implied, ...], Key("vaut, sans être demandé", "is worth, without being asked")] = ()
    help: Annotated[Text | None, Key("aide à la réponse", "help")] = None
    actionable: Annotated[bool, Key("la personne peut agir dessus", "a person can act on it")] = False
    when_relevant: Annotated[Expr | None, Key("demandé si", "asked if")] = None
    sources: Annotated[tuple[Citation, ...], Key(name="source", made=True)] = ()  # of its table


class Document(Record):
    """A source document: what it is and the period it describes. The higher `weight` prevails where periods do not
    decide."""

    id: Id
    file: Annotated[str, Key("fichier", "file")]
    title: Annotated[str, Key("titre", "title")]
    publisher: Annotated[Text, Key("éditeur", "publisher")]
    describes: Annotated[Text, Key("ce qu'il décrit", "what it describes")]
    weight: Annotated[int, Key("rang entre les sources", "rank among the sources")]
    updated_on: Annotated[date | None, Key("mis à jour le", "updated on")] = None
    notes: tuple[Notice, ...] = ()


class Contact(Record):
    departement: Id
    body: Annotated[str, Key("organisme", "body")]
    email: Annotated[str, Key("adresse électronique", "e-mail")]
    sources: Sources = ()


class ContractRole(Record):
    """The fact that holds the contracts already signed, and what the fields of its records say of each."""

    fact: Annotated[str, Key("fait des contrats signés", "fact of the contracts signed")]
    scheme: Annotated[str, Key("champ du dispositif", "field of the scheme")]
    signed: Annotated[str, Key("champ de la signature", "field of the signature")]
    renewals: Annotated[str, Key("champ des reconductions", "field of the renewals")] = ""
    terminated: Annotated[str, Key("champ de la résiliation", "field of the termination")] = ""
    granted: Annotated[str, Key("champ de la somme accordée", "field of the sum granted")] = ""


class Roles(Record):
    """The facts that mean something to the engine, by their names; empty for what these rules do not have."""

    contracts: ContractRole = ContractRole("", "", "")
    respected: Annotated[str, Key("fait du respect d'un contrat", "fact of a contract that is respected")] = ""
    leaving: Annotated[str, Key("fait du jour où un contrat est quitté", "fact of the day a contract is left")] = ""
    departement: Annotated[str, Key("fait du département du contact", "fact of the département of the contact")] = ""
    groups: Annotated[tuple[str, ...], Key("faits des répartitions", "facts of the breakdowns")] = ()

    def untold(self) -> frozenset[str]:
        """What is to be asked where contracts are not known, or not in full."""
        return frozenset((self.contracts.fact,)) - {""}

    def names(self) -> frozenset[str]:
        """The facts that the engine itself looks at."""
        return frozenset((self.contracts.fact, self.respected, self.leaving, self.departement)) - {""}


class Manifest(Record):
    """What a folder of rules is."""

    format: Annotated[int, Key("version de la forme", "version of the form")]
    name: Annotated[Text, Key("nom", "name")]
    languages: Annotated[tuple[str, ...], Key("langues", "languages")]
    currency: Annotated[str, Key("monnaie", "currency")]
    roles: Roles = Roles()


NO_MANIFEST = Manifest(1, Text("", ""), ("fr", "en"), "EUR")


class Rulebook(Record):
    """Every rule of a folder, all dates together. `hash` names its content."""

    facts: Annotated[Mapping[str, Fact], Key("fait", "fact")]
    documents: Annotated[tuple[Document, ...], Key("document", "document")]
    contacts: Annotated[tuple[Contact, ...], Key("contact", "contact")]
    schemes: tuple[Scheme, ...]
    notices: Annotated[tuple[Notice, ...], Key("phrase pour toutes les aides", "sentence for every scheme")] = ()
    hash: str = ""
    manifest: Manifest = NO_MANIFEST

    @property
    def roles(self) -> Roles:
        return self.manifest.roles

    def scheme(self, scheme_id: str) -> Scheme | None:
        return next((scheme for scheme in self.schemes if scheme.id == scheme_id), None)
