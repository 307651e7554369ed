"""The files of schemes, one after the other or on several processors."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from public_aids.engine.lint.context import Context
from public_aids.engine.lint.reports import Report, report_on
from public_aids.engine.record import Record
from public_aids.engine.rulebook.files import RuleFile
from public_aids.engine.rulebook.references import Known

WORTH = 40  # files: to start a process and to send back its reports costs as much as reading about ten
CHUNKS = 8  # for each process, so that none waits for the other at the end


class Work(Record):
    """What the processes have in common."""

    files: tuple[RuleFile, ...]
    known: Known
    context: Context
    cases: Mapping[str, Path]

    def report(self, file: RuleFile) -> Report:
        return report_on(file, self.known, self.context, self.cases)


def reports_on(work: Work, workers: int) -> tuple[Report, ...]:
    """A report on each file, in their order."""
    with uncollected():
        if workers < 2 or len(work.files) < WORTH or not _can_fork():
            return tuple(work.report(file) for file in work.files)
        return tuple(_shared_out(work, workers))


def _shared_out(work: Work, workers: int) -> Iterator[Report]:
    """Processes are forked, so that they begin with all that has been read; only reports are sent."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    yield work.report(work.files[0])  # imports and compiles in this process what the others will need
    size = max(len(work.files) // (workers * CHUNKS), 1)
    parts = [range(start, min(start + size, len(work.files))) for start in range(1, len(work.files), size)]
    with ProcessPoolExecutor(workers, get_context("fork"), _begin, (work,)) as pool:
        for reports in pool.map(_part, parts):
            yield from reports


def _can_fork() -> bool:
    from multiprocessing import get_all_start_methods

    return "fork" in get_all_start_methods()


_work: list[Work] = []  # of a process that has been forked


def _begin(work: Work) -> None:
    gc.disable()
    _work[:] = [work]


def _part(part: range) -> tuple[Report, ...]:
    return tuple(_work[0].report(_work[0].files[at]) for at in part)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles: trees have none, and six sevenths of the time would go into looking at them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
