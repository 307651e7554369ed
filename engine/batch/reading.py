"""A frame of a file read as situations: typed columns, contracts in slots, and all that is wrong, by row and column."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

import polars as pl

from public_aids.engine.batch.cells import cells
from public_aids.engine.batch.columns import check_types
from public_aids.engine.batch.contracts import COUNT, COUNT_KIND, SLOT
from public_aids.engine.batch.facts import number_kind
from public_aids.engine.batch.nested import cell_problems, in_profile, written
from public_aids.engine.batch.slots import SlotColumn, Slots, slots_of
from public_aids.engine.decide.profile import FactProblem, absent, read_value, under
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Fact, Rulebook
from public_aids.engine.text import Text, counted

DAY = "#day"
_WRONG, _ABSENT, _STATED, _GIVEN, _BEYOND = "#wrong", "#absent", "#stated", "#given", "#beyond"


class CellProblem(Record):
    """What is wrong with one cell; rows count from 1, the header of a CSV file is not one. `file` is told where a
    population is in several, `line` where its files have lines."""

    row: int
    column: str
    code: str
    message: Text
    cures: tuple[Text, ...] = ()
    file: str = ""
    line: int | None = None


class Situations(Record):
    """`inputs`: the columns of a plan, and `#day` where each row has its own. `wrong`: true for rows that cannot be
    read."""

    inputs: pl.DataFrame
    wrong: pl.Series
    problems: tuple[CellProblem, ...]
    slots: int
    beyond: pl.Series  # rows with more contracts than there are slots


def read_frame(frame: pl.DataFrame, rules: Rulebook, first_row: int = 1, day: str | None = None) -> Situations:
    """The situations of a frame whose columns are facts, `contrats` as records or as `contrat_1_...` columns.

    `day`: the column with the day of each row. Columns that are not facts are left alone. Raises `BrokenError` for a
    column that is wrong as a whole.
    """
    frame = frame.with_columns(pl.col(name).arr.to_list() for name, kind in frame.schema.items() if kind == pl.Array)
    check_types(frame, rules)
    told = _Told(frame.height, first_row)
    frame = _with_lists_read(frame, rules, told)
    slots = slots_of(frame, rules)
    singles = _singles(frame, rules, day)
    contracts = rules.roles.contracts.fact
    listed = contracts in frame.columns
    done = _typed(slots, singles, listed)
    for one in singles:
        told.of_column(one, frame[one.raw], done)
    if listed:
        _tell_records(rules.facts[contracts], frame[contracts], slots, done, told)
    else:
        _tell_slots(slots, done, told)
    _tell_counts(done, told)
    if day is not None:
        unknown = done[DAY].is_null() & ~told.wrong_cells(DAY, done)
        told.add(day, frame[day], unknown, lambda _: [_NO_DAY])
    inputs = done.select(name for name in done.columns if not name.endswith(_WRONG) and name not in (_STATED, _GIVEN))
    return Situations(inputs.drop(_BEYOND), told.wrong(), tuple(told.problems), slots.count, done[_BEYOND])


class _Told:
    """What is wrong with the rows of a frame."""

    def __init__(self, height: int, first_row: int) -> None:
        self.problems: list[CellProblem] = []
        self._height = height
        self._first_row = first_row
        self._rows: set[int] = set()

    def add(self, column: str, raw: pl.Series, where: pl.Series, say: Callable[[object], list[FactProblem]]) -> None:
        """What there is to say of the cells of a column in some rows, if anything; of equal cells it is the same."""
        said: dict[str, list[tuple[str, Text, tuple[Text, ...]]]] = {}
        at = where.fill_null(False).arg_true()
        for index, value in zip(at.to_list(), raw.gather(at).to_list(), strict=True):
            shown = repr(value)
            if shown not in said:
                said[shown] = [(one.code, _placed(one), one.cures) for one in say(value)]
            if said[shown]:
                self._rows.add(index)
                self.problems += (CellProblem(index + self._first_row, column, *one) for one in said[shown])

    def of_column(self, one: SlotColumn, raw: pl.Series, done: pl.DataFrame) -> None:
        self.add(one.raw, raw, self.wrong_cells(one.name, done), lambda cell: [_problem(one.fact, cell)])

    def wrong_cells(self, name: str, done: pl.DataFrame) -> pl.Series:
        """The cells that cannot be held as their fact is."""
        return (
            done[name + _WRONG]
            if name + _WRONG in done.columns
            else done.select(pl.repeat(False, pl.len())).to_series()
        )

    def wrong(self) -> pl.Series:
        rows = pl.Series(sorted(self._rows), dtype=pl.Int64)
        return pl.int_range(self._height, eager=True).is_in(rows.implode())


def _placed(one: FactProblem) -> Text:
    """What is said, with the way to it in the cell."""
    return under(one.path, one.message) if len(one.path) > 1 else one.message


# Lists


def _with_lists_read(frame: pl.DataFrame, rules: Rulebook, told: _Told) -> pl.DataFrame:
    """The frame with its contracts as records; lists are read one by one, but those of records of a file."""
    for name, one in rules.facts.items():
        if one.type not in ("list", "records") or name not in frame.columns:
            continue
        raw = frame[name]
        contracts = name == rules.roles.contracts.fact
        if contracts and isinstance(raw.dtype, pl.List) and isinstance(raw.dtype.inner, pl.Struct):
            continue
        told.add(name, raw, raw.is_not_null(), lambda cell, one=one: cell_problems(one, cell))  # type: ignore[misc]
        if contracts:
            frame = frame.with_columns(_as_records(one, raw, told.wrong()))
    return frame


def _as_records(one: Fact, raw: pl.Series, wrong: pl.Series) -> pl.Series:
    """Cells that were read as records of texts, none where they are wrong."""
    kind = pl.List(pl.Struct({field.name: pl.String for field in one.fields}))
    return pl.Series(
        raw.name, [None if bad else _texts(one, cell) for cell, bad in zip(raw.to_list(), wrong, strict=True)], kind
    )


def _texts(one: Fact, cell: object) -> list[dict[str, str]] | None:
    found = None if cell is None else in_profile(one, cell)
    if not isinstance(found, list):
        return None
    return [{name: _text(value) for name, value in record.items() if value is not None} for record in found]


def _text(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


# Columns


def _singles(frame: pl.DataFrame, rules: Rulebook, day: str | None) -> list[SlotColumn]:
    found = [
        SlotColumn(name, one, name)
        for name, one in rules.facts.items()
        if name in frame.columns and one.type != "records"
    ]
    if COUNT in frame.columns:
        most = COUNT_KIND.bound
        fact = Fact(COUNT, "number", _COUNT, _COUNT, minimum=Decimal(0), maximum=most, whole=True)
        found.append(SlotColumn(_STATED, fact, COUNT))
    return found if day is None else [*found, SlotColumn(DAY, Fact(day, "date", _DAY, _DAY), day)]


_COUNT = Text("Nombre de contrats", "Number of contracts")
_DAY = Text("Jour de l'évaluation", "Day of evaluation")
_NO_DAY = FactProblem("P505", (), Text("il n'y a pas de jour", "there is no day"))


def _typed(slots: Slots, singles: Iterable[SlotColumn], listed: bool) -> pl.DataFrame:
    """Every column as its fact holds it, and what is wrong with it; `listed`: contracts are a list of records."""
    schema = slots.frame.schema
    columns = (*singles, *slots.columns)
    read = {one.name: cells(one.fact, pl.col(one.raw), schema[one.raw]) for one in columns}
    stated = pl.col(_STATED) if _STATED in read else pl.lit(None, pl.Int64)
    found = slots.frame.lazy().select(
        *(one.value.alias(name) for name, one in read.items()),
        *(one.wrong.alias(name + _WRONG) for name, one in read.items() if one.wrong is not None),
        *(lacks.alias(name + _ABSENT + _WRONG) for name, _, lacks in slots.required),
        slots.given.alias(_GIVEN),
        slots.beyond.fill_null(False).alias(_BEYOND),
    )
    count = pl.coalesce(_GIVEN, stated) if listed else stated
    return found.with_columns(count.cast(pl.Int64).alias(COUNT)).collect()


# What is wrong


def _tell_records(one: Fact, raw: pl.Series, slots: Slots, done: pl.DataFrame, told: _Told) -> None:
    """Of a list of records, what the reader of profiles says of it, or what does not fit the columns."""
    flags = [name for name in done.columns if name.startswith(SLOT) and name.endswith(_WRONG)]
    rows = done.select(pl.any_horizontal(*flags, _BEYOND)).to_series()
    told.add(one.name, raw, rows, lambda cell: cell_problems(one, cell) or list(_beyond_columns(one, cell)))


def _beyond_columns(one: Fact, cell: object) -> Iterator[FactProblem]:
    records = in_profile(one, cell)
    assert isinstance(records, list)
    for at, record in enumerate(records):
        for field in one.fields:
            number = record.get(field.name) if field.type == "number" else None
            problem = _limit(field, Decimal(number)) if number is not None else None
            if problem is not None:
                yield FactProblem(problem.code, (one.name, at, field.name), problem.message, problem.known)


def _tell_slots(slots: Slots, done: pl.DataFrame, told: _Told) -> None:
    for one in slots.columns:
        told.of_column(one, slots.frame[one.raw], done)
    for name, field, _ in slots.required:
        lacking = done[name + _ABSENT + _WRONG]
        told.add(name, lacking, lacking, lambda _, field=field: list(absent({field.name: field}, {}, ())))  # type: ignore[misc]


def _tell_counts(done: pl.DataFrame, told: _Told) -> None:
    """A row that states how many contracts it has gives as many."""
    if _STATED not in done.columns:
        return
    both = done.select(pl.struct(stated=_STATED, given=pl.col(_GIVEN).fill_null(0))).to_series()
    differ = done.select(pl.col(_STATED) != pl.col(_GIVEN).fill_null(0)).to_series()
    told.add(COUNT, both, differ, _other_count)


def _other_count(cell: object) -> list[FactProblem]:
    assert isinstance(cell, dict)
    given = counted(cell["given"], "contrat(s) décrit(s)", "contract(s) (is|are) given")
    message = Text(f"`{cell['stated']}`, et {given.fr}", f"`{cell['stated']}`, and {given.en}")
    return [FactProblem("B332", (), message)]


def _problem(one: Fact, value: object) -> FactProblem:
    """What `schemes eval` says of the same value; what it would take is too precise or too large for a column."""
    held = written(value, one)
    found: list[FactProblem] = read_value(one, held, (one.name,))[1]
    limit = found[0] if found else _limit(one, Decimal(str(held)))
    assert limit is not None
    return limit


def _limit(one: Fact, number: Decimal) -> FactProblem | None:
    """Why a number does not fit a column."""
    kind = number_kind(one)
    shown = f"{number:f}"
    if abs(number) > kind.bound:
        message = Text(f"`{shown}` n'entre pas dans une colonne", f"`{shown}` does not fit a column")
        return FactProblem("B201", (), message, (Text(f"{kind.bound:f} au plus", f"{kind.bound:f} at most"),))
    if number == round(number, kind.scale):
        return None
    rounded = f"{round(number, kind.scale):f}"
    return FactProblem(
        "B201",
        (),
        Text(f"`{shown}` a plus de {kind.scale} décimales", f"`{shown}` has more than {kind.scale} decimals"),
        (Text(f"arrondissez à {kind.scale} décimales : `{rounded}`", f"round to {kind.scale} decimals: `{rounded}`"),),
    )
