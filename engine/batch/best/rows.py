"""What the columns of a best set are made from: a lowering, seen over twelve months."""

from collections.abc import Callable
from datetime import date

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.best.running import Running
from public_aids.engine.batch.facts import Naming
from public_aids.engine.batch.lower import Scope
from public_aids.engine.batch.make import (
    day,
    days_later,
    months_later,
)
from public_aids.engine.decide.relations import Relations
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Rulebook, Scheme

MONTHS = 12


class Rows(Record):
    """What the combination needs to know of a lowering."""

    rules: Rulebook
    relations: Relations
    on: date
    running: Running | None
    scope: Callable[[Column, Column], Scope]
    open_on: Callable[[Scheme, Column], Column]
    holds: Callable[[Scheme], Column]  # the conditions that no day changes
    blocking: Callable[[Scheme], Column]
    signed: Callable[[str], Column]  # has the person a contract of a scheme, signed on any day?
    name: Naming
    may_cost: frozenset[str]  # schemes whose sum may be less than nothing, by what their facts may be

    @property
    def today(self) -> Column:
        return day(self.on)

    @property
    def days(self) -> tuple[Column, ...]:
        return tuple(months_later(self.today, index) for index in range(MONTHS))

    @property
    def end(self) -> Column:
        return days_later(months_later(self.today, MONTHS), -1)

    def leaving(self, otherwise: Column) -> Column:
        """The day on which a person would leave a contract; `otherwise` where no fact says it."""
        name = self.rules.roles.leaving
        return self.scope(self.today, self.today)[name].value if name in self.rules.facts else otherwise

    def naming(self, prefix: str) -> Naming:
        return lambda name, column: self.name(f"{prefix}_{name}", column)
