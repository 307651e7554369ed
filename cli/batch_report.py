"""What `schemes batch` says beside its result: wrong cells, rows left out, rows that took the slow way."""

import csv
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from public_aids.cli.options import one_of, option
from public_aids.cli.spoken import note
from public_aids.engine.text import Lang, Text, counted

if TYPE_CHECKING:
    from public_aids.engine.batch.outcome import Outcome

F = TypeVar("F", bound=Callable[..., object])
COLUMNS = ("row", "column", "code", "message")


def on_error_option(*, fr: str, en: str) -> Callable[[F], F]:
    """What a row that cannot be read does; where the report goes."""
    words = ("stop", "skip", "report")
    return option(
        "--on-error",
        metavar="|".join(words),
        default=words[0],
        callback=one_of(*words),
        fr=f"Une ligne illisible arrête, est ôtée, ou est ôtée et décrite dans {fr}",
        en=f"A row that cannot be read stops, is left out, or is left out and reported in {en}",
    )


def errors_beside(target: str) -> str:
    """Where the rows left out are told."""
    return f"{target.rstrip('/')}.errors.csv"


def is_report(path: str) -> bool:
    """Whether a file was written by `--on-error report`."""
    with open(path, encoding="utf-8", errors="replace", newline="") as file:  # noqa: PTH123  # a name, not a path
        return next(csv.reader(file), [])[-len(COLUMNS) :] == [*COLUMNS]


def tell(outcome: "Outcome", lang: Lang, report: str | None, write: Callable[[str, str], None]) -> None:
    """What a result does not show: rows left out, described in a report if asked for, facts stated against others, rows
    that took the slow way."""
    from public_aids.engine.batch.wrong_cells import by_column, told

    if outcome.left_out:
        message = counted(
            outcome.left_out,
            f"ligne(s) sur {outcome.rows} illisible(s) et ôtée(s)",
            f"row(s) of {outcome.rows} cannot be read and (is|are) left out",
        )
        click.echo(f"{message.to(lang)} ({by_column(outcome.wrong)})", err=True)
    if report is not None:
        write(report, _report(outcome, lang))
        if outcome.left_out:
            click.echo(Text(f"voir `{report}`", f"see `{report}`").to(lang), err=True)
    for first, rows in outcome.against.values():
        note(told(first, rows))
    if outcome.row_by_row:
        said = counted(
            outcome.row_by_row,
            f"ligne(s) sur {outcome.rows} évaluée(s) une à une",
            f"row(s) of {outcome.rows} evaluated one by one",
        )
        why = outcome.no_form
        note(said if why is None else Text(f"{said.fr} : {why.fr}", f"{said.en}: {why.en}"))


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
