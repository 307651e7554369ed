"""A comparison of two sets of rules: for a terminal, for a pull request, for a changelog, for programs."""

from collections.abc import Iterator
from typing import Any

from public_aids.cli.render.diff_effects import (
    best_sentence,
    case_sentence,
    effect_sentence,
    grouped,
    rewritten,
    still_refused,
)
from public_aids.cli.render.diff_names import Names
from public_aids.cli.render.diff_words import change_sentence, passage, scheme_heading
from public_aids.cli.render.layout import Page
from public_aids.cli.render.marked import as_markdown, as_text
from public_aids.cli.render.words import colon, joined
from public_aids.engine.compare.model import Answer, Change, Effects, Past, RuleChanges
from public_aids.engine.decide.result_json import money
from public_aids.engine.text import Lang, Text, counted

RETROACTIVE = Text(
    "rétroactif : change aussi les réponses d'avant aujourd'hui", "retroactive: also changes answers before today"
)
_UNCITED = Text("Passages que l'aide ne cite plus", "Passages that the scheme no longer cites")
_SHARED = Text("Faits, documents, contacts, population", "Facts, documents, contacts, population")
_CASES = Text("Cas dont la réponse change", "Cases whose answer changes")
_REWRITTEN = Text("Cas récrits", "Cases rewritten")
_OF_CASES = Text("cas :", "cases:")
_BETWEEN = Text(" ; ", "; ")
_PROFILE = Text("Profil", "Profile")
_BEST = Text("meilleure combinaison", "best combination")
_RULES = Text("Règles", "Rules")
MOST = 3  # cases that are named behind a line
Part = tuple[str, list[tuple[str, list[str]]]]  # a heading, and lines with the names of the cases they hold for
_NOTHING = Text("rien ne change", "nothing changes")


def diff_text(title: str, rules: RuleChanges, effects: Effects, names: Names) -> str:
    page = Page()
    page.heading(title)
    for heading, lines in (*_parts(rules, effects, names), *_effect_parts(effects, names)):
        page.heading(as_text(heading))
        for line, held_by in lines:
            page.item(as_text(line), 2)
            if held_by:
                named = _BETWEEN.to(names.lang).join((*held_by[:MOST], *_others(held_by, names.lang)))
                page.line(f"{_OF_CASES.to(names.lang)} {named}", 6)
    page.heading(_summary(rules, effects).to(names.lang))
    return str(page)


def diff_markdown(title: str, rules: RuleChanges, effects: Effects, names: Names) -> str:
    """A comment for a pull request; lists of cases are folded."""
    lines = [f"## {as_markdown(title)}"]
    for heading, told in (*_parts(rules, effects, names), *_effect_parts(effects, names)):
        lines += ["", f"### {as_markdown(heading)}", ""]
        for line, held_by in told:
            listed = _BETWEEN.to(names.lang).join(map(as_markdown, held_by))
            folded = f" <details><summary>{len(held_by)}</summary>{listed}</details>"
            rest = "" if not held_by else folded if len(held_by) > MOST else f": {listed}"
            lines.append(f"- {as_markdown(line)}{rest}")
    return "\n".join([*lines, "", _summary(rules, effects).to(names.lang), ""])


def diff_changelog(rules: RuleChanges, names: Names) -> str:
    """The lines of the changelog, under its heading of rules; what is about sources alone is left out."""
    lines: list[str] = []
    for scheme in rules.schemes:
        told = [change_sentence(one, names) for one in scheme.changes if one.path[-1] != "source"]
        heading = scheme_heading(scheme, names)
        if scheme.side != "changed":
            lines.append(f"- {as_markdown(heading)}")
        elif told:
            lines.append(f"- `{scheme.id}`: {as_markdown('; '.join(told))}")
    lines += [f"- {as_markdown(change_sentence(one, names))}" for one in rules.shared]
    return "\n".join([f"### {_RULES.to(names.lang)}", "", *lines, ""]) if lines else ""


def diff_json(rules: RuleChanges, effects: Effects, names: Names) -> dict[str, Any]:
    return {
        "schemes": [
            {"id": one.id, "side": one.side, "changes": [_change(change, names) for change in one.changes]}
            for one in rules.schemes
        ],
        "shared": [_change(change, names) for change in rules.shared],
        "uncited": [
            {"scheme": one.scheme, "document": cited.document, "lines": cited.lines, "quote": cited.quote or None}
            for one in rules.uncited
            for cited in (one.passage,)
        ],
        "retroactive": [
            {"scheme": one.scheme, "cases": list(one.cases), "profiles": list(one.profiles)} for one in effects.past
        ],
        "looked_at": {"cases": effects.cases, "profiles": effects.profiles},
        "effects": [
            {
                "kind": one.kind,
                "name": one.name,
                "scheme": one.scheme,
                "before": _answer(one.before),
                "after": _answer(one.after),
                "text": as_text(effect_sentence(one, names)),
            }
            for one in effects.effects
        ],
        "cases": [
            {
                "name": one.name,
                "side": one.side,
                "what": one.what or None,
                "text": as_text(case_sentence(one, names)),
            }
            for one in effects.rewritten
        ],
        "best": [
            {
                "name": one.name,
                "before": {"schemes": list(one.before), "total": money(one.total_before)},
                "after": {"schemes": list(one.after), "total": money(one.total_after)},
            }
            for one in effects.best
        ],
    }


