"""A fact in per cent compared with a fraction: 80 % is written `80` there, and not `0.80`."""

from collections.abc import Iterator
from decimal import Decimal

from public_aids.engine.feel.syntax import Between, Comparison, Name, children, walk
from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.coherence.domains import literal
from public_aids.engine.rulebook.coherence.finding import Finding, versions_of
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R459",)
ALL = 100


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    percents = {name for name, fact in context.facts.items() if fact.unit == "%"}
    for path, test in tests_of(scheme):
        for here, expr in versions_of((*path, "when"), test.when):
            for node in walk(expr):
                sides = children(node) if isinstance(node, Comparison | Between) else ()
                if any(isinstance(side, Name) and side.name in percents for side in sides):
                    for side in sides:
                        number = literal(side)
                        if number is not None and 0 < number < 1:
                            yield _fraction(here, number, side.span)


def _fraction(path: tuple[str | int, ...], number: Decimal, span: tuple[int, int]) -> Finding:
    percent = format((number * ALL).normalize(), "f")
    message = Text(
        f"ce fait est en pour cent : `{number}` y est moins de 1 %", f"this fact is in per cent: `{number}` is under 1%"
    )
    cure = Text(f"écrivez `{percent}` pour {percent} %", f"write `{percent}` for {percent}%")
    return Finding("R459", path, message, (cure,), "warning", part=span)
