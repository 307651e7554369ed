"""What is reported about one file: its diagnostics, and its card for the comparison with the others."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from public_aids.engine.cases.load import read_tree, tree_of
from public_aids.engine.lint.context import Context
from public_aids.engine.lint.registry import of_scalars, of_scheme, of_texts
from public_aids.engine.lint.texts import Phrase, phrases_of
from public_aids.engine.record import Record
from public_aids.engine.rulebook.coherence.card import Card, card_of
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.coherence.finding import Path as FindingPath
from public_aids.engine.rulebook.coherence.findings import found_in
from public_aids.engine.rulebook.coherence.placed import ignored, placed
from public_aids.engine.rulebook.files import RuleFile
from public_aids.engine.rulebook.model import Rulebook, Scheme, Validity
from public_aids.engine.rulebook.references import Known
from public_aids.engine.rulebook.scheme_reading import read_scheme
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place, Source
from public_aids.engine.source.tree import Node, Scalar, at, scalars
from public_aids.engine.text import Text

Scalars: TypeAlias = tuple[tuple[FindingPath, Scalar], ...]  # of a file


class Report(Record):
    """`card` is None where the file cannot be read, `sound` says that its scheme holds no error."""

    diagnostics: tuple[Diagnostic, ...]
    card: Card | None
    sound: bool
    id_place: Place | None = None
    id_line: str = ""
    cited: frozenset[str] = frozenset()


def report_on(file: RuleFile, known: Known, context: Context, cases: Map[str, Path]) -> Report:
    """What can be found in a scheme's file and its cases (their files by scheme) without the other schemes."""
    read = read_scheme(file, known)
    problems = list(read.problems)
    if read.scheme is None or read.source is None or read.node is None:
        return Report(tuple(problems), None, False)
    single = tuple(scalars(read.node))
    problems += _beside(read.problems, said_of_words(read.source, read.node, single))
    if read.sound:
        doubts = (finding for rule in of_scheme() for finding in rule(read.scheme, context))
        problems += placed((*found_in(read.scheme, context.logic), *doubts), read.source, read.node)
        if read.scheme.id in cases and not known.facts_incomplete:
            problems += _said_of_cases(cases[read.scheme.id], _rules_around(read.scheme, known))
    place = at(read.node, ("id",)).place
    card = card_of(read.scheme, read.source.line(1))
    line = read.source.line(place.line)
    return Report(tuple(problems), card, read.sound, place, line, cited_in(single))


def said_of_words(source: Source, node: Node, single: Scalars) -> tuple[Diagnostic, ...]:
    """What is said of the texts and of the single values of any one file."""
    phrases = tuple(one for one in phrases_of(node) if _is_doubtful(*one.said))
    of_phrases = (finding for rule in of_texts() for finding in rule(phrases))
    of_values = (finding for rule in of_scalars() for finding in rule(single))
    return placed((*of_phrases, *of_values), source, node)


@lru_cache(maxsize=20_000)
def _is_doubtful(*said: Any) -> bool:
    """Whether anything is said of a text; files repeat one another, and nothing is said of most."""
    phrase = (Phrase((), *said),)
    return any(True for rule in of_texts() for _ in rule(phrase))


def _beside(problems: Iterable[Diagnostic], doubts: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The doubts about what is not refused already: one slip is one message."""
    refused = [one.place for one in problems if one.place is not None]
    return (one for one in doubts if one.place is None or not any(place.holds(one.place) for place in refused))


def cited_in(single: Scalars) -> frozenset[str]:
    """The documents that a file cites."""
    return frozenset(one.text for path, one in single if path[-1] == "document")


def _said_of_cases(path: Path, rules: Rulebook) -> Iterator[Diagnostic]:
    source, node, problems = tree_of(path)
    yield from problems
    if source is not None and node is not None:
        yield from read_tree(path, source, node, rules)[1]
        yield from said_of_words(source, node, tuple(scalars(node)))


def diagnostics_at_id(findings: Iterable[Finding], report: Report) -> tuple[Diagnostic, ...]:
    """Findings about the `id` of a scheme that was read before, at its place."""
    found = (Diagnostic(f.code, f.message, report.id_place, f.cures, f.severity, report.id_line) for f in findings)
    return tuple(one for one in found if not ignored(one))


def _rules_around(scheme: Scheme, known: Known) -> Rulebook:
    """What cases may speak of: this scheme, the names of the others."""
    return Rulebook(facts=known.facts, documents=(), contacts=(), schemes=(scheme, *_names_alone(known.schemes)))


@lru_cache(maxsize=1)
def _names_alone(names: frozenset[str]) -> tuple[Scheme, ...]:
    return tuple(Scheme(name, "", Text("", ""), "information", "evaluation", Validity()) for name in sorted(names))
