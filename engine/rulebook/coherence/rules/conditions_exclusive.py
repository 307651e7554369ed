"""Conditions that exclude each other: nobody can have the aid, as the file stands or under a reading of the sources.

That one of them alone is never true is said elsewhere. Where it is so for a time only, it is merely doubtful.
"""

from collections.abc import Iterator
from datetime import date

from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.coherence.required import Moment, moments_of
from public_aids.engine.rulebook.model import Scheme, Test
from public_aids.engine.rulebook.readings import others, under
from public_aids.engine.text import Text

CODES = ("R440",)


def of_scheme(scheme: Scheme, logic: Logic) -> Iterator[Finding]:
    moments = tuple(moments_of(scheme))
    closed = tuple(one for one in moments if _nobody(one, logic))
    if closed:
        found = logic.core((*closed[0].conditions, *closed[0].window))
        if len(found) > 1 or not _said_alone(scheme, closed[0], found[0], logic):
            last = [at for at in found if at < len(scheme.conditions)][-1]
            key = "when" if isinstance(scheme.conditions[last], Test) else "id"
            since = closed[0].first if len(closed) < len(moments) else None
            yield _finding(scheme, found, ("conditions", last, key), since)
    else:
        yield from _under_readings(scheme, logic)


def _under_readings(scheme: Scheme, logic: Logic) -> Iterator[Finding]:
    for at, divergence in enumerate(scheme.divergences):
        for n, reading in enumerate(divergence.readings):
            read = under(scheme, divergence, reading) if reading in others(scheme, divergence) else scheme
            moments = tuple(moments_of(read)) if read.conditions != scheme.conditions else ()
            if moments and all(_nobody(one, logic) for one in moments):
                found = logic.core((*moments[0].conditions, *moments[0].window))
                yield _finding(scheme, found, ("divergences", at, "readings", n, "value"))


def _nobody(moment: Moment, logic: Logic) -> bool:
    return logic.impossible((*moment.conditions, *moment.window))


def _said_alone(scheme: Scheme, moment: Moment, at: int, logic: Logic) -> bool:
    return isinstance(scheme.conditions[at], Test) and logic.constant(moment.conditions[at]) is False


def _finding(scheme: Scheme, found: tuple[int, ...], path: Path, since: date | None = None) -> Finding:
    """`found` are the conditions that exclude each other; `since` is a day from which they do, where not always."""
    names = [f"`{scheme.conditions[at].id}`" for at in found if at < len(scheme.conditions)]
    if since is not None:
        fr, en = f" à partir du {since}", f" from {since}"
    elif len(names) < len(found):
        fr, en = " un jour où le dispositif est ouvert", " on a day on which the scheme is open"
    else:
        fr = en = ""
    if len(names) == 1:
        message = Text(f"personne ne peut remplir {names[0]}{fr}", f"nobody can meet {names[0]}{en}")
        cure = Text("corrigez cette condition", "correct this condition")
    else:
        message = Text(
            f"personne ne peut remplir à la fois {', '.join(names[:-1])} et {names[-1]}{fr}",
            f"nobody can meet {', '.join(names[:-1])} and {names[-1]} at once{en}",
        )
        cure = Text(
            "corrigez l'une d'elles ; si une seule suffit, mettez-les sous `any_of`",
            "correct one of them; if one is enough, put them under `any_of`",
        )
    return Finding("R440", path, message, (cure,), "warning" if since else "error")
