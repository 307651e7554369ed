"""What can still be read of a text whose syntax is broken: the keys of the top level whose own lines are right.

A line that begins at the margin with `key:` begins a block, which ends before the next such line. Each block is read by
itself, so that a quote, a bracket or a wrong indentation spoils no other block.
"""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final

import yaml

from public_aids.engine.record import Record
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.limits import LIMIT
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Node, Scalar
from public_aids.engine.source.yaml_build import Builder
from public_aids.engine.source.yaml_reader import built, prepared

_KEY: Final = re.compile(r"^([A-Za-z_][\w-]*):(?=\s|$)", re.MULTILINE)
_MOST: Final = 1_000  # blocks; each costs a parser
_UNCLEAR: Final = frozenset(("Y124", "Y127", "Y128"))  # another document, or too much of anything


class Block(Record):
    name: str
    entry: tuple[Scalar, Node] | None  # None where it cannot be read


def sound_blocks(source: Source, wrong: tuple[Diagnostic, ...], known: Collection[str]) -> Mapping | None:
    """The keys of the top level that can be read (`known`: those that there may be), None where there are none.

    `wrong` is what is wrong with the whole text; a block that holds any of it is not read. An unknown key beside a
    block that cannot be read is probably a line of it that has slipped to the margin: then the block before is left
    out, too.
    """
    if any(one.code in _UNCLEAR for one in wrong):
        return None
    offsets = sorted(source.offset(one.place.line, one.place.column) for one in wrong if one.place is not None)
    blocks = _without_strays(tuple(_blocks(source, offsets)), known)
    entries: dict[str, tuple[Scalar, Node]] = {}
    for block in blocks:
        if block.entry is not None:
            entries.setdefault(block.name, block.entry)
    if not entries:
        return None
    return Mapping.written(tuple(entries.values()), source, 0, len(source.text))


def _blocks(source: Source, wrong: list[int]) -> Iterator[Block]:
    text = prepared(source)[0]
    keys = tuple(islice(_KEY.finditer(text), _MOST))
    ends = (*(key.start() for key in keys[1:]), len(text))
    for key, end in zip(keys, ends, strict=False):  # a text without keys has one end all the same
        start = key.start()
        holds = any(start <= offset < end for offset in wrong)
        yield Block(key[1], None if holds else _entry(source, text, start, end))


def _entry(source: Source, text: str, start: int, end: int) -> tuple[Scalar, Node] | None:
    builder = Builder(source, start, LIMIT)
    try:
        node = built(builder, text[start:end])
    except (yaml.YAMLError, ValueError, OverflowError):
        return None
    if builder.findings or not isinstance(node, Mapping) or len(node.entries) != 1:
        return None
    return node.entries[0]


def _without_strays(blocks: tuple[Block, ...], known: Collection[str]) -> Iterator[Block]:
    lost = {at for at, block in enumerate(blocks) if block.entry is None}
    strays = {at for at, block in enumerate(blocks) if block.name not in known}
    spoilt = lost | {at for at in strays if {at - 1, at + 1} & lost}
    spoilt |= {at - 1 for at in spoilt & strays}
    return (block for at, block in enumerate(blocks) if at not in spoilt)
