"""What is wrong, where, and what to write instead. Errors are values until the edge."""

from typing import TYPE_CHECKING, Any, Literal

from public_aids.engine.record import Record
from public_aids.engine.source.place import Place
from public_aids.engine.text import LONGEST_CURE, Text, brief


class Diagnostic(Record):
    """A stable code, a cause, cures, a place.

    Families: Y yaml, S shape, F expressions, T types and units, D dates and windows, R references and
    incompatibilities, Q sources, C cases, P profiles, B populations.
    """

    code: str
    message: Text
    place: Place | None = None
    cures: tuple[Text, ...] = ()
    severity: Literal["error", "warning"] = "error"
    excerpt: str = ""  # the line of the text at `place`, so that it can be shown once the text is gone
    fix: str | None = None  # what to write at `place` instead, where only one thing can be meant

    if not TYPE_CHECKING:

        def __init__(self, *values: Any, **named: Any) -> None:
            super().__init__(*values, **named)
            cures = tuple(brief(one, LONGEST_CURE) for one in self.cures)
            self.__dict__.update(message=brief(self.message), cures=cures)


def by_place(problem: Diagnostic) -> tuple[str, int, int, str]:
    place = problem.place
    return (place.path, place.line, place.column, problem.code) if place else ("", 0, 0, problem.code)


class PublicAidsError(Exception):
    """What the engine raises: every diagnostic of the pass that found out what is wrong."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(f"{d.place or ''} {d.code} {d.message.en}".lstrip() for d in diagnostics[:3]))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[Any, ...]:
        """An error crosses processes, whatever its class takes."""
        return _again, (type(self), self.args, self.__dict__)


def _again(cls: type[PublicAidsError], args: tuple[Any, ...], held: dict[str, Any]) -> PublicAidsError:
    error = cls.__new__(cls, *args)
    error.__dict__.update(held)
    return error


class BrokenError(PublicAidsError):
    """Something that is read and cannot be used."""


class RulesError(BrokenError):
    """Rules that are broken, or that are not there."""


class FactsError(BrokenError, ValueError):
    """Facts of a person, a day or a horizon that cannot be: nothing is answered from them."""


class NotWrittenError(PublicAidsError):
    """A file that is not written, or not yet; what was there is there."""

    def __init__(self, code: str, message: Text, *cures: Text) -> None:
        super().__init__((Diagnostic(code, message, cures=cures),))
