"""Public aids for doctors in under-served areas of France, as data: may I have it, how much, when, what is best.

    from datetime import date

    import public_aids

    rules = public_aids.load()
    decision = public_aids.evaluate(rules, {"statut": "installe_liberal"}, on=date(2026, 3, 15))
    decision["caim"].status, decision.to_json("fr")

What goes wrong is one of these; each carries `diagnostics`, with a code, a message in two languages, cures and a place:

    PublicAidsError
    ├── BrokenError              something that is read and cannot be used
    │   ├── RulesError           rules that are broken, or that are not there
    │   └── FactsError           facts, a day or a horizon that cannot be (a `ValueError` too)
    │       └── WrongRowsError   rows of a frame that cannot be read
    ├── MissingSolverError       `plan` needs the extra `analysis`
    └── NotWrittenError          a file that is not written

All is imported when it is first used. `docs/python.md` shows how each name is used.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from public_aids.engine.api.answers import decide, evaluate, next_question, plan
    from public_aids.engine.api.comparison import Comparison, compare
    from public_aids.engine.api.facts import Profile
    from public_aids.engine.api.frames import evaluate_frame
    from public_aids.engine.api.rules import Rulebook, load
    from public_aids.engine.batch.wrong_cells import WrongRowsError
    from public_aids.engine.decide.decision import Decision
    from public_aids.engine.decide.result import SchemeResult
    from public_aids.engine.decide.schedule import Plan
    from public_aids.engine.decide.solver import MissingSolverError
    from public_aids.engine.rulebook.model import Fact
    from public_aids.engine.source.diagnostic import (
        BrokenError,
        Diagnostic,
        FactsError,
        NotWrittenError,
        PublicAidsError,
        RulesError,
    )
    from public_aids.engine.text import Text

    __version__: str

_HOMES: Final = {
    "api.answers": ("decide", "evaluate", "next_question", "plan"),
    "api.comparison": ("Comparison", "compare"),
    "api.facts": ("Profile",),
    "api.frames": ("evaluate_frame",),
    "api.rules": ("Rulebook", "load"),
    "batch.wrong_cells": ("WrongRowsError",),
    "decide.solver": ("MissingSolverError",),
    "decide.decision": ("Decision",),
    "decide.result": ("SchemeResult",),
    "decide.schedule": ("Plan",),
    "rulebook.model": ("Fact",),
    "source.diagnostic": (
        "BrokenError",
        "Diagnostic",
        "FactsError",
        "NotWrittenError",
        "PublicAidsError",
        "RulesError",
    ),
    "text": ("Text",),
}

__all__ = [
    "BrokenError",
    "Comparison",
    "Decision",
    "Diagnostic",
    "Fact",
    "FactsError",
    "MissingSolverError",
    "NotWrittenError",
    "Plan",
    "Profile",
    "PublicAidsError",
    "Rulebook",
    "RulesError",
    "SchemeResult",
    "Text",
    "WrongRowsError",
    "__version__",
    "compare",
    "decide",
    "evaluate",
    "evaluate_frame",
    "load",
    "next_question",
    "plan",
]


def __getattr__(name: str) -> object:
    """A name of the public API, kept once it was asked for."""
    if name == "__version__":
        from importlib.metadata import version

        found: object = version("public-aids")
    else:
        home = next((home for home, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        found = getattr(import_module(f"public_aids.engine.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
