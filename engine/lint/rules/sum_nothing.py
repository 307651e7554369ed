"""A sum, a rate or a cap of nothing: nobody is ever paid."""

from collections.abc import Iterator
from decimal import Decimal

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.domains import literal
from public_aids.engine.rulebook.coherence.finding import Finding, versions_of
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R456",)


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    for at, amount in enumerate(scheme.amounts):
        for key in ("value", "rate", "cap"):
            versions = tuple(versions_of(("amounts", at, key), getattr(amount, key)))
            if versions and all(_nothing(value) for _, value in versions):
                message = Text(
                    f"`{key}: 0` : rien ne sera jamais versé pour `{amount.id}`",
                    f"`{key}: 0`: nothing will ever be paid for `{amount.id}`",
                )
                cure = Text(
                    "écrivez la somme ; une somme que les sources ne donnent pas s'écrit `precision: unquantified`",
                    "write the sum; one that the sources do not give is written `precision: unquantified`",
                )
                yield Finding("R456", versions[0][0], message, (cure,), "warning")


def _nothing(value: Expr | Decimal) -> bool:
    return (value if isinstance(value, Decimal) else literal(value)) == 0
