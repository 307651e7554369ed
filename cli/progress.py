"""Progress on a terminal, while rows are evaluated or drawn."""

import sys
import time

import click

from public_aids.cli.spoken import is_quiet
from public_aids.engine.text import Lang, Text


class Bar:
    """Progress on a terminal: rows done, rows a second, and the time left where the number of rows is known."""

    def __init__(self, lang: Lang, rows: int | None = None) -> None:
        self.rows = rows
        self.lang = lang
        self.start = time.monotonic()
        self.shown = sys.stderr.isatty() and not is_quiet()

    def show(self, done: int) -> None:
        if not self.shown:
            return
        passed = max(time.monotonic() - self.start, 1e-6)
        rate = done / passed
        words = Text(f"{done:,} lignes  {rate:,.0f} lignes/s", f"{done:,} rows  {rate:,.0f} rows/s").to(self.lang)
        if self.rows is not None:
            left = (self.rows - done) / rate if rate else 0
            share = 100 * done // max(self.rows, 1)
            words = Text(f"{share:3d} %  {words}  encore {left:.0f} s", f"{share:3d}%  {words}  {left:.0f} s left").to(
                self.lang
            )
        click.echo(f"\r{words}\x1b[K", nl=False, err=True)

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)
