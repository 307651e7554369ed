"""Differences between rules as sentences: what a lawyer would write in the margin."""

from datetime import date
from decimal import Decimal

from cli.render.diff_terms import CODES, FIELDS, RELATION, THINGS
from cli.render.expression_text import expression_text
from cli.render.words import (
    FIXED,
    NO,
    PER,
    YES,
    cited,
    euros,
    figure,
    joined,
    long_day,
    percent,
)
from engine.compare.model import Change, SchemeChanges, Told
from engine.feel.syntax import Boolean, Number, Temporal
from engine.rulebook.model import Citation
from engine.text import Lang, Text


def scheme_heading(scheme: SchemeChanges, lang: Lang) -> str:
    match scheme.side:
        case "added":
            return (
                Text(f"{scheme.id}, nouvelle aide", f"{scheme.id}, new scheme").to(lang)
                + f"{_colon(lang)}{scheme.name.to(lang)}"
            )
        case "removed":
            return (
                Text(f"{scheme.id}, aide retirée", f"{scheme.id}, scheme removed").to(lang)
                + f"{_colon(lang)}{scheme.name.to(lang)}"
            )
        case "changed":
            return f"{scheme.id}, {scheme.name.to(lang)}"


def change_sentence(change: Change, lang: Lang) -> str:
    match change.path:
        case ("window",):
            return _window(change, lang)
        case ("validity", ("from" | "until") as bound):
            return _bound(change, bound, lang)
        case ("relations", kind, other, *field):
            return _relation(change, f"{RELATION[kind].to(lang)} `{other}`", field, lang)
        case (thing, name) if thing in THINGS:
            return _thing(change, THINGS[thing].to(lang), name, lang)
        case (thing, name, *_, field) if thing in THINGS:
            subject = f"{THINGS[thing].to(lang)} {_named(change, thing, name, lang)}"
            return f"{subject}{_colon(lang)}{_field(change, field, lang)}"
        case (*_, field):
            return _field(change, field, lang)
        case _:
            raise AssertionError("a change has a path")


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


def _relation(change: Change, said: str, field: list[str], lang: Lang) -> str:
    match change.side:
        case "added":
            return Text("ajout : ", "added: ").to(lang) + f"{said}, {_value(change, change.after, lang)}"
        case "removed":
            return Text("retrait : ", "removed: ").to(lang) + f"{said}, {_value(change, change.before, lang)}"
        case "changed":
            return f"{said}{_colon(lang)}{_field(change, field[-1], lang)}"


def _thing(change: Change, thing: str, name: str, lang: Lang) -> str:
    verb = Text("ajout", "added") if change.side == "added" else Text("retrait", "removed")
    told = change.after if change.side == "added" else change.before
    rest = f" ({_value(change, told, lang)})" if told is not None else ""
    label = change.label.to(lang)
    said = _quoted(label, lang) if label and change.path[0] != "limits" else f"`{name}`"
    if change.path[0] == "facts":
        said = f"`{name}` ({label})"
    return f"{verb.to(lang)}{_colon(lang)}{thing} {said}{rest}"


def _named(change: Change, thing: str, name: str, lang: Lang) -> str:
    label = change.label.to(lang)
    by_id = thing in ("facts", "divergences", "limits", "documents", "contacts") or not label or len(label) > 60
    return f"`{name}`" if by_id else _quoted(label, lang)


def _field(change: Change, field: str, lang: Lang) -> str:
    """`taux : de 10 % à 20 %, à partir du 1er janvier 2027`."""
    said = FIELDS.get(field, Text(f"`{field}`", f"`{field}`")).to(lang)
    head = "" if field in ("value", "when") else f"{said} "
    if change.before is None and change.after is None:
        return said + Text(" : changé", ": changed").to(lang)
    if isinstance(change.before, Text) and isinstance(change.after, Text):
        return f"{head}{_texts(change.before, change.after, lang)}"
    was, now = (_value(change, told, lang) for told in (change.before, change.after))
    unit = f" {PER[change.per].to(lang)}" if change.per else ""
    was = was.removesuffix(unit) if now.endswith(unit) and change.before is not None else was
    if change.before is None:
        return f"{head}{Text(f'désormais {now}', f'now {now}').to(lang)}" + _period(change, lang)
    if change.after is None:
        return f"{head}{Text(f'supprimé (était {was})', f'dropped (was {was})').to(lang)}" + _period(change, lang)
    return f"{head}{Text(f'passe de {was} à {now}', f'from {was} to {now}').to(lang)}" + _period(change, lang)


def _texts(before: Text, after: Text, lang: Lang) -> str:
    """A text that changes: in the language of the reader where it does, else in the other one."""
    if before.to(lang) == after.to(lang):
        other: Lang = "en" if lang == "fr" else "fr"
        where = Text("en anglais, ", "in French, ").to(lang)
    else:
        other, where = lang, ""
    was, now = (_quoted(one.to(other), lang) for one in (before, after))
    return where + Text(f"passe de {was} à {now}", f"from {was} to {now}").to(lang)


def _period(change: Change, lang: Lang) -> str:
    since, until = (long_day(day, lang) if day else "" for day in (change.since, change.until))
    if since and until:
        return Text(f", du {since} au {until}", f", from {since} to {until}").to(lang)
    if since:
        return Text(f", à partir du {since}", f", as from {since}").to(lang)
    return Text(f", jusqu'au {until}", f", until {until}").to(lang) if until else ""


def _value(change: Change, told: Told, lang: Lang) -> str:
    match told:
        case None:
            return Text("rien", "nothing").to(lang)
        case bool():
            return (YES if told else NO).to(lang)
        case Text():
            return _quoted(told.to(lang), lang)
        case Decimal():
            return _sum(change, told, lang)
        case date():
            return long_day(told, lang)
        case str():
            return CODES[told].to(lang) if told in CODES else f"`{told}`"
        case Number(value):
            return _sum(change, value, lang)
        case Boolean(value):
            return (YES if value else NO).to(lang)
        case Temporal(text):
            return f"`{text}`"
        case (Citation(), *_):
            return cited(tuple(one for one in told if isinstance(one, Citation)), lang)
        case tuple():
            return joined([f"`{one}`" for one in told], lang) or Text("rien", "nothing").to(lang)
        case _:
            return f"`{expression_text(told)}`"


def _sum(change: Change, value: Decimal, lang: Lang) -> str:
    if change.path[-1] == "rate":
        return percent(value, lang)
    if change.per is not None:
        return f"{euros(value, lang)} {PER[change.per].to(lang)}"
    return figure(value, lang)


def _quoted(text: str, lang: Lang) -> str:
    return f"«{FIXED}{text}{FIXED}»" if lang == "fr" else f"“{text}”"


def _colon(lang: Lang) -> str:
    return f"{FIXED}: " if lang == "fr" else ": "
