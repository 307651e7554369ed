"""Whose answers change, as sentences: cases of one scheme that change alike share a line."""

from decimal import Decimal
from typing import Final

from cli.render.words import PER, euros, joined
from engine.compare.model import Answer, BestEffect, Effect, Effects, Sum
from engine.decide.result import Status
from engine.text import Lang, Text

_STATUS: Final[dict[Status | None, Text]] = {
    "eligible": Text("ouvert", "open"),
    "not_eligible": Text("refusé", "refused"),
    "undetermined": Text("à compléter", "to be completed"),
    None: Text("fiche d'information", "information sheet"),
}
_RESERVED: Final = {
    "validity": Text("hors de ses dates", "outside its dates"),
    "career_limit": Text("déjà eu une fois dans la carrière", "already had once in the career"),
    "held_contract": Text("contrat en cours", "running contract"),
}
_HELD: Final = {
    "running": Text("en cours", "running"),
    "ended": Text("échu", "ended"),
    "terminated": Text("résilié", "terminated"),
    "unknown": Text("inconnu", "unknown"),
    None: Text("aucun", "none"),
}


def grouped(effects: Effects, kind: str, lang: Lang) -> list[tuple[str, str, list[str]]]:
    """Effects that read alike: the scheme, the sentence, and the names of the cases or the profiles."""
    groups: dict[tuple[str, str], list[str]] = {}
    for effect in effects.effects:
        if effect.kind == kind and not is_still_refused(effect):
            name = effect.name.removeprefix(f"{effect.scheme}/")
            groups.setdefault((effect.scheme, effect_sentence(effect, lang)), []).append(name)
    return [(scheme, sentence, names) for (scheme, sentence), names in groups.items()]


def is_still_refused(effect: Effect) -> bool:
    """Refused before and after, or not there: only the reasons differ."""
    there = [one for one in (effect.before, effect.after) if one is not None]
    if any(one.status != "not_eligible" for one in there):
        return False
    return there[0].sums == there[-1].sums and there[0].held == there[-1].held


def still_refused(effects: Effects, kind: str, lang: Lang) -> list[str]:
    """How many stay refused for other reasons, as a sentence; none where there is nobody."""
    count = sum(effect.kind == kind and is_still_refused(effect) for effect in effects.effects)
    said = Text(
        f"refusés avant comme après, pour d'autres raisons : {count}",
        f"refused before and after, for other reasons: {count}",
    )
    return [said.to(lang)] if count else []


def effect_sentence(effect: Effect, lang: Lang) -> str:
    """`de ouvert à refusé (zone_zip)`; where the status stays, what else changes."""
    before, after = effect.before, effect.after
    if before is None or after is None:
        there = before or after
        assert there is not None
        verb = Text("nouveau", "new") if before is None else Text("retiré, était", "removed, was")
        return f"{verb.to(lang)} {_state(there, lang)}"
    parts = [*_right(before, after, lang), *_contract(before, after, lang)]
    if before.status == after.status:
        parts += _sums(before, after, lang)
    if after.status != "not_eligible" and before.total != after.total:
        now = _total(after.total, lang)
        total = now if before.status == "not_eligible" else _from_to(_total(before.total, lang), now, lang)
        parts.append(Text("total de la première année ", "total of the first year ").to(lang) + total)
    return ", ".join(parts)


def _right(before: Answer, after: Answer, lang: Lang) -> list[str]:
    """The status, and why it is what it is; of a right that stays refused, what is new in the reasons."""
    if before.status != after.status:
        return [_from_to(_STATUS[before.status].to(lang), _state(after, lang), lang)]
    said = _STATUS[after.status].to(lang)
    if after.status == "undetermined" and before.missing != after.missing:
        more = [name for name in after.missing if name not in before.missing]
        less = [name for name in before.missing if name not in after.missing]
        return [
            said
            + _with(
                more,
                less,
                Text("il manque aussi", "also missing"),
                Text("il ne manque plus", "no longer missing"),
                lang,
            )
        ]
    more = _reasons(tuple(name for name in after.failed if name not in before.failed), lang)
    less = _reasons(tuple(name for name in before.failed if name not in after.failed), lang)
    if more or less:
        return [
            said
            + _with(more, less, Text("désormais aussi :", "now also:"), Text("mais plus :", "but no longer:"), lang)
        ]
    return []


def _reasons(failed: tuple[str, ...], lang: Lang) -> list[str]:
    """What is false, by its id; the ids that no file declares in words."""
    return [_RESERVED[name].to(lang) if name in _RESERVED else name for name in failed]


def _with(more: list[str], less: list[str], also: Text, not_any_more: Text, lang: Lang) -> str:
    told = [f"{also.to(lang)} {joined(more, lang)}"] * bool(more)
    told += [f"{not_any_more.to(lang)} {joined(less, lang)}"] * bool(less)
    return f", {', '.join(told)}"


def _contract(before: Answer, after: Answer, lang: Lang) -> list[str]:
    if before.held == after.held:
        return []
    was, now = (_HELD[one.held].to(lang) for one in (before, after))
    return [Text("contrat ", "contract ").to(lang) + _from_to(was, now, lang)]


def best_sentence(best: BestEffect, lang: Lang) -> str:
    was, now = (", ".join(names) or Text("rien", "nothing").to(lang) for names in (best.before, best.after))
    totals = _total(best.total_before, lang), _total(best.total_after, lang)
    if was == now:
        return f"{was} ({_from_to(*totals, lang)})"
    return _from_to(f"{was} ({totals[0]})", f"{now} ({totals[1]})", lang)


def _from_to(was: str, now: str, lang: Lang) -> str:
    return Text(f"{was}, devient {now}", f"{was}, becomes {now}").to(lang)


def _state(answer: Answer, lang: Lang) -> str:
    said = _STATUS[answer.status].to(lang)
    if answer.failed:
        return f"{said} ({joined(_reasons(answer.failed, lang), lang)})"
    if answer.missing:
        return f"{said} ({Text('il manque', 'missing').to(lang)} {joined(list(answer.missing), lang)})"
    return said


def _sums(before: Answer, after: Answer, lang: Lang) -> list[str]:
    names = dict.fromkeys((*before.sums, *after.sums))
    changed = ((name, before.sums.get(name), after.sums.get(name)) for name in names)
    return [f"{name} {_from_to(_sum(was, lang), _sum(now, lang), lang)}" for name, was, now in changed if was != now]


def _sum(one: Sum | None, lang: Lang) -> str:
    if one is None:
        return Text("rien", "nothing").to(lang)
    if one.value is None:
        return Text("une somme inconnue", "an unknown sum").to(lang)
    return f"{euros(one.value, lang)} {PER[one.per].to(lang)}"


def _total(total: Decimal | None, lang: Lang) -> str:
    return Text("inconnu", "unknown").to(lang) if total is None else euros(total, lang)
