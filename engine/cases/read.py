"""A file of cases, read into cases: strict, every mistake at its place.

The shape of the file was checked by `grammar/cases.schema.json` before.
"""

from collections.abc import Iterator

from engine.cases.model import Case, Claim
from engine.decide.profile import profile_from
from engine.feel.values import Value
from engine.record import replace
from engine.rulebook.model import Condition, Group, Rulebook, Scheme
from engine.rulebook.reading import Reader, child, get, items, string
from engine.source.diagnostic import BrokenError
from engine.source.nearest import nearest
from engine.source.place import Source
from engine.source.tree import Mapping, Node, Scalar, Sequence, plain
from engine.text import Text

RESERVED = ("validity", "career_limit", "held_contract")  # ids of `failed` that no file declares

Facts = dict[str, Value]


class CasesReader(Reader):
    """Reads the cases of one scheme; gathers what is wrong."""

    def __init__(self, source: Source, rulebook: Rulebook, scheme: Scheme) -> None:
        super().__init__(source, rulebook.facts)
        self.scheme = scheme
        self._names = _names(scheme, rulebook)

    def cases(self, node: Node) -> tuple[Case, ...]:
        base = self._changes(get(node, "base"))
        seen: dict[str, int] = {}
        return tuple(self._case(one, base, node, seen) for one in items(node, "cases"))

    def _case(self, node: Node, base: Facts, file: Node, seen: dict[str, int]) -> Case:
        name, place = string(child(node, "id")), child(node, "id").place
        if name in seen:
            message = Text(f"deux cas se nomment `{name}`", f"two cases are called `{name}`")
            line = seen[name]
            self.report("C402", place, message, Text(f"l'autre est ligne {line}", f"the other is on line {line}"))
        seen[name] = place.line
        facts = {**base, **self._changes(get(node, "with"))}
        return Case(
            id=name,
            scheme=self.scheme.id,
            title=string(child(node, "title")),
            on=self.day(get(node, "on") or child(file, "on")),
            profile={fact: value for fact, value in facts.items() if value is not None},
            claims=tuple(self._claims(child(node, "expect"))),
            place=place,
        )

    def _changes(self, node: Node | None) -> Facts:
        """Facts and their values; None takes a fact away."""
        facts: Facts = {}
        for key, value in node.entries if isinstance(node, Mapping) else ():
            try:
                facts[key.text] = profile_from({key.text: plain(value)}, self.facts).get(key.text)
            except BrokenError as broken:
                place = key.place if key.text not in self.facts else value.place
                line = self.source.line(place.line)
                self.problems += [replace(problem, place=place, excerpt=line) for problem in broken.diagnostics]
        return facts

    def _claims(self, node: Node, under: tuple[str, ...] = ()) -> Iterator[Claim]:
        """The single claims of an `expect`, with the way to each."""
        for key, value in node.entries if isinstance(node, Mapping) else ():
            what = (*under, key.text)
            if under:
                self._check_name(under[-1], key)
            if isinstance(value, Mapping):
                yield from self._claims(value, what)
            else:
                yield Claim(what, self._wanted(value, key.text), value.place)

    def _wanted(self, node: Node, kind: str) -> Value:
        if not isinstance(node, Sequence):
            return plain(node)  # type: ignore[return-value]
        for one in node.items:
            if isinstance(one, Scalar):
                self._check_name(kind, one)
        return tuple(string(one) for one in node.items)

    def _check_name(self, kind: str, node: Scalar) -> None:
        """A name in a claim must be one that the rules know."""
        known = self._names.get(kind)
        if known is None or node.text in known:
            return
        near = nearest(node.text, known)
        cures = (Text(f"vouliez-vous dire `{near}` ?", f"did you mean `{near}`?"),) if near else ()
        self.report("C405", node.place, Text(f"nom inconnu `{node.text}`", f"unknown name `{node.text}`"), *cures)


def _names(scheme: Scheme, rulebook: Rulebook) -> dict[str, frozenset[str]]:
    """The names that each kind of claim may hold."""
    conditions = frozenset((*_condition_ids(scheme.conditions), *RESERVED))
    return {
        "failed": conditions,
        "fails": conditions,
        "missing": frozenset(rulebook.facts),
        "amounts": frozenset(amount.id for amount in scheme.amounts),
        "blocked_by": frozenset(other.id for other in rulebook.schemes),
        "warns": frozenset(notice.id for notice in scheme.warnings),
        "readings": frozenset(divergence.id for divergence in scheme.divergences),
    }


def _condition_ids(conditions: tuple[Condition, ...]) -> Iterator[str]:
    for condition in conditions:
        yield condition.id
        if isinstance(condition, Group):
            yield from _condition_ids(condition.children)
