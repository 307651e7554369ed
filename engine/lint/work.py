"""The files of schemes, one after the other or on several processors."""

from collections.abc import Mapping
from pathlib import Path

from engine.lint.context import Context
from engine.lint.reports import Report, report_on
from engine.rulebook.files import RuleFile
from engine.rulebook.references import Known


def reports_on(
    files: tuple[RuleFile, ...], known: Known, context: Context, cases: Mapping[str, Path], workers: int
) -> tuple[Report, ...]:
    """A report on each file, in their order."""
    return tuple(report_on(file, known, context, cases) for file in files)
