"""What the terminal of a run is like: its columns, and whether it wants colours."""

import os
from collections.abc import Mapping
from typing import TextIO

LEAST = 20  # columns: under that nothing can be laid out
STANDARD_OUTPUT, STANDARD_ERROR = 1, 2


def columns(most: int, descriptor: int = STANDARD_OUTPUT) -> int:
    """The columns to write in: those of `COLUMNS`, else of the terminal; `most` in a pipe, and never more."""
    told = os.environ.get("COLUMNS", "")[:6]
    if told.isascii() and told.isdecimal() and int(told):
        return min(max(int(told), LEAST), most)
    try:
        return min(max(os.get_terminal_size(descriptor).columns or most, LEAST), most)
    except (OSError, ValueError):
        return most


def wants_color(asked: str | None, stream: TextIO | None, environment: Mapping[str, str]) -> bool:
    """Are there colours on a stream? `asked` is what `--color` says, and comes first.

    Then `NO_COLOR` (https://no-color.org) forbids them, `FORCE_COLOR` and `CLICOLOR_FORCE` want them, whatever the
    stream; else they are for a terminal that knows them.
    """
    if asked in ("always", "never"):
        return asked == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    plain = environment.get("TERM") == "dumb" or environment.get("CLICOLOR") == "0"
    return stream is not None and stream.isatty() and not plain
