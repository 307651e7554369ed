"""Why a command stops before its end, and the exit code that says so."""

from enum import IntEnum

from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Text


class ExitCode(IntEnum):
    DONE = 0
    FINDINGS = 1
    WRONG_INPUT = 2
    BROKEN_RULES = 3
    UNEXPECTED = 70  # EX_SOFTWARE of sysexits.h
    INTERRUPTED = 130  # 128 + SIGINT
    BROKEN_PIPE = 141  # 128 + SIGPIPE


class StopError(Exception):
    """The command cannot go on: its diagnostics, and the exit code."""

    def __init__(self, code: ExitCode, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(code.name)
        self.code = code
        self.diagnostics = diagnostics


def wrong_input(code: str, message: Text, *cures: Text) -> StopError:
    """An input that cannot be used, where there is no text to point into."""
    return StopError(ExitCode.WRONG_INPUT, (Diagnostic(code, message, cures=cures),))
