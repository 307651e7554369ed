"""Facts by need: each after those that it hangs on, whatever the order of their file."""

from collections.abc import Iterable, Mapping

from public_aids.engine.feel.syntax import Expr, free_names
from public_aids.engine.rulebook.model import Fact


def grounds(fact: Fact) -> tuple[Expr, ...]:
    """The expressions over other facts that tell what a fact is worth, or that it does not apply."""
    found = (fact.when_relevant, *(one.when for one in fact.implied), fact.derived)
    return tuple(expr for expr in found if expr is not None)


def by_need(facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
    """All facts, in the order of their file but for those that hang on one below them (in a circle, on the first)."""
    found: dict[str, Fact] = {}
    begun: set[str] = set()
    waiting = [(fact, False) for fact in reversed(tuple(facts.values()))]
    while waiting:
        fact, ready = waiting.pop()
        if ready:
            found[fact.name] = fact
        elif fact.name not in begun:
            begun.add(fact.name)
            waiting.append((fact, True))
            names = sorted({name for expr in grounds(fact) for name in free_names(expr)}, reverse=True)
            waiting += ((facts[name], False) for name in names if name in facts)
    return tuple(found.values())


def names_with_grounds(exprs: Iterable[Expr], facts: Mapping[str, Fact]) -> frozenset[str]:
    """The facts that some expressions name, and those that these hang on."""
    found: set[str] = set()
    waiting = list(exprs)
    while waiting:
        for name in free_names(waiting.pop()) & facts.keys() - found:
            found.add(name)
            waiting += grounds(facts[name])
    return frozenset(found)
