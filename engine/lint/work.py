"""The files of schemes, one after the other or on several processors."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from public_aids.engine.lint.context import Context
from public_aids.engine.lint.reports import Report, report_on
from public_aids.engine.rulebook.files import RuleFile
from public_aids.engine.rulebook.references import Known
from public_aids.engine.shared_out import shared_out

WORTH = 40  # files: to start a process and to send back its reports costs as much as reading about ten


def reports_on(
    files: tuple[RuleFile, ...], known: Known, context: Context, cases: Mapping[str, Path], workers: int
) -> tuple[Report, ...]:
    """A report on each file, in their order."""

    def report(file: RuleFile) -> Report:
        return report_on(file, known, context, cases)

    with uncollected():
        return tuple(shared_out(report, files, workers, worth=WORTH, first_here=True))


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles: trees have none, and six sevenths of the time would go into looking at them.

    Processes that are forked meanwhile do not search either.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
