"""A point that was meant to part thousands, as French and German do: `12.000` is twelve here."""

import re
from collections.abc import Iterator

from public_aids.engine.source.nearest import write
from public_aids.engine.text import Text

_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


def is_grouped(written: str) -> bool:
    return _GROUPS.fullmatch(written) is not None


def grouped_cures(written: str) -> Iterator[Text]:
    """The number with its thousands, and the small one where it could be that."""
    yield write(written.replace(".", ""))
    if written.count(".") == 1:
        small = written.rstrip("0").rstrip(".")
        yield Text(f"ou `{small}`, si c'est ce nombre", f"or `{small}`, if that is the number")
