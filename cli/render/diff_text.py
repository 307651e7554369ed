"""A comparison of two sets of rules: for a terminal, for a pull request, for a changelog, for programs."""

from collections.abc import Iterator
from typing import Any

from cli.render.diff_effects import best_sentence, effect_sentence, grouped, still_refused
from cli.render.diff_words import change_sentence, scheme_heading
from cli.render.layout import Page
from cli.render.result_json import money
from engine.compare.model import Answer, Change, Effects, RuleChanges
from engine.text import Lang, Text

_SHARED = Text("Faits, documents, contacts", "Facts, documents, contacts")
_CASES = Text("Cas dont la réponse change", "Cases whose answer changes")
_PROFILE = Text("Profil", "Profile")
_BEST = Text("meilleure combinaison", "best combination")
_NOTHING = Text("rien ne change", "nothing changes")


def diff_text(title: str, rules: RuleChanges, effects: Effects, lang: Lang) -> str:
    page = Page()
    page.heading(title)
    for heading, sentences in _parts(rules, lang):
        page.heading(heading)
        for sentence in sentences:
            page.item(sentence, 2)
    for heading, lines in _effect_parts(effects, lang):
        page.heading(heading)
        for line, names in lines:
            page.item(f"{line}: {', '.join(names)}" if names else line, 2)
    page.heading(_summary(rules, effects).to(lang))
    return str(page)


def diff_markdown(title: str, rules: RuleChanges, effects: Effects, lang: Lang) -> str:
    """A comment for a pull request; lists of cases are folded."""
    lines = [f"## {title}"]
    for heading, sentences in _parts(rules, lang):
        lines += ["", f"### {heading}", "", *(f"- {sentence}" for sentence in sentences)]
    for heading, effect_lines in _effect_parts(effects, lang):
        lines += ["", f"### {heading}", ""]
        for line, names in effect_lines:
            listed = ", ".join(f"`{name}`" for name in names)
            folded = f" <details><summary>{len(names)}</summary>{listed}</details>" if len(names) > 3 else f": {listed}"
            lines.append(f"- {line}{folded if names else ''}")
    return "\n".join([*lines, "", _summary(rules, effects).to(lang), ""])


def diff_changelog(rules: RuleChanges, lang: Lang) -> str:
    """The lines of the changelog, under its heading of rules; what is about sources alone is left out."""
    lines = ["### Rules", ""]
    for scheme in rules.schemes:
        told = [change_sentence(one, lang) for one in scheme.changes if one.path[-1] != "source"]
        if scheme.side != "changed":
            lines.append(f"- {scheme_heading(scheme, lang)}")
        elif told:
            lines.append(f"- `{scheme.id}`: {'; '.join(told)}")
    shared = [change_sentence(one, lang) for one in rules.shared]
    lines += [f"- {sentence}" for sentence in shared]
    return "\n".join([*lines, ""]) if len(lines) > 2 else ""


def diff_json(rules: RuleChanges, effects: Effects, lang: Lang) -> dict[str, Any]:
    return {
        "schemes": [
            {"id": one.id, "side": one.side, "changes": [_change(change, lang) for change in one.changes]}
            for one in rules.schemes
        ],
        "shared": [_change(change, lang) for change in rules.shared],
        "looked_at": {"cases": effects.cases, "profiles": effects.profiles},
        "effects": [
            {
                "kind": one.kind,
                "name": one.name,
                "scheme": one.scheme,
                "before": _answer(one.before),
                "after": _answer(one.after),
                "text": effect_sentence(one, lang),
            }
            for one in effects.effects
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


def _parts(rules: RuleChanges, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    for scheme in rules.schemes:
        yield scheme_heading(scheme, lang), [change_sentence(one, lang) for one in scheme.changes]
    if rules.shared:
        yield _SHARED.to(lang), [change_sentence(one, lang) for one in rules.shared]


def _effect_parts(effects: Effects, lang: Lang) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    """Headings, and under each the sentences with the names of the cases that they hold for."""
    cases = [(f"{scheme}, {said}", names) for scheme, said, names in grouped(effects, "case", lang)]
    cases += [(said, []) for said in still_refused(effects, "case", lang)]
    if cases:
        yield _CASES.to(lang), cases
    best = {one.name: best_sentence(one, lang) for one in effects.best}
    profiles: dict[str, list[tuple[str, list[str]]]] = {}
    for scheme, said, names in grouped(effects, "profile", lang):
        for name in names:
            profiles.setdefault(name, []).append((f"{scheme}, {said}", []))
    for name, said in best.items():
        profiles.setdefault(name, []).append((f"{_BEST.to(lang)}, {said}", []))
    for name, lines in sorted(profiles.items()):
        yield f"{_PROFILE.to(lang)} {name}", lines


def _summary(rules: RuleChanges, effects: Effects) -> Text:
    count = sum(len(one.changes) or 1 for one in rules.schemes) + len(rules.shared)
    names = {(one.kind, one.name) for one in effects.effects} | {("profile", one.name) for one in effects.best}
    cases = sum(kind == "case" for kind, _ in names)
    profiles = len(names) - cases
    if not count and not names:
        return Text(
            f"{_NOTHING.fr} ({effects.cases} cas, {effects.profiles} profils)",
            f"{_NOTHING.en} ({effects.cases} cases, {effects.profiles} profiles)",
        )
    return Text(
        f"changements dans les règles : {count} ; cas changés : {cases} sur {effects.cases} ; profils changés :"
        f" {profiles} sur {effects.profiles}",
        f"changes in the rules: {count}; cases that change: {cases} of {effects.cases}; profiles that change:"
        f" {profiles} of {effects.profiles}",
    )


def _change(change: Change, lang: Lang) -> dict[str, Any]:
    return {
        "side": change.side,
        "path": list(change.path),
        "from": change.since.isoformat() if change.since else None,
        "until": change.until.isoformat() if change.until else None,
        "text": change_sentence(change, lang),
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
    }
