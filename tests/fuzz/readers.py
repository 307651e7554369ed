"""Broken texts to every reader, and what loads to all that uses it: `python tests/fuzz/readers.py 2500` tries as many.

Rule files, profiles and conditions, broken by byte, by piece, by line, and by a wrong kind of value at a leaf.
Whatever is read must end in diagnostics or in an answer, and soon.
"""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from public_aids.cli.feel import answers
from public_aids.cli.render.answer import answer
from public_aids.cli.render.diagnostics import as_json, render
from public_aids.cli.render.rule_text import rule_text
from public_aids.cli.request import Request
from public_aids.engine.compare.rules import rule_changes
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import Profile, read_profile
from public_aids.engine.record import replace
from public_aids.engine.rulebook.coherence.findings import found_in
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.coherence.placed import placed
from public_aids.engine.rulebook.files import RuleFile, rule_files
from public_aids.engine.rulebook.load import DEFAULT_RULES, known_names, load, read_shared
from public_aids.engine.rulebook.model import Rulebook, Scheme
from public_aids.engine.rulebook.readings import rules_under
from public_aids.engine.rulebook.references import Known
from public_aids.engine.rulebook.scheme_reading import read_scheme
from public_aids.engine.source.diagnostic import BrokenError, Diagnostic

SECONDS = 30  # of a processor: what is not bounded takes minutes; how quick the rest is, benchmarks say
MOST = 101  # messages of one text
ON = date(2025, 12, 15)
PROFILES = tuple(sorted((DEFAULT_RULES.parent / "examples").glob("*.yaml")))

WRONG = (  # every kind of value, each wrong almost everywhere
    "null", "", "true", "false", "0", "-1", "1.5", "20000", "9" * 40, "1e400", "trente mille", '""', '" "', "[]", "{}",
    "2025-12-31", "2025-13-45", "20251230", "2025-W01-1", "31/12/2025", "0001-01-01", "9999-12-31", "2201-01-01",
    "[1, 2]", "{ a: 1 }", "[{ from: 2025-01-01, is: 3 }]", "20000 + 10000", "1 / 0", '"a" + "b"', "date_installation",
    "on", 'on + @"P1Y"', "secteur = 1", "nulle_part", "yearly", "unquantified", "P5Y", "'@\"9999-12-31\"'",
    "'@\"0001-01-01\"'", 'on + @"P9000Y"', "x" * 20_000, "(" * 200, "@", "&a", "!t x",
)  # fmt: skip
PIECES = (
    *WRONG[:8],
    ":",
    "- ",
    "  ",
    '"',
    "'",
    "[",
    "}",
    "\t",
    "\r",
    "\0",
    "\u2028",
    "\u00a0",
    "é",
    "#",
    "|",
    ">",
    "? ",
    "%",
)
LEAF = re.compile(r"(?m)^([ ]*(?:- )?[a-z_]+: |[ ]*- (?:\{ )?[a-z_]+: )(?=\S)[^\n]*|(?<=[{,] )([a-z_]+: )[^,}\n]*")
FEEL = (
    "secteur = 1 and date_installation < on", 'if age_ans > 60 then 1 else "x"', 'matches("ab", "(a)\\1")',
    "some c in contrats satisfies c.dispositif = \"caim\"", "sum([1, 2, 3]) / count([])",
    '@"2025-12-31" + duration("P1M")',
    "for x in 1..10 return x ** x", '{a: 1, b: [a]}.b[1]', 'substring("abc", -2, 5)', "x in (1..3], (4..5)",
)  # fmt: skip


@cache
def ours() -> tuple[tuple[RuleFile, ...], Known, Rulebook, tuple[Profile, ...]]:
    files, rules = rule_files(DEFAULT_RULES), load(DEFAULT_RULES)
    profiles = tuple(read_profile(path.name, path.read_bytes(), rules.facts) for path in PROFILES)
    schemes = tuple(file for file in files if file.role == "scheme")
    return schemes, known_names(files, read_shared(DEFAULT_RULES, files)[0]), rules, profiles


def broken(text: str, random: Random) -> str:
    """A text with one to three things changed in it."""
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(text) + 1)
        match random.choice(("leaf", "leaf", "piece", "cut", "line", "swap")):
            case "leaf":
                leaves = list(LEAF.finditer(text))
                if leaves:
                    leaf = random.choice(leaves)
                    key = leaf[1] or leaf[2]
                    text = text[: leaf.start()] + key + random.choice(WRONG) + text[leaf.end() :]
            case "piece":
                text = text[:at] + random.choice(PIECES) + text[at + random.randint(0, 2) :]
            case "cut":
                text = text[:at] + text[at + random.randint(1, 40) :]
            case "line":
                lines = text.split("\n")
                row = random.randrange(len(lines))
                text = "\n".join(lines[:row] + lines[row : row + 1] * random.choice((0, 2, 300)) + lines[row + 1 :])
            case _:
                lines = text.split("\n")
                one, two = random.randrange(len(lines)), random.randrange(len(lines))
                lines[one], lines[two] = lines[two], lines[one]
                text = "\n".join(lines)
    return text


