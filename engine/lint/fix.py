"""What can be put right without a doubt: where only one thing can be meant, the diagnostic carries it (`fix`).

A fix is proved before it is given. Of the spelling of a value, the file must say the same after it as the reader took
it to say before; of what stands in a value, a day or an expression, nothing else may change.
"""

from collections.abc import Iterable, Iterator

from public_aids.engine.edit.fmt import role_of
from public_aids.engine.rulebook.coherence.card import MODELINE
from public_aids.engine.rulebook.shape import check_shape
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence, Value
from public_aids.engine.source.yaml_reader import read_yaml

_NUMBERS = ("Y132", "Y134")
Edit = tuple[int, int, str]  # the characters to replace, and by what
Leaf = tuple[tuple[str | int, ...], Value]


def fixable(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of the diagnostics of a file that have one cure; not where another one stands at the same place."""
    errors = [one for one in found if one.place is not None and one.severity == "error"]
    starts = [(one.place.path, one.place.line, one.place.column) for one in errors if one.place]
    alone = [one for one, start in zip(errors, starts, strict=True) if one.fix is not None and starts.count(start) == 1]
    return (*alone, *(one for one in found if one.code == "S221"))


def fixed(source: Source, found: Iterable[Diagnostic]) -> str:
    """The text with what can be fixed put right, but for fixes that would change what else the file says."""
    text, said = source.text, _says(source.text)
    if said is None:
        return text  # no proof can be given of a file that cannot be read
    edits = sorted(((_edit(source, one), one.code) for one in fixable(tuple(found))), reverse=True)
    for (start, end, instead), code in edits:  # from the end, so that the offsets of the others stay right
        after = text[:start] + instead + text[end:]
        says = _says(after)
        if says is None or _differences(said, says) > (code[0] != "Y"):
            continue
        if code not in _NUMBERS or _may_be_a_number(Source(source.path, after), start):
            text, said = after, says
    return text


def _may_be_a_number(source: Source, start: int) -> bool:
    """Whether a number may stand at an offset: `fr: 12 000` is a text that lacks its quotes."""
    node = read_yaml(source)[0]
    role = None if node is None else role_of(source, node)
    if node is None or role is None:
        return True
    wrong = check_shape(node, source, role)
    here = source.place(start, start)
    return not any(one.place and (one.place.line, one.place.column) == (here.line, here.column) for one in wrong)


def _says(text: str) -> list[Leaf] | None:
    """What the reader takes a text to say, each doubtful spelling for what was probably meant; None for no tree."""
    node: Node | None = read_yaml(Source("", text))[0]
    return None if node is None else list(_leaves(node, ()))


def _leaves(node: Node, path: tuple[str | int, ...]) -> Iterator[Leaf]:
    match node:
        case Scalar():
            yield path, node.value
        case Sequence(items):
            yield (*path, len(items)), None
            for at, item in enumerate(items):
                yield from _leaves(item, (*path, at))
        case Mapping(entries):
            yield (*path, len(entries)), None
            for key, value in entries:
                yield from _leaves(value, (*path, key.text))


def _differences(before: list[Leaf], after: list[Leaf]) -> int:
    """How many values differ; many where there are others."""
    if [path for path, _ in before] != [path for path, _ in after]:
        return len(before) + len(after)
    return sum(one != other for one, other in zip(before, after, strict=True))


def _edit(source: Source, one: Diagnostic) -> Edit:
    if one.code == "S221":  # the line is in the cure, between backticks
        return 0, 0, MODELINE + one.cures[0].en.partition(MODELINE)[2].partition("`")[0] + "\n"
    assert one.place is not None and one.fix is not None
    place = one.place
    return source.offset(place.line, place.column), source.offset(place.end_line, place.end_column), one.fix
