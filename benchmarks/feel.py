"""Time to parse and to evaluate an expression: ours beside pySFeel and cel-python, in one run.

usage: python benchmarks/feel.py [ROUNDS]

The others are measured where they are installed (best in an environment of their own); where one cannot write an
expression its column is empty. pySFeel keeps no tree: its one column is parsing and evaluating together.
Microseconds an expression, the best of five rounds; smaller is better.
"""

import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from public_aids.engine.feel.compiled import compile_expr
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.temporal_text import parse_temporal

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 300
BEST_OF = 5
NAMES: dict[str, Any] = {
    "income": Decimal(40000),
    "months": Decimal(7),
    "zone": "ZIP",
    "age": Decimal(41),
    "signed": parse_temporal("2024-03-31"),
    "on": parse_temporal("2025-11-20"),
    "contracts": tuple({"scheme": f"s{i}", "years": Decimal(i)} for i in range(20)),
}
# name: FEEL, CEL (None where CEL has no decimals or no months)
EXPRESSIONS = {
    "arithmetic": ("0.25 * income + 300 * months", "0.25 * income + 300.0 * months"),
    "condition": ('zone = "ZIP" and age < 60 and months >= 4', 'zone == "ZIP" && age < 60.0 && months >= 4.0'),
    "membership": ('zone in ("ZAC", "ZIP")', 'zone in ["ZAC", "ZIP"]'),
    "if": ('if age < 60 then "a" else "b"', 'age < 60.0 ? "a" : "b"'),
    "dates": ('signed + @"P5Y" > on', None),
    "quantifier": (
        'some c in contracts satisfies c.scheme = "s19" and c.years > 3',
        'contracts.exists(c, c.scheme == "s19" && c.years > 3.0)',
    ),
    "filter": ("count(contracts[years > 9])", "size(contracts.filter(c, c.years > 9.0))"),
}


def microseconds(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(BEST_OF):
        start = time.perf_counter()
        for _ in range(ROUNDS):
            run()
        best = min(best, time.perf_counter() - start)
    return best / ROUNDS * 1e6


def ours(text: str) -> dict[str, float]:
    expr = parse(text)
    compiled = compile_expr(expr)
    return {
        "parse": microseconds(lambda: parse(text)),
        "compile": microseconds(lambda: compile_expr(expr)),
        "run": microseconds(lambda: compiled(NAMES)),
    }


def cel(text: str | None) -> dict[str, float]:
    try:
        import celpy
        from celpy.adapter import json_to_cel
    except ImportError:
        return {}
    if text is None:
        return {}
    scope = json_to_cel({name: _plain(value) for name, value in NAMES.items() if name not in ("signed", "on")})
    environment = celpy.Environment()
    program = environment.program(environment.compile(text))
    program.evaluate(scope)
    return {
        "cel parse": microseconds(lambda: environment.compile(text)),
        "cel run": microseconds(lambda: program.evaluate(scope)),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return {name: _plain(item) for name, item in value.items()} if isinstance(value, dict) else value


def sfeel(text: str) -> dict[str, float]:
    try:
        import pySFeel
    except ImportError:
        return {}
    parser = pySFeel.SFeelParser()
    for name in ("income", "months", "age"):
        parser.sFeelParse(f"{name} <- {NAMES[name]}")
    parser.sFeelParse('zone <- "ZIP"')
    status, value = parser.sFeelParse(text)
    return {"sfeel": microseconds(lambda: parser.sFeelParse(text))} if not status and value is not None else {}


def main() -> None:
    columns = ("parse", "compile", "run", "sfeel", "cel parse", "cel run")
    heads = "".join(f"{column:>11}" for column in columns)
    print(f"{'microseconds':14}{heads}{'sfeel/ours':>12}{'cel/ours':>10}")
    for name, (feel, other) in EXPRESSIONS.items():
        found = {**ours(feel), **sfeel(feel), **cel(other)}
        cells = "".join(f"{found[column]:11.1f}" if column in found else f"{'':11}" for column in columns)
        both = found["sfeel"] / (found["parse"] + found["compile"] + found["run"]) if "sfeel" in found else None
        runs = found["cel run"] / found["run"] if "cel run" in found else None
        print(f"{name:14}{cells}" + "".join(f"{r:{w}.1f}" if r else " " * w for r, w in ((both, 12), (runs, 10))))


if __name__ == "__main__":
    main()
