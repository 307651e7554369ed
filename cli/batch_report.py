"""What `schemes batch` says beside its result: wrong cells, rows left out, rows that took the slow way."""

import csv
import io
from typing import TYPE_CHECKING

import click

from engine.source.diagnostic import Diagnostic
from engine.text import Lang, Text, counted

if TYPE_CHECKING:
    from cli.batch_engines import Engine
    from engine.batch.job import Job, Outcome
    from engine.batch.reading import CellProblem


COLUMNS = ("row", "column", "code", "message")


def errors_beside(target: str) -> str:
    """Where the rows left out are told."""
    return f"{target.rstrip('/')}.errors.csv"


def is_report(path: str) -> bool:
    """Whether a file was written by `--on-error report`."""
    with open(path, encoding="utf-8", errors="replace", newline="") as file:  # noqa: PTH123  # a name, not a path
        return next(csv.reader(file), [])[-len(COLUMNS) :] == [*COLUMNS]


def problem_diagnostic(one: "CellProblem") -> Diagnostic:
    where = Text(f"ligne {one.row}", f"row {one.row}")
    if one.column:
        where = Text(f"{where.fr}, colonne `{one.column}`", f"{where.en}, column `{one.column}`")
    if one.file:
        where = Text(f"{one.file}, {where.fr}", f"{one.file}, {where.en}")
    message = Text(f"{where.fr} : {one.message.fr}", f"{where.en}: {one.message.en}")
    return Diagnostic(one.code, message, cures=one.cures)


def tell(outcome: "Outcome", job: "Job", ready: "Engine", target: str | None, lang: Lang) -> None:
    """What a result does not show: rows left out, told in a file beside it, and rows that took the slow way."""
    if outcome.left_out:
        message = counted(
            outcome.left_out,
            f"ligne(s) sur {outcome.rows} illisible(s) et ôtée(s)",
            f"row(s) of {outcome.rows} cannot be read and (is|are) left out",
        )
        click.echo(message.to(lang), err=True)
        if job.on_error == "report" and target is not None:
            path = errors_beside(target)
            ready.write(path, _report(outcome, lang))
            click.echo(Text(f"voir `{path}`", f"see `{path}`").to(lang), err=True)
    if outcome.row_by_row:
        message = counted(
            outcome.row_by_row,
            f"ligne(s) sur {outcome.rows} évaluée(s) une à une",
            f"row(s) of {outcome.rows} evaluated one by one",
        )
        click.echo(message.to(lang), err=True)


def _report(outcome: "Outcome", lang: Lang) -> str:
    """The problems as CSV; the file is told where a population is in several."""
    text = io.StringIO()
    writer = csv.writer(text)
    in_parts = any(one.file for one in outcome.problems)
    writer.writerow((*(("file",) if in_parts else ()), *COLUMNS))
    writer.writerows(
        (*((one.file,) if in_parts else ()), one.row, one.column, one.code, one.message.to(lang))
        for one in outcome.problems
    )
    return text.getvalue()
