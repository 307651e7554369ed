"""The population, the run that is measured, and rules with more schemes."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from public_aids.engine.batch.files import CHUNK, open_population, write_frames
from public_aids.engine.batch.job import Job, JobRun
from public_aids.engine.batch.plan import Part
from public_aids.engine.batch.population import Population
from public_aids.engine.feel.syntax import Number, String, Temporal
from public_aids.engine.record import Record, replace
from public_aids.engine.rulebook.files import SHARES
from public_aids.engine.rulebook.load import DEFAULT_RULES
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.rulebook.population.reading import read_distributions
from rivals.polars_by_hand import ON

PARTS: tuple[Part, ...] = ("status", "amounts")


def draw(rules: Rulebook, rows: int, path: Path) -> Path:
    """The same rows for everybody."""
    data = (DEFAULT_RULES / SHARES).read_bytes()
    drawn = Population(rules, read_distributions(SHARES, data, rules.facts, rules.roles.contracts), ON, seed=1)
    write_frames(str(path), "parquet", dict(drawn.frame(0, 0).schema), lambda: drawn.frames(rows, CHUNK))
    return path


def prepared(rules: Rulebook, parts: tuple[Part, ...] = PARTS) -> JobRun:
    return JobRun(Job(rules, ON, parts=parts, keep=("id",)))


def run(rules: Rulebook, source: Path, target: Path, parts: tuple[Part, ...] = PARTS) -> JobRun:
    done = prepared(rules, parts)
    done.to_file(open_population(str(source), "parquet"), str(target), "parquet")
    return done


def many_schemes(rules: Rulebook, copies: int) -> Rulebook:
    """The same schemes again and again, each under a name of its own, with the same relations.

    Every number, day and word of a copy is another one, so that schemes have little in common but the facts that they
    look at: what is equal would be computed once.
    """
    again = (
        replace(Shift(rules, turn).of(scheme), id=f"{scheme.id}_{turn}")
        for turn in range(1, copies)
        for scheme in rules.schemes
        if scheme.kind != "information"
    )
    return replace(rules, schemes=(*rules.schemes, *again))


class Shift:
    """Numbers and days so much later, and the next but so many words that a fact may have."""

    def __init__(self, rules: Rulebook, turn: int) -> None:
        self.turn = turn
        self.words = {
            word: one.values[(place + turn) % len(one.values)]
            for one in rules.facts.values()
            for place, word in enumerate(one.values)
        }

    def of(self, part: Any) -> Any:
        match part:
            case Number(value):
                return replace(part, value=value + self.turn)
            case String(value):
                return replace(part, value=self.words.get(value, value))
            case Temporal(text) if text[:1].isdigit():
                return replace(part, text=str(date.fromisoformat(text) + timedelta(days=self.turn)))
            case Record():
                return replace(part, **{name: self.of(getattr(part, name)) for name in part._fields})
            case tuple():
                return tuple(self.of(one) for one in part)
            case _:
                return part
