"""Every rule of the linter, found by itself."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from engine.lint import rules
from engine.lint.context import OfFolder, OfScheme


@cache
def modules() -> tuple[ModuleType, ...]:
    names = sorted(found.name for found in iter_modules(rules.__path__))
    return tuple(import_module(f"{rules.__name__}.{name}") for name in names)


def of_scheme() -> tuple[OfScheme, ...]:
    return tuple(module.of_scheme for module in modules() if hasattr(module, "of_scheme"))


def of_folder(*, whole: bool) -> tuple[OfFolder, ...]:
    """The rules about all schemes; where one could not be read, without those that say that something is nowhere."""
    usable = (module for module in modules() if whole or not getattr(module, "NEEDS_ALL", False))
    return tuple(module.of_folder for module in usable if hasattr(module, "of_folder"))


def codes() -> frozenset[str]:
    """Every code that a rule of the linter may give."""
    return frozenset(code for module in modules() for code in module.CODES)
