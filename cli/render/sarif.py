"""SARIF 2.1.0 (OASIS), which code scanning services read."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from public_aids.cli.render.locations import from_root
from public_aids.engine.explain.pages import title_of
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place
from public_aids.engine.text import Lang

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(found: Iterable[Diagnostic], lang: Lang) -> dict[str, Any]:
    """One log with one run; columns count characters of Unicode (clause 3.14.27)."""
    listed = tuple(found)
    codes = sorted({one.code for one in listed})
    driver = {"name": "schemes", "version": version("public-aids"), "rules": [_rule(code, lang) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes, lang) for one in listed],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, lang: Lang) -> dict[str, Any]:
    title = title_of(code)
    said = {"shortDescription": {"text": title.to(lang)}} if title else {}
    return {"id": code, **said, "help": {"text": f"schemes explain {code}"}}


def _result(one: Diagnostic, codes: list[str], lang: Lang) -> dict[str, Any]:
    text = "\n".join(sentence.to(lang) for sentence in (one.message, *one.cures))
    place = {"locations": [_location(one.place)]} if one.place else {}
    return {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": one.severity,
        "message": {"text": text},
        **place,
    }


def _location(place: Place) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    path = quote(from_root(place.path), safe="/")
    return {"physicalLocation": {"artifactLocation": {"uri": path}, "region": region}}
