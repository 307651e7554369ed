"""What can be put right without a doubt: spellings with one meaning, whose cure is that spelling in the open.

`FIXABLE` lists the codes. A fix is proved before it is given: the file must say the same after it as the reader took it
to say before.
"""

from collections.abc import Iterable

from engine.rulebook.coherence.card import MODELINE
from engine.source.diagnostic import Diagnostic
from engine.source.place import Source
from engine.source.tree import Node, plain
from engine.source.yaml_reader import read_yaml

FIXABLE = ("Y107", "Y126", "Y131", "Y132", "Y136", "S221")
Edit = tuple[int, int, str]  # the characters to replace, and by what
_NO_BREAKS = "\u00a0\u202f"


def fixed(source: Source, found: Iterable[Diagnostic]) -> str:
    """The text with what can be fixed put right, but for fixes that would change what the file says."""
    edits = sorted((edit for one in found if (edit := _edit(source, one)) is not None), reverse=True)
    said = _says(source.text)
    if said is None:
        return source.text  # no proof can be given of a file that cannot be read
    text = source.text
    for edit in edits:  # from the end, so that the offsets of the others stay right
        after = _replaced(text, edit)
        text = after if _says(after) == said else text
    return text


def _replaced(text: str, edit: Edit) -> str:
    start, end, instead = edit
    return text[:start] + instead + text[end:]


def _says(text: str) -> object:
    """What the reader takes a text to say, each doubtful spelling for what was probably meant; None for no tree."""
    node: Node | None = read_yaml(Source("", text))[0]
    return None if node is None else plain(node)


def _edit(source: Source, one: Diagnostic) -> Edit | None:
    """The characters to replace, and by what."""
    if one.place is None or one.code not in FIXABLE:
        return None
    if one.code == "S221":
        return 0, 0, _modeline(one) + "\n"
    start, end = (
        source.offset(one.place.line, one.place.column),
        source.offset(one.place.end_line, one.place.end_column),
    )
    written = source.text[start:end]
    instead = _instead(one.code, written)
    return None if instead is None else (start, end, instead)


def _instead(code: str, written: str) -> str | None:
    match code:
        case "Y107":
            return " " * len(written) if not written.strip(_NO_BREAKS + " ") else None
        case "Y131" | "Y136":
            return f'"{written}"'
        case "Y126":
            return None if '"' in written or "\\" in written or written[:1] in "[{" else f'"{written}"'
        case "Y132":
            return _plain_digits(written)
        case _:
            return None


def _plain_digits(written: str) -> str | None:
    """`50_000` and `+5`; not `01`, which may be a code, nor `0x1F`, which nobody reads at a glance."""
    bare = written.removeprefix("+").replace("_", "")
    whole = bare.partition(".")[0].removeprefix("-")
    digits = bare.removeprefix("-").replace(".", "", 1)
    return bare if digits.isdecimal() and whole and (whole == "0" or not whole.startswith("0")) else None


def _modeline(one: Diagnostic) -> str:
    """The line is in the cure, between backticks."""
    return MODELINE + one.cures[0].en.partition(MODELINE)[2].partition("`")[0]
