"""The mutation of many schemes, on two processors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from public_aids.engine.cases.model import CaseFile
from public_aids.engine.cases.mutation import Mutation, mutate
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Rulebook


class Work(Record):
    """What the processes have in common."""

    rules: Rulebook
    files: Mapping[str, CaseFile]

    def mutation(self, scheme: str) -> Mutation:
        found = self.rules.scheme(scheme)
        assert found is not None
        return mutate(found, self.rules, self.files)


def mutations_of(work: Work, schemes: tuple[str, ...], workers: int) -> Iterator[Mutation]:
    """What the cases of each scheme notice, in the order asked."""
    if workers < 2 or len(schemes) < 2 or not _can_fork():
        yield from map(work.mutation, schemes)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, get_context("fork"), _begin, (work,)) as pool:
        yield from pool.map(_mutation, schemes)


def _can_fork() -> bool:
    """Forked processes begin with the rules and the cases already read."""
    from multiprocessing import get_all_start_methods

    return "fork" in get_all_start_methods()


_work: list[Work] = []  # of a process that was forked


def _begin(work: Work) -> None:
    _work[:] = [work]


def _mutation(scheme: str) -> Mutation:
    return _work[0].mutation(scheme)
