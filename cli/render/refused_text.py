"""What is refused, in a few lines: the reasons, and what could change it."""

from public_aids.cli.render.layout import Page
from public_aids.cli.render.outlook_text import effect_lines, opening_lines, turn_line
from public_aids.cli.render.scheme_text import View, reasons
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.text import Text

COLUMN = 26  # the longest acronyms fit


def is_later(result: SchemeResult, view: View) -> bool:
    """Is the scheme part of the best set, although it opens by time alone after the day?"""
    turn = result.turns if result.failed != ("held_contract",) else None
    return turn is not None and turn.status == "eligible" and result.scheme.id in view.decision.combination.best


def write_refused(page: Page, heading: Text, group: tuple[SchemeResult, ...], view: View) -> None:
    """A paragraph for each scheme, beside its short name; `schemes eval --scheme` tells the rest."""
    if group:
        page.heading(heading.to(view.lang))
    for result in group:
        for position, said in enumerate((_why(result, view), *_outlook(result, view))):
            page.field("" if position else result.scheme.acronym, said, 2, COLUMN)


def _why(result: SchemeResult, view: View) -> str:
    return view.say(" ; ", "; ").join(reasons(result, view))


def _outlook(result: SchemeResult, view: View) -> list[str]:
    opening = opening_lines(result, view.rulebook, view.lang, most=1)
    said = [view.say("pour l'ouvrir : ", "to open it: ") + opening[0], *opening[1:]] if opening else []
    if result.turns:
        turn = turn_line(result.turns, view.decision.on, view.lang)
        said.append(view.say(f"avec le temps : {turn}", f"with time: {turn}"))
    return [*said, *effect_lines(result, view.rulebook, view.lang)]
