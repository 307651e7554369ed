"""What a rule has found, before its place is looked up."""

from typing import Literal

from engine.record import Record
from engine.text import Text

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
