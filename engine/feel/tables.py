"""The parser of a grammar as plain data: to build it takes Lark some 150 ms, to read it back ten.

The data are those of Lark's own `serialize`, in an order that does not depend on the run, one state a line: what to do
at each token, `s` for a step to the state `s`, `-1 - r` for a reduction by the rule `r`. They count for one grammar and
one version of Lark: `usable` says so, and for any other the parser is built from the grammar.
"""

import json
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import lark
from lark.grammar import Rule
from lark.lark import LarkOptions
from lark.parsers.lalr_analysis import Reduce

Tables = dict[str, Any]


def digest_of(grammar: str) -> str:
    """The name of the text of a grammar, line ends apart: 32 hexadecimal digits."""
    return blake2b("\n".join(grammar.splitlines()).encode(), digest_size=16).hexdigest()


def read_tables(path: Path) -> Tables:
    """The tables of a file; none where there is no such file."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def usable(tables: Mapping[str, Any], grammar: str) -> bool:
    """Were the tables made from this very grammar, by the version of Lark that is here?"""
    return tables.get("lark") == lark.__version__ and tables.get("grammar") == digest_of(grammar)


def tables_of(parser: lark.Lark, grammar: str) -> Tables:
    """The tables of a parser that was built without a transformer from a grammar with one start."""
    table: Any = parser.parser.parser._parse_table
    reduced = {to for row in table.states.values() for action, to in row.values() if action is Reduce}
    rules = sorted({*parser.rules, *reduced}, key=lambda rule: (rule.origin.name, rule.order))
    states, start, end = _states(table, {rule: number for number, rule in enumerate(rules)})
    return {
        "lark": lark.__version__,
        "grammar": digest_of(grammar),
        "options": LarkOptions.serialize(parser.options),
        "ignore": sorted(parser.lexer_conf.ignore),
        "start": start,
        "end": end,
        "terminals": [one.serialize(None) for one in sorted(parser.terminals, key=lambda one: one.name)],
        "rules": [rule.serialize(None) for rule in rules],
        "states": states,
    }


def _states(table: Any, rules: Mapping[Rule, int]) -> tuple[list[dict[str, int]], int, int]:
    """The states in the order in which they are reached, the first one and the last."""
    (start,), (end,) = table.start_states.values(), table.end_states.values()
    reached, numbers = [start], {start: 0}
    written: list[dict[str, int]] = []
    for state in reached:
        row: dict[str, int] = {}
        for token, (action, to) in sorted(table.states[state].items()):
            if action is not Reduce and to not in numbers:
                numbers[to] = len(reached)
                reached.append(to)
            row[token] = -1 - rules[to] if action is Reduce else numbers[to]
        written.append(row)
    return written, numbers[start], numbers[end]


def written(tables: Tables) -> str:
    """The text of the tables, one terminal, one rule or one state a line."""
    lines: list[str] = []
    for key, value in tables.items():
        items = ",\n".join(f"  {_one_line(one)}" for one in value) if key in ("terminals", "rules", "states") else None
        lines.append(f"{json.dumps(key)}: " + (_one_line(value) if items is None else f"[\n{items}\n]"))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _one_line(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def parser_from(tables: Tables, transformer: lark.Transformer[Any, Any]) -> lark.Lark:
    """The parser that the tables came from, with a transformer."""
    terminals, rules = tables["terminals"], tables["rules"]
    memo = dict(enumerate((*terminals, *rules)))
    at_rules = [{"@": len(terminals) + number} for number in range(len(rules))]
    data = {
        "options": tables["options"],
        "rules": at_rules,
        "parser": {
            "lexer_conf": {
                "terminals": [{"@": number} for number in range(len(terminals))],
                "ignore": tables["ignore"],
                "g_regex_flags": tables["options"]["g_regex_flags"],
                "use_bytes": tables["options"]["use_bytes"],
                "lexer_type": tables["options"]["lexer"],
            },
            "parser_conf": {
                "rules": at_rules,
                "start": tables["options"]["start"],
                "parser_type": tables["options"]["parser"],
            },
            "parser": _lark_states(tables, at_rules),
        },
    }
    load: Any = lark.Lark._load_from_dict
    parser: lark.Lark = load(data, memo, transformer=transformer)
    return parser


def _lark_states(tables: Tables, rules: list[dict[str, int]]) -> dict[str, Any]:
    """The states as Lark keeps them: the tokens stand for themselves."""
    (start,) = tables["options"]["start"]
    states = {
        number: {token: (0, to) if to >= 0 else (1, rules[-1 - to]) for token, to in row.items()}
        for number, row in enumerate(tables["states"])
    }
    tokens = {token: token for row in tables["states"] for token in row}
    return {
        "tokens": tokens,
        "states": states,
        "start_states": {start: tables["start"]},
        "end_states": {start: tables["end"]},
    }
