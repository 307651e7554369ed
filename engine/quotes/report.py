"""What cites the documents, and whether the quotes stand in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from public_aids.engine.edit.located import LocatedFile
from public_aids.engine.quotes.passage import Lines, Passages, nearest_passage, passages
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.model import Document
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.files import read_bytes_as_source
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping as Map
from public_aids.engine.source.tree import Node, Scalar, Sequence
from public_aids.engine.text import Text

_SHOWN: Final = 3  # places of a quote that are reported


class Cited(Record):
    """A citation where it is written. `quote` is None where only lines are given."""

    file: LocatedFile
    document: Scalar
    lines: Scalar
    quote: Scalar | None


class DocumentUse(Record):
    """A document, how often each rule file cites it, and the lines that no rule cites (none without its text)."""

    document: Document
    citations: int
    quotes: int
    cited_by: tuple[tuple[str, int], ...]
    lines: int | None = None
    uncited: tuple[tuple[Lines, str], ...] = ()  # with the first words of each range
    near: Mapping[str, tuple[tuple[Lines, str], ...]] = {}  # by file, those right before or after what it cites


class SourcesReport(Record):
    documents: tuple[DocumentUse, ...]
    findings: tuple[Diagnostic, ...]


def sources_report(
    files: tuple[LocatedFile, ...], documents: tuple[Document, ...], texts: Path | None
) -> SourcesReport:
    """The use of every document; with a folder of `texts`, every quote is looked up in its document (codes Q6xx)."""
    cited = [one for file in files for one in _citations(file, file.node)]
    places = _declared(files)
    findings: list[Diagnostic] = []
    read: dict[str, Passages] = {}
    for document in documents:
        if not any(one.document.text == document.id for one in cited):
            findings.append(_uncited_document(document, places))
        if texts is not None and (found := _text_of(document, texts, places, findings)):
            read[document.id] = found
    for one in cited:
        if text := read.get(one.document.text):
            findings += _wrong(one, text)
    return SourcesReport(tuple(_use(document, cited, read) for document in documents), tuple(findings))


def _citations(file: LocatedFile, node: Node) -> Iterator[Cited]:
    match node:
        case Map(entries):
            document, lines, quote = node.get("document"), node.get("lines"), node.get("quote")
            if isinstance(document, Scalar) and isinstance(lines, Scalar):
                yield Cited(file, document, lines, quote if isinstance(quote, Scalar) else None)
                return
            for _, value in entries:
                yield from _citations(file, value)
        case Sequence(items):
            for item in items:
                yield from _citations(file, item)
        case Scalar():
            return


def _declared(files: tuple[LocatedFile, ...]) -> Mapping[str, tuple[Source, Map]]:
    """Where `sources.yaml` declares each document."""
    found: dict[str, tuple[Source, Map]] = {}
    for file in files:
        documents = file.node.get("documents") if file.role == "sources" and isinstance(file.node, Map) else None
        for one in documents.items if isinstance(documents, Sequence) else ():
            name = one.get("id") if isinstance(one, Map) else None
            if isinstance(one, Map) and isinstance(name, Scalar):
                found[name.text] = (file.source, one)
    return found


def _uncited_document(document: Document, places: Mapping[str, tuple[Source, Map]]) -> Diagnostic:
    message = Text(f"aucune règle ne cite le document `{document.id}`", f"no rule cites the document `{document.id}`")
    cure = Text("citez-le, ou ôtez-le de `sources.yaml`", "cite it, or take it out of `sources.yaml`")
    source, node = places[document.id]
    return _diagnostic("Q606", message, source, node.get("id"), cure, severity="warning")


def _text_of(
    document: Document, texts: Path, places: Mapping[str, tuple[Source, Map]], findings: list[Diagnostic]
) -> Passages | None:
    path = texts / document.file
    source, node = places[document.id]
    if not path.is_file():
        message = Text(
            f"le texte `{document.file}` n'est pas dans {texts}", f"the text `{document.file}` is not in {texts}"
        )
        cure = Text("`--texts` nomme le dossier des textes", "`--texts` names the folder of the texts")
        findings.append(_diagnostic("Q602", message, source, node.get("file"), cure))
        return None
    text = read_bytes_as_source(str(path), path.read_bytes())
    if isinstance(text, Diagnostic):
        findings.append(text)
        return None
    return passages(text.text)


def _wrong(cited: Cited, text: Passages) -> Iterator[Diagnostic]:
    """What is wrong with one citation of a document at hand."""
    name, written = cited.document.text, cited.lines.text
    first, last = span_of(written)
    if last > text.count:
        message = Text(
            f"`{name}` n'a que {text.count} lignes : `{written}` n'existe pas",
            f"`{name}` has only {text.count} lines: there is no `{written}`",
        )
        yield _moved("Q603", message, cited, text)
    elif cited.quote is not None and not text.stands_within(cited.quote.text, first, last):
        yield _misquoted(cited, text, cited.quote)


def _misquoted(cited: Cited, text: Passages, quote: Scalar) -> Diagnostic:
    name, written = cited.document.text, cited.lines.text
    if text.standing(quote.text):
        message = Text(
            f"la citation n'est pas aux lignes `{written}`", f"the quote does not stand at the lines `{written}`"
        )
        return _moved("Q605", message, cited, text)
    message = Text(f"la citation n'est nulle part dans `{name}`", f"the quote stands nowhere in `{name}`")
    near = nearest_passage(quote.text, text)
    if near is None:
        cure = Text("copiez les mots exacts du document", "copy the exact words of the document")
    else:
        cure = Text(
            f"le document, ligne {near[0]}, écrit `{near[1]}`", f"on line {near[0]} the document has `{near[1]}`"
        )
    return _diagnostic("Q607", message, cited.file.source, quote, cure)


def _moved(code: str, message: Text, cited: Cited, text: Passages) -> Diagnostic:
    """With the lines where the quote stands now; where they are one place, they can be written."""
    places = [lines_text(one) for one in text.standing(cited.quote.text)] if cited.quote else []
    cures = [Text(f"elle est ici : `lines: {one}`", f"it stands here: `lines: {one}`") for one in places[:_SHOWN]]
    found = _diagnostic(code, message, cited.file.source, cited.lines, *cures)
    return replace(found, fix=places[0]) if len(places) == 1 else found


def _use(document: Document, cited: Iterable[Cited], read: Mapping[str, Passages]) -> DocumentUse:
    mine = [one for one in cited if one.document.text == document.id]
    text = read.get(document.id)
    counts = Counter(one.file.inside for one in mine)
    uncited = tuple((lines, text.beginning(lines[0])) for lines in _uncited(text, mine)) if text else ()
    return DocumentUse(
        document=document,
        citations=len(mine),
        quotes=sum(one.quote is not None for one in mine),
        cited_by=tuple(sorted(counts.items())),
        lines=text.count if text else None,
        uncited=uncited,
        near={name: tuple(_near(text, uncited, mine, name)) for name in sorted(counts)} if text else {},
    )


def _uncited(text: Passages, cited: Iterable[Cited]) -> tuple[Lines, ...]:
    """The lines with words that nothing cites, as ranges; empty lines do not cut a range."""
    covered: set[int] = set()
    for one in cited:
        first, last = span_of(one.lines.text)
        covered.update(range(first, last + 1))
    ranges: list[Lines] = []
    before = 0  # the last line with words
    for line in sorted(set(text.lines)):
        if line not in covered:
            if ranges and ranges[-1][1] == before:
                ranges[-1] = (ranges[-1][0], line)
            else:
                ranges.append((line, line))
        before = line
    return tuple(ranges)


def _near(
    text: Passages, uncited: Iterable[tuple[Lines, str]], cited: Iterable[Cited], name: str
) -> Iterator[tuple[Lines, str]]:
    """Of the ranges that nothing cites, those right before or after lines that a file cites."""
    spans = [span_of(one.lines.text) for one in cited if one.file.inside == name]
    worded = sorted(set(text.lines))
    for (first, last), words in uncited:
        edges = worded[: worded.index(first)][-1:] + worded[worded.index(last) + 1 :][:1]
        if any(start <= edge <= end for edge in edges for start, end in spans):
            yield (first, last), words


def span_of(lines: str) -> Lines:
    """`25-28` as its first and last line, `25` as 25 and 25."""
    first, _, last = lines.partition("-")
    return int(first), int(last or first)


def lines_text(place: Lines) -> str:
    return str(place[0]) if place[0] == place[1] else f"{place[0]}-{place[1]}"


def _diagnostic(
    code: str, message: Text, source: Source, node: Node | None, *cures: Text, severity: str = "error"
) -> Diagnostic:
    place = node.place if node else source.place(0, 0)
    return Diagnostic(code, message, place, cures, severity, source.line(place.line))  # type: ignore[arg-type]
