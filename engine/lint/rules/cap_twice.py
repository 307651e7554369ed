"""One cap in several places of an amount (`cap`, `min(…)` of a sum and of its months): they have to agree."""

from collections.abc import Iterator
from decimal import Decimal

from public_aids.engine.feel.syntax import Call, Expr, Name, walk
from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.domains import literal
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Amount, Scheme
from public_aids.engine.text import Text

CODES = ("R458",)


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    for at, amount in enumerate(scheme.amounts):
        places = [(key, caps) for key, caps in _caps(amount) if caps]
        for (first, caps), (key, others) in zip(places[:1] * len(places[1:]), places[1:], strict=True):
            if caps != others:
                yield _differs(("amounts", at, key), first, caps, others)


def _caps(amount: Amount) -> Iterator[tuple[str, frozenset[Decimal]]]:
    caps = (literal(cap) for _, cap in amount.cap.versions) if amount.cap else ()
    yield "cap", frozenset(cap for cap in caps if cap is not None)
    exprs = tuple(expr for _, expr in amount.value.versions) if amount.value else ()
    yield "value", frozenset(cap for expr in exprs for cap in _least(expr))
    yield "by_period", frozenset(_least(amount.by_period)) if amount.by_period else frozenset()


def _least(expr: Expr) -> Iterator[Decimal]:
    """The numbers that `min` compares with."""
    for node in walk(expr):
        if isinstance(node, Call) and node.function == Name("min"):
            for one in node.arguments:
                number = literal(one)
                if number is not None:
                    yield number


def _differs(path: Path, first: str, caps: frozenset[Decimal], others: frozenset[Decimal]) -> Finding:
    one, other = (" / ".join(str(cap) for cap in sorted(found)) for found in (caps, others))
    message = Text(
        f"le plafond est {other} ici, et {one} à `{first}`", f"the cap is {other} here, and {one} at `{first}`"
    )
    cure = Text(
        'accordez-les ; dans `min`, une somme datée s\'écrit `if on >= @"2027-01-01" then … else …`',
        'bring them together; in `min`, a dated sum is written `if on >= @"2027-01-01" then … else …`',
    )
    return Finding("R458", path, message, (cure,), "warning")
