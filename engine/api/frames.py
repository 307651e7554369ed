"""Many people at once, in a frame of Polars or pandas."""

from collections.abc import Collection
from typing import Any, TypeVar, cast

import polars as pl

from public_aids.engine.api.facts import Day, day_of
from public_aids.engine.batch.columns import check_columns
from public_aids.engine.batch.evaluate import Evaluator
from public_aids.engine.batch.plan import PARTS, Part, known_parts
from public_aids.engine.batch.wrong_cells import WrongRowsError
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Text

Frame = TypeVar("Frame")


def evaluate_frame(
    rules: Rulebook, frame: Frame, on: Day, parts: Collection[Part] = PARTS, ignore: Collection[str] = ()
) -> Frame:
    """The result for each row of a Polars or pandas frame, as a frame of the same kind, rows in order and of pandas
    under the same index.

    A column that is neither a fact nor `id` nor in `ignore` is a mistake. Raises `BrokenError` for all that is wrong
    (`WrongRowsError`, a `ValueError` too, for rows that cannot be read).
    """
    wanted = known_parts((parts,) if isinstance(parts, str) else parts)
    table = frame if isinstance(frame, pl.DataFrame) else pl.from_pandas(frame)
    check_columns(table.columns, rules, ignore, _ignored)
    found = Evaluator(rules, wanted).evaluate(table, day_of(on))
    if found.problems:
        raise WrongRowsError(found.problems, table.height)
    given: Any = frame
    answers: Any = found.result
    return cast(Frame, answers if given is table else answers.to_pandas().set_index(given.index))


def _ignored(name: str) -> Text:
    return Text(f'pour la laisser de côté : `ignore=["{name}"]`', f'to leave it aside: `ignore=["{name}"]`')
