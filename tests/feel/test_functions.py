"""The table of built-in functions holds together."""

from importlib import import_module

import pytest

from public_aids.engine.feel.functions import FAMILIES, NAMES, builtin
from public_aids.engine.feel.names import BUILT_IN
from public_aids.engine.feel.values import kind

KINDS = {
    *("null", "boolean", "number", "string", "date", "time", "date and time", "list", "context", "range", "function"),
    *("days and time duration", "years and months duration"),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_the_functions_that_the_table_says(family: str) -> None:
    functions = import_module(f"public_aids.engine.feel.functions.{family}").FUNCTIONS
    assert set(functions) == set(FAMILIES[family])
    assert all(function.name == name for name, function in functions.items())


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_signature_names_kinds_that_exist(name: str) -> None:
    function = builtin(name)
    assert function is not None
    for form in function.forms:
        assert form.result
        for parameter in form.parameters:
            assert parameter.name
            assert parameter.kinds <= KINDS


def test_the_parser_knows_every_name_of_several_words() -> None:
    spaced = {name for name in NAMES if " " in name}
    for name in NAMES:
        function = builtin(name)
        assert function is not None
        spaced |= {p.name for form in function.forms for p in form.parameters if " " in p.name}
    assert spaced <= set(BUILT_IN)


def test_kinds_are_the_names_of_types() -> None:
    assert {kind(value) for value in (None, True, "", (), {})} <= KINDS
