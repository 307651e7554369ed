"""One file of a scheme, from its bytes to the scheme and to everything that is wrong in it.

It needs nothing of the other files but the names they declare, so that files can be read in any order, or at once.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import lru_cache

from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.files import RuleFile
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.rulebook.references import Known
from public_aids.engine.source.diagnostic import Diagnostic, by_place
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Node
from public_aids.engine.text import Text

MAX_BYTES = 1_000_000
_OF_FACTS = ("F201", "T")  # what cannot be reported while the facts are not all known


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
    """The scheme of a file. Where parts of it are wrong, the others are read for what is wrong in them."""
    from public_aids.engine.source.limits import first_of

    read = _whole(file, known)
    end = read.source.place(len(read.source.text), len(read.source.text)) if read.source else None
    return replace(read, problems=first_of(sorted(read.problems, key=by_place), len(read.problems), end))


def _whole(file: RuleFile, known: Known) -> SchemeFile:
    """The same with all that is wrong."""
    from public_aids.engine.rulebook.shape import check_shape

    source, node, problems = parsed(file)
    if source is None:
        return SchemeFile(None, None, None, problems)
    if node is None or _any_error(problems):
        return SchemeFile(source, None, None, (*problems, *_said_of_parts(source, node, problems, file, known)))
    wrong = check_shape(node, source, file.role)
    if wrong:
        return SchemeFile(source, None, None, (*problems, *wrong, *_said_of_rest(source, node, wrong, file, known)))
    scheme, found = _read(source, node, file, known)
    return SchemeFile(source, node, scheme, (*problems, *found))


def _said_of_parts(
    source: Source, node: Node | None, wrong: tuple[Diagnostic, ...], file: RuleFile, known: Known
) -> tuple[Diagnostic, ...]:
    """What is wrong in the parts of a file that can be read, where its text has errors."""
    from public_aids.engine.rulebook.shape import check_shape
    from public_aids.engine.rulebook.sound_parts import readable

    parts = readable(source, node, wrong)
    if parts is None:
        return ()
    of_shape = check_shape(parts, source, file.role, partial=True)
    return (*of_shape, *_said_of_rest(source, parts, of_shape, file, known))


def _said_of_rest(
    source: Source, node: Node, wrong: tuple[Diagnostic, ...], file: RuleFile, known: Known
) -> Iterator[Diagnostic]:
    """What is wrong in the parts that have the right shape, where others have not."""
    from public_aids.engine.rulebook.sound_parts import SAID_OF_PARTS, sound_parts

    parts = sound_parts(node, wrong, source)
    for one in _read(source, parts, file, known)[1] if parts is not None else ():
        if one.code.startswith(SAID_OF_PARTS) and one.place is not None and one.place.path == source.path:
            yield one


def _read(source: Source, node: Node, file: RuleFile, known: Known) -> tuple[Scheme, tuple[Diagnostic, ...]]:
    """The scheme of a tree of the right shape, and what is wrong beyond its shape."""
    from public_aids.engine.rulebook.reading import Reader
    from public_aids.engine.rulebook.references import check_references
    from public_aids.engine.rulebook.scheme_file import scheme_from

    reader = Reader(source, known.facts, read=known.expressions)
    scheme = scheme_from(node, reader, file.inside)
    found = (*reader.problems, *check_references(source, node, scheme, known))
    unsaid = _OF_FACTS if known.facts_incomplete else ()
    return scheme, tuple(one for one in found if not one.code.startswith(unsaid))


def parsed(file: RuleFile) -> tuple[Source | None, Node | None, tuple[Diagnostic, ...]]:
    """The tree of a file, as far as it can be read, and what is wrong: after an error it only helps to find others."""
    from public_aids.engine.source.files import read_bytes_as_source
    from public_aids.engine.source.yaml_reader import read_yaml

    source = read_bytes_as_source(file.shown, file.data, MAX_BYTES)
    if isinstance(source, Diagnostic):
        return None, None, (source,)
    node, found = read_yaml(source)
    if node is None and not found:
        message = Text("le fichier est vide", "the file is empty")
        cure = Text("effacez-le, ou écrivez-y ses clés", "delete it, or write its keys")
        return source, None, (Diagnostic("S200", message, source.place(0, 0), (cure,)),)
    return source, node, found


@lru_cache(maxsize=8)  # the shared files are asked for by several, one after the other
def shaped(file: RuleFile) -> tuple[Source | None, Node | None, tuple[Diagnostic, ...]]:
    """The tree of a file in which nothing is wrong, else None; and what is wrong."""
    from public_aids.engine.rulebook.shape import check_shape

    source, node, found = parsed(file)
    if source is None or node is None or _any_error(found):
        return source, None, found
    wrong = check_shape(node, source, file.role)
    return source, None if wrong else node, (*found, *wrong)


def _any_error(found: tuple[Diagnostic, ...]) -> bool:
    return any(problem.severity == "error" for problem in found)


def scheme_id(file: RuleFile) -> str | None:
    """The id that a file gives its scheme, without reading the rest: a file with an error somewhere has a name too."""
    data = file.data.removeprefix(BOM_UTF8)
    start = 0 if data.startswith(b"id:") else data.find(b"\nid:") + 1
    if start == 0 and not data.startswith(b"id:"):
        return None
    end = data.find(b"\n", start)
    line = data[start + 3 : end if end >= 0 else len(data)].decode("utf-8", errors="replace")
    return line.partition(" #")[0].strip(" \r\t\"'") or None
