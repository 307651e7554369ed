"""Where a key of a TOML text stands: the reader of the standard library says what, not where."""

import re
from typing import Final

from public_aids.engine.source.place import Place

_TABLE: Final = re.compile(r"\s*\[\s*([^\]#]+?)\s*\]")
_KEY: Final = re.compile(r"\s*([\w-]+|\"[^\"]*\")\s*=")


class Keys:
    """The keys of a text, with those of the tables around them."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._lines = text.splitlines() or [""]
        self._found: dict[tuple[str, ...], tuple[int, int, int]] = {(): (1, 1, 1)}
        inside: tuple[str, ...] = ()
        for number, line in enumerate(self._lines, 1):
            if found := _TABLE.match(line):
                inside = tuple(part.strip(' "') for part in found[1].split("."))
                self._found.setdefault(inside, (number, found.start(1) + 1, found.end(1) + 1))
            elif found := _KEY.match(line):
                self._found.setdefault((*inside, found[1].strip('"')), (number, found.start(1) + 1, found.end(1) + 1))

    def at(self, path: tuple[str, ...]) -> tuple[Place, str]:
        """The place of a key and its line; of a key inside braces, those of the key that holds it."""
        while path not in self._found:
            path = path[:-1]
        line, start, end = self._found[path]
        return Place(self._path, line, start, line, end), self._lines[line - 1]
