"""That a text in form says what it said before: the same tree up to the order of keys, the same comments."""

from collections import Counter
from typing import Final

from public_aids.engine.edit.comments import Comment, comments_of
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence
from public_aids.engine.text import Text

_CURE: Final = Text(
    "écrivez cet endroit plus simplement ; `schemes fmt` n'a pas touché au fichier",
    "write this place in a simpler way; `schemes fmt` has not touched the file",
)


def unlike(source: Source, node: Node, comments: tuple[Comment, ...], text: str) -> Diagnostic | None:
    """What the new text of a source would change: its meaning or a comment, at the first place where it would."""
    from public_aids.engine.source.yaml_reader import read_yaml

    again, problems = read_yaml(Source(source.path, text))
    other = node if again is None or problems else _difference(node, again)
    if other is not None or again is None:
        message = Text("mis en forme, ceci n'aurait plus le même sens", "in form, this would not mean the same")
        return _found(source, message, source.offset((other or node).place.line, (other or node).place.column))
    before, after = (Counter(one.text for one in found) for found in (comments, comments_of(text, again)))
    lost = next((one for one in comments if before[one.text] != after[one.text]), None)
    if lost is None:
        return None
    return _found(
        source, Text("mis en forme, ce commentaire serait perdu", "in form, this comment would be lost"), lost.start
    )


def _found(source: Source, message: Text, start: int) -> Diagnostic:
    line = source.place(start, start).line
    end = max(start, source.offset(line, len(source.line(line)) + 1))
    return Diagnostic("P540", message, source.place(start, end), (_CURE,), excerpt=source.line(line))


def _difference(node: Node, again: Node) -> Node | None:
    """The first node that is not the same in the other tree; the order of keys is no difference."""
    match node, again:
        case Scalar(), Scalar():
            same = (type(node.value), node.value, node.text) == (type(again.value), again.value, again.text)
            return None if same else node
        case Sequence(items), Sequence(others) if len(items) == len(others):
            return next((one for pair in zip(items, others, strict=True) if (one := _difference(*pair))), None)
        case Mapping(entries), Mapping(others) if len(entries) == len(others):
            values = {key.text: value for key, value in others}
            pairs = ((key, value, values.get(key.text)) for key, value in entries)
            found = (key if other is None else _difference(value, other) for key, value, other in pairs)
            return next((one for one in found if one is not None), None)
    return node
