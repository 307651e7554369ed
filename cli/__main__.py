"""`schemes`, and `python -m cli`."""

import gc
from typing import NoReturn

OBJECTS = 100_000  # made before Python looks for cycles: one run of `eval` makes fewer, its imports too


def main() -> NoReturn:
    gc.set_threshold(OBJECTS)
    from cli.main import main as run

    run()


if __name__ == "__main__":
    main()
