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


class BrokenError(Exception):
    """A text that cannot be used. Carries every diagnostic of the pass that found it out."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(f"{d.place or ''} {d.code} {d.message.en}" for d in diagnostics[:3]))
        self.diagnostics = diagnostics


class NotWrittenError(Exception):
    """A file that is not written, or not yet; what was there is there."""

    def __init__(self, code: str, message: Text, *cures: Text) -> None:
        super().__init__(f"{code} {message.en}")
        self.diagnostics = (Diagnostic(code, message, cures=cures),)
