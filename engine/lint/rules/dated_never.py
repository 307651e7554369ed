"""A version of a dated value that never applies, or that says what the one before it says."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.dated import dated_parts
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Dated, Scheme
from public_aids.engine.text import Text

CODES = ("R450", "R451")
_CURE = Text("effacez cette version, ou corrigez son jour", "delete this version, or correct its day")


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    since, until = scheme.validity.since, scheme.validity.until
    opens = since.versions[0][1] if since else date.min
    running = scheme.kind == "contract" and scheme.rules_as_of == "evaluation"  # a contract goes on after the last day
    closes = until.versions[-1][1] if until and not running else date.max
    for path, _name, dated in dated_parts(scheme):
        yield from _dead(path, dated, opens, closes)
        yield from _repeated(path, dated)


def _dead(path: Path, dated: Dated[object], opens: date, closes: date) -> Iterator[Finding]:
    ends = [first for first, _ in dated.versions[1:]]
    for at, ((first, _), end) in enumerate(zip(dated.versions, [*ends, None], strict=True)):
        if end is not None and end <= opens:
            why_fr = f"la suivante commence le {end}, et le dispositif s'ouvre le {opens}"
            why_en = f"the next one begins on {end}, and the scheme opens on {opens}"
        elif first is not None and first > closes:
            why_fr = f"elle commence le {first}, et le dispositif ferme le {closes}"
            why_en = f"it begins on {first}, and the scheme closes on {closes}"
        else:
            continue
        message = Text(f"cette version ne s'applique jamais : {why_fr}", f"this version never applies: {why_en}")
        yield Finding("R450", (*path, at, "is"), message, (_CURE,), "warning")


def _repeated(path: Path, dated: Dated[object]) -> Iterator[Finding]:
    for at, ((_, before), (_, after)) in enumerate(pairwise(dated.versions), 1):
        if before == after:
            message = Text(
                "cette version dit la même chose que la précédente", "this version says the same as the one before it"
            )
            yield Finding("R451", (*path, at, "is"), message, (_CURE,), "warning")
