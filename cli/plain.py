"""The plain form of `schemes eval`, answered before click is there: click takes longer to start than all the rest.

Only a right line is answered here: one profile, the options below in full and at most once, rules and a profile without
a mistake. Anything else is `None`, and the command line proper answers it from the beginning, mistakes and all; so the
two say the same (a test compares them).
"""

import os
from collections.abc import Mapping, Sequence
from datetime import date

from public_aids.cli.language import language, unspoken
from public_aids.cli.render.answer import answer
from public_aids.cli.request import Request
from public_aids.cli.where import rules_at_hand
from public_aids.engine.decide.days import day_from
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import MAX_BYTES, read_profile
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.text import Lang

OPTIONS = frozenset(("--on", "--lang", "--format"))
FORMATS = ("text", "json")


def plain_answer(words: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """What `schemes eval` writes for the words after it.

    `PROFILE [--on DATE] [--lang fr|en] [--format text|json]`, in any order; None for anything else.
    """
    asked = _asked(words)
    if asked is None or unspoken(environment):  # there is something to note
        return None
    try:
        return _answer(asked, language(words, environment), environment)
    except Exception:  # the command line proper meets it again, and says what it is
        return None


def _asked(words: Sequence[str]) -> Mapping[str, str] | None:
    """The values of the options, and the profile under an empty name."""
    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=") if word.startswith("--") else ("", "=", word)
        if not equals:
            value = next(rest, "")
        if (name and name not in OPTIONS) or name in found or value.startswith("-") or not value:
            return None
        found[name] = value
    return found if "" in found else None


def _answer(asked: Mapping[str, str], lang: Lang, environment: Mapping[str, str]) -> str | None:
    form = asked.get("--format", "text")
    if form not in FORMATS or asked.get("--lang", lang) != lang:
        return None
    on = day_from(asked["--on"]) if "--on" in asked else date.today()
    path = asked[""]
    if not os.path.isfile(path):  # noqa: PTH113  # a pipe could not be read again
        return None
    rules = load_cached(rules_at_hand(environment))  # first: this ends a change that was interrupted
    with open(path, "rb") as file:  # noqa: PTH123  # pathlib would cost more than the reading
        data = file.read(MAX_BYTES + 1)
    decision = decide(rules, read_profile(path, data, rules.facts), on)
    return answer(decision, rules, Request(on, form=form), lang)
