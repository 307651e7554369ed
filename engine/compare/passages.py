"""The passages of documents that a scheme cited, and that nothing in it cites any more."""

from collections.abc import Iterator
from typing import Any

from public_aids.engine.compare.model import Uncited
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Citation, Rulebook


def no_longer_cited(before: Rulebook, after: Rulebook) -> tuple[Uncited, ...]:
    """Of the schemes of both, in the order of the files; a passage that is cited with other words still is."""
    return tuple(
        Uncited(old.id, passage)
        for old in before.schemes
        if (new := after.scheme(old.id)) is not None and new != old
        for passage in dict.fromkeys(_cited(old))
        if not any(_overlap(passage, one) for one in _cited(new))
    )


def _cited(thing: Any) -> Iterator[Citation]:
    match thing:
        case Citation():
            yield thing
        case Record():
            for field in thing._fields:
                yield from _cited(getattr(thing, field))
        case tuple():
            for one in thing:
                yield from _cited(one)


def _overlap(one: Citation, other: Citation) -> bool:
    (first, last), (start, end) = _span(one), _span(other)
    words = one.quote in other.quote or other.quote in one.quote  # nothing is in every quote
    return one.document == other.document and first <= end and start <= last and words


def _span(cited: Citation) -> tuple[int, int]:
    first, _, last = cited.lines.partition("-")
    return int(first), int(last or first)
