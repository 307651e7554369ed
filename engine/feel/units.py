"""Units of quantities: `EUR`, `EUR/year`, `days/week`, `%`; products of base units with whole powers.

A pure number has the unit `PURE`. Months, quarters and years convert into one another, and so do half-days, days and
weeks; a month has no whole number of days or weeks, so nothing converts between the two families.
"""

from fractions import Fraction
from typing import Final

from public_aids.engine.record import Record

_FAMILIES: Final = (
    {"month": 1, "quarter": 3, "semester": 6, "year": 12},
    {"half_day": 1, "day": 2, "week": 14},
    {"second": 1, "minute": 60, "hour": 3600},
)
_SIZES: Final = {name: (family, size) for family, names in enumerate(_FAMILIES) for name, size in names.items()}
_PERCENT: Final = "%"


class Unit(Record):
    """Base units (in the singular, in order of their names) with their powers, none of them zero."""

    powers: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        """As it is written in a file: `EUR/year`, `days/week`; empty for a pure number."""
        above = "*".join(_factor(name, power, plural=True) for name, power in self.powers if power > 0)
        below = "".join(f"/{_factor(name, -power, plural=False)}" for name, power in self.powers if power < 0)
        return f"{above or '1'}{below}" if self.powers else ""


PURE: Final = Unit()


def parse_unit(text: str) -> Unit:
    """The unit that a text names: base units joined by `*` and `/`, in the singular or the plural.

    Raises ValueError for what is not a unit.
    """
    powers: dict[str, int] = {}
    for index, part in enumerate(text.replace("*", "\0*").replace("/", "\0/").split("\0")):
        sign = -1 if part.startswith("/") else 1
        name = _base(part[1:] if index else part)
        if name != "1":
            powers[name] = powers.get(name, 0) + sign
    return _unit(powers)


def times(left: Unit, right: Unit) -> Unit:
    powers = dict(left.powers)
    for name, power in right.powers:
        powers[name] = powers.get(name, 0) + power
    return _unit(powers)


def over(left: Unit, right: Unit) -> Unit:
    return times(left, to_the(right, -1))


def to_the(unit: Unit, power: int) -> Unit:
    return _unit({name: one * power for name, one in unit.powers})


def ratio(start: Unit, end: Unit) -> Fraction | None:
    """By what a quantity in `start` is multiplied to be in `end`; None where the two do not convert."""
    size, other = _size(start), _size(end)
    return Fraction(size[1] / other[1]) if size[0] == other[0] else None


def converted(quantity: str, by: Fraction) -> str:
    """The expression that multiplies `quantity` (its text) by a ratio: `12 * x`, `x / 12`."""
    simple = all(char.isalnum() or char in "_.…" for char in quantity)
    words = quantity if simple else f"({quantity})"
    if by.denominator == 1:
        return f"{by.numerator} * {words}"
    return f"{words} / {by.denominator}" if by.numerator == 1 else f"{words} * {by.numerator} / {by.denominator}"


def _unit(powers: dict[str, int]) -> Unit:
    return Unit(tuple(sorted((name, power) for name, power in powers.items() if power)))


def _base(written: str) -> str:
    name = written.strip()
    if name.endswith("s") and name[:-1] in _SIZES:
        return name[:-1]
    if name not in ("1", _PERCENT) and not name.isidentifier():
        raise ValueError(f"{written!r} is not a unit")
    return name


def _factor(name: str, power: int, *, plural: bool) -> str:
    written = f"{name}s" if plural and name in _SIZES else name
    return written if power == 1 else "*".join([written] * power) if plural else "/".join([written] * power)


def _size(unit: Unit) -> tuple[tuple[tuple[str, int], ...], Fraction]:
    """What a unit measures (families in place of the units that convert) and how large one of it is."""
    measured: dict[str, int] = {}
    size = Fraction(1)
    for name, power in unit.powers:
        if name == _PERCENT:
            size *= Fraction(1, 100) ** power
            continue
        family, one = _SIZES.get(name, (None, 1))
        key = name if family is None else f"#{family}"
        measured[key] = measured.get(key, 0) + power
        size *= Fraction(one) ** power
    return tuple(sorted((key, power) for key, power in measured.items() if power)), size
