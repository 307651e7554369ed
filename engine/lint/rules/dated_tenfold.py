"""A version that is ten times the one before it, or a tenth: a zero too many, or one that is missing."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.dated import dated_parts
from public_aids.engine.rulebook.coherence.domains import literal
from public_aids.engine.rulebook.coherence.finding import Finding, versions_of
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R503",)
TENFOLD = 10


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    for path, _name, dated in dated_parts(scheme):
        numbers = [(here, one if isinstance(one, Decimal) else literal(one)) for here, one in versions_of(path, dated)]
        for (_first, before), (here, after) in pairwise(numbers):
            if before and after and max(before / after, after / before) >= TENFOLD:
                message = Text(
                    f"`{after}` après `{before}` : dix fois plus, ou dix fois moins",
                    f"`{after}` after `{before}`: ten times more, or ten times less",
                )
                cure = Text("comptez les zéros", "count the zeros")
                yield Finding("R503", here, message, (cure,), "warning")
