"""A sum of money that would have to be given back."""

from collections.abc import Iterator

from public_aids.engine.feel.syntax import outcomes
from public_aids.engine.rulebook.coherence.domains import literal
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.coherence.stated import stated_of_amounts
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R430",)


def of_scheme(scheme: Scheme, _: Logic) -> Iterator[Finding]:
    for path, name, expr in stated_of_amounts(scheme, "value"):
        for outcome in outcomes(expr):
            number = literal(outcome)
            if number is not None and number < 0:
                message = Text(f"le montant `{name}` est négatif", f"the amount `{name}` is negative")
                cure = Text(f"ôtez le signe moins : `{-number}`", f"remove the minus sign: `{-number}`")
                yield Finding("R430", path, message, (cure,), part=outcome.span)
