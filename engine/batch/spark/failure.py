"""What Spark says when it fails, in one line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

LONGEST: Final = 300
_CAUSE: Final = "Caused by: "
_CLASS: Final = re.compile(r"^(?:: )?(?:[\w$]+\.)+[\w$]+: ")
_RAISED: Final = re.compile(r"^  .*\n(\w.*)", re.MULTILINE)  # the line after those of a traceback


class SparkFailedError(Exception):
    """Spark could not start, read, evaluate or write; the text is one line that says why."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(one_line(str(error)))


@contextmanager
def in_one_line() -> Iterator[None]:
    """Whatever Spark raises here, on its own side or on that of Java, is a `SparkFailedError`."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise SparkFailedError(error) from None


def one_line(text: str) -> str:
    """The message of an error of Java with its first cause, or the error of a Python that Spark runs."""
    if "Traceback (most recent call last)" in text:
        found = _RAISED.findall(text)
        return (found[-1] if found else text)[:LONGEST]
    lines = [line for line in text.splitlines() if line and not line.startswith("An error occurred while calling")]
    causes = [line.removeprefix(_CAUSE) for line in lines if line.startswith(_CAUSE)]
    said = dict.fromkeys(_CLASS.sub("", line).strip() for line in (*lines[:1], *causes[-1:]))
    return ": ".join(said)[:LONGEST]
