"""`schemes eval PROFILE --on D1 --and D2`: the same person on several days, and what changes in between."""

from datetime import date

from cli.request import Request
from engine.decide.decide import decide
from engine.decide.result import Decision
from engine.decide.situation import Profile
from engine.rulebook.model import Rulebook
from engine.text import Lang


def compared(
    names: tuple[str, ...],
    profiles: list[Profile],
    rulebook: Rulebook,
    days: tuple[date, ...],
    request: Request,
    lang: Lang,
) -> str:
    """The answer for each profile, in text or JSON. Days are taken in order of the calendar, each once."""
    ordered = sorted(set(days))
    answers = [[decide(rulebook, profile, day, request.horizon) for day in ordered] for profile in profiles]
    if request.form == "json":
        return _json(answers, rulebook, request, lang)
    from cli.render.compare_text import compare_text

    headed = names if len(names) > 1 else ("",)
    pages = (
        compare_text(found, rulebook, lang, request.only, name) for name, found in zip(headed, answers, strict=True)
    )
    return "\n".join(pages)


def _json(answers: list[list[Decision]], rulebook: Rulebook, request: Request, lang: Lang) -> str:
    import json

    from cli.render.compare_json import compare_json
    from cli.render.result_json import result_json

    written = []
    for decisions in answers:
        results = [result_json(one, lang, request.shown(one), len(rulebook.schemes)) for one in decisions]
        written.append(compare_json(decisions, results, request.only))
    return json.dumps(written if len(written) > 1 else written[0], ensure_ascii=False, indent=2) + "\n"
