"""The answer of `schemes eval` on one situation or several, in the form asked for."""

from collections.abc import Sequence

from cli.request import Request
from engine.decide.result import Decision
from engine.rulebook.model import Rulebook
from engine.text import Lang


def answer(
    names: Sequence[str], decisions: Sequence[Decision], rulebook: Rulebook, request: Request, lang: Lang
) -> str:
    """The text or the JSON; `names` head the pages of several situations, whose JSON is a list."""
    if request.form == "json":
        import json

        from cli.render.result_json import result_json

        results = [result_json(one, lang, request.shown(one), len(rulebook.schemes)) for one in decisions]
        return json.dumps(results if len(results) > 1 else results[0], ensure_ascii=False, indent=2) + "\n"
    from cli.render.result_text import result_text

    headed = names if len(names) > 1 else ("",)
    return "\n".join(
        result_text(one, rulebook, lang, request.shown(one), request.readings, sources=request.sources, name=name)
        for name, one in zip(headed, decisions, strict=True)
    )
