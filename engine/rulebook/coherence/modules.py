"""The rules of a package, one module each, found by themselves."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def modules_of(package: ModuleType) -> tuple[ModuleType, ...]:
    names = sorted(found.name for found in iter_modules(package.__path__))
    return tuple(import_module(f"{package.__name__}.{name}") for name in names)


def codes_of(package: ModuleType) -> frozenset[str]:
    """Every code that a rule of a package may give."""
    return frozenset(code for module in modules_of(package) for code in module.CODES)
