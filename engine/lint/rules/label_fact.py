"""A condition on another fact than the one that its label names: the neighbour was written.

Words are held against those of the label and the question of each fact of the same type. Said only where another fact
shares two more of them than the one that is written.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from public_aids.engine.feel.syntax import Expr, free_names
from public_aids.engine.lint.context import Context
from public_aids.engine.lint.named import named_parts
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Dated, Fact, Scheme
from public_aids.engine.text import Text

CODES = ("R505",)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STEM: Final = 6  # letters, so that `installé` is `installation`
_EMPTY: Final = frozenset(
    ("les", "des", "une", "dans", "par", "pour", "avec", "sans", "est", "sur", "aux", "pas", "être", "avoir", "plus")
)


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    for path, text, parts in named_parts(scheme):
        if path[0] == "conditions":
            for part in parts:
                for _, expr in part.versions if isinstance(part, Dated) else ():
                    yield from _of_condition((*path, "fr"), text.fr, expr, context.facts)


def _of_condition(path: Path, label: str, expr: Expr, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    names = [name for name in free_names(expr) if name in facts]
    said = _words(label)
    for name in names:
        own = len(said & _words_of(facts[name]))
        alike = (one for one in facts.values() if one.name not in names and _kind(one) == _kind(facts[name]))
        other = max(alike, key=lambda one: len(said & _words_of(one)), default=None)
        if other is not None and len(said & _words_of(other)) >= own + 2:
            message = Text(
                f"la règle regarde `{name}`, et ce texte semble dire `{other.name}` ({other.label.fr})",
                f"the rule looks at `{name}`, and this text seems to say `{other.name}` ({other.label.en})",
            )
            yield Finding("R505", path, message, (Text("corrigez l'un des deux", "correct one of the two"),), "warning")


def _kind(fact: Fact) -> tuple[object, ...]:
    return fact.type, fact.unit, fact.values


def _words_of(fact: Fact) -> frozenset[str]:
    return _words(f"{fact.label.fr} {fact.question.fr} {fact.name.replace('_', ' ')}")


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    found = (word.lower() for word in _WORD.findall(text))
    return frozenset(word.rstrip("s")[:_STEM] for word in found if word not in _EMPTY)
