"""Where the wrong cells of a population are: the file, the row in it, and the line where the file has lines."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate

from public_aids.engine.batch.csv_file import lines_of
from public_aids.engine.batch.files import Population
from public_aids.engine.batch.outcome import Outcome
from public_aids.engine.batch.reading import CellProblem
from public_aids.engine.batch.wrong_cells import WrongRowsError
from public_aids.engine.record import replace


@contextmanager
def in_their_files(outcome: Outcome, population: Population) -> Iterator[None]:
    """The problems of an outcome, and those that stop it, are told at their places once all is read."""
    try:
        yield
    except WrongRowsError as error:
        raise WrongRowsError(placed(error.problems, population), error.rows) from None
    outcome.problems = list(placed(outcome.problems, population))
    outcome.against = {name: (placed((first,), population)[0], rows) for name, (first, rows) in outcome.against.items()}


def placed(problems: Sequence[CellProblem], population: Population) -> tuple[CellProblem, ...]:
    """Problems whose rows count from the first of the population, in the same order, each at its place in its file."""
    ends = list(accumulate(part.rows for part in population.parts))
    several = len(ends) > 1
    rows: dict[int, dict[int, int | None]] = {}  # of each file, those that are wrong, with their lines
    found = []
    for one in problems:
        at = bisect_left(ends, one.row)
        part = population.parts[at]
        row = one.row - ends[at] + part.rows
        rows.setdefault(at, {})[row] = None
        found.append((at, replace(one, row=row, file=part.path if several else "")))
    if population.form == "csv":
        for at, wrong in rows.items():
            wrong |= lines_of(population.parts[at].path, wrong.keys())
    return tuple(replace(one, line=rows[at][one.row]) for at, one in found)
