"""The values of `population.toml`, each for the fact that it draws. Raises `WrongError` for what cannot be used."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from public_aids.engine.rulebook.model import Fact
from public_aids.engine.rulebook.population.model import MILLION, Weights, Years
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text


class WrongError(Exception):
    """What is wrong with a value, and what to write instead."""

    def __init__(self, fr: str, en: str, *cures: Text) -> None:
        super().__init__(en)
        self.message, self.cures = Text(fr, en), cures


def table(written: Any) -> Mapping[str, Any]:
    if not isinstance(written, Mapping):
        raise WrongError("il faut ici des clés et leurs valeurs", "keys and their values are expected here")
    return written


def share(written: Any) -> int:
    """A share from 0 to 1, out of a million."""
    if not _is_number(written) or not 0 <= written <= 1:
        cure = Text("une part va de 0 à 1 : `0.25`", "a share goes from 0 to 1: `0.25`")
        raise WrongError(f"`{written}` n'est pas une part", f"`{written}` is not a share", cure)
    return int(Decimal(written) * MILLION)


def weights(written: Any, fact: Fact) -> Weights:
    for value, weight in table(written).items():
        if fact.values and value not in fact.values:
            known = ", ".join(f"`{one}`" for one in fact.values)
            cures = did_you_mean(value, fact.values) or (Text(f"valeurs : {known}", f"values: {known}"),)
            raise WrongError(
                f"`{value}` n'est pas une valeur de `{fact.name}`", f"`{value}` is not a value of `{fact.name}`", *cures
            )
        if fact.pattern is not None and re.search(fact.pattern, value) is None:
            raise WrongError(f"`{value}` n'a pas la bonne forme", f"`{value}` does not have the right form")
        if not _is_whole(weight) or weight < 0:
            raise WrongError(
                f"le poids `{weight}` n'est pas un nombre entier", f"the weight `{weight}` is not a whole number"
            )
    if not any(written.values()):
        raise WrongError("il faut un poids au-dessus de zéro", "one weight must be above zero")
    return tuple(written.items())


def between(written: Any, fact: Fact) -> tuple[Decimal, Decimal]:
    low, high = _pair(written, all(map(_is_number, _items(written))))
    for number in (low, high):
        if not (fact.minimum is None or fact.minimum <= number) or not (fact.maximum is None or number <= fact.maximum):
            bounds = " … ".join("" if one is None else str(one) for one in (fact.minimum, fact.maximum))
            raise WrongError(
                f"`{number}` est hors des bornes de `{fact.name}` ({bounds})",
                f"`{number}` is outside the bounds of `{fact.name}` ({bounds})",
            )
    return Decimal(low), Decimal(high)


def step(written: Any) -> Decimal:
    if not _is_number(written) or written <= 0:
        raise WrongError(f"le pas `{written}` n'est pas au-dessus de zéro", f"the step `{written}` is not above zero")
    return Decimal(written)


def years(written: Any) -> Years:
    low, high = _pair(written, all(map(_is_whole, _items(written))))
    return int(low), int(high)


def years_after(written: Any, drawn: Iterable[str]) -> tuple[str, Years, int]:
    """The fact drawn above whose day is counted from, the years after it, and the years that are never passed."""
    name, until = str(table(written).get("fact")), written.get("until", 0)
    if name not in drawn:
        cures = did_you_mean(name, drawn)
        raise WrongError(f"`{name}` n'est pas tiré au-dessus", f"`{name}` is not drawn above", *cures)
    if not _is_whole(until):
        raise WrongError(f"`{until}` n'est pas un nombre d'années", f"`{until}` is not a number of years")
    return name, years(written.get("years")), int(until)


def _pair(written: Any, right: bool) -> tuple[Any, Any]:
    if len(_items(written)) != 2 or not right or written[0] > written[1]:
        cure = Text("deux nombres, le plus petit d'abord : `[1, 6]`", "two numbers, the smaller one first: `[1, 6]`")
        raise WrongError("ce n'est pas un intervalle", "this is not a range", cure)
    return written[0], written[1]


def _items(written: Any) -> list[Any]:
    return written if isinstance(written, list) else []


def _is_number(written: Any) -> bool:
    return isinstance(written, int | Decimal) and not isinstance(written, bool)


def _is_whole(written: Any) -> bool:
    return isinstance(written, int) and not isinstance(written, bool)
