"""What could change an answer, in words: facts a person can act on, time, another reading of the sources."""

from collections.abc import Iterator
from datetime import date, timedelta

from public_aids.cli.render.words import colon, euros, fact_value, joined, long_day
from public_aids.engine.decide.contracts import contracts_from
from public_aids.engine.decide.result import Opening, ReadingEffect, ReadingResult, SchemeResult, Status, Turn
from public_aids.engine.feel.values import Value
from public_aids.engine.rulebook.model import Divergence, Rulebook
from public_aids.engine.text import Lang, Text

STATUS: dict[Status, Text] = {
    "eligible": Text("ouvert", "open"),
    "not_eligible": Text("refusé", "refused"),
    "undetermined": Text("indéterminé", "undetermined"),
}
SHOWN = 4  # ways to open a right that are shown; the JSON result has them all


def opening_lines(result: SchemeResult, rulebook: Rulebook, lang: Lang, most: int = SHOWN) -> list[str]:
    """The smallest changes that would open the right, what each would bring, and the cautions that go with them."""
    lines: list[str] = []
    for change in result.would_open_if[:most]:
        lines.append(_change(change, rulebook, lang))
        cautions = (caution.named.to(lang) for caution in change.cautions)
        lines += [caution for caution in cautions if caution not in lines]
    return lines


def _change(change: Opening, rulebook: Rulebook, lang: Lang) -> str:
    """`Membre d'une CPTS = oui (première année : 25 000 €)`."""
    parts = [part for name, value in change.facts.items() for part in _fact(name, value, rulebook, lang)]
    said = joined(parts, lang)
    if change.brings is None:
        return said
    sum_ = euros(change.brings, lang)
    return said + Text(f" (première année : {sum_})", f" (first year: {sum_})").to(lang)


def _fact(name: str, value: Value, rulebook: Rulebook, lang: Lang) -> Iterator[str]:
    if name == rulebook.roles.contracts.fact:
        for contract in contracts_from(value, rulebook.roles.contracts) or ():
            if contract.terminated_on is not None:
                scheme = rulebook.scheme(contract.scheme)
                acronym = scheme.acronym if scheme else contract.scheme
                yield Text(f"résilier {acronym}", f"terminate {acronym}").to(lang)
        return
    fact = rulebook.facts.get(name)
    label = fact.label.to(lang) if fact else name
    yield f"{label} = {fact_value(fact, value, lang)}"


def turn_line(turn: Turn, on: date, lang: Lang) -> str:
    """`droit ouvert à partir du 2 mai 2027`, by time alone; the day after `on` is tomorrow."""
    day, status = long_day(turn.on, lang), STATUS[turn.status].to(lang)
    if turn.on == on + timedelta(days=1):
        return Text(f"droit {status} dès demain, {day}", f"{status} tomorrow, {day}").to(lang)
    return Text(f"droit {status} à partir du {day}", f"{status} from {day}").to(lang)


def reading_lines(result: SchemeResult, rulebook: Rulebook, lang: Lang, *, best: bool) -> list[str]:
    """The disagreements of the sources that change this answer, and what each other reading would change.

    `best`: the scheme is part of the best set, now or later.
    """
    lines = []
    recorded = [one for scheme in (result.scheme, *rulebook.schemes) for one in scheme.divergences]
    for reading in result.readings:
        divergence = next((one for one in recorded if one.id == reading.divergence), None)
        told = _told(result, reading, best=best)
        if divergence is None or not told:
            continue
        lines.append(
            Text(
                f"les sources divergent ({divergence.id}) : {divergence.because.fr}",
                f"the sources disagree ({divergence.id}): {divergence.because.en}",
            ).to(lang)
        )
        lines += (_effect(effect, divergence, rulebook, lang) for effect in told)
    return lines


def _told(result: SchemeResult, reading: ReadingResult, *, best: bool) -> list[ReadingEffect]:
    """The effects on this scheme; else those on the best set, where the scheme can be part of it.

    A disagreement that several schemes record has all its effects in each of them.
    """
    own = [one for one in reading.effects if one.scheme == result.scheme.id]
    counts = best or result.status != "not_eligible" or (result.held is not None and result.held.state == "running")
    return own or [one for one in reading.effects if one.scheme is None and counts]


def effect_lines(result: SchemeResult, rulebook: Rulebook, lang: Lang) -> list[str]:
    """What each other reading would change, without why the sources disagree."""
    recorded = {one.id: one for scheme in rulebook.schemes for one in scheme.divergences}
    return [
        _effect(effect, recorded[reading.divergence], rulebook, lang)
        for reading in result.readings
        for effect in _told(result, reading, best=False)
    ]


def _effect(effect: ReadingEffect, divergence: Divergence, rulebook: Rulebook, lang: Lang) -> str:
    """`--reading dernier_jour_de_signature=exclu : CAIM, droit refusé au lieu d'ouvert`."""
    scheme = rulebook.scheme(effect.scheme) if effect.scheme else None
    what = scheme.acronym if scheme else Text("le meilleur total", "the best total").to(lang)
    head = f"--reading {divergence.id}={effect.reading}" + colon(lang) + what
    if effect.status is not None and effect.status_under is not None and effect.status != effect.status_under:
        before, after = STATUS[effect.status].to(lang), STATUS[effect.status_under].to(lang)
        of = "d'" if before[0] in "aeiou" else "de "
        return head + Text(f", droit {after} au lieu {of}{before}", f" {after} instead of {before}").to(lang)
    if effect.total != effect.total_under:
        unknown = Text("somme inconnue" if scheme else "inconnu", "unknown").to(lang)
        sums = [unknown if one is None else euros(one, lang) for one in (effect.total, effect.total_under)]
        return head + Text(f", {sums[1]} au lieu de {sums[0]}", f" {sums[1]} instead of {sums[0]}").to(lang)
    if effect.ends_on is not None and effect.ends_on_under is not None and effect.ends_on != effect.ends_on_under:
        before, after = long_day(effect.ends_on, lang), long_day(effect.ends_on_under, lang)
        return f"{head} " + Text(f"finit le {after} au lieu du {before}", f"ends on {after}, not on {before}").to(lang)
    return head + Text(
        ", d'autres sommes ou un autre état du contrat", " other sums, or another state of the contract"
    ).to(lang)
