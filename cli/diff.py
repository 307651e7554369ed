"""`schemes diff`: what changes between two sets of rules, or between two days, and for whom."""

from datetime import date
from pathlib import Path

import click

from public_aids.cli.compared import cases_in, compared, examples_beside, profiles_in, rules_in, shares, titles
from public_aids.cli.days import TODAY, day_option
from public_aids.cli.errors import ExitCode
from public_aids.cli.only import check_schemes, scheme_option
from public_aids.cli.options import argument, format_option, new_command, option, rules_folder, rules_on_disk
from public_aids.cli.render.diff_names import Names
from public_aids.cli.render.diff_text import diff_changelog, diff_json, diff_markdown, diff_text
from public_aids.cli.render.words import long_day
from public_aids.cli.rule_folders import RuleFolder, both_rules
from public_aids.cli.spoken import WrongUsageError, settings
from public_aids.engine.compare.days import day_changes
from public_aids.engine.compare.effects import Standpoint, effects_of
from public_aids.engine.compare.model import Effects, RuleChanges
from public_aids.engine.compare.shares import share_changes
from public_aids.engine.decide.days import WrongDayError, day_from
from public_aids.engine.record import replace
from public_aids.engine.text import Lang, Text

Compared = tuple[str, RuleChanges, Effects, Names]


@new_command(
    "diff",
    fr="Dit ce qui change d'AVANT à APRÈS, et pour qui : deux dossiers de règles, deux révisions, ou deux jours.",
    en="Tell what changes from BEFORE to AFTER, and for whom: two folders of rules, two revisions of git, or two days.",
    examples=("schemes diff 2025-12-31 2026-01-01",),
)
@argument("before", "BEFORE")
@argument("after", "AFTER")
@day_option("--on", fr="Le jour d'évaluation des profils", en="The day profiles are evaluated on", otherwise=TODAY)
@option(
    "--profiles",
    multiple=True,
    metavar="PATH",
    otherwise=Text("`examples` à côté des règles", "`examples` beside the rules"),
    fr="Profils à comparer, fichiers ou dossiers",
    en="Profiles to compare, files or folders",
)
@scheme_option(fr="Ne montre que ce qui change dans ces aides", en="Show only what changes in these schemes")
@option("--changelog", is_flag=True, fr="L'entrée du journal des changements", en="The entry for the changelog")
@format_option("text", "markdown", "json")
def command(
    ctx: click.Context,
    before: str,
    after: str,
    on: date | None,
    profiles: tuple[str, ...],
    only: tuple[str, ...],
    changelog: bool,
    form: str,
) -> int:
    current, lang = rules_on_disk(ctx), settings(ctx).lang
    paths = profiles or examples_beside(current)
    days = _day(before), _day(after)
    if (days[0] is None) != (days[1] is None):
        raise WrongUsageError(
            Text("un jour ne se compare qu'à un autre jour", "a day is only compared with another day"),
            Text("donnez deux jours, deux dossiers ou deux révisions", "give two days, two folders or two revisions"),
        )
    if days[0] is not None and days[1] is not None:
        found = _days(rules_folder(ctx), days[0], days[1], paths, lang)
    else:
        found = _folders(current, before, after, paths, on or date.today(), lang)
    if only:
        found = _only(found, only)
    click.echo(_answer(found, "changelog" if changelog else form), nl=False)
    return ExitCode.DONE


def _days(folder: Path, before: date, after: date, paths: tuple[str, ...], lang: Lang) -> Compared:
    rules = rules_in(RuleFolder(folder, str(folder)))
    points = Standpoint(rules, before, before), Standpoint(rules, after, after)
    cases = cases_in(folder, rules)
    effects = effects_of(*points, cases, profiles_in(paths, rules))
    first, last = long_day(before, lang), long_day(after, lang)
    title = Text(f"Du {first} au {last}", f"From {first} to {last}").to(lang)
    return title, day_changes(rules, before, after), effects, Names(rules, rules, titles(cases), lang)


def _folders(current: Path, before: str, after: str, paths: tuple[str, ...], today: date, lang: Lang) -> Compared:
    with both_rules(before, after, current) as (old, new):
        found = compared(old, new, paths, today)
        title = Text(f"Règles : de {before} à {after}", f"Rules: from {before} to {after}").to(lang)
        if found.effects.profiles:
            day = long_day(today, lang)
            title += Text(f" ; profils au {day}", f"; profiles on {day}").to(lang)
        changes = replace(found.changes, shared=(*found.changes.shared, *share_changes(shares(old), shares(new))))
        return title, changes, found.effects, Names(found.before, found.after, titles(found.cases), lang)


def _only(compared: Compared, schemes: tuple[str, ...]) -> Compared:
    """What is about some schemes alone."""
    title, rules, effects, names = compared
    check_schemes(schemes, names.scheme_ids)
    shown = tuple(one for one in rules.schemes if one.id in schemes)
    held = tuple(one for one in effects.effects if one.scheme in schemes)
    past = tuple(one for one in effects.past if one.scheme in schemes)
    written = tuple(one for one in effects.rewritten if one.name.partition("/")[0] in schemes)
    uncited = tuple(one for one in rules.uncited if one.scheme in schemes)
    return (
        title,
        RuleChanges(shown, (), uncited),
        replace(effects, effects=held, best=(), rewritten=written, past=past),
        names,
    )


def _answer(compared: Compared, form: str) -> str:
    title, rules, effects, names = compared
    match form:
        case "changelog":
            return diff_changelog(rules, names)
        case "markdown":
            return diff_markdown(title, rules, effects, names)
        case "json":
            import json

            return json.dumps(diff_json(rules, effects, names), ensure_ascii=False, indent=2) + "\n"
        case _:
            return diff_text(title, rules, effects, names)


def _day(written: str) -> date | None:
    """The day that is written; None for the name of a folder or of a revision."""
    from public_aids.engine.source.spellings import day_meant
    from public_aids.engine.source.wrong_day import looks_like_a_day

    is_day = looks_like_a_day(written) or (day_meant(written) is not None and not written.isalnum())
    if Path(written).exists() or not is_day:
        return None
    try:
        return day_from(written)
    except WrongDayError as error:
        raise WrongUsageError(error.text, *error.cures) from None
