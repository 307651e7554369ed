"""Sums, days, lengths and statuses as a person reads them, in French and English."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from public_aids.engine import words
from public_aids.engine.decide.result import Caution, Window
from public_aids.engine.feel.values import Value
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import (
    PERIODS,
    Citation,
    Fact,
    FactType,
    Kind,
    Precision,
    Renewal,
    Rulebook,
    Scheme,
    Term,
)
from public_aids.engine.text import Lang, Text, counted

NARROW, FIXED = words.NARROW, words.FIXED

PER: dict[str, Text] = {per: period.words for per, period in PERIODS.items()}

PRECISION: dict[Precision, Text] = {
    "exact": Text("", ""),
    "ceiling": Text("jusqu'à ", "up to "),
    "approximate": Text("environ ", "about "),
    "unquantified": Text("non chiffré", "no sum is given"),
}

RENEWAL: dict[Renewal, Text] = {
    "none": Text("sans renouvellement", "not renewable"),
    "once": Text("renouvelable une fois", "renewable once"),
    "tacit": Text("renouvelable par tacite reconduction", "renewable by tacit agreement"),
}

KIND: dict[Kind, Text] = {
    "contract": Text("contrat", "contract"),
    "one_off": Text("aide unique", "one-off aid"),
    "recurring": Text("aide récurrente", "recurring aid"),
    "information": Text("fiche d'information", "information sheet"),
}

TYPE: dict[FactType, Text] = {
    "boolean": Text("oui ou non", "yes or no"),
    "number": Text("nombre", "number"),
    "date": Text("date", "date"),
    "choice": Text("choix", "choice"),
    "code": Text("code", "code"),
    "list": Text("liste de nombres", "list of numbers"),
    "records": Text("liste d'enregistrements", "list of records"),
}

YES, NO, UNKNOWN = Text("oui", "yes"), Text("non", "no"), Text("inconnu", "unknown")


class Speaking(Record):
    """What speaks of the schemes of some rules in a language."""

    rulebook: Rulebook
    lang: Lang

    def say(self, fr: str, en: str) -> str:
        return fr if self.lang == "fr" else en

    def acronym(self, scheme_id: str) -> str:
        """A scheme by its short name, or its id where it has none."""
        scheme = self.rulebook.scheme(scheme_id)
        return scheme.acronym if scheme else scheme_id


def figure(value: Decimal, lang: Lang) -> str:
    """`31 250,50` or `31,250.50`: as many decimals as the number has."""
    written = f"{value:,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.translate({ord(","): NARROW, ord("."): ","}) if lang == "fr" else written


def to_cents(value: Decimal, lang: Lang) -> str:
    """`31 250,50` or `31,250.50`: always two decimals, for a column of sums."""
    written = f"{value:,.2f}"
    return written.translate({ord(","): NARROW, ord("."): ","}) if lang == "fr" else written


def colon(lang: Lang) -> str:
    return " : " if lang == "fr" else ": "


def euros(value: Decimal, lang: Lang) -> str:
    """A sum in euros, to the cent when it is not whole."""
    return words.euros(value).to(lang)


def paid_words(cautions: Iterable[Caution], lang: Lang) -> str:
    """` ; 50 000 € ont été versés au titre d'un engagement…`: what goes with the advice to leave, in its line."""
    paid = [caution for caution in cautions if caution.paid]
    said = [(caution.named if len(paid) > 1 else caution.text).to(lang) for caution in paid]
    return "".join((" ; " if lang == "fr" else "; ") + one for one in said)


def percent(rate: Decimal, lang: Lang) -> str:
    return words.percent(rate).to(lang)


def long_day(day: date, lang: Lang) -> str:
    """`1er octobre 2027` or `1 October 2027`."""
    return words.long_day(day).to(lang)


def length(duration: str, lang: Lang) -> str:
    """`P5Y` as `5 ans`; a length that is not in years or months stays as it is."""
    count, unit = duration[1:-1], duration[-1:]
    if not count.isdecimal():
        return duration
    match unit:
        case "Y":
            return counted(int(count), "an(s)", "year(s)").to(lang)
        case "M":
            return counted(int(count), "mois", "month(s)").to(lang)
        case _:
            return duration


def term_words(term: Term, lang: Lang) -> str:
    """`3 ans, renouvelable une fois`."""
    if term.length is None:
        return Text("aucune source ne donne sa durée", "no source gives its length").to(lang)
    said = f"{length(term.length, lang)}, {RENEWAL[term.renewal].to(lang)}"
    if term.renewals_before is None:
        return said
    day = long_day(term.renewals_before, lang)
    return said + Text(f", comptée seulement avant le {day}", f", counted before {day} only").to(lang)


def window_words(scheme: Scheme, window: Window, day: date, view: Speaking) -> str:
    """Whether a right can be opened on a day, since or until when, and what then takes over."""
    validity, lang = scheme.validity, view.lang
    since = validity.since.at(day) if validity.since else None
    until = validity.until.at(day) if validity.until else None
    first = long_day(since, lang) if since else ""
    last = long_day(until, lang) if until else ""
    successors = joined([view.acronym(one) for one in scheme.replaced_by], lang)
    then = Text(f"remplacé par {successors}", f"replaced by {successors}").to(lang) if successors else ""
    match window:
        case "not_yet":
            return Text(f"s'ouvre le {first}", f"opens on {first}").to(lang)
        case "closed":
            return Text(f"plus possible après le {last}", f"closed after {last}").to(lang) + (then and f", {then}")
        case "open" if last:
            return Text(f"possible jusqu'au {last}", f"open until {last}").to(lang) + (
                then and view.say(f", puis {then}", f", then {then}")
            )
        case "open" if first:
            return Text(f"possible depuis le {first}", f"open since {first}").to(lang)
        case "open":
            return Text("possible, sans date de fin", "open, without an end date").to(lang)


def fact_value(fact: Fact | None, value: Value, lang: Lang) -> str:
    """The value of a fact in words: the label of a choice, a day, a number."""
    match value:
        case None:
            return UNKNOWN.to(lang)
        case bool():
            return (YES if value else NO).to(lang)
        case Decimal():
            labels = dict(fact.value_labels) if fact else {}
            label = labels.get(f"{value.normalize():f}")
            return label.to(lang) if label else figure(value, lang)
        case date():
            return long_day(value, lang)
        case str():
            labels = dict(fact.value_labels) if fact else {}
            return labels[value].to(lang) if value in labels else value
        case list() | tuple():
            return ", ".join(fact_value(None, one, lang) for one in value)
        case _:
            return str(value)


def cited(sources: tuple[Citation, ...], lang: Lang) -> str:
    """Where a thing is written: documents and their lines; empty where there is no source."""
    return (" ; " if lang == "fr" else "; ").join(f"{one.document}, {_lines(one.lines, lang)}" for one in sources)


def _lines(lines: str, lang: Lang) -> str:
    several = Text("lignes", "lines") if "-" in lines or "," in lines else Text("ligne", "line")
    return f"{several.to(lang)} {lines}"


def labelled(names: Iterable[str], facts: Mapping[str, Fact], lang: Lang) -> str:
    """Facts by what people call them: `« Âge » et « Secteur »`."""
    labels = (facts[name].label.to(lang) if name in facts else name for name in names)
    return joined([f"« {label} »" if lang == "fr" else f"“{label}”" for label in labels], lang)


def joined(words: list[str], lang: Lang) -> str:
    """`a, b et c`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + (" et " if lang == "fr" else " and ") + words[-1]
