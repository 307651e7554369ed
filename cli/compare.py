"""`schemes eval PROFILE --on D1 --then D2`: the same person on several days, and what changes in between."""

from datetime import date

from public_aids.cli.render.answer import as_json
from public_aids.cli.request import Request
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.situation import Profile
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Lang


def compared(
    profile: Profile, days: tuple[date, ...], rulebook: Rulebook, request: Request, lang: Lang, name: str
) -> str:
    """The answer for a profile, in text or JSON. Days are taken in order of the calendar, each once."""
    decisions = [decide(rulebook, profile, day, request.horizon) for day in sorted(set(days))]
    if request.form == "json":
        from public_aids.cli.render.compare_json import compare_json

        results = [one.to_json(lang, request.only) for one in decisions]
        return as_json(compare_json(decisions, results, request.only))
    from public_aids.cli.render.compare_text import compare_text

    return compare_text(decisions, rulebook, lang, request.only, name)
