"""`schemes feel --profile`: what an expression of the rules is worth for a person on a day."""

from datetime import date

from public_aids.cli.errors import ExitCode, StopError
from public_aids.cli.feel import SHOWN, Explained
from public_aids.cli.inputs import profile_named
from public_aids.engine.decide.situation import Situation
from public_aids.engine.feel.types import ANY
from public_aids.engine.feel.values import Unknown
from public_aids.engine.rulebook.expressions import CLOCKS, names_for
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.rulebook.parsed import Expressions
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source


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
