"""A file of cases, read into cases: strict, every mistake at its place.

The shape of the file was checked by `grammar/cases.schema.json` before.
"""

from collections.abc import Iterable, Iterator

from public_aids.engine.cases.model import Case, CaseFile, Claim, Excuse
from public_aids.engine.decide.profile import read_value
from public_aids.engine.feel.values import Value
from public_aids.engine.rulebook.model import Condition, Group, Rulebook, Scheme
from public_aids.engine.rulebook.reading import Reader, child, get, items, string, written
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.nearest import nearest, suggested
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Mapping, Node, Scalar, Sequence, at, plain
from public_aids.engine.text import Text

RESERVED = ("validity", "career_limit", "held_contract")  # ids of `failed` that no file declares

Facts = dict[str, Value]


class CasesReader(Reader):
    """Reads the cases of one scheme; gathers what is wrong."""

    def __init__(self, source: Source, rulebook: Rulebook, scheme: Scheme) -> None:
        super().__init__(source, rulebook.facts)
        self.scheme = scheme
        self._names = _names(scheme, rulebook)
        self._recorded: dict[str, tuple[str, ...]] = {}
        for one in (divergence for other in rulebook.schemes for divergence in other.divergences):
            self._recorded[one.id] = (*self._recorded.get(one.id, ()), *(reading.id for reading in one.readings))

    def file(self, path: str, node: Node, wrong: tuple[Diagnostic, ...] = ()) -> CaseFile | None:
        """A whole file; cases whose shape is `wrong` are left out, and all where the rest of the file is."""
        lines = {problem.place.line for problem in wrong if problem.place}
        listed = items(node, "cases")
        inside = {line for one in listed for line in _lines_of(one)}
        base = self._changes(get(node, "base"))
        if not lines <= inside:
            return None
        seen: dict[str, int] = {}
        return CaseFile(
            scheme=self.scheme.id,
            path=path,
            on=self.day(child(node, "on")),
            base={fact: value for fact, value in base.items() if value is not None},
            cases=tuple(self._case(one, base, node, seen) for one in listed if lines.isdisjoint(_lines_of(one))),
            excuses=tuple(self._excuses(node)),
        )

    def _excuses(self, node: Node) -> Iterator[Excuse]:
        """The changes of the rules that the file says no case can notice."""
        for one in items(node, "unnoticed"):
            where, becomes = child(one, "at"), get(one, "becomes")
            yield Excuse(
                scheme=self.scheme.id,
                at=tuple(string(where).split(".")),
                becomes=None if becomes is None else written(becomes),
                because=string(child(one, "because")),
                place=where.place,
            )

    def _case(self, node: Node, base: Facts, file: Node, seen: dict[str, int]) -> Case:
        name, place = string(child(node, "id")), child(node, "id").place
        if name in seen:
            message = Text(f"deux cas se nomment `{name}`", f"two cases are called `{name}`")
            line = seen[name]
            self.report("C402", place, message, Text(f"l'autre est à la ligne {line}", f"the other is on line {line}"))
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
            readings=dict(self._readings(get(node, "reading"))),
        )

    def _readings(self, node: Node | None) -> Iterator[tuple[str, str]]:
        """The readings that a case applies, by the disagreements that any scheme records."""
        for key, value in node.entries if isinstance(node, Mapping) else ():
            readings = self._recorded.get(key.text)
            if readings is None:
                self._report_unknown("C404", Text("divergence inconnue", "unknown disagreement"), key, self._recorded)
            elif isinstance(value, Scalar) and value.text not in readings:
                what = Text(f"`{key.text}` n'a pas de lecture", f"`{key.text}` has no reading")
                self._report_unknown("C404", what, value, readings)
            else:
                yield key.text, string(value)

    def _changes(self, node: Node | None) -> Facts:
        """Facts and their values; None takes a fact away."""
        facts: Facts = {}
        for key, value in node.entries if isinstance(node, Mapping) else ():
            fact = self.facts.get(key.text)
            if fact is None:
                self._report_unknown("C403", Text("fait inconnu", "unknown fact"), key, self.facts)
            elif plain(value) is None:
                facts[key.text] = None
            else:
                facts[key.text], problems = read_value(fact, plain(value), ())
                for problem in problems:
                    self.report(problem.code, at(value, problem.path).place, problem.message, *problem.cures)
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
        if known is not None and node.text not in known:
            self._report_unknown("C404", Text("nom inconnu", "unknown name"), node, known)

    def _report_unknown(self, code: str, what: Text, node: Scalar, known: Iterable[str]) -> None:
        near = nearest(node.text, known)
        fact = self.facts.get(near) if near else None
        cures = (suggested(near, fact.label if fact else None),) if near else ()
        self.report(code, node.place, Text(f"{what.fr} `{node.text}`", f"{what.en} `{node.text}`"), *cures)


def _lines_of(node: Node) -> range:
    return range(node.place.line, node.place.end_line + 1)


def _names(scheme: Scheme, rulebook: Rulebook) -> dict[str, frozenset[str]]:
    """The names that each kind of claim may hold."""
    conditions = frozenset((*_condition_ids(scheme.conditions), *RESERVED))
    return {
        "failed": conditions,
        "fails": conditions,
        "missing": frozenset(rulebook.facts),
        "amounts": frozenset(amount.id for amount in scheme.amounts),
        "blocked_by": frozenset(other.id for other in rulebook.schemes),
        "warns": frozenset(notice.id for notice in (*scheme.warnings, *scheme.obligations)),
        "pairs": frozenset(other.id for other in rulebook.schemes),
        "follows": frozenset(other.id for other in rulebook.schemes),
        "readings": frozenset(divergence.id for divergence in scheme.divergences),
    }


def _condition_ids(conditions: tuple[Condition, ...]) -> Iterator[str]:
    for condition in conditions:
        yield condition.id
        if isinstance(condition, Group):
            yield from _condition_ids(condition.children)
