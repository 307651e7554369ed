"""A payment before the contract is signed, on whatever day that may be."""

from collections.abc import Iterator
from datetime import date

from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.syntax import Expr, free_names
from public_aids.engine.feel.values import LAST_DAY, Unknown, Value
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.model import Scheme, Validity
from public_aids.engine.text import Text

CODES = ("R433",)
# Signatures to try where the file sets no bound: no aid is older, and few are planned further ahead.
EARLIEST, LATEST = date(1945, 1, 1), date(2100, 1, 1)


def of_scheme(scheme: Scheme, _: Logic) -> Iterator[Finding]:
    signed = signatures(scheme.validity)
    for position, amount in enumerate(scheme.amounts):
        for at, payment in enumerate(amount.payments):
            if all(_before(payment.at, signature) for signature in signed):
                message = Text(
                    f"ce versement de `{amount.id}` tombe avant la signature",
                    f"this payment of `{amount.id}` falls before the signature",
                )
                cure = Text(
                    'un jour plus tard s\'écrit `signature + @"P1Y"`', 'write a later day as `signature + @"P1Y"`'
                )
                path = ("amounts", position, "payments", at, "at")
                yield Finding("R433", path, message, (cure,), part=payment.at.span)


def signatures(validity: Validity) -> tuple[date, ...]:
    """The first and the last day on which a contract can be signed."""
    first = validity.since.versions[0][1] if validity.since else EARLIEST
    last = validity.until.versions[-1][1] if validity.until else LATEST
    return min(first, LAST_DAY), min(last, LAST_DAY)  # 9999-12-31 stands for never


def _before(expr: Expr, signature: date) -> bool:
    """Whether a day is certainly before the signature: one that hangs on a fact is not."""
    unknown: dict[str, Value] = {name: Unknown(frozenset((name,))) for name in free_names(expr)}
    day = evaluate(expr, {**unknown, "signature": signature})
    return isinstance(day, date) and day < signature
