"""Documents and what cites them, for a person and for programs."""

from typing import Any

from public_aids.cli.render.layout import Page
from public_aids.engine.quotes.report import DocumentUse, lines_text
from public_aids.engine.text import Lang, Text, counted


def sources_text(documents: tuple[DocumentUse, ...], uncited: bool, lang: Lang) -> str:
    page = Page()
    for one in documents:
        document = one.document
        page.heading(f"{document.id} ({document.file})")
        page.line(f"{document.title}; {document.publisher.to(lang)}")
        page.line(document.describes.to(lang))
        page.line(_counts(one).to(lang))
        page.table([(path, str(count)) for path, count in one.cited_by], 4)
        if uncited and one.lines is not None:
            page.line(_uncited(one).to(lang))
            page.table([(lines_text(place), f"{words} …") for place, words in one.uncited], 4)
    files = sorted({name for one in documents if uncited for name, found in one.near.items() if found})
    for name in files:
        page.heading(Text(f"Près de ce que cite {name}", f"Near what {name} cites").to(lang))
        rows = ((one, place, words) for one in documents for place, words in one.near.get(name, ()))
        page.table([(one.document.id, lines_text(place), f"{words} …") for one, place, words in rows], 2)
    return str(page)


def document_json(one: DocumentUse, lang: Lang) -> dict[str, Any]:
    document = one.document
    return {
        "id": document.id,
        "file": document.file,
        "title": document.title,
        "publisher": document.publisher.to(lang),
        "updated_on": document.updated_on.isoformat() if document.updated_on else None,
        "describes": document.describes.to(lang),
        "citations": one.citations,
        "quotes": one.quotes,
        "cited_by": dict(one.cited_by),
        "lines": one.lines,
        "uncited": None if one.lines is None else [lines_text(place) for place, _ in one.uncited],
        "near": {name: [lines_text(place) for place, _ in found] for name, found in one.near.items()},
    }


def _counts(one: DocumentUse) -> Text:
    if not one.citations:
        return Text("cité nulle part", "cited nowhere")
    citations = counted(one.citations, "renvoi(s)", "reference(s)")
    quotes = counted(one.quotes, "citation(s)", "with a quote")
    return Text(f"{citations.fr}, dont {quotes.fr}", f"{citations.en}, {quotes.en}")


def _uncited(one: DocumentUse) -> Text:
    if not one.uncited:
        return Text("toutes ses lignes sont citées", "every line of it is cited")
    return Text("lignes que rien ne cite", "lines that nothing cites")
