"""What goes wrong in an expression: refused before it runs (`FeelError`), or null when it runs (`NullError`)."""

from public_aids.engine.text import Text, brief


class FeelError(Exception):
    """A text that is not an expression, or one that this profile of FEEL refuses.

    `code` is stable (`F1xx`, see grammar/README.md), `span` is in offsets of the text of the expression,
    `fix` what to write there where only one thing can be meant.
    """

    def __init__(
        self,
        code: str,
        span: tuple[int, int],
        message: Text,
        cures: tuple[Text, ...] = (),
        fix: str | None = None,
    ) -> None:
        self.message = brief(message)
        super().__init__(f"{code} at {span[0]}: {self.message.en}")
        self.fix = fix
        self.code = code
        self.span = span
        self.cures = cures


class NullError(Exception):
    """An operation without a result: its value is null, and this is why (DMN 1.5, clause 10.3.2.1)."""

    def __init__(self, fr: str, en: str) -> None:
        self.text = brief(Text(fr, en))
        super().__init__(self.text.en)
