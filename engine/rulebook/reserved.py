"""The words that have a meaning of their own in expressions, and cannot name a fact."""

from typing import Final

from public_aids.engine.feel.functions import NAMES
from public_aids.engine.feel.names import KEYWORDS
from public_aids.engine.rulebook.model import CLOCKS
from public_aids.engine.rulebook.reading import Reader, child, get
from public_aids.engine.source.tree import Mapping as MappingNode
from public_aids.engine.source.tree import Node
from public_aids.engine.text import Text

RESERVED: Final = KEYWORDS | NAMES | {"not", "instance", "of", "item", "partial", *CLOCKS}


def check_names(node: Node, reader: Reader) -> None:
    """Reports each fact, and each field, whose name means something else in an expression."""
    facts = child(node, "facts")
    assert isinstance(facts, MappingNode)
    fields = (get(one, "fields") for _, one in facts.entries)
    for part in (facts, *(one for one in fields if isinstance(one, MappingNode))):
        for key, _ in part.entries:
            if key.text in RESERVED:
                message = Text(
                    f"`{key.text}` ne peut pas nommer un fait : ce mot a un autre sens dans les expressions",
                    f"`{key.text}` cannot name a fact: the word means something else in expressions",
                )
                cure = Text(f"par exemple `fait_{key.text}`", f"for example `fait_{key.text}`")
                reader.report("R495", key.place, message, cure)
