"""Findings at their places, without those that an author has asked to ignore."""

import re
from collections.abc import Iterable, Iterator

from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.files import RuleFile
from public_aids.engine.rulebook.scheme_reading import shaped
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Node, Scalar, at

_CODE = re.compile(r"[A-Z]\d{3}")


def placed(findings: Iterable[Finding], source: Source, node: Node) -> tuple[Diagnostic, ...]:
    """Findings about one file."""
    found = (_placed(finding, source, node) for finding in findings)
    return tuple(one for one in found if not ignored(one))


def placed_in_files(findings: Iterable[Finding], files: tuple[RuleFile, ...]) -> Iterator[Diagnostic]:
    """Findings about several files: those that have any are read again."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    for file in files:
        if file.inside in by_file:
            source, node, _ = shaped(file)
            if source is not None and node is not None:
                yield from placed(by_file[file.inside], source, node)


def ignored(diagnostic: Diagnostic) -> bool:
    """`# check: ignore R413 R452` at the end of the line; with the words that are underlined, only those."""
    line, mark, listed = diagnostic.excerpt.partition("# check: ignore ")
    words = listed.replace(",", " ").split()
    if not mark or diagnostic.code not in words:
        return False
    meant = [word for word in words if not _CODE.fullmatch(word)]
    place = diagnostic.place
    return not meant or (place is not None and line[place.column - 1 : place.end_column - 1] in meant)


def _placed(finding: Finding, source: Source, node: Node) -> Diagnostic:
    if finding.key:
        owner = at(node, finding.path[:-1])
        place = owner.key_place(str(finding.path[-1])) if isinstance(owner, Mapping) else owner.place
    else:
        found = at(node, finding.path)
        place = found.inside(*finding.part) if finding.part and isinstance(found, Scalar) else found.place
    line = source.line(place.line)
    return Diagnostic(finding.code, finding.message, place, finding.cures, finding.severity, line)
