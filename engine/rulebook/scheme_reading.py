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
    """The scheme of a file."""
    from engine.rulebook.reading import Reader
    from engine.rulebook.references import check_references
    from engine.rulebook.scheme_file import scheme_from

    source, node, problems = shaped(file)
    if source is None or node is None:
        return SchemeFile(source, None, None, (*problems, *_of_sound_parts(file, known, source, problems)))
    reader = Reader(source, known.facts, read=known.expressions)
    scheme = scheme_from(node, reader, file.inside)
    found = (*problems, *reader.problems, *check_references(source, node, scheme, known))
    if known.facts_incomplete:
        found = tuple(problem for problem in found if not problem.code.startswith(_OF_FACTS))
    return SchemeFile(source, node, scheme, found)


def _of_sound_parts(
    file: RuleFile, known: Known, source: Source | None, wrong: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """What is wrong in the parts of a file that have the right shape, where others have not."""
    from engine.rulebook.sound_parts import SAID_OF_PARTS, sound_parts
    from engine.source.yaml_reader import read_yaml

    if source is None or not wrong or not all(one.code.startswith("S") or one.severity != "error" for one in wrong):
        return ()
    node, _ = read_yaml(source)
    parts = None if node is None else sound_parts(node, wrong, source)
    if parts is None:
        return ()
    from engine.rulebook.reading import Reader
    from engine.rulebook.references import check_references
    from engine.rulebook.scheme_file import scheme_from

    reader = Reader(source, known.facts, read=known.expressions)
    scheme = scheme_from(parts, reader, file.inside)
    found = (*reader.problems, *check_references(source, parts, scheme, known))
    unsaid = _OF_FACTS if known.facts_incomplete else ()
    return tuple(one for one in found if one.code.startswith(SAID_OF_PARTS) and not one.code.startswith(unsaid))


def shaped(file: RuleFile) -> tuple[Source | None, Node | None, tuple[Diagnostic, ...]]:
    """The tree of a file when it is readable and has the right shape; else None; and what is wrong."""
    from engine.rulebook.shape import check_shape
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
