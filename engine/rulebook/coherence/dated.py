"""What may have dated versions in a scheme, each with the path to it and what it is about."""

from collections.abc import Iterator
from typing import Any

from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.coherence.finding import Path
from public_aids.engine.rulebook.dated import DATED
from public_aids.engine.rulebook.model import Dated, Scheme


def dated_parts(scheme: Scheme) -> Iterator[tuple[Path, str, Dated[Any]]]:
    for path, test in tests_of(scheme):
        yield (*path, "when"), test.id, test.when
    for at, amount in enumerate(scheme.amounts):
        for key in DATED:
            dated = getattr(amount, key)
            if dated is not None:
                yield ("amounts", at, key), amount.id, dated
