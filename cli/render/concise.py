"""One line a message: `file:line:column: severity CODE: message = cure`, with the number of its places where many."""

from collections.abc import Iterable

from public_aids.cli.render.arranged import Said, arranged, in_places
from public_aids.cli.render.diagnostics import SEVERITIES
from public_aids.cli.render.locations import shorter
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Lang


def as_lines(found: Iterable[Diagnostic], lang: Lang) -> str:
    return "".join(_line(said, lang) for said in arranged(found))


def _line(said: Said, lang: Lang) -> str:
    one = said.first
    where = f"{shorter(one.place.path)}:{one.place.line}:{one.place.column}: " if one.place else ""
    message = " = ".join(
        text.to(lang) for text in (one.message, *one.cures, *((in_places(said),) if said.others else ()))
    )
    return f"{where}{SEVERITIES[one.severity].to(lang)} {one.code}: {message}\n"
