"""A case that was found by the program, as YAML to paste into a file of cases."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from public_aids.cli.render.profile_yaml import scalar
from public_aids.engine.cases.model import Path
from public_aids.engine.cases.search import Suggestion
from public_aids.engine.decide.result_json import number
from public_aids.engine.edit.fmt import formatted
from public_aids.engine.feel.values import Value

LONGEST_ID = 60


def case_yaml(name: str, suggestion: Suggestion) -> str:
    """The lines of one case, as `schemes fmt` puts them."""
    text = "".join(f"{line}\n" for line in ("cases:", *_lines(name, suggestion)))
    return (formatted(".cases.yaml", text).text or text).removeprefix("cases:\n")


def _lines(name: str, suggestion: Suggestion) -> Iterator[str]:
    file, attempt = suggestion.file, suggestion.attempt
    changes = changes_of(suggestion)
    yield f"  - id: {name}"
    yield f"    title: {_title(suggestion)}"
    if attempt.on != file.on:
        yield f"    on: {attempt.on.isoformat()}"
    if changes:
        yield f"    with: {flow(changes)}"
    yield f"    expect: {flow(expected(suggestion))}"


def changes_of(suggestion: Suggestion) -> dict[str, Value]:
    """What the situation changes of the one that its file starts from; None takes a fact away."""
    base, profile = suggestion.file.base, suggestion.attempt.profile
    changed: dict[str, Value] = {name: value for name, value in profile.items() if base.get(name) != value}
    return {**changed, **{name: None for name in base if name not in profile}}


def expected(suggestion: Suggestion) -> dict[str, Any]:
    """What the case claims: the status, and what tells the rules from others."""
    status = suggestion.seen.result.status
    claims: dict[Path, Value] = {("status",): status} if status is not None else {}
    found: dict[str, Any] = {}
    for path, value in {**claims, **suggestion.claims}.items():
        inner = found
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = value
    return found


def case_id(suggestion: Suggestion, taken: Collection[str]) -> str:
    """A name made of what changes from the nearest case, none of those `taken`."""
    near, profile = suggestion.attempt.near, suggestion.attempt.profile
    names = [name for name in {**near.profile, **profile} if near.profile.get(name) != profile.get(name)]
    if not names and suggestion.attempt.on != near.on:
        names = [near.id, suggestion.attempt.on.isoformat().replace("-", "_")]
    start = "_".join(names)[:LONGEST_ID].rstrip("_") or near.id
    number = 2
    found = start
    while found in taken:
        found, number = f"{start}_{number}", number + 1
    return found


def _title(suggestion: Suggestion) -> str:
    """To be written anew by a person; it says what is changed from which case."""
    near, profile = suggestion.attempt.near, suggestion.attempt.profile
    names = [name for name in {**near.profile, **profile} if near.profile.get(name) != profile.get(name)]
    said = ", ".join(f"{name} {_plain(profile.get(name))}" for name in names)
    day = f", le {suggestion.attempt.on.isoformat()}" if suggestion.attempt.on != near.on else ""
    return scalar(f"À décrire : {near.id}{day}" + (f", avec {said}" if said else ""))


def _plain(value: Value) -> str:
    return "inconnu" if value is None else flow(value)


def flow(value: Any) -> str:
    """A value on one line."""
    match value:
        case None:
            return "null"
        case Mapping():
            return "{ " + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + " }"
        case tuple() | list():
            return "[" + ", ".join(flow(one) for one in value) + "]"
        case str() if _is_day(value):
            return value
        case Decimal():
            return number(value) or ""
        case bool() | date() | str():
            return scalar(value)
        case _:
            return scalar(str(value))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
