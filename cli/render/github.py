"""Workflow commands of GitHub Actions: each finding is shown at its line in the changes of a pull request."""

from collections.abc import Iterable

from cli.render.locations import from_here
from engine.source.diagnostic import Diagnostic
from engine.text import Lang

_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_MESSAGES, ":": "%3A", ",": "%2C"}


def as_github(found: Iterable[Diagnostic], lang: Lang) -> str:
    return "".join(_command(one, lang) for one in found)


def _command(one: Diagnostic, lang: Lang) -> str:
    properties = {"title": one.code}
    if one.place is not None:
        place = one.place
        properties = {"file": from_here(place.path), "line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # columns of several lines are refused
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
        properties["title"] = one.code
    listed = ",".join(f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in properties.items())
    text = "\n".join(sentence.to(lang) for sentence in (one.message, *one.cures))
    return f"::{one.severity} {listed}::{_escaped(text, _IN_MESSAGES)}\n"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)
