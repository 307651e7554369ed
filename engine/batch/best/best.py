"""The best set over twelve months, in columns, for rows in which at most one contract runs.

A contract that runs is kept or left: two strategies. Under each of them the presence of a right depends on no other
right, so that a set brings the sum of what its rights bring. The sets that sources may settle are few and known before
any row is read; which of them a row may take, and which is best, is decided for all rows. Where such sets are many, all
rows are left to be decided one by one. As `Timeline` and `_Combiner` of `engine.decide`, over the twelve months from
the day of evaluation.
"""

from itertools import islice

from public_aids.engine.batch.algebra import Column
from public_aids.engine.batch.best.ranking import chosen_of, names_of
from public_aids.engine.batch.best.rights import new_right
from public_aids.engine.batch.best.rows import Rows
from public_aids.engine.batch.best.sets import Option, entangled, in_order, options_of
from public_aids.engine.batch.best.strategies import strategies_of
from public_aids.engine.batch.make import FALSE, TRUE, both, either, listed, null
from public_aids.engine.batch.nodes import kind_of
from public_aids.engine.record import Record

MOST_SETS = 200  # each is compared with all others, in case a total is unknown


class Best(Record):
    """`names`: the schemes of the best set; `left`: rows to be decided one by one."""

    names: Column
    total: Column
    left: Column


def best_of(rows: Rows) -> Best:
    """The best set of each row, as far as columns know it."""
    strategies = tuple(strategies_of(rows))
    news = [
        {
            scheme.id: new
            for scheme in rows.rules.schemes
            if scheme.kind != "information" and (new := new_right(scheme, rows, strategy)).open != FALSE
        }
        for strategy in strategies
    ]
    options: list[Option] = []
    for index, strategy in enumerate(strategies):
        found = list(islice(options_of(index, strategy, news[index], rows), MOST_SETS + 1 - len(options)))
        options += sorted(found, key=in_order)
    if len(options) > MOST_SETS:
        return Best(listed(()), null(kind_of(options[0].total)), TRUE)
    odd = (
        both(strategy.holds, either(entangled(found, rows), *(both(new.open, new.odd) for new in found.values())))
        for strategy, found in zip(strategies, news, strict=True)
    )
    several = rows.running.several if rows.running else FALSE
    choice, total, undecided = chosen_of(options, rows)
    return Best(names_of(options, choice, strategies, rows), total, either(several, undecided, *odd))
