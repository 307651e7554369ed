"""What people have of a person, as facts that the rules know."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from numbers import Integral, Rational, Real

from public_aids.engine.decide.days import Horizon, day_from, horizon_from
from public_aids.engine.decide.profile import profile_from
from public_aids.engine.feel.values import Value
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Text

Day = date | str
_ORDER = Text("`horizon=(premier_jour, dernier_jour)`", "`horizon=(first_day, last_day)`")


class Profile(Mapping[str, Value]):
    """The facts of a person that are known, as these rules read them: to make one is to check it.

    Days may be `date`, `datetime` (its day) or `YYYY-MM-DD`; numbers `int`, `Decimal` or `float` (by its shortest
    text); None is unknown. Raises `FactsError` with all that is wrong: a name, a value, a type, bounds.
    """

    __slots__ = ("_facts", "_hash")

    def __init__(self, rules: Rulebook, facts: Mapping[str, object]) -> None:
        self._facts = profile_from(_as_written(facts), rules.facts)
        self._hash = rules.hash

    def suits(self, rules: Rulebook) -> bool:
        """Whether these are the rules that have read it."""
        return self._hash == rules.hash

    def __getitem__(self, name: str) -> Value:
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def __hash__(self) -> int:
        return hash(frozenset(self._facts))

    def __repr__(self) -> str:
        return f"<Profile {' '.join(self._facts)}>"


def profile_of(rules: Rulebook, facts: Mapping[str, object]) -> Profile:
    """Facts read by these rules, at once where that was done."""
    return facts if isinstance(facts, Profile) and facts.suits(rules) else Profile(rules, facts)


def day_of(value: Day) -> date:
    """Raises `FactsError` for what is no day, or one that no rule can speak of."""
    return day_from(_day(value) if isinstance(value, date) else value)


def horizon_of(horizon: tuple[Day, Day] | None, on: date) -> Horizon | None:
    """Raises `FactsError` for one that ends before it begins."""
    if horizon is None:
        return None
    first, last = map(day_of, horizon)
    return horizon_from(first, last, on, _ORDER)


def _day(value: date) -> str:
    return value.isoformat()[:10]


def _as_written(value: object) -> object:
    """A value of Python as a file would hold it."""
    match value:
        case bool():
            return value
        case Integral():
            return Decimal(int(value))
        case Real() if not isinstance(value, Rational):
            return Decimal(str(value))
        case date():
            return _day(value)
        case Mapping():
            return {name: _as_written(one) for name, one in value.items()}
        case list() | tuple():
            return [_as_written(one) for one in value]
        case _:
            return value
