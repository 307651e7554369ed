"""The contract that runs is kept or left: on which days it is there, and what it pays."""

from collections.abc import Iterator

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.amounts import Due
from public_aids.engine.batch.best.rows import MONTHS, Rows
from public_aids.engine.batch.make import (
    FALSE,
    TRUE,
    both,
    coalesce,
    compare,
    is_true,
    negation,
)
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Scheme


class Strategy(Record):
    """What becomes of the contract that runs, if any: it is there on some days, and part of the set or not."""

    name: str
    holds: Column  # rows for which this is a choice
    member: Column  # the contract is part of the set
    there: tuple[Column, ...]
    stops: Column  # the contract is there on the first day, and no longer on the last
    due: Due


def strategies_of(rows: Rows) -> Iterator[Strategy]:
    """Without a contract there is nothing to choose; one that runs is kept, or left on a day."""
    never = (FALSE,) * MONTHS
    running = rows.running
    if running is None or running.some == FALSE:
        yield Strategy("year", TRUE, FALSE, never, FALSE, Due())
        return
    kept = rows.naming("best__kept")
    there = tuple(kept(f"on_{index}", running.there(day, None)) for index, day in enumerate(rows.days))
    brings = running.due(rows.days, rows.end, None, rows.scope, kept)
    stops = kept("stops", both(there[0], negation(running.there(rows.end, None))))
    yield Strategy("kept", TRUE, running.some, there, stops, brings)
    left = rows.naming("best__left")
    wished = rows.leaving(rows.today)
    left_on = left("day", coalesce(wished, rows.today))
    member = left("member", both(running.some, is_true(compare(">", left_on, rows.today))))
    there = tuple(left(f"on_{index}", running.there(day, left_on)) for index, day in enumerate(rows.days))
    brings = running.due(rows.days, rows.end, left_on, rows.scope, left).where(member)
    stops = left("stops", both(there[0], negation(running.there(rows.end, left_on))))
    yield Strategy("left", running.some, member, there, stops, brings)


def kept_out(scheme: Scheme, strategy: Strategy, rows: Rows) -> tuple[Column, ...]:
    """For each month, is a contract there that the scheme is incompatible with? Never null."""
    if rows.running is None:
        return (FALSE,) * MONTHS
    excludes = rows.running.is_of(frozenset(rows.relations.opponents(scheme.id)))
    return tuple(both(excludes, there) for there in strategy.there)
