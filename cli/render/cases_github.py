"""Results of cases as workflow commands of GitHub: what failed, at the line of the case or of the rule."""

from collections.abc import Mapping

from public_aids.cli.render.cases_text import failure_text
from public_aids.cli.render.github import workflow_command
from public_aids.cli.render.mutation_text import KINDS, survivor_text
from public_aids.engine.cases.model import CaseResult
from public_aids.engine.cases.mutation import Mutation
from public_aids.engine.cases.places import Places
from public_aids.engine.text import Lang


def cases_github(
    results: tuple[CaseResult, ...], mutated: tuple[Mutation, ...], places: Mapping[str, Places], lang: Lang
) -> str:
    lines = [
        workflow_command("error", one.case.id, one.case.place, failure_text(one, lang))
        for one in results
        if not one.passed
    ]
    for one in mutated:
        for survivor in one.survivors:
            text = survivor_text(one, survivor, places[one.scheme], lang)
            place = places[one.scheme].of(survivor.at)
            lines.append(workflow_command("error", KINDS[survivor.kind].to(lang), place, text))
    return "".join(lines)
