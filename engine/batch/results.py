"""The columns that come out for some schemes, whatever fills them: a plan, or `decide` row by row."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from public_aids.engine.batch.algebra import Kind, Number, Words
from public_aids.engine.batch.contracts import held_kinds
from public_aids.engine.batch.make import null
from public_aids.engine.batch.plan import BEST, BEST_TOTAL, Output, Part
from public_aids.engine.rulebook.model import STATES, Rulebook, Scheme

STATUSES = ("eligible", "not_eligible", "undetermined")
TEXT = Words()
MONEY = Number(2, Decimal(10) ** 15)


def wanted(rules: Rulebook, schemes: Collection[str]) -> tuple[Scheme, ...]:
    """Schemes by their ids, all without any."""
    return tuple(one for one in rules.schemes if not schemes or one.id in schemes)


def results_of(rules: Rulebook, schemes: Sequence[Scheme]) -> Iterator[Output]:
    """Each column with nothing in it."""
    held = held_kinds(rules)
    for scheme in schemes:
        yield from _of_scheme(scheme, scheme.id in held)
    yield Output(BEST, "best", None, null(TEXT), TEXT)
    yield Output(BEST_TOTAL, "best", None, null(MONEY), MONEY)


def _of_scheme(scheme: Scheme, held: bool) -> Iterator[Output]:
    def output(suffix: str, part: Part, kind: Kind, amount: str | None = None) -> Output:
        return Output(f"{scheme.id}_{suffix}", part, scheme.id, null(kind), kind, amount)

    if held:
        yield output("held", "held", Words(("", *STATES)))
    if scheme.kind == "information":
        return
    yield output("status", "status", Words(STATUSES))
    yield output("failed", "failed", TEXT)
    yield output("missing", "missing", TEXT)
    for amount in scheme.amounts:
        name = f"amount_{amount.id}"
        if amount.value is not None or amount.rate is not None:
            yield output(name, "amounts", MONEY, amount.id)
        yield output(f"{name}_missing", "missing", TEXT, amount.id)
    yield output("first_year", "first_year", MONEY)
