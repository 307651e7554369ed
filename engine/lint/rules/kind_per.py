"""How often a sum is paid, against the kind of the scheme."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.model import PERIODS, Scheme
from public_aids.engine.text import Text

CODES = ("R455",)
_RECURRING = tuple(per for per, period in PERIODS.items() if period.months)
UNUSUAL = {"one_off": ("contract", *_RECURRING), "recurring": ("once", "contract"), "contract": ("once",)}
USUAL = {"one_off": "once", "recurring": "year", "contract": "contract"}


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    for at, amount in enumerate(scheme.amounts):
        if amount.per in UNUSUAL.get(scheme.kind, ()):
            message = Text(
                f"`per: {amount.per}` ne va pas avec `kind: {scheme.kind}`",
                f"`per: {amount.per}` does not go with `kind: {scheme.kind}`",
            )
            usual = USUAL[scheme.kind]
            cure = Text(f"écrivez `per: {usual}`, ou corrigez `kind`", f"write `per: {usual}`, or correct `kind`")
            yield Finding("R455", ("amounts", at, "per"), message, (cure,), "warning")
