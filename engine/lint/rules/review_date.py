"""Rules are read again from time to time: a day that has passed, or that comes before the last review."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("D313", "D314")


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    due, done = scheme.review_before, scheme.reviewed_on
    if due is not None and done is not None and due < done:
        message = Text(
            f"`review_before` ({due}) vient avant la dernière relecture ({done})",
            f"`review_before` ({due}) comes before the last review ({done})",
        )
        cure = Text("donnez le jour de la prochaine relecture", "give the day of the next review")
        yield Finding("D314", ("review_before",), message, (cure,))
    elif due is not None and due < context.as_of:
        message = Text(
            f"ces règles devaient être relues avant le {due}", f"these rules were to be read again before {due}"
        )
        cure = Text(
            "relisez-les avec leurs sources, puis changez `reviewed_on` et `review_before`",
            "read them again with their sources, then change `reviewed_on` and `review_before`",
        )
        yield Finding("D313", ("review_before",), message, (cure,), "warning")
