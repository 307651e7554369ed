"""Diagnostics on one line, for answers that are lines."""

from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Lang

MOST = 5  # a line says no more


def one_line(problems: tuple[Diagnostic, ...], lang: Lang) -> str:
    """`column 20: unknown fact `x`; did you mean `y`?`, one after another."""
    told = [_told(problem, lang) for problem in problems[:MOST]]
    if len(problems) > MOST:
        told.append(f"+ {len(problems) - MOST}")
    return " ".join(" | ".join(told).split())


def _told(problem: Diagnostic, lang: Lang) -> str:
    column = "colonne" if lang == "fr" else "column"
    where = f"{column} {problem.place.column}: " if problem.place else ""
    return where + "; ".join(text.to(lang) for text in (problem.message, *problem.cures))
