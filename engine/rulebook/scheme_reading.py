"""One file of a scheme, from its bytes to the scheme and to everything that is wrong in it.

It needs nothing of the other files but the names they declare, so that files can be read in any order, or at once.
"""

from engine.record import Record
from engine.rulebook.files import RuleFile
from engine.rulebook.model import Scheme
from engine.rulebook.references import Known
from engine.source.diagnostic import Diagnostic
from engine.source.place import Source
from engine.source.tree import Node
from engine.text import Text

MAX_BYTES = 1_000_000
_OF_FACTS = ("F201", "T")  # what cannot be said while the facts are not all known


class SchemeFile(Record):
    """`scheme` and `node` are None where the file is unreadable or has another shape."""

    source: Source | None
    node: Node | None
    scheme: Scheme | None
    problems: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        return self.scheme is not None and all(problem.severity != "error" for problem in self.problems)


def read_scheme(file: RuleFile, known: Known) -> SchemeFile:
    """The scheme of a file. Where parts of it have another shape, the others are read for what is wrong in them."""
    from engine.rulebook.shape import check_shape
    from engine.rulebook.sound_parts import SAID_OF_PARTS, sound_parts

    source, node, problems = parsed(file)
    if source is None or node is None:
        return SchemeFile(source, None, None, problems)
    wrong = check_shape(node, source, file.role)
    if not wrong:
        scheme, found = _read(source, node, file, known)
        return SchemeFile(source, node, scheme, (*problems, *found))
    parts = sound_parts(node, wrong, source)
    said = _read(source, parts, file, known)[1] if parts is not None else ()
    of_parts = (one for one in said if one.code.startswith(SAID_OF_PARTS))
    return SchemeFile(source, None, None, (*problems, *wrong, *of_parts))


def _read(source: Source, node: Node, file: RuleFile, known: Known) -> tuple[Scheme, tuple[Diagnostic, ...]]:
    """The scheme of a tree of the right shape, and what is wrong beyond its shape."""
    from engine.rulebook.reading import Reader
    from engine.rulebook.references import check_references
    from engine.rulebook.scheme_file import scheme_from

    reader = Reader(source, known.facts, read=known.expressions)
    scheme = scheme_from(node, reader, file.inside)
    found = (*reader.problems, *check_references(source, node, scheme, known))
    unsaid = _OF_FACTS if known.facts_incomplete else ()
    return scheme, tuple(one for one in found if not one.code.startswith(unsaid))


def parsed(file: RuleFile) -> tuple[Source | None, Node | None, tuple[Diagnostic, ...]]:
    """The tree of a file when it is readable, else None; and what is wrong."""
    from engine.source.files import read_bytes_as_source
    from engine.source.yaml_reader import read_yaml

    source = read_bytes_as_source(file.shown, file.data, MAX_BYTES)
    if isinstance(source, Diagnostic):
        return None, None, (source,)
    node, found = read_yaml(source)
    if any(problem.severity == "error" for problem in found):
        return source, None, found
    if node is None:
        message = Text("le fichier est vide", "the file is empty")
        cure = Text("effacez-le, ou écrivez-y ses clés", "delete it, or write its keys")
        return source, None, (*found, Diagnostic("S200", message, source.place(0, 0), (cure,)))
    return source, node, found


def shaped(file: RuleFile) -> tuple[Source | None, Node | None, tuple[Diagnostic, ...]]:
    """The same when it has the right shape too."""
    from engine.rulebook.shape import check_shape

    source, node, found = parsed(file)
    if source is None or node is None:
        return source, None, found
    wrong = check_shape(node, source, file.role)
    return source, None if wrong else node, (*found, *wrong)


def scheme_id(file: RuleFile) -> str | None:
    """The id that a file gives its scheme, without reading the rest: a file with an error somewhere has a name too."""
    start = 0 if file.data.startswith(b"id:") else file.data.find(b"\nid:") + 1
    if start == 0 and not file.data.startswith(b"id:"):
        return None
    end = file.data.find(b"\n", start)
    line = file.data[start + 3 : end if end >= 0 else len(file.data)].decode("utf-8", errors="replace")
    return line.partition(" #")[0].strip(" \r\t\"'") or None
