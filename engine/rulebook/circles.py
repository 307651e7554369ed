"""Facts that hang on themselves: computed from their own value, or asked only where their own answer is known."""

from collections.abc import Iterator, Mapping, Sequence

from public_aids.engine.feel.syntax import Expr, free_names
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.rulebook.order import grounds
from public_aids.engine.rulebook.reading import Reader, child, get
from public_aids.engine.source.tree import Node
from public_aids.engine.text import Text


def check_circles(node: Node, facts: Mapping[str, Fact], reader: Reader) -> None:
    """Reports each circle of `facts.yaml` once, at its first fact."""
    told = {name: [expr for expr in grounds(fact) if expr != fact.when_relevant] for name, fact in facts.items()}
    computed = list(_circles(told))
    for chain in computed:
        message = Text(
            "ce fait se calcule d'après lui-même : " + " → ".join(chain),
            "this fact is computed from itself: " + " → ".join(chain),
        )
        cure = Text("calculez-le d'après d'autres faits", "compute it from other facts")
        one = child(child(node, "facts"), chain[0])
        found = get(one, "derived") or get(one, "implied") or child(child(one, "table"), "by")
        reader.report("R445", found.place, message, cure)
    inside = {frozenset(chain) for chain in computed}
    for chain in _circles({name: grounds(fact) for name, fact in facts.items()}):
        if frozenset(chain) in inside:
            continue
        message = Text(
            "cette question attend sa propre réponse : " + " → ".join(chain),
            "this question waits for its own answer: " + " → ".join(chain),
        )
        cure = Text("faites-la dépendre d'autres faits", "let it depend on other facts")
        waits = next(name for name in chain if facts[name].when_relevant is not None)
        found = child(child(child(node, "facts"), waits), "when_relevant")
        reader.report("R446", found.place, message, cure)


def _circles(exprs: Mapping[str, Sequence[Expr]]) -> Iterator[list[str]]:
    """For each circle, its names in order, from the first one of the file back to it."""
    named = {name: sorted({one for expr in each for one in free_names(expr)}) for name, each in exprs.items()}
    said: set[str] = set()
    for name in named:
        chain = _way_back(name, named) if name not in said else None
        if chain:
            said.update(chain)
            yield chain


def _way_back(start: str, named: Mapping[str, list[str]]) -> list[str] | None:
    """The shortest chain of names from one back to itself."""
    chains, seen = [[start]], set[str]()
    for chain in chains:
        for name in named.get(chain[-1], ()):
            if name == start:
                return [*chain, start]
            if name not in seen:
                seen.add(name)
                chains.append([*chain, name])
    return None
