"""Every rule of the linter, found by itself."""

from functools import cache

from public_aids.engine.lint import rules
from public_aids.engine.lint.context import OfFolder, OfScalars, OfScheme, OfTexts
from public_aids.engine.rulebook.coherence import rules as of_coherence
from public_aids.engine.rulebook.coherence.modules import codes_of, modules_of


@cache
def of_scheme() -> tuple[OfScheme, ...]:
    return tuple(module.of_scheme for module in modules_of(rules) if hasattr(module, "of_scheme"))


def of_folder(*, whole: bool) -> tuple[OfFolder, ...]:
    """The rules about all schemes; where one could not be read, without those that say that something is nowhere."""
    usable = (module for module in modules_of(rules) if whole or not getattr(module, "NEEDS_ALL", False))
    return tuple(module.of_folder for module in usable if hasattr(module, "of_folder"))


@cache
def of_texts() -> tuple[OfTexts, ...]:
    """The rules about the texts of any one file."""
    return tuple(module.of_texts for module in modules_of(rules) if hasattr(module, "of_texts"))


@cache
def of_scalars() -> tuple[OfScalars, ...]:
    """The rules about the single values of any one file."""
    return tuple(module.of_scalars for module in modules_of(rules) if hasattr(module, "of_scalars"))


def codes() -> frozenset[str]:
    """Every code that `schemes check` may give beyond what is wrong in one place of one file."""
    return codes_of(rules) | codes_of(of_coherence)
