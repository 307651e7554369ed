"""Whose answers change, as sentences: cases of one scheme that change alike share a line."""

from decimal import Decimal
from typing import Final

from public_aids.cli.render.case_yaml import flow
from public_aids.cli.render.diff_names import Names
from public_aids.cli.render.diff_words import from_to, quoted
from public_aids.cli.render.marked import code
from public_aids.cli.render.words import PER, colon, euros, joined
from public_aids.engine.compare.model import Answer, BestEffect, CaseChange, Effect, EffectKind, Effects, Sum
from public_aids.engine.decide.result import Status
from public_aids.engine.text import Lang, Text

STATUS: Final[dict[Status | None, Text]] = {
    "eligible": Text("ouvert", "open"),
    "not_eligible": Text("refusé", "refused"),
    "undetermined": Text("à compléter", "to be completed"),
    None: Text("fiche d'information", "information sheet"),
}
_HELD: Final = {
    "running": Text("en cours", "running"),
    "ended": Text("échu", "ended"),
    "terminated": Text("résilié", "terminated"),
    "unknown": Text("inconnu", "unknown"),
    None: Text("aucun", "none"),
}
_OF_A_CASE: Final = {
    "title": Text("titre", "title"),
    "on": Text("jour", "day"),
    "with": Text("situation, ", "situation, "),
    "reading": Text("lecture de ", "reading of "),
    "expect": Text("attend ", "expects "),
}


