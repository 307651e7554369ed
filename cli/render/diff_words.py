"""Differences between rules as sentences: what a lawyer would write in the margin."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from public_aids.cli.render.diff_names import Names
from public_aids.cli.render.diff_terms import CODES, RELATION
from public_aids.cli.render.expression_text import expression_text
from public_aids.cli.render.marked import code
from public_aids.cli.render.words import (
    FIXED,
    NO,
    PER,
    YES,
    cited,
    colon,
    euros,
    figure,
    joined,
    length,
    long_day,
    percent,
)
from public_aids.engine.compare.model import POPULATION, Change, SchemeChanges, Uncited
from public_aids.engine.feel.syntax import Boolean, Number, Temporal
from public_aids.engine.record import replace
from public_aids.engine.rulebook.keys import called, holds_things
from public_aids.engine.rulebook.model import Citation, Dated, Implied, Payment, Replacement
from public_aids.engine.text import Lang, Text

NOTHING = Text("rien", "nothing")
SIDES: Final = {"added": Text("nouvelle aide", "new scheme"), "removed": Text("aide retirée", "scheme removed")}
_LIKE_A_KEY = ("divergences", "limits", "contacts", "values")  # known by it, whatever else they are called


def scheme_heading(scheme: SchemeChanges, names: Names) -> str:
    name = f"{names.scheme(scheme.id)}, {scheme.name.to(names.lang)}"
    return name if scheme.side == "changed" else f"{name} ({SIDES[scheme.side].to(names.lang)})"


def change_sentence(change: Change, names: Names) -> str:
    """`montant « Aide forfaitaire » : passe de 5 000 € à 6 000 € en une fois, à partir du 1er janvier 2027`."""
    lang = names.lang
    match change.path:
        case ("window",):
            return _window(change, lang)
        case ("validity", ("from" | "until") as bound):
            return _bound(change, bound, lang)
    subject, rest = _subject(change, names)
    if rest:
        return _field(change, subject, rest[-1], names)
    verb = Text("ajout", "added") if change.side == "added" else Text("retrait", "removed")
    told = change.after if change.side == "added" else change.before
    said = "" if told is None else f" ({_value(change, told, names)})"
    return f"{verb.to(lang)}{colon(lang)}{subject}{said}"


def _subject(change: Change, names: Names) -> tuple[str, tuple[str, ...]]:
    """The things that a path leads through, in words, and what is left of it: the field."""
    parts: list[str] = []
    path = change.path
    if path[0] == POPULATION:
        return f"{Text('tirage de la population', 'draw of a population').to(names.lang)} {code(path[1])}", path[2:]
    while len(path) > 1 and holds_things(path[0]):
        if path[0] == "relations":
            parts.append(f"{RELATION[path[1]].to(names.lang)} {names.scheme(path[2])}")
            path = path[3:]
            continue
        thing, key, *left = path
        innermost = not (len(left) > 1 and holds_things(left[0]))
        parts.append(f"{called(thing).to(names.lang)} {_named(change, thing, key, innermost, names)}".rstrip())
        path = tuple(left)
    return ", ".join(parts), path


def _named(change: Change, thing: str, key: str, innermost: bool, names: Names) -> str:
    around = {"facts": names.fact, "documents": names.document}
    label = change.label.to(names.lang) if innermost else around[thing](key) if thing in around else ""
    return code(key) if thing in _LIKE_A_KEY or not label else quoted(label, names.lang)


def _window(change: Change, lang: Lang) -> str:
    day = long_day(change.since, lang) if change.since else ""
    match change.after:
        case "closed":
            return Text(
                f"ne peut plus être ouvert : le dernier jour était le {day}",
                f"can no longer be opened: the last day was {day}",
            ).to(lang)
        case "open":
            return Text(f"peut être ouvert depuis le {day}", f"can be opened since {day}").to(lang)
        case _:
            return Text(f"ne peut pas encore être ouvert, avant le {day}", f"cannot be opened yet, before {day}").to(
                lang
            )


def _bound(change: Change, bound: str, lang: Lang) -> str:
    which = Text("premier jour", "first day") if bound == "from" else Text("dernier jour", "last day")
    subject = Text(f"{which.fr} pour l'ouvrir", f"{which.en} to open it")
    was, now = (long_day(day, lang) if isinstance(day, date) else None for day in (change.before, change.after))
    if was and now:
        said = Text(f"{subject.fr} : du {was} au {now}", f"{subject.en}: from {was} to {now}")
    elif now:
        said = Text(f"{subject.fr} : le {now} (aucun jusqu'ici)", f"{subject.en}: {now} (none so far)")
    else:
        said = Text(f"{subject.fr} : aucun (jusqu'ici le {was})", f"{subject.en}: none (so far {was})")
    return said.to(lang) + _period(change, lang)


def _field(change: Change, subject: str, field: str, names: Names) -> str:
    """What a field of a thing was, and what it is now."""
    lang = names.lang
    said = "" if subject and field in ("value", "when") else called(field).to(lang)
    head = ", ".join(part for part in (subject, said) if part) + colon(lang)
    if isinstance(change.before, Text) and isinstance(change.after, Text):
        return head + _texts(change.before, change.after, lang)
    was, now = (_value(change, told, names) for told in (change.before, change.after))
    unit = f" {PER[change.per].to(lang)}" if change.per else ""
    was = was.removesuffix(unit) if now.endswith(unit) else was
    none = (None, ())
    told = from_to("" if change.before in none else was, "" if change.after in none else now)
    return head + told.to(lang) + _period(change, lang)


def from_to(was: str, now: str) -> Text:
    """From what to what; empty for nothing."""
    if not was:
        return Text(f"désormais {now}", f"now {now}")
    if not now:
        return Text(f"supprimé (était {was})", f"dropped (was {was})")
    return Text(f"passe de {was} à {now}", f"from {was} to {now}")


def _texts(before: Text, after: Text, lang: Lang) -> str:
    """A text that changes: in the language of the reader where it does, else in the other one."""
    if before.to(lang) == after.to(lang):
        other: Lang = "en" if lang == "fr" else "fr"
        where = Text("en anglais, ", "in French, ").to(lang)
    else:
        other, where = lang, ""
    was, now = (quoted(one.to(other), lang) for one in (before, after))
    return where + from_to(was, now).to(lang)


def _period(change: Change, lang: Lang) -> str:
    since, until = (long_day(day, lang) if day else "" for day in (change.since, change.until))
    if since and until:
        return Text(f", du {since} au {until}", f", from {since} to {until}").to(lang)
    if since:
        return Text(f", à partir du {since}", f", as from {since}").to(lang)
    return Text(f", jusqu'au {until}", f", until {until}").to(lang) if until else ""


def _value(change: Change, told: Any, names: Names) -> str:
    lang = names.lang
    match told:
        case None | ():
            return NOTHING.to(lang)
        case bool():
            return (YES if told else NO).to(lang)
        case Text():
            return quoted(told.to(lang), lang)
        case Decimal() | int():
            return _sum(change, Decimal(told), lang)
        case date():
            return long_day(told, lang)
        case str():
            return _word(change, told, names)
        case Number(value):
            return _sum(change, value, lang)
        case Boolean(value):
            return (YES if value else NO).to(lang)
        case Temporal(text):
            return code(text)
        case Dated(versions):
            said = [_version(change, first, value, names) for first, value in versions]
            return joined(said, lang)
        case (Citation(), *_):
            return _passages(told, names)
        case tuple():
            return joined([_value(change, one, names) for one in told], lang)
        case Payment(share, at):
            return f"{percent(share, lang)} {Text('le', 'on').to(lang)} {code(expression_text(at))}"
        case Implied(when, value):
            return f"{_value(change, value, names)} {Text('si', 'if').to(lang)} {code(expression_text(when))}"
        case Replacement(about, value):
            return f"{code(about)} = {_value(change, value, names)}"
        case _:
            return code(expression_text(told))


def passage(uncited: Uncited, names: Names) -> str:
    return _passages((uncited.passage,), names)


def _passages(sources: tuple[Citation, ...], names: Names) -> str:
    titled = tuple(replace(one, document=names.document(one.document)) for one in sources)
    return cited(titled, names.lang) + "".join(f" {quoted(one.quote, names.lang)}" for one in sources if one.quote)


def _version(change: Change, first: date | None, value: Any, names: Names) -> str:
    said = _value(change, value, names)
    day = long_day(first, names.lang) if first else ""
    return f"{said} {Text(f'à partir du {day}', f'as from {day}').to(names.lang)}" if day else said


def _word(change: Change, told: str, names: Names) -> str:
    """A word of the files: a length, a scheme, a kind..."""
    match change.path[-1]:
        case "length":
            return length(told, names.lang)
        case "replaced_by":
            return names.scheme(told)
        case "applied":
            return quoted(names.reading(change.path[1], told), names.lang)
        case "granted_by":
            return names.fact(told)
        case "title" | "body" | "email" | "file" | "acronym":
            return quoted(told, names.lang)
        case _:
            return CODES[told].to(names.lang) if told in CODES else code(told)


def _sum(change: Change, value: Decimal, lang: Lang) -> str:
    if change.path[-1] == "rate":
        return percent(value, lang)
    if change.per is not None:
        return f"{euros(value, lang)} {PER[change.per].to(lang)}"
    return figure(value, lang)


def quoted(text: str, lang: Lang) -> str:
    return f"«{FIXED}{text}{FIXED}»" if lang == "fr" else f"“{text}”"
