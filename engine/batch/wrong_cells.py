"""Rows that cannot be read, told together."""

from collections import Counter
from collections.abc import Sequence

from public_aids.engine.batch.reading import CellProblem
from public_aids.engine.source.diagnostic import Diagnostic, FactsError
from public_aids.engine.text import Text

SHOWN = 20  # different messages


class WrongRowsError(FactsError):
    """Rows that cannot be read, where that stops the run after so many rows."""

    def __init__(self, problems: Sequence[CellProblem], rows: int) -> None:
        super().__init__(wrong_cells(problems, rows))
        self.problems = tuple(problems)
        self.rows = rows


def wrong_cells(problems: Sequence[CellProblem], rows: int) -> tuple[Diagnostic, ...]:
    """Problems of the rows read so far: equal messages once, the first ones of each column, then the count of all."""
    alike: dict[tuple[object, ...], list[CellProblem]] = {}
    for one in problems:
        alike.setdefault((one.column, one.code, one.message), []).append(one)
    ranks: Counter[str] = Counter()
    ranked = []
    for place, cells in enumerate(alike.values()):
        ranked.append((ranks[cells[0].column], place, cells))
        ranks[cells[0].column] += 1
    shown = sorted(ranked)[:SHOWN]
    told = [_diagnostic(cells) for _, _, cells in sorted(shown, key=lambda one: one[1])]
    if len(problems) > len(told):
        told.append(_counted(problems, sum(len(cells) for _, _, cells in shown), rows))
    return tuple(told)


def _diagnostic(cells: Sequence[CellProblem]) -> Diagnostic:
    return Diagnostic(cells[0].code, told(cells[0], len(cells)), cures=cells[0].cures)


def told(one: CellProblem, cells: int) -> Text:
    """A problem of one cell, or of several with the same message."""
    more = cells - 1
    where = Text(f"ligne {one.row}", f"row {one.row}")
    if one.line is not None:
        where = Text(f"{where.fr} (ligne {one.line} du fichier)", f"{where.en} (line {one.line})")
    if more:
        where = Text(f"{where.fr} et {more} autre{'s' if more > 1 else ''}", f"{where.en} and {more} more")
    if one.column:
        where = Text(f"{where.fr}, colonne `{one.column}`", f"{where.en}, column `{one.column}`")
    if one.file:
        where = Text(f"{one.file}, {where.fr}", f"{one.file}, {where.en}")
    return Text(f"{where.fr} : {one.message.fr}", f"{where.en}: {one.message.en}")


def _counted(problems: Sequence[CellProblem], shown: int, rows: int) -> Diagnostic:
    columns = by_column(Counter(one.column for one in problems))
    return Diagnostic(
        "B309",
        Text(
            f"{len(problems)} cellules illisibles dans les {rows} lignes lues, dont {shown} décrites : {columns}",
            f"{len(problems)} cells that cannot be read in the {rows} rows read, {shown} of them above: {columns}",
        ),
        cures=(
            Text(
                "pour les avoir toutes dans OUT.errors.csv : `--on-error report`",
                "for all of them in OUT.errors.csv: `--on-error report`",
            ),
        ),
    )


def by_column(wrong: Counter[str]) -> str:
    """`secteur` 30, `zone` 4: the most frequent first."""
    listed = [f"`{column}` {count}" for column, count in wrong.most_common(SHOWN)]
    return ", ".join([*listed, "..."] if len(wrong) > SHOWN else listed)
