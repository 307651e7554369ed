"""Parquet to Parquet, and in memory."""

from collections.abc import Mapping

import numpy
import polars as pl
from openfisca_core.model_api import Enum
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from rivals.openfisca.facts import ANSWERS, DAYS, ENUMERATIONS, NUMBERS, WHOLE_NUMBERS
from rivals.openfisca.outputs import AMOUNTS, STATUSES, Statuses
from rivals.openfisca.three_valued import NO, NO_NUMBER, UNKNOWN, YES
from rivals.polars_by_hand import with_what_follows

ON = "2026-03-15"
STATUS = pl.Enum([one.name for one in Statuses])
Arrays = Mapping[str, numpy.ndarray]


def evaluate(system: TaxBenefitSystem, source: str, target: str) -> None:
    ids, facts = read(source)
    write(ids, calculate(system, facts), target)


def calculate(system: TaxBenefitSystem, facts: Arrays) -> Arrays:
    """The results for facts that are arrays of the types of the input variables."""
    count = len(next(iter(facts.values())))
    simulation = SimulationBuilder().build_default_simulation(system, count)
    for name, values in facts.items():
        simulation.set_input(name, ON, values)
    return {one.__name__: simulation.calculate(one.__name__, ON) for one in (*STATUSES, *AMOUNTS)}


def read(source: str) -> tuple[pl.Series, Arrays]:
    """The ids, and the facts in the codes of the input variables."""
    columns = [
        *(_codes(name, kind) for name, kind in ENUMERATIONS.items()),
        *(_answers(name) for name in ANSWERS),
        *(pl.col(name).cast(pl.Int32).fill_null(NO_NUMBER) for name in WHOLE_NUMBERS),
        *(pl.col(name).cast(pl.Float32).fill_null(NO_NUMBER) for name in NUMBERS),
    ]
    found = with_what_follows(pl.scan_parquet(source)).select("id", *columns, *DAYS).collect()
    return found["id"], {name: found[name].to_numpy() for name in found.columns if name != "id"}


def _codes(name: str, kind: type[Enum]) -> pl.Expr:
    """The members of an enumeration are the words of the file in their order, after `inconnu`."""
    words = pl.Enum([one.name for one in kind][1:])
    return (pl.col(name).cast(words).to_physical().cast(pl.Int16) + 1).fill_null(kind.inconnu.index)


def _answers(name: str) -> pl.Expr:
    answer = pl.when(pl.col(name)).then(YES).when(~pl.col(name)).then(NO).otherwise(UNKNOWN)
    return answer.cast(pl.Int32).alias(name)


def write(ids: pl.Series, results: Arrays, target: str) -> None:
    statuses = [
        pl.Series(one.__name__, results[one.__name__].view(numpy.ndarray).astype(numpy.uint8)).cat.to(STATUS)
        for one in STATUSES
    ]
    amounts = [pl.Series(one.__name__, results[one.__name__], nan_to_null=True) for one in AMOUNTS]
    frame = pl.DataFrame([ids, *statuses, *amounts])
    frame.lazy().sink_parquet(target, compression="zstd", compression_level=1)
