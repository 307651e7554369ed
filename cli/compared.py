"""Two folders of rules held against each other, with their cases and the profiles beside them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from public_aids.cli.errors import ExitCode, StopError, wrong_input
from public_aids.cli.inputs import read_bytes
from public_aids.cli.rule_folders import RuleFolder
from public_aids.engine.cases.load import load_cases
from public_aids.engine.cases.model import Case
from public_aids.engine.compare.cases import case_changes
from public_aids.engine.compare.effects import Standpoint, effects_of
from public_aids.engine.compare.model import Effects, RuleChanges
from public_aids.engine.compare.passages import no_longer_cited
from public_aids.engine.compare.past import changed_past
from public_aids.engine.compare.rules import rule_changes
from public_aids.engine.decide.profile import Profile, read_profile
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.files import SHARES
from public_aids.engine.rulebook.load import load
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.rulebook.population.reading import keys_and_values
from public_aids.engine.source.diagnostic import BrokenError
from public_aids.engine.text import Text


class Compared(Record):
    before: Rulebook
    after: Rulebook
    cases: tuple[Case, ...]
    changes: RuleChanges
    effects: Effects


def compared(old: RuleFolder, new: RuleFolder, paths: Iterable[str], today: date) -> Compared:
    """What differs, and for whom; profiles (files or folders of them) are evaluated on `today`."""
    was, now = rules_in(old), rules_in(new)
    left, kept = _old_cases(old.folder, was), cases_in(new.folder, now)
    cases = tuple({(one.scheme, one.id): one for one in (*(left or ()), *kept)}.values())
    points, profiles = (Standpoint(was, today), Standpoint(now, today)), profiles_in(paths, now)
    changes = replace(rule_changes(was, now), uncited=no_longer_cited(was, now))
    effects = effects_of(*points, cases, profiles)
    rewritten = () if left is None else case_changes(left, kept)
    past = changed_past(*points, changes, effects, cases, profiles)
    return Compared(was, now, cases, changes, replace(effects, rewritten=rewritten, past=past))


def examples_beside(folder: Path) -> tuple[str, ...]:
    examples = folder.parent / "examples"
    return (str(examples),) if examples.is_dir() else ()


def titles(cases: Iterable[Case]) -> dict[str, str]:
    return {f"{case.scheme}/{case.id}": case.title for case in cases}


def rules_in(place: RuleFolder) -> Rulebook:
    try:
        return load(place.folder)
    except BrokenError as error:
        raise StopError(ExitCode.BROKEN_RULES, tuple(map(place.told, error.diagnostics))) from None


def shares(place: RuleFolder) -> dict[str, Any]:
    path = place.folder / SHARES
    try:
        return keys_and_values(str(path), read_bytes(str(path))) if path.is_file() else {}
    except BrokenError as error:
        raise StopError(ExitCode.BROKEN_RULES, tuple(map(place.told, error.diagnostics))) from None


def cases_in(folder: Path, rules: Rulebook) -> tuple[Case, ...]:
    try:
        return load_cases(folder, rules)
    except BrokenError as error:
        raise StopError(ExitCode.FINDINGS, error.diagnostics) from None


def _old_cases(folder: Path, rules: Rulebook) -> tuple[Case, ...] | None:
    """Cases that were dropped count too; where the old ones cannot be read any more, the new ones are enough."""
    try:
        return load_cases(folder, rules)
    except BrokenError:
        return None


def profiles_in(paths: Iterable[str], rules: Rulebook) -> dict[str, Profile]:
    found: dict[str, Profile] = {}
    for path in paths:
        if not Path(path).exists():
            raise wrong_input("P500", Text(f"`{path}` n'existe pas", f"`{path}` does not exist"))
        files = sorted(Path(path).glob("*.yaml")) if Path(path).is_dir() else [Path(path)]
        for file in files:
            try:
                found[file.name] = read_profile(str(file), read_bytes(str(file)), rules.facts)
            except BrokenError as error:
                raise StopError(ExitCode.WRONG_INPUT, error.diagnostics) from None
    return found
