"""Sets of things that go together two by two: all the largest ones, or the one that is worth most.

Things are numbered; a set of them is an integer whose bit `i` stands for thing `i`. `apart[i]` holds those that do not
go with `i`.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from public_aids.engine.decide.solver import Set, members, solved_sets

MOST_LISTED = 20  # things: up to here every largest set is looked at, beyond a solver finds the best one
MOST_SOLVED = 2  # sets beside ties that a solver is asked for: each takes it a while


def largest_sets(apart: Sequence[Set]) -> Iterator[Set]:
    """Every set that nothing can join (Bron and Kerbosch with a pivot: at most 3 ** (n / 3) of them)."""
    everything = (1 << len(apart)) - 1
    together = [everything & ~others & ~(1 << index) for index, others in enumerate(apart)]

    def grow(taken: Set, able: Set, passed: Set) -> Iterator[Set]:
        if not able and not passed:
            yield taken
            return
        pivot = max(members(able | passed), key=lambda one: (able & together[one]).bit_count())
        for one in members(able & ~together[pivot]):
            yield from grow(taken | 1 << one, able & together[one], passed & together[one])
            able &= ~(1 << one)
            passed |= 1 << one

    return grow(0, everything, 0)


def best_sets(worths: Sequence[Decimal], apart: Sequence[Set], most: int) -> list[Set]:
    """The largest sets that are worth most, the best first: `most` of them, and all that are worth as much as the best.

    What is worth less than nothing is in none of them. Beyond `MOST_LISTED` things a solver finds them (the extra
    `analysis`; raises `MissingSolverError` without it).
    """
    worse = sum(1 << index for index, worth in enumerate(worths) if worth < 0)
    if worse:
        able = [index for index in range(len(worths)) if not worse >> index & 1]
        fewer = [sum(1 << able.index(one) for one in members(apart[index] & ~worse)) for index in able]
        found = best_sets([worths[index] for index in able], fewer, most)
        return [sum(1 << able[one] for one in members(chosen)) for chosen in found]
    if len(worths) > MOST_LISTED:
        return solved_sets(worths, apart, min(most, MOST_SOLVED))
    sums = [(sum((worths[one] for one in members(chosen)), Decimal(0)), chosen) for chosen in largest_sets(apart)]
    sums.sort(key=lambda one: (-one[0], one[1]))
    return [chosen for index, (worth, chosen) in enumerate(sums) if index < most or worth == sums[0][0]]
