"""One line a finding: `file:line:column: severity CODE: message`."""

from collections.abc import Iterable

from cli.render.diagnostics import SEVERITIES
from engine.source.diagnostic import Diagnostic
from engine.text import Lang


def as_lines(found: Iterable[Diagnostic], lang: Lang) -> str:
    return "".join(_line(one, lang) for one in found)


def _line(one: Diagnostic, lang: Lang) -> str:
    where = f"{one.place}: " if one.place else ""
    return f"{where}{SEVERITIES[one.severity].to(lang)} {one.code}: {one.message.to(lang)}\n"
