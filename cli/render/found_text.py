"""Schemes and facts by name, a line each with what it is called."""

from collections.abc import Iterable

from public_aids.cli.render.layout import Page
from public_aids.engine.rulebook.model import Fact, Scheme
from public_aids.engine.text import Lang, Text


def found_text(found: Iterable[Scheme | Fact], lang: Lang) -> str:
    listed = tuple(found)
    page = Page()
    rows: dict[Text, list[tuple[str, ...]]] = {
        Text("Aides", "Schemes"): [(one.id, one.name.to(lang)) for one in listed if isinstance(one, Scheme)],
        Text("Faits", "Facts"): [(one.name, one.label.to(lang)) for one in listed if isinstance(one, Fact)],
    }
    for heading, lines in rows.items():
        if lines:
            page.heading(heading.to(lang))
            page.table(lines)
    return str(page)
