"""What a rule has found, before its place is looked up."""

from collections.abc import Iterator
from typing import Literal

from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Dated, T
from public_aids.engine.text import Text

Path = tuple[str | int, ...]  # keys and positions from the top of a file


class Finding(Record):
    """`path` leads to the thing in its file; `key` asks for the key there and not for its value."""

    code: str
    path: Path
    message: Text
    cures: tuple[Text, ...] = ()
    severity: Literal["error", "warning"] = "error"
    key: bool = False
    part: tuple[int, int] | None = None  # of an expression, the characters that it is about
    file: str = ""  # the file, from the folder of rules, where the rule looks at all of them


def versions_of(path: Path, dated: Dated[T] | None) -> Iterator[tuple[Path, T]]:
    """What stands at a path: each version of a list of `{from, is}`. Of a value that is not a list the path goes too
    far, and leads to it all the same."""
    for at, (_, value) in enumerate(dated.versions if dated else ()):
        yield (*path, at, "is"), value
