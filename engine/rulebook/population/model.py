"""What `population.toml` says. Shares are held as whole numbers out of a million."""

from decimal import Decimal

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Fact

MILLION = 1_000_000

Weights = tuple[tuple[str, int], ...]
Years = tuple[int, int]


class Draw(Record):
    """How one fact is drawn; exactly one of `values`, `true`, `between`, `years` says what."""

    fact: Fact
    known: int = MILLION
    values: Weights = ()
    true: int | None = None
    between: tuple[Decimal, Decimal] | None = None
    step: Decimal = Decimal(1)
    years: Years | None = None
    after: str | None = None  # the fact whose day `years` are counted from
    until: int = 0
    when: Expr | None = None


class ContractDraw(Record):
    share: int
    years: Years
    values: Weights
    known: int = MILLION


class Distributions(Record):
    draws: tuple[Draw, ...]
    contracts: ContractDraw | None
