"""A frozen record: a frozen dataclass that generates no code when its class is made.

`@dataclass(frozen=True)` compiles five methods a class, about 0.55 ms each time Python starts; a run of `schemes eval`
uses some seventy classes and has 90 ms in all (see decisions/0001-records.md). Type checkers read a `Record` exactly as
they read a frozen dataclass, and so does `match`.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, dataclass_transform

R = TypeVar("R", bound="Record")


@dataclass_transform(frozen_default=True, eq_default=True)
class Record:
    """Fields are the annotated names, in order; defaults are class attributes and must be immutable.

    Every annotation of a subclass is a field: a record has no class variables of its own.

    Two records are equal when they are of one class and their fields are equal. A field named `place` or `span` says
    where a thing was read: it takes no part in equality.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _required: ClassVar[frozenset[str]] = frozenset()
    _compared: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = list(cls.__annotations__)
        cls._fields = (*(name for name in cls._fields if name not in own), *own)
        cls._required = frozenset(name for name in cls._fields if not hasattr(cls, name))
        cls._compared = tuple(name for name in cls._fields if name not in ("place", "span"))
        type.__setattr__(cls, "__match_args__", cls._fields)

    def __init__(self, *values: Any, **named: Any) -> None:
        fields = self.__dict__
        fields.update(zip(self._fields, values), **named)  # noqa: B905  # `strict` costs more than it gives here
        count = len(values)
        if count != len(self._fields) and (count > len(self._fields) or not self._required <= fields.keys()):
            raise TypeError(f"{type(self).__name__} takes the fields {', '.join(self._fields)}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self._compared)

    def __hash__(self) -> int:
        values = [getattr(self, name) for name in self._compared]
        try:
            return hash((type(self), *values))
        except TypeError:  # a mapping among them: its keys are enough
            return hash((type(self), *(frozenset(one) if isinstance(one, Mapping) else one for one in values)))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._compared)
        return f"{type(self).__name__}({shown})"


def replace(record: R, **changes: Any) -> R:
    """The same record with some fields changed."""
    return type(record)(**{**{name: getattr(record, name) for name in record._fields}, **changes})
