"""A dated value whose first version begins after the scheme opens: in between there is no sum, no cap, no condition."""

from collections.abc import Iterator
from typing import Literal

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.dated import dated_parts
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R449",)
SUMS = ("value", "rate")


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    opens = scheme.validity.since.versions[0][1] if scheme.validity.since else None
    for path, _name, dated in dated_parts(scheme):
        first = dated.versions[0][0]
        if opens is not None and first is not None and first > opens:
            message = Text(
                f"rien n'est écrit ici du {opens}, où le dispositif s'ouvre, au {first}",
                f"nothing is written here from {opens}, when the scheme opens, to {first}",
            )
            cure = Text(
                "ajoutez en tête la version d'avant, sans `from`", "add the version before it on top, without `from`"
            )
            severity: Literal["error", "warning"] = "error" if path[-1] in SUMS else "warning"
            yield Finding("R449", (*path, 0, "from"), message, (cure,), severity)
