"""Numbers drawn from a seed, the same on every machine and for every size of the pieces they are drawn in.

SplitMix64 (Steele, Lea and Flood, 2014): the number of a row depends on the seed, the name of the column and the place
of the row, and on nothing else.
"""

from hashlib import blake2b

import polars as pl

GOLDEN = 0x9E3779B97F4A7C15
ALL = 1 << 64


def drawn(seed: int, name: str, first_row: int, rows: int) -> pl.Series:
    """One whole number of 64 bits for each row."""
    start = int.from_bytes(blake2b(f"{seed}/{name}".encode(), digest_size=8).digest(), "big")
    place = pl.int_range(first_row + 1, first_row + rows + 1, dtype=pl.UInt64)
    state = place * _big(GOLDEN) + _big(start)
    return pl.select(_mixed(state).alias(name)).to_series()


def _mixed(state: pl.Expr) -> pl.Expr:
    state = (state ^ (state // (1 << 30))) * _big(0xBF58476D1CE4E5B9)
    state = (state ^ (state // (1 << 27))) * _big(0x94D049BB133111EB)
    return state ^ (state // _big(1 << 31))


def _big(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt64)


def below(number: pl.Expr, limit: int) -> pl.Expr:
    """A whole number from 0 to `limit` (excluded)."""
    return number % limit
