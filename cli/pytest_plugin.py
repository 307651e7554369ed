"""`pytest` collects the files of cases: each case is a test, `caim.cases.yaml::nominal`.

A file of cases is one that lies in a folder of rules (where `facts.yaml` is); others are left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from public_aids.engine.cases.model import Case, CaseResult
    from public_aids.engine.cases.stage import Stage
    from public_aids.engine.text import Lang

SUFFIX = ".cases.yaml"
STAGES: pytest.StashKey[dict[Path, Stage]] = pytest.StashKey()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CasesFile | None:
    if not file_path.name.endswith(SUFFIX) or _folder_of(file_path) is None:
        return None
    return CasesFile.from_parent(parent, path=file_path)


def _folder_of(path: Path) -> Path | None:
    from public_aids.cli.paths import folder_around

    return folder_around(path)


class CasesFile(pytest.File):
    def collect(self) -> Iterator[CaseItem]:
        from public_aids.cli.render.diagnostics import render
        from public_aids.engine.cases.load import read_file
        from public_aids.engine.source.diagnostic import BrokenError

        try:
            stage = _stage(self.config, _folder_of(self.path) or self.path.parent)
            file, problems = read_file(self.path, stage.rules)
            errors = tuple(problem for problem in problems if problem.severity == "error")
            if file is None or errors:
                raise BrokenError(errors)
        except BrokenError as error:
            raise self.CollectError(render(error.diagnostics, _lang())) from None
        for case in file.cases:
            yield CaseItem.from_parent(self, name=case.id, case=case, stage=stage)


class CaseItem(pytest.Item):
    def __init__(self, *, case: Case, stage: Stage, **named: object) -> None:
        super().__init__(**named)  # type: ignore[arg-type]
        self._case = case
        self._stage = stage

    def runtest(self) -> None:
        from public_aids.engine.cases.run import played

        result = played(self._case, self._stage)
        if not result.passed:
            raise FailedCaseError(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        from public_aids.cli.render.cases_text import failure_text

        if isinstance(excinfo.value, FailedCaseError):
            return failure_text(excinfo.value.result, _lang())
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self._case.place.line - 1, f"{self._case.id} ({self._case.title})"


class FailedCaseError(Exception):
    def __init__(self, result: CaseResult) -> None:
        super().__init__(result.case.id)
        self.result = result


def _stage(config: pytest.Config, folder: Path) -> Stage:
    """The rules of a folder, read once for a run."""
    from public_aids.engine.cases.stage import Stage
    from public_aids.engine.rulebook.load import load

    stages = config.stash.setdefault(STAGES, {})
    if folder not in stages:
        stages[folder] = Stage(load(folder))
    return stages[folder]


def _lang() -> Lang:
    from public_aids.cli.language import language

    return language((), os.environ)
