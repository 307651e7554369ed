"""Slips of the hand on every line of our rules that decides, by ten kinds: who sees them, `check`, a case, or nobody?

`python -m slips.typed` in `tests` makes them all and prints their table; with a number, one in so many. That of one in
five is `typed.txt`.
"""

import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, get_args

from public_aids.engine.record import Record
from public_aids.engine.rulebook.expressions import fact_type
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Fact
from slips.eyes import Eye, Eyes

_DECIDES: Final = re.compile(
    r"\s*(?:- )?(?:\{ share: |(?:when|value|rate|base|cap|by_period|periods|from|until|length|only_if|kept_if"
    r"|kept_until|taken_if|opens_on|per|renewals_before|kept_if_signed_by|others_end_on|ends_when|runs_while): )"
)
_NUMBER: Final = re.compile(r'(?<![\w."@-])\d+(?:\.\d+)?(?![\w.-])')
_DAY: Final = re.compile(r"(?<!\d)(?!9999)(\d{4})-(\d\d)-(\d\d)")
_LENGTH: Final = re.compile(r"\bP(\d+)([YM])\b")
_SIGN: Final = re.compile(r"(?<= )(>=|<=|>|<|!=|=)(?= )")
_TURNED: Final = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "!=", "!=": "="}
_WORD: Final = re.compile(r'(?<!@)"[^"@]+"')
_FACT: Final = re.compile(r"\b[a-z][a-z0-9]*_[a-z0-9_]+\b")


class Typed(Record):
    """A line of a file (counted from 0) with another one in its place."""

    kind: str
    file: str
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.file}: {self.after.strip()}"


def typed() -> Iterator[Typed]:
    """Every slip, in the order of the files."""
    for path in sorted(DEFAULT_RULES.glob("*/*.yaml")):
        for at, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
            if _DECIDES.match(line):
                for kind, slip in SLIPS.items():
                    name = path.relative_to(DEFAULT_RULES).as_posix()
                    yield from (Typed(kind, name, at, line, one) for one in dict.fromkeys(slip(line)) if one != line)


def _each(pattern: re.Pattern[str], other: Callable[[re.Match[str]], str]) -> Callable[[str], Iterator[str]]:
    """The line with one place changed, for each place where a pattern stands."""

    def slip(line: str) -> Iterator[str]:
        for found in pattern.finditer(line):
            yield line[: found.start()] + other(found) + line[found.end() :]

    return slip


def _digit(found: re.Match[str]) -> str:
    return str(int(found[0][0]) % 9 + 1) + found[0][1:]


def _zero(found: re.Match[str]) -> str:
    return found[0] + "0" if "." not in found[0] and found[0] != "0" else found[0]


def _month(found: re.Match[str]) -> str:
    return f"{found[1]}-{int(found[2]) % 12 + 1:02}-{found[3] if found[3] < '29' else '28'}"


def _year(found: re.Match[str]) -> str:
    return f"{int(found[1]) + 1}-{found[2]}-{found[3]}"


def _unit(found: re.Match[str]) -> str:
    return f"P{found[1]}{'M' if found[2] == 'Y' else 'Y'}"


@cache
def _facts() -> Mapping[str, Fact]:
    return load(DEFAULT_RULES).facts


def _neighbour(found: re.Match[str]) -> str:
    """The fact after a fact, of those of one type."""
    facts = _facts()
    if found[0] not in facts:
        return found[0]
    alike = [name for name, one in facts.items() if fact_type(one) == fact_type(facts[found[0]])]
    return alike[(alike.index(found[0]) + 1) % len(alike)]


def _fraction(found: re.Match[str]) -> str:
    number = float(found[0])
    return f"{number * 100:g}" if 0 < number < 1 else f"{number / 100:g}" if 10 <= number <= 100 else found[0]


def _overwritten(found: re.Match[str]) -> str:
    return f"{float(found[0]) * 1.2:g}" if float(found[0]) not in (0, 1, 2, 3) else found[0]


def _swapped(line: str) -> Iterator[str]:
    """Two numbers, days or words in each other's place; the order of a list says nothing."""
    for pattern in (_NUMBER, _DAY, _WORD):
        for one, other in pairwise(pattern.finditer(line)):
            between = line[one.end() : other.start()]
            if between.strip() != ",":
                yield line[: one.start()] + other[0] + between + one[0] + line[other.end() :]


SLIPS: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    "a digit": _each(_NUMBER, _digit),
    "a zero": _each(_NUMBER, _zero),
    "a month": _each(_DAY, _month),
    "a year": _each(_DAY, _year),
    "a sign": _each(_SIGN, lambda found: _TURNED[found[0]]),
    "a unit": _each(_LENGTH, _unit),
    "a neighbour's fact": _each(_FACT, _neighbour),
    "a fraction": _each(_NUMBER, _fraction),
    "a swapped pair": _swapped,
    "an old value overwritten": _each(_NUMBER, _overwritten),
}


def who_sees(slip: Typed, folder: Path, eyes: Eyes) -> Eye:
    """`folder` holds our rules, and does again afterwards."""
    path = folder / slip.file
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    assert lines[slip.line] == slip.before
    lines[slip.line] = slip.after
    path.write_text("\n".join(lines), encoding="utf-8")
    seen = eyes.see(slip.file)
    path.write_text(text, encoding="utf-8")
    return seen


def table(seen: Iterable[tuple[Typed, Eye]]) -> str:
    """A line a kind, how many there are and who sees them, in per cent; below it, those that nobody sees."""
    seen = tuple(seen)
    count = Counter((kind, eye) for slip, eye in seen for kind in (slip.kind, "all"))
    rows = [f"{'':26}{'slips':>6}{'check':>8}{'cases':>8}{'neither':>8}"]
    for kind in (*SLIPS, "all"):
        by = [count[kind, eye] for eye in get_args(Eye)]
        rows.append(f"{kind:26}{sum(by):6}" + "".join(f"{100 * n / (sum(by) or 1):8.1f}" for n in by))
    return "\n".join([*rows, "", *sorted(str(slip) for slip, eye in seen if eye == "nobody"), ""])


def all_seen(every: int, folder: Path) -> Iterator[tuple[Typed, Eye]]:
    """One slip in so many, with who sees it."""
    shutil.copytree(DEFAULT_RULES, folder)
    eyes = Eyes(folder)
    for slip in list(typed())[::every]:
        yield slip, who_sees(slip, folder, eyes)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write(table(all_seen(int((*sys.argv[1:], "1")[0]), Path(place, "rules"))))
