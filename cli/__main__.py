"""`schemes`, and `python -m public_aids`: the plain form of `eval` at once, everything else through click."""

import gc
import os
import sys
from typing import NoReturn

OBJECTS = 100_000  # made before Python looks for cycles: one run of `eval` makes fewer, its imports too


def main() -> NoReturn:
    gc.set_threshold(OBJECTS)
    page: str | None = None
    if sys.argv[1:2] == ["eval"] and sys.stdout is not None:
        from public_aids.cli.plain import plain_answer

        page = plain_answer(sys.argv[2:], os.environ)
    if page is None:
        from public_aids.cli.main import main as run

        run()
    os._exit(_written(page))  # all is written: to take Python down piece by piece would cost 4 ms more


def _written(page: str) -> int:
    """Writes an answer as UTF-8 with `\\n`, whatever the locale. The exit code."""
    try:
        sys.stdout.buffer.write(page.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        from public_aids.cli.errors import ExitCode

        return ExitCode.BROKEN_PIPE
    except OSError as error:
        from public_aids.cli.language import language
        from public_aids.cli.main import not_written

        return not_written(error, language(sys.argv[1:], os.environ))
    return 0


if __name__ == "__main__":
    main()
