"""`kept_if_signed_by` and `others_end_on` go together, the first one first: as the file stands, or under a reading."""

from collections.abc import Iterator
from typing import Literal

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Divergence, Reading, Scheme, Term
from public_aids.engine.rulebook.readings import under
from public_aids.engine.text import Text

CODES = ("R453",)
PAIR = ("kept_if_signed_by", "others_end_on")


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    if scheme.term is None:
        return
    standing = tuple(_of_term(scheme.term, ("term",)))
    yield from standing
    for at, divergence in enumerate(scheme.divergences):
        for n, reading in enumerate(divergence.readings):
            term = under(scheme, divergence, reading).term
            if not standing and reading.id != divergence.applied and term is not None:
                yield from _of_term(term, ("divergences", at, "readings", n, "id"), _said(divergence, reading))


def _said(divergence: Divergence, reading: Reading) -> frozenset[str]:
    return frozenset((divergence.about or "", *(change.about for change in reading.also)))


def _of_term(term: Term, path: Path, said: frozenset[str] | None = None) -> Iterator[Finding]:
    """What is wrong with the two days of a term; `said` are the parts that a reading is about."""
    if said is not None and not said & {f"term.{key}" for key in PAIR}:
        return
    kept, end = term.kept_if_signed_by, term.others_end_on
    if kept is not None and end is not None:
        if end < kept:
            message = Text(
                f"`others_end_on` ({end}) vient avant `kept_if_signed_by` ({kept})",
                f"`others_end_on` ({end}) comes before `kept_if_signed_by` ({kept})",
            )
            yield _finding(path, "others_end_on", message, "error")
    elif kept is not None or end is not None:
        there, missing = PAIR if kept is not None else PAIR[::-1]
        message = Text(f"`{there}` ne change rien sans `{missing}`", f"`{there}` changes nothing without `{missing}`")
        yield _finding(path, there, message, "warning")


def _finding(path: Path, key: str, message: Text, severity: Literal["error", "warning"]) -> Finding:
    cure = Text(
        "un contrat signé après `kept_if_signed_by` finit le jour `others_end_on`",
        "a contract signed after `kept_if_signed_by` ends on the day `others_end_on`",
    )
    return Finding("R453", (*path, key) if path == ("term",) else path, message, (cure,), severity)
