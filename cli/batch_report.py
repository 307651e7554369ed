"""What `schemes batch` says beside its result: wrong cells, rows left out, rows that took the slow way."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cli.options import note
from engine.source.diagnostic import Diagnostic
from engine.text import Lang, Text, counted

if TYPE_CHECKING:
    from cli.batch_engines import Engine
    from engine.batch.job import Job, Outcome
    from engine.batch.reading import CellProblem

SHOWN = 20  # different messages

COLUMNS = ("row", "column", "code", "message")


def errors_beside(target: str) -> str:
    """Where the rows left out are told."""
    return f"{target.rstrip('/')}.errors.csv"


def is_report(path: str) -> bool:
    """Whether a file was written by `--on-error report`."""
    with open(path, encoding="utf-8", errors="replace", newline="") as file:  # noqa: PTH123  # a name, not a path
        return next(csv.reader(file), [])[-len(COLUMNS) :] == [*COLUMNS]


def wrong_cells(problems: "Sequence[CellProblem]", rows: int) -> tuple[Diagnostic, ...]:
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


def _diagnostic(cells: "Sequence[CellProblem]") -> Diagnostic:
    """A problem of one cell, or of several with the same message."""
    one, more = cells[0], len(cells) - 1
    where = Text(f"ligne {one.row}", f"row {one.row}")
    if one.line is not None:
        where = Text(f"{where.fr} (ligne {one.line} du fichier)", f"{where.en} (line {one.line})")
    if more:
        where = Text(f"{where.fr} et {more} autre{'s' if more > 1 else ''}", f"{where.en} and {more} more")
    if one.column:
        where = Text(f"{where.fr}, colonne `{one.column}`", f"{where.en}, column `{one.column}`")
    if one.file:
        where = Text(f"{one.file}, {where.fr}", f"{one.file}, {where.en}")
    message = Text(f"{where.fr} : {one.message.fr}", f"{where.en}: {one.message.en}")
    return Diagnostic(one.code, message, cures=one.cures)


def _counted(problems: "Sequence[CellProblem]", shown: int, rows: int) -> Diagnostic:
    by_column = _by_column(Counter(one.column for one in problems))
    return Diagnostic(
        "B309",
        Text(
            f"{len(problems)} cellules illisibles dans les {rows} lignes lues, dont {shown} décrites : {by_column}",
            f"{len(problems)} cells that cannot be read in the {rows} rows read, {shown} of them above: {by_column}",
        ),
        cures=(
            Text(
                "pour les avoir toutes dans OUT.errors.csv : `--on-error report`",
                "for all of them in OUT.errors.csv: `--on-error report`",
            ),
        ),
    )


def _by_column(wrong: "Counter[str]") -> str:
    """`secteur` 30, `zone` 4: the most frequent first."""
    listed = [f"`{column}` {count}" for column, count in wrong.most_common(SHOWN)]
    return ", ".join([*listed, "..."] if len(wrong) > SHOWN else listed)


def tell(outcome: "Outcome", job: "Job", ready: "Engine", target: str | None, lang: Lang) -> None:
    """What a result does not show: rows left out, told in a file beside it, and rows that took the slow way."""
    if outcome.left_out:
        message = counted(
            outcome.left_out,
            f"ligne(s) sur {outcome.rows} illisible(s) et ôtée(s)",
            f"row(s) of {outcome.rows} cannot be read and (is|are) left out",
        )
        click.echo(f"{message.to(lang)} ({_by_column(outcome.wrong)})", err=True)
    if job.on_error == "report" and target is not None:
        path = errors_beside(target)
        ready.write(path, _report(outcome, lang))
        if outcome.left_out:
            click.echo(Text(f"voir `{path}`", f"see `{path}`").to(lang), err=True)
    if outcome.row_by_row:
        note(
            counted(
                outcome.row_by_row,
                f"ligne(s) sur {outcome.rows} évaluée(s) une à une",
                f"row(s) of {outcome.rows} evaluated one by one",
            )
        )


def _report(outcome: "Outcome", lang: Lang) -> str:
    """The problems as CSV; the file is told where a population is in several, the line where it has lines."""
    text = io.StringIO()
    writer = csv.writer(text)
    places = ("file",) * any(one.file for one in outcome.problems) + ("line",) * any(
        one.line for one in outcome.problems
    )
    writer.writerow((*places, *COLUMNS))
    writer.writerows(
        (*(getattr(one, name) for name in places), one.row, one.column, one.code, one.message.to(lang))
        for one in outcome.problems
    )
    return text.getvalue()
