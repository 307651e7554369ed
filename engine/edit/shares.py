"""Where `population.toml` names a fact or a scheme.

What a word says is asked of the reader of TOML: another word is put in its place, and sought in what is read.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from public_aids.engine.edit.located import LocatedFile
from public_aids.engine.edit.occurrences import Edit
from public_aids.engine.edit.scopes import spans_of_fact, spans_of_scheme
from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.syntax import Expr, Span
from public_aids.engine.rulebook.files import SHARES
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping

_TOKEN = re.compile(
    r"""\#[^\n]*
    | (?P<quote>"{3}|")(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)
    | (?P<bare>'{3}|')(?P<raw>.*?)(?P=bare)
    | [\w-]+""",
    re.DOTALL | re.VERBOSE,
)
_PIECE = re.compile(r"\\\s*\n\s*|\\u.{4}|\\U.{8}|\\.|.", re.DOTALL)
_CHARACTER = re.compile(".", re.DOTALL)
_MARK = "mark_of_the_program"
Steps = tuple[str, ...]


def located_shares(folder: Path) -> tuple[LocatedFile, ...]:
    """The file of shares of a folder, if there is one that can be read."""
    path = folder / SHARES
    try:
        data = path.read_bytes()
        source = Source(str(path), data.decode())
        tomllib.loads(source.text)
    except (OSError, ValueError):
        return ()
    return (LocatedFile(SHARES, "shares", source, Mapping((), source.place(0, 0)), data),)


def shares_of_fact(file: LocatedFile, old: str, new: str, fields: frozenset[str]) -> Iterator[Edit]:
    def names(steps: Steps) -> bool:
        return steps == ("facts", _MARK) or (steps[:1] == ("facts",) and steps[2:] == ("years_after", "fact", "="))

    return _edits(file, old, new, names, lambda expr: spans_of_fact(expr, old, fields))


def shares_of_scheme(file: LocatedFile, old: str, new: str, field: str) -> Iterator[Edit]:
    def spans(expr: Expr) -> Iterator[Span]:
        return ((start + 1, end - 1) for start, end in spans_of_scheme(expr, old, field))

    return _edits(file, old, new, lambda steps: steps == ("contracts", "values", _MARK), spans)


def _edits(
    file: LocatedFile, old: str, new: str, names: Callable[[Steps], bool], spans: Callable[[Expr], Iterator[Span]]
) -> Iterator[Edit]:
    text = file.source.text
    for token in _TOKEN.finditer(text):
        group = next((one for one in ("text", "raw") if token[one] is not None), 0)
        start, end = token.span(group)
        if old not in token[group] or token[0].startswith("#"):
            continue
        steps = _steps(f"{text[:start]}{_MARK}{text[end:]}")
        if token[group] == old and names(steps):
            yield Edit(file, start, end, new, file.source.place(start, end))
        elif steps[:1] == ("facts",) and steps[2:] == ("when", "="):
            for first, last in _spans(token, group, spans):
                yield Edit(file, first, last, new, file.source.place(first, last))


def _spans(token: re.Match[str], group: str | int, spans: Callable[[Expr], Iterator[Span]]) -> Iterator[Span]:
    """The places in the file of what an expression names, escapes and all."""
    pieces = list((_PIECE if group == "text" else _CHARACTER).finditer(token[group]))
    read = [_read(one[0]) for one in pieces]
    starts = [token.start(group) + one.start() for one, text in zip(pieces, read, strict=True) for _ in text]
    try:
        for first, last in spans(parse("".join(read))):
            yield starts[first], starts[last - 1] + 1
    except FeelError:
        return


def _read(piece: str) -> str:
    """What one character, or one escape, stands for."""
    return piece if len(piece) == 1 else str(tomllib.loads(f'x = """{piece}"""')["x"])


def _steps(text: str) -> Steps:
    """The keys that lead to the mark, the last one being the mark itself, or `=` before it as a value."""
    try:
        return next(_found(tomllib.loads(text)), ())
    except tomllib.TOMLDecodeError:
        return ()


def _found(value: Any) -> Iterator[Steps]:
    if value == _MARK:
        yield ("=",)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key == _MARK:
                yield (key,)
            yield from ((key, *steps) for steps in _found(one))
