"""The built-in functions (DMN 1.5, clause 10.3.4): one table, one module for each family, loaded when first called."""

from importlib import import_module

from public_aids.engine.feel.functions.builtin import Builtin

FAMILIES = {
    "booleans": ("not", "is"),
    "numbers": (
        "decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down", "abs", "modulo",
        "sqrt", "log", "exp", "odd", "even",
    ),
    "strings": (
        "substring", "string length", "upper case", "lower case", "substring before", "substring after", "replace",
        "contains", "starts with", "ends with", "matches", "split", "string join",
    ),
    "lists": (
        "list contains", "count", "sublist", "append", "concatenate", "insert before", "remove", "reverse", "index of",
        "union", "distinct values", "flatten", "list replace", "partition", "sort",
    ),
    "aggregates": ("min", "max", "sum", "product", "mean", "median", "stddev", "mode", "all", "any"),
    "contexts": ("get value", "get entries", "context", "context put", "context merge"),
    "conversions": (
        "string", "number", "date", "time", "date and time", "duration", "years and months duration", "range",
    ),
    "calendars": ("day of year", "day of week", "month of year", "week of year", "last day of month"),
    "ranges": (
        "before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after", "finishes",
        "finished by", "includes", "during", "starts", "started by", "coincides",
    ),
}  # fmt: skip
_FAMILY = {name: family for family, names in FAMILIES.items() for name in names}
NAMES = frozenset(_FAMILY)


def builtin(name: str) -> Builtin | None:
    """The built-in function of that name, or None."""
    family = _FAMILY.get(name)
    if family is None:
        return None
    module = import_module(f"public_aids.engine.feel.functions.{family}")
    found: Builtin = module.FUNCTIONS[name]
    return found
