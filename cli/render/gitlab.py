"""The Code Quality report of GitLab: a list of issues, in the JSON of Code Climate."""

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from public_aids.cli.render.locations import from_root
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Lang

_SEVERITIES = {"error": "major", "warning": "minor"}


def as_gitlab(found: Iterable[Diagnostic], lang: Lang) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    return [_issue(one, lang, seen) for one in found]


def _issue(one: Diagnostic, lang: Lang, seen: Counter[str]) -> dict[str, Any]:
    path = from_root(one.place.path) if one.place else "."
    first, last = (one.place.line, one.place.end_line) if one.place else (1, 1)
    return {
        "description": f"{one.message.to(lang)}",
        "check_name": one.code,
        "fingerprint": _fingerprint(f"{one.code} {path} {one.message.en}", seen),
        "severity": _SEVERITIES[one.severity],
        "location": {"path": path, "lines": {"begin": first, "end": last}},
    }


def _fingerprint(words: str, seen: Counter[str]) -> str:
    """The same from one commit to the next: lines move, so they are no part of it; equal findings are numbered."""
    seen[words] += 1
    return blake2b(f"{words} {seen[words]}".encode(), digest_size=16).hexdigest()
