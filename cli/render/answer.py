"""The answer of `schemes eval` on a situation, in the form asked for, and on several, one after the other."""

from collections.abc import Iterable, Iterator

from public_aids.cli.request import Request
from public_aids.engine.decide.decision import Decision
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Lang


def answer(decision: Decision, rulebook: Rulebook, request: Request, lang: Lang, name: str = "") -> str:
    """The text or the JSON; `name` heads the text where there are several situations."""
    if request.form == "json":
        return as_json(decision.to_json(lang, request.only))
    from public_aids.cli.render.result_text import result_text
    from public_aids.cli.render.scheme_text import View

    shown = request.shown(decision)
    if request.brief:
        from public_aids.cli.render.brief_text import brief_text

        return brief_text(View(rulebook, lang, decision, sources=False), shown, name)
    whole = bool(request.only)
    return result_text(
        decision, rulebook, lang, shown, request.readings, sources=request.sources, whole=whole, name=name
    )


def as_json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def listed(answers: Iterable[str], form: str) -> Iterator[str]:
    """Several answers as one, in pieces: a list of JSON, or texts with an empty line between two."""
    if form != "json":
        for number, page in enumerate(answers):
            yield f"\n{page}" if number else page
        return
    for number, value in enumerate(answers):
        indented = value.rstrip("\n").replace("\n", "\n  ")
        yield f",\n  {indented}" if number else f"[\n  {indented}"
    yield "\n]\n"
