"""What may be typed where a command line stops: the metavar of an option or of an argument says what stands there."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from public_aids.cli.rules import found_rules
from public_aids.cli.spoken import settings
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from public_aids.engine.rulebook.model import Fact, Rulebook

FILES = frozenset(("FILE", "IN", "OUT", "PATH", "PROFILE"))
FOLDERS = frozenset(("DIR", "DIR|REVISION", "BEFORE", "AFTER"))

Items = list["CompletionItem[str]"]
Named = Iterator[tuple[str, Text | None]]  # values, with what they stand for


def candidates(metavar: str, ctx: click.Context, incomplete: str) -> Items:
    """What begins like the word that is not finished yet; of a list `A,B`, its last part."""
    kind = metavar.strip("[].")
    if kind in FILES or kind in FOLDERS:
        return [CompletionItem(incomplete, type="file" if kind in FILES else "dir")]
    listed = kind.endswith(",")
    before, comma, last = incomplete.rpartition(",") if listed else ("", "", incomplete)
    lang = settings(ctx).lang
    with ctx.find_root():  # a revision that is unpacked goes with it
        return [
            CompletionItem(f"{before}{comma}{value}", help=label.to(lang) if label else None)
            for value, label in _values(kind.rstrip(","), ctx, last)
            if value.lower().startswith(last.lower())
        ]


def _values(kind: str, ctx: click.Context, begun: str) -> Named:
    match kind:
        case "FACT":
            yield from _facts(found_rules(ctx)[0])
        case "FACT=VALUE":
            yield from _assignments(found_rules(ctx)[0], begun)
        case "SCHEME":
            yield from _schemes(found_rules(ctx)[0])
        case "NAME|WORD" | "WORD" | "OLD":
            rules = found_rules(ctx)[0]
            yield from _schemes(rules)
            yield from _facts(rules)
        case "DIVERGENCE=READING":
            yield from _readings(found_rules(ctx)[0])
        case "CODE":
            from public_aids.engine.explain.pages import codes, page_of

            yield from ((code, page.title) for code in codes() if (page := page_of(code)))
        case "PART":
            from public_aids.engine.batch.plan import PARTS

            yield from _plain(PARTS)
        case "KIND":
            from public_aids.cli.schema import KINDS

            yield from _plain(KINDS)
        case "SHELL":
            from public_aids.cli.completion import SHELLS

            yield from _plain(SHELLS)
        case _ if kind == kind.lower():
            yield from _plain(kind.split("|"))


def _plain(words: Iterable[str]) -> Named:
    return ((word, None) for word in words)


def _facts(rules: "Rulebook") -> Named:
    return ((name, fact.label) for name, fact in rules.facts.items())


def _schemes(rules: "Rulebook") -> Named:
    return ((one.id, one.name) for one in rules.schemes)


def _readings(rules: "Rulebook") -> Named:
    divergences = {one.id: one for scheme in rules.schemes for one in scheme.divergences}
    for name, divergence in divergences.items():
        yield from ((f"{name}={reading.id}", None) for reading in divergence.readings)


def _assignments(rules: "Rulebook", begun: str) -> Named:
    """`fact=` for each fact, and once it is there each of its values."""
    name, equals, _ = begun.partition("=")
    fact = rules.facts.get(name)
    if not equals:
        yield from ((f"{one}=", label) for one, label in _facts(rules))
    elif fact is not None:
        yield from ((f"{name}={value}", label) for value, label in _of_fact(fact))


def _of_fact(fact: "Fact") -> Named:
    if fact.type == "boolean":
        yield "true", Text("oui", "yes")
        yield "false", Text("non", "no")
    labels = dict(fact.value_labels)
    yield from ((value, labels.get(value)) for value in fact.values)
