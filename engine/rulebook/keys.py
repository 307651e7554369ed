"""One description of what the files say: the keys of each record, from the fields of the model and their types.

A field `cap: Annotated[Dated[Decimal] | None, Key("au plus", "at most")] = None` is a key `cap`: one number, or its
versions over time, that may be absent; a change of it is told as "at most". All who read, compare, rename or change
what a record holds ask here, so that a new key is a field of the model and a line of the JSON Schema.
"""

from collections.abc import Callable, Mapping
from functools import cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.record import Record
from public_aids.engine.rulebook import model
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from public_aids.engine.rulebook.model import Citation

ExprType: TypeAlias = Literal["boolean", "date", "share", "sum", "sums", "count"]


class Key(Record):
    """What the type of a field does not say: what a change of it is called (`fr`, `en`), its name in the files where it
    is another one, the type of an expression.

    A thing is known among its like by its `identity`. `made` by the reader: not a key that is read by itself. In a
    formatted file a key of the `heading` has no empty line above it.
    """

    fr: str = ""
    en: str = ""
    name: str = ""
    type: ExprType = "boolean"
    identity: bool = False
    made: bool = False
    compared: bool = True
    heading: bool = False


Id: TypeAlias = Annotated[str, Key(identity=True)]
Label: TypeAlias = Annotated[Text, Key("libellé", "label")]
Sources: TypeAlias = Annotated[tuple["Citation", ...], Key("source", "source", name="source")]


class Row(Record):
    """A key of a record: `kind` is the type of one value, or of one of `many`; `dated`: maybe a list of versions.

    `records` are those of the model that it holds, none where it holds values; `words` those that it may be, where they
    are a few; `feel`: it holds expressions.
    """

    field: str
    name: str
    kind: Any
    many: bool
    dated: bool
    required: bool
    key: Key
    records: tuple[type[Any], ...]
    words: tuple[str, ...]
    feel: bool


def _rows(record: Any) -> tuple[Row, ...]:
    hints = get_type_hints(record, {**vars(model), **globals()}, include_extras=True)
    return tuple(_row(field, hints[field], field in record._required) for field in record._fields)


rows: Final[Callable[[Any], tuple[Row, ...]]] = cache(_rows)  # the keys of a record, in the order of its fields

keys_of: Final[Callable[[Any], Mapping[str, Row]]] = cache(
    lambda record: {row.name: row for row in rows(record) if not row.key.made}
)  # by their names in the files, those that are read by themselves


def _row(field: str, hint: Any, required: bool) -> Row:
    key = next(iter(getattr(hint, "__metadata__", ())), Key())
    kind = _present(hint.__origin__ if get_origin(hint) is Annotated else hint)
    dated, many = get_origin(kind) is model.Dated, get_origin(kind) in (tuple, Mapping)
    if dated or many:
        kind = get_args(kind)[get_origin(kind) is Mapping]
    parts = get_args(kind) or (kind,)
    records = tuple(one for one in parts if isinstance(one, type) and one.__module__ == model.__name__)
    words = parts if get_origin(kind) is Literal else ()
    return Row(field, key.name or field, kind, many, dated, required, key, records, words, kind == Expr)


def _present(kind: Any) -> Any:
    """A type without `None`."""
    if get_origin(kind) not in (Union, UnionType):
        return kind
    return reduce(or_, (one for one in get_args(kind) if one is not NoneType))


def identity(record: Any) -> tuple[str, ...]:
    """The fields by which a thing is known among its like; none for what is only a value."""
    return tuple(row.field for row in rows(record) if row.key.identity)


@cache
def every_row() -> tuple[Row, ...]:
    """The keys of all records of the rules."""
    seen: list[type[Any]] = [model.Rulebook]
    for record in seen:
        seen += (one for row in rows(record) for one in row.records if one not in seen)
    return tuple(row for record in seen for row in rows(record))


@cache
def called(name: str) -> Text:
    """What a change of a key is called, whatever the record it is of."""
    key = next((row.key for row in every_row() if row.name == name and row.key.fr), Key())
    return Text(key.fr, key.en)


@cache
def holds_things(name: str) -> bool:
    """Whether a key holds several things that are known each by a name of its own."""
    found = (record for row in every_row() if row.name == name and row.many for record in row.records)
    return name == "values" or any(map(identity, found))