def grouped(effects: Effects, kind: EffectKind, names: Names) -> list[tuple[str, str, list[str]]]:
    """Effects that read alike: the scheme, the sentence, and the names of the cases or the profiles.

    Who is refused a scheme that was not there, or is no more, loses and gains nothing.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for effect in effects.effects:
        if effect.kind == kind and not effect.is_refused:
            groups.setdefault((effect.scheme, effect_sentence(effect, names)), []).append(effect.name)
    return [(scheme, sentence, found) for (scheme, sentence), found in groups.items()]


def still_refused(effects: Effects, kind: EffectKind, lang: Lang) -> list[str]:
    """How many stay refused for other reasons, as a sentence; none where there is nobody."""
    stay = [one for one in effects.effects if one.before is not None and one.after is not None and one.is_refused]
    count = sum(one.kind == kind for one in stay)
    said = Text(
        f"refusés avant comme après, pour d'autres raisons : {count}",
        f"refused before and after, for other reasons: {count}",
    )
    return [said.to(lang)] if count else []


def effect_sentence(effect: Effect, names: Names) -> str:
    """`ouvert, devient refusé (Cabinet principal en ZIP)`; where the status stays, what else changes."""
    before, after, lang = effect.before, effect.after, names.lang
    if before is None or after is None:
        there = before or after
        assert there is not None
        verb = Text("nouveau", "new") if before is None else Text("retiré, était", "removed, was")
        return f"{verb.to(lang)}{colon(lang)}{_state(there, effect.scheme, names)}"
    parts = [*_right(effect.scheme, before, after, names), *_contract(before, after, lang)]
    if before.status == after.status:
        parts += _sums(effect.scheme, before, after, names)
    if after.status != "not_eligible" and before.total != after.total:
        now = _total(after.total, lang)
        total = now if before.status == "not_eligible" else becomes(_total(before.total, lang), now, lang)
        parts.append(Text("total de la première année : ", "total of the first year: ").to(lang) + total)
    parts += _warnings(effect.scheme, before, after, names)
    return (" ; " if lang == "fr" else "; ").join(parts)


def reason_sentence(effect: Effect, names: Names) -> str:
    """Why an answer changes, for who reads its status and its total beside; empty where its total alone does."""
    before, after, lang = effect.before, effect.after, names.lang
    if before is None or after is None:
        return (Text("nouvelle aide", "new scheme") if before is None else Text("aide retirée", "scheme removed")).to(
            lang
        )
    more, less = (
        [names.part(effect.scheme, name) for name in _only(one.failed, other.failed)]
        for one, other in ((after, before), (before, after))
    )
    missing = [names.fact(name) for name in _only(after.missing, before.missing)]
    told = [
        f"{said.to(lang)}{colon(lang)}{label}"
        for said, labels in (
            (Text("nouvel obstacle", "new obstacle"), more),
            (Text("obstacle levé", "obstacle gone"), less),
            (Text("il manque", "missing"), missing),
        )
        for label in labels
    ]
    sums = _sums(effect.scheme, before, after, names) if before.status == after.status else []
    return (" ; " if lang == "fr" else "; ").join((*told, *_contract(before, after, lang), *sums))


def _right(scheme: str, before: Answer, after: Answer, names: Names) -> list[str]:
    """The status, and why it is what it is; of a right that stays refused, what is new in the reasons."""
    lang = names.lang
    if before.status != after.status:
        return [becomes(STATUS[before.status].to(lang), _state(after, scheme, names), lang)]
    said = STATUS[after.status].to(lang)
    if after.status == "undetermined":
        more, less = (
            [names.fact(name) for name in _only(one.missing, other.missing)]
            for one, other in ((after, before), (before, after))
        )
        also, no_longer = Text("il manque aussi", "also missing"), Text("il ne manque plus", "no longer missing")
    else:
        more, less = (
            [names.part(scheme, name) for name in _only(one.failed, other.failed)]
            for one, other in ((after, before), (before, after))
        )
        also, no_longer = Text("désormais aussi pour", "now also for"), Text("et non plus pour", "and no longer for")
    told = [f"{also.to(lang)} {joined(more, lang)}"] * bool(more)
    told += [f"{no_longer.to(lang)} {joined(less, lang)}"] * bool(less)
    return [", ".join((said, *told))] if told else []


def _only(names: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    return [name for name in names if name not in others]


def _contract(before: Answer, after: Answer, lang: Lang) -> list[str]:
    if before.held == after.held:
        return []
    was, now = (_HELD[one.held].to(lang) for one in (before, after))
    return [Text("contrat : ", "contract: ").to(lang) + becomes(was, now, lang)]


def _warnings(scheme: str, before: Answer, after: Answer, names: Names) -> list[str]:
    more, less = (
        joined([names.part(scheme, name) for name in _only(one.warnings, other.warnings)], names.lang)
        for one, other in ((after, before), (before, after))
    )
    told = [Text(f"avertissement en plus : {more}", f"new warning: {more}")] * bool(more)
    told += [Text(f"avertissement en moins : {less}", f"warning gone: {less}")] * bool(less)
    return [one.to(names.lang) for one in told]


def rewritten(effects: Effects, names: Names) -> list[tuple[str, list[str]]]:
    """What differs between the cases themselves: those of one scheme that differ alike share a line."""
    lines: dict[str, list[str]] = {}
    for one in effects.rewritten:
        scheme = names.scheme(one.name.partition("/")[0])
        held_by = lines.setdefault(f"{scheme}, {case_sentence(one, names)}", [])
        held_by += [names.case(one.name)] if one.what != "title" else []
    return list(lines.items())


def case_sentence(change: CaseChange, names: Names) -> str:
    lang = names.lang
    if change.side != "changed":
        return {"added": Text("cas ajouté", "case added"), "removed": Text("cas retiré", "case removed")}[
            change.side
        ].to(lang)
    kind, _, name = change.what.partition(".")
    said = _OF_A_CASE[kind].to(lang) + (names.fact(name) if kind == "with" else code(name) if name else "")
    was, now = (
        "" if value is None else quoted(str(value), lang) if kind == "title" else code(flow(value))
        for value in (change.before, change.after)
    )
    return f"{said}{colon(lang)}{from_to(was, now).to(lang)}"


def best_sentence(best: BestEffect, names: Names) -> str:
    lang = names.lang
    was, now = (
        joined([names.scheme(one) for one in chosen], lang) or Text("rien", "nothing").to(lang)
        for chosen in (best.before, best.after)
    )
    totals = _total(best.total_before, lang), _total(best.total_after, lang)
    if was == now:
        return f"{was} ({becomes(*totals, lang)})"
    return becomes(f"{was} ({totals[0]})", f"{now} ({totals[1]})", lang)


def becomes(was: str, now: str, lang: Lang) -> str:
    """`5 000 €, devient 6 000 €`."""
    return Text(f"{was}, devient {now}", f"{was}, becomes {now}").to(lang)


def _state(answer: Answer, scheme: str, names: Names) -> str:
    lang = names.lang
    said = STATUS[answer.status].to(lang)
    if answer.failed:
        return f"{said} ({joined([names.part(scheme, name) for name in answer.failed], lang)})"
    if answer.missing:
        missing = joined([names.fact(name) for name in answer.missing], lang)
        return f"{said} ({Text('il manque', 'missing').to(lang)}{colon(lang)}{missing})"
    return said


def _sums(scheme: str, before: Answer, after: Answer, names: Names) -> list[str]:
    lang = names.lang
    changed = ((name, before.sums.get(name), after.sums.get(name)) for name in (*before.sums, *after.sums))
    return [
        f"{names.part(scheme, name)}{colon(lang)}{becomes(_sum(was, lang), _sum(now, lang), lang)}"
        for name, was, now in dict.fromkeys(changed)
        if was != now
    ]


def _sum(one: Sum | None, lang: Lang) -> str:
    if one is None:
        return Text("rien", "nothing").to(lang)
    if one.value is None:
        return Text("une somme inconnue", "an unknown sum").to(lang)
    return f"{euros(one.value, lang)} {PER[one.per].to(lang)}"


def _total(total: Decimal | None, lang: Lang) -> str:
    return Text("inconnu", "unknown").to(lang) if total is None else euros(total, lang)
