"""What goes wrong in an expression: refused before it runs (`FeelError`), or null when it runs (`NullError`)."""

from engine.text import Text


class FeelError(Exception):
    """A text that is not an expression, or one that this profile of FEEL refuses.

    `code` is stable (`F1xx`, see grammar/README.md), `span` is in offsets of the text of the expression.
    """

    def __init__(self, code: str, span: tuple[int, int], message: Text, cures: tuple[Text, ...] = ()) -> None:
        super().__init__(f"{code} at {span[0]}: {message.en}")
        self.code = code
        self.span = span
        self.message = message
        self.cures = cures


class NullError(Exception):
    """An operation without a result: its value is null, and this is why (DMN 1.5, clause 10.3.2.1)."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(fr, en)
