"""The texts of a scheme that name a part of its rule, each with that part."""

from collections.abc import Iterator
from typing import Any

from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.coherence.finding import Path
from public_aids.engine.rulebook.model import Amount, Scheme
from public_aids.engine.text import Text

Part = Any  # an expression, a number, a day, a text; dated or not


def named_parts(scheme: Scheme) -> Iterator[tuple[Path, Text, tuple[Part, ...]]]:
    for path, test in tests_of(scheme):
        yield (*path, "label"), test.label, (test.when,)
    for at, amount in enumerate(scheme.amounts):
        yield ("amounts", at, "label"), amount.label, _sums(amount)
    yield ("name",), scheme.name, tuple(part for amount in scheme.amounts for part in _sums(amount))
    for key in ("obligations", "warnings", "notes"):
        for at, notice in enumerate(getattr(scheme, key)):
            yield (key, at, "text"), notice.text, (notice.when, notice.kept_if, notice.kept_until)
    for at, divergence in enumerate(scheme.divergences):
        for position, one in enumerate(divergence.readings):
            path = ("divergences", at, "readings", position, "label")
            yield path, one.label, (one.value, *(change.value for change in one.also))


def _sums(amount: Amount) -> tuple[Part, ...]:
    return amount.value, amount.rate, amount.cap, amount.by_period, amount.periods
