"""Workflow commands of GitHub Actions: each finding is shown at its line in the changes of a pull request."""

from collections.abc import Iterable

from public_aids.cli.render.locations import from_root
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place
from public_aids.engine.text import Lang

_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_MESSAGES, ":": "%3A", ",": "%2C"}


def as_github(found: Iterable[Diagnostic], lang: Lang) -> str:
    return "".join(
        workflow_command(
            one.severity, one.code, one.place, "\n".join(said.to(lang) for said in (one.message, *one.cures))
        )
        for one in found
    )


def workflow_command(severity: str, title: str, place: Place | None, text: str) -> str:
    """One line: `::error file=…,line=…,title=…::text`."""
    properties: dict[str, str] = {}
    if place is not None:
        properties = {"file": from_root(place.path), "line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # columns of several lines are refused
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties["title"] = title
    listed = ",".join(f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{severity} {listed}::{_escaped(text, _IN_MESSAGES)}\n"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)
