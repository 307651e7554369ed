"""The best sets among many things, found by HiGHS (https://highs.dev, MIT), from the extra `analysis`.

One binary variable a thing, one row a clique of things that do not go together: a set may hold one thing of it. The
sums that choose are floats, as in every solver; no float leaves this module.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from importlib import import_module
from typing import Any

from public_aids.engine.source.diagnostic import Diagnostic, PublicAidsError
from public_aids.engine.text import Text

CENTS = 100
MOST = 64  # sets that are worth as much as the best

Set = int  # of numbered things: its bit `i` stands for thing `i`


class MissingSolverError(PublicAidsError):
    """More things than are looked at one by one, and no solver is installed."""

    def __init__(self, things: int) -> None:
        message = Text(
            f"{things} aides ouvertes à la fois demandent un solveur, qui n'est pas installé",
            f"{things} schemes open at once need a solver, which is not installed",
        )
        cure = Text("`pip install public-aids[analysis]`", "`pip install public-aids[analysis]`")
        super().__init__((Diagnostic("P511", message, cures=(cure,)),))


def members(of: Set) -> Iterator[int]:
    """The numbers in a set, in order."""
    while of:
        lowest = of & -of
        yield lowest.bit_length() - 1
        of ^= lowest


def solved_sets(worths: Sequence[Decimal], apart: Sequence[Set], most: int) -> list[Set]:
    """The sets that are worth most, the best first: `most` of them, and all that are worth as much as the best.

    Each is the largest of its worth that nothing can join. Raises `MissingSolverError` without the extra.
    """
    try:
        highs: Any = import_module("highspy")
    except ImportError:
        raise MissingSolverError(len(worths)) from None
    with _unheard():
        solver = highs.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    taken = solver.addBinaries(len(worths))
    for clique in _cliques(apart):
        solver.addConstr(sum(taken[one] for one in members(clique)) <= 1)
    found: list[tuple[Decimal, Set]] = []
    while len(found) < MOST and (chosen := _solve(solver, taken, worths, apart)) is not None:
        worth = sum((worths[one] for one in members(chosen)), Decimal(0))
        if len(found) >= most and worth < found[0][0]:
            break
        found.append((worth, chosen))
        others = [one for one in range(len(worths)) if not chosen >> one & 1]
        if not others:
            break
        solver.addConstr(sum(taken[one] for one in others) >= 1)  # another set, not a part of this one
    found.sort(key=lambda one: (-one[0], one[1]))
    return [chosen for _, chosen in found]


@contextmanager
def _unheard() -> Iterator[None]:
    """Nothing written on standard output: HiGHS prints its name there when it is made, before it can be told not to."""
    try:
        kept = os.dup(1)
    except OSError:  # it is closed
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)


def _solve(solver: Any, taken: Any, worths: Sequence[Decimal], apart: Sequence[Set]) -> Set | None:
    solver.maximize(sum(float(worth * CENTS) * taken[index] for index, worth in enumerate(worths)))
    if solver.getModelStatus().name != "kOptimal":
        return None
    values = solver.getSolution().col_value
    chosen = sum(1 << index for index in range(len(worths)) if values[index] > 0.5)
    for index, others in enumerate(apart):  # what is worth nothing joins where it can
        if not chosen >> index & 1 and not chosen & others:
            chosen |= 1 << index
    return chosen


def _cliques(apart: Sequence[Set]) -> Iterator[Set]:
    """Cliques that cover every pair, grown one thing at a time: tighter rows than one a pair."""
    covered = [0] * len(apart)
    for index, others in enumerate(apart):
        for other in members(others & ~covered[index] & ~((1 << index) - 1)):
            if covered[index] >> other & 1:
                continue
            clique, able = 1 << index | 1 << other, others & apart[other]
            while able:
                more = (able & -able).bit_length() - 1
                clique |= 1 << more
                able &= apart[more]
            for one in members(clique):
                covered[one] |= clique & ~(1 << one)
            yield clique
