"""`schemes eval PROFILE --on D1 --then D2`: the same person on several days, and what changes in between."""

from datetime import date

from cli.render.answer import as_json
from cli.request import Request
from engine.decide.decide import decide
from engine.decide.situation import Profile
from engine.rulebook.model import Rulebook
from engine.text import Lang


def compared(
    profile: Profile, days: tuple[date, ...], rulebook: Rulebook, request: Request, lang: Lang, name: str
) -> str:
    """The answer for a profile, in text or JSON. Days are taken in order of the calendar, each once."""
    decisions = [decide(rulebook, profile, day, request.horizon) for day in sorted(set(days))]
    if request.form == "json":
        from cli.render.compare_json import compare_json
        from cli.render.result_json import result_json

        results = [result_json(one, lang, request.shown(one), len(rulebook.schemes)) for one in decisions]
        return as_json(compare_json(decisions, results, request.only))
    from cli.render.compare_text import compare_text

    return compare_text(decisions, rulebook, lang, request.only, name)