def tried_scheme(text: str, file: RuleFile, used: bool = True) -> tuple[Diagnostic, ...]:
    """What is said of a scheme; where it loads it is decided, shown, compared and read otherwise."""
    _, known, rules, _ = ours()
    one = read_scheme(replace(file, data=text.encode("utf-8", "surrogatepass")), known)
    said = one.problems
    if one.scheme is not None and one.sound and one.source is not None and one.node is not None:
        said = (*said, *placed(found_in(one.scheme, Logic(rules.facts)), one.source, one.node))
        if used and all(problem.severity != "error" for problem in said):
            others = tuple(other for other in rules.schemes if other.id != one.scheme.id)
            use(replace(rules, schemes=(*others, one.scheme)), one.scheme)
    return said


def use(rules: Rulebook, scheme: Scheme) -> None:
    before, profiles = ours()[2:]
    for profile in profiles:
        decision = decide(rules, profile, ON)
        for form in ("text", "json"):
            answer(decision, rules, Request(ON, only=(scheme.id,), form=form, sources=True), "fr")
    rule_text(scheme, rules, ON, "en")
    rule_changes(before, rules)
    for divergence in scheme.divergences:
        for reading in divergence.readings:
            other = rules_under(rules, {divergence.id: reading.id})
            decision = decide(other, profiles[0], ON)
            answer(decision, other, Request(ON, readings=((divergence.id, reading.id),)), "en")


def tried_profile(text: str, name: str) -> tuple[Diagnostic, ...]:
    rules = ours()[2]
    try:
        profile = read_profile(name, text.encode("utf-8", "surrogatepass"), rules.facts)
    except BrokenError as error:
        return error.diagnostics
    decision = decide(rules, profile, ON)
    answer(decision, rules, Request(ON, form="json"), "fr")
    return ()


def tried_feel(text: str) -> tuple[Diagnostic, ...]:
    (line,) = answers([json.dumps({"id": 1, "expression": text, "context": {}}).encode()])
    assert "unexpected" not in line
    return ()


def trials(count: int, seed: int) -> Iterator[tuple[str, str, Callable[[], tuple[Diagnostic, ...]]]]:
    """As many texts of each kind: its name, the text, what tries it."""
    schemes = ours()[0]
    for number in range(count):
        random = Random(f"{seed} {number}")
        file, profile = random.choice(schemes), random.choice(PROFILES)
        scheme = broken(file.data.decode(), random)
        yield file.inside, scheme, lambda text=scheme, file=file: tried_scheme(text, file)  # type: ignore[misc]
        facts = broken(profile.read_text(encoding="utf-8"), random)
        yield profile.name, facts, lambda text=facts, name=profile.name: tried_profile(text, name)  # type: ignore[misc]
        condition = broken(random.choice(FEEL), random)
        yield "feel", condition, lambda text=condition: tried_feel(text)  # type: ignore[misc]


def fault_of(attempt: Callable[[], tuple[Diagnostic, ...]]) -> str | None:
    """What went wrong with an attempt that should have ended well, whatever the text."""
    began = time.process_time()
    try:
        said = attempt()
        render(said, "fr")
        as_json(said, "en")
    except Exception as error:  # the very thing that is looked for
        return f"{type(error).__name__}: {error}"
    spent = time.process_time() - began
    if spent > SECONDS:
        return f"{spent:.1f} s"
    return f"{len(said)} messages" if len(said) > MOST else None


def counted(count: int, seed: int, keep: Path | None = None) -> Counter[str]:
    """How many texts of each kind end in a fault, by the fault; `keep` is a folder for them."""
    found: Counter[str] = Counter()
    for number, (name, text, attempt) in enumerate(trials(count, seed)):
        fault = fault_of(attempt)
        if fault is not None:
            found[f"{name.rpartition('.')[2]} {fault[:100]}"] += 1
            if keep is not None:
                (keep / f"{number}.txt").write_text(f"{name}: {fault}\n{text}", encoding="utf-8", errors="replace")
    return found


if __name__ == "__main__":
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    faults = counted(total, first, Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    print(f"3 x {total} texts:", dict(faults) or "no fault")  # noqa: T201
