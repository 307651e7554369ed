"""`schemes feel --profile`: what an expression of the rules is worth for a person on a day."""

from datetime import date

from cli.errors import ExitCode, StopError
from cli.feel import SHOWN, Explained
from cli.inputs import profile_named
from engine.decide.situation import Situation
from engine.feel.types import ANY
from engine.feel.values import Unknown
from engine.rulebook.expressions import CLOCKS, names_for
from engine.rulebook.model import Rulebook
from engine.rulebook.parsed import Expressions
from engine.source.diagnostic import Diagnostic
from engine.source.place import Source


def explained_for(text: str, profile: str | None, changes: tuple[str, ...], on: date, rules: Rulebook) -> Explained:
    """The value, checked as in a rule; without a profile nothing is known of the person. Raises `StopError`."""
    read = Expressions(names_for(rules.facts.values(), CLOCKS)).read(text, ANY)
    if read.problems:
        source = Source(SHOWN, text)
        places = [source.place(*one.span) for one in read.problems]
        raise StopError(
            ExitCode.WRONG_INPUT,
            tuple(
                Diagnostic(one.code, one.message, place, one.cures, excerpt=source.line(place.line))
                for one, place in zip(read.problems, places, strict=True)
            ),
        )
    facts = profile_named(profile, changes, rules.facts)
    value = Situation(rules, facts).value(read.expr, on)
    return Explained(value, missing=tuple(sorted(value.needs)) if isinstance(value, Unknown) else ())