def _parts(rules: RuleChanges, effects: Effects, names: Names) -> Iterator[Part]:
    if effects.past:
        said = RETROACTIVE.to(names.lang)
        yield said[0].upper() + said[1:], [line for one in effects.past for line in _past(one, names)]
    for scheme in rules.schemes:
        yield scheme_heading(scheme, names), [(change_sentence(one, names), []) for one in scheme.changes]
    if rules.shared:
        yield _SHARED.to(names.lang), [(change_sentence(one, names), []) for one in rules.shared]
    if rules.uncited:
        lines = [f"{names.scheme(one.scheme)}, {passage(one, names)}" for one in rules.uncited]
        yield _UNCITED.to(names.lang), [(line, []) for line in lines]


def past_counts(past: Past) -> tuple[Text, Text]:
    return counted(len(past.cases), "cas", "case(s)"), counted(len(past.profiles), "profil(s)", "profile(s)")


def _past(past: Past, names: Names) -> Iterator[tuple[str, list[str]]]:
    """A line for the cases of a scheme, and one for the profiles."""
    cases, people = (said.to(names.lang) for said in past_counts(past))
    if past.cases:
        yield f"{names.scheme(past.scheme)}, {cases}", [names.case(one) for one in past.cases]
    if past.profiles:
        yield f"{names.scheme(past.scheme)}, {people}{colon(names.lang)}{joined(list(past.profiles), names.lang)}", []


def _effect_parts(effects: Effects, names: Names) -> Iterator[Part]:
    lang = names.lang
    cases = [
        (f"{names.scheme(scheme)}, {said}", [names.case(name) for name in held_by])
        for scheme, said, held_by in grouped(effects, "case", names)
    ]
    cases += [(said, []) for said in still_refused(effects, "case", lang)]
    if cases:
        yield _CASES.to(lang), cases
    if effects.rewritten:
        yield _REWRITTEN.to(lang), rewritten(effects, names)
    profiles: dict[str, list[tuple[str, list[str]]]] = {}
    for scheme, said, held_by in grouped(effects, "profile", names):
        for name in held_by:
            profiles.setdefault(name, []).append((f"{names.scheme(scheme)}, {said}", []))
    for best in effects.best:
        said = f"{_BEST.to(lang)}, {best_sentence(best, names)}"
        profiles.setdefault(best.name, []).append((said, []))
    for name, lines in sorted(profiles.items()):
        yield f"{_PROFILE.to(lang)} {name}", lines


def _others(held_by: list[str], lang: Lang) -> list[str]:
    """How many cases are not named."""
    more = len(held_by) - MOST
    return [Text(f"et {more} de plus", f"and {more} more").to(lang)] if more > 0 else []


def _summary(rules: RuleChanges, effects: Effects) -> Text:
    count = sum(len(one.changes) or 1 for one in rules.schemes) + len(rules.shared)
    names = {(one.kind, one.name) for one in effects.effects} | {("profile", one.name) for one in effects.best}
    cases = sum(kind == "case" for kind, _ in names)
    profiles = len(names) - cases
    written = len({one.name for one in effects.rewritten})
    if not count and not names and not effects.rewritten:
        return Text(
            f"{_NOTHING.fr} ({effects.cases} cas, {effects.profiles} profils)",
            f"{_NOTHING.en} ({effects.cases} cases, {effects.profiles} profiles)",
        )
    return Text(
        f"changements dans les règles : {count} ; cas changés : {cases} sur {effects.cases} ; profils changés :"
        f" {profiles} sur {effects.profiles}" + (f" ; cas récrits : {written}" if written else ""),
        f"changes in the rules: {count}; cases that change: {cases} of {effects.cases}; profiles that change:"
        f" {profiles} of {effects.profiles}" + (f"; cases rewritten: {written}" if written else ""),
    )


def _change(change: Change, names: Names) -> dict[str, Any]:
    return {
        "side": change.side,
        "path": list(change.path),
        "from": change.since.isoformat() if change.since else None,
        "until": change.until.isoformat() if change.until else None,
        "text": as_text(change_sentence(change, names)),
    }


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {
        "status": answer.status,
        "failed": list(answer.failed),
        "missing": list(answer.missing),
        "amounts": {name: money(one.value) for name, one in answer.sums.items()},
        "total_first_year": money(answer.total),
        "held": answer.held,
        "warnings": list(answer.warnings),
    }
