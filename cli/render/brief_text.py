"""A `Decision` on one screen: what is open and for how much, the best set, what to answer next, whom to write to."""

from collections.abc import Callable, Iterable

from public_aids.cli.render.combination_text import best_line
from public_aids.cli.render.contact_text import contact_lines
from public_aids.cli.render.layout import Page
from public_aids.cli.render.refused_text import COLUMN, is_later
from public_aids.cli.render.result_text import asked_for
from public_aids.cli.render.scheme_text import View
from public_aids.cli.render.words import euros, joined, long_day
from public_aids.engine.decide.result import SchemeResult
from public_aids.engine.text import Text, counted

WIDTH = 80
LABEL = 20
ASKED = 3


class _Brief:
    def __init__(self, view: View, schemes: tuple[SchemeResult, ...]) -> None:
        self.view = view
        self.schemes = tuple(one for one in schemes if one.status is not None)
        self.page = Page()
        self.page.width = min(self.page.width, WIDTH)

    def write(self, name: str) -> str:
        view, day = self.view, long_day(self.view.decision.on, self.view.lang)
        self.page.heading(view.say(f"Situation au {day}", f"Situation on {day}") + (f" ({name})" if name else ""))
        told = {one.scheme.id: said for one in self.schemes if (said := self._had(one))}
        for one in self.schemes:
            if one.scheme.id in told:
                self.page.field(one.scheme.acronym, told[one.scheme.id], 2, COLUMN)
        rest = [one for one in self.schemes if one.scheme.id not in told]
        self._paragraph(Text("Le mieux ensemble", "Best together"), [best_line(view)])
        self._named(Text("À compléter", "To be completed"), rest, lambda one: one.status == "undetermined")
        self._write_questions()
        self._paragraph(Text("À qui écrire", "Whom to write to"), contact_lines(self.schemes, view))
        if count := len(view.decision.warnings):
            warnings = counted(count, "avertissement(s)", "warning(s)").to(view.lang)
            said = view.say(f"{warnings}, à lire sans `--brief`", f"{warnings}, to be read without `--brief`")
            self._paragraph(Text("Attention", "Warning"), [said])
        self._named(Text("Bloqué", "Blocked"), rest, _blocked)
        self._named(
            Text("Pas ouvert", "Not open"), rest, lambda one: one.status != "undetermined" and not _blocked(one)
        )
        return str(self.page)

    def _had(self, result: SchemeResult) -> str:
        """What a scheme that is open, held, or open later is for the person; empty for another."""
        view, parts = self.view, []
        if result.held and result.held.state == "running":
            left = result.held.remaining
            parts.append(view.say("en cours", "running"))
            if left is not None and (left or not result.scheme.unquantified):
                parts[0] += view.say(", reste ", ", remaining ") + euros(left, view.lang)
        if result.status == "eligible":
            parts.append(view.say("droit ouvert", "open") + self._sum(result))
        elif is_later(result, view) and result.turns and not parts:
            day = long_day(result.turns.on, view.lang)
            parts.append(view.say(f"s'ouvre le {day}", f"opens on {day}"))
        return view.say(" ; ", "; ").join(parts)

    def _sum(self, result: SchemeResult) -> str:
        view, total = self.view, result.total_first_year
        if result.scheme.unquantified:
            return view.say(", non chiffré", ", no sum is given")
        if total is None:
            return view.say(", somme inconnue", ", sum unknown")
        sum_ = euros(total, view.lang)
        return view.say(f", {sum_} la première année", f", {sum_} in the first year")

    def _named(self, label: Text, schemes: Iterable[SchemeResult], chosen: Callable[[SchemeResult], bool]) -> None:
        names = [one.scheme.acronym for one in schemes if chosen(one)]
        self._paragraph(label, [joined(names, self.view.lang)])

    def _write_questions(self) -> None:
        view, questions = self.view, asked_for(self.schemes, self.view)
        more = len(questions) - ASKED
        rest = view.say(", puis ", ", then ") + counted(more, "autre(s)", "more").to(view.lang) if more > 0 else ""
        if questions:
            self.page.line(view.say("À répondre d'abord", "To answer first") + rest, 0)
        for name in questions[:ASKED]:
            self.page.item(f"{view.rulebook.facts[name].question.to(view.lang)} ({name})", 2)

    def _paragraph(self, label: Text, lines: list[str]) -> None:
        for position, line in enumerate(line for line in lines if line):
            self.page.field("" if position else label.to(self.view.lang), line, 0, LABEL)


def brief_text(view: View, schemes: tuple[SchemeResult, ...], name: str = "") -> str:
    """At most 80 columns; `name` heads it. What is refused comes last, by name only."""
    return _Brief(view, schemes).write(name)


def _blocked(result: SchemeResult) -> bool:
    return result.failed == ("held_contract",) and result.held is None
