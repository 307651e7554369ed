"""Who notices that rules are not what they should be."""

from datetime import date
from pathlib import Path
from typing import Final, Literal

from public_aids.engine.cases.load import SUFFIX, case_files, load_cases
from public_aids.engine.cases.run import notices
from public_aids.engine.cases.stage import Stage
from public_aids.engine.lint.check import check_folder
from public_aids.engine.lint.context import Context
from public_aids.engine.lint.reports import report_on
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.files import rule_files
from public_aids.engine.rulebook.load import known_names, load, read_shared
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.source.diagnostic import BrokenError

AS_OF: Final = date(2026, 12, 1)
Eye = Literal["check", "test", "nobody"]


class Eyes:
    """They look at a folder of rules whose schemes change, and nothing else in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        files = rule_files(folder)
        shared = read_shared(folder, files)[0]
        self._known = known_names(files, shared)
        self._context = Context(Logic(shared.facts), AS_OF, Rulebook(shared.facts, (), (), ()))
        self._cases = {path.name.removesuffix(SUFFIX): path for path in case_files(folder)}

    def see(self, inside: str) -> Eye:
        """Who sees what was done to the file of a scheme: `check`, or else a case beside it."""
        (file,) = (one for one in rule_files(self._folder) if one.inside == inside)
        if report_on(file, self._known, self._context, self._cases).diagnostics:
            return "check"  # of the file alone, which is quicker
        return eye(self._folder, Path(inside).stem)


def eye(folder: Path, scheme: str) -> Eye:
    """`check`, or else a case of the scheme that was changed."""
    if check_folder(folder, AS_OF).diagnostics:
        return "check"
    try:
        rules = load(folder)
        stage = Stage(rules)
        cases = (case for case in load_cases(folder, rules) if case.scheme == scheme)
        return "test" if any(notices(case, stage) for case in cases) else "nobody"
    except BrokenError:  # pragma: no cover - check has said it
        return "test"
