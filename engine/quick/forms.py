"""The functions of a rulebook on a day, for profiles with a certain number of contracts."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from public_aids.engine.batch.algebra import Column, Source
from public_aids.engine.batch.amounts import in_cents, known_or_open, sum_on
from public_aids.engine.batch.conditions import Judged, failures, judge
from public_aids.engine.batch.contracts import COUNT
from public_aids.engine.batch.lowered import where
from public_aids.engine.batch.make import both, is_false, is_true, listed, negation
from public_aids.engine.batch.rules import Lowering
from public_aids.engine.quick.source import Statements, compiled
from public_aids.engine.quick.verdicts import Result, Sum, Verdict
from public_aids.engine.rulebook.model import Amount, Condition, Group, Rulebook, Scheme

SLOT_FIELDS = ("scheme", "signed", "renewals", "terminated", "granted")
Answer = Callable[..., tuple[Any, ...]]


class Forms:
    """Each function takes `get` of a profile and its contracts, and gives one answer for each scheme.

    Raises `NoColumnForm` for rules that have no form in columns.
    """

    def __init__(self, rules: Rulebook, on: date, contracts: int) -> None:
        self.rules = rules
        self.lowering = Lowering(rules, on, contracts, (), (), True)
        self._inputs = dict(self._slots()) | {COUNT: "None if contracts is None else len(contracts)"}

    def _slots(self) -> Iterator[tuple[str, str]]:
        for number, slot in enumerate(self.lowering.contracts.slots):
            for part in SLOT_FIELDS:
                field = getattr(self.rules.roles.contracts, part)
                yield getattr(slot, part).name, f"contracts[{number}].get({field!r})"

    def verdicts(self) -> Answer:
        """For each scheme its `Verdict`."""
        return self._function("verdicts", self._verdict)

    def missing(self) -> Answer:
        """For each scheme the facts that can still change its status."""
        return self._function("missing", self._missing)

    def results(self) -> Answer:
        """For each scheme its `Result`."""
        return self._function("results", self._result)

    def _function(self, name: str, write: Callable[[Scheme, Statements], str]) -> Answer:
        statements = Statements(self._read)
        statements.constants |= {"new": tuple.__new__, "Verdict": Verdict, "Result": Result, "Sum": Sum}
        parts = [write(scheme, statements) for scheme in self.rules.schemes]
        return compiled(name, "get, contracts", statements, f"({', '.join(parts)},)" if parts else "()")

    def _read(self, source: Source) -> str | Column:
        named = self.lowering.names.named.get(source.name)
        return named.column if named is not None else self._inputs.get(source.name, f"get({source.name!r})")

    def _verdict(self, scheme: Scheme, to: Statements) -> str:
        if scheme.kind == "information":
            return f"new(Verdict, ({scheme.id!r}, None, ()))"
        judged = self.lowering.conditions(scheme)
        return f"new(Verdict, ({scheme.id!r}, {_status(_every(judged), to)}, {self._outcomes(scheme, judged, to)}))"

    def _missing(self, scheme: Scheme, to: Statements) -> str:
        if scheme.kind == "information":
            return "()"
        judged = self.lowering.conditions(scheme)
        return to.value(self.lowering.missing(judged, _every(judged)))

    def _result(self, scheme: Scheme, to: Statements) -> str:
        held = "None"
        if scheme.id in self.lowering.contracts.held_kinds:
            held = f"{to.value(self.lowering.held_state(scheme))} or None"
        if scheme.kind == "information":
            return f"new(Result, ({scheme.id!r}, None, (), (), (), (), {held}))"
        judged = self.lowering.conditions(scheme)
        every = _every(judged)
        itself = both(*(one.lowered.value for one in judged if one.id != "held_contract"))
        failed = to.value(listed(failures(judged)))
        sums = [self._sum(amount, negation(is_false(itself)), to) for amount in scheme.amounts]
        parts = (
            repr(scheme.id),
            _status(every, to),
            self._outcomes(scheme, judged, to),
            failed,
            to.value(self.lowering.missing(judged, every)),
            f"({''.join(f'*{one}, ' for one in sums)})",
            held,
        )
        return f"new(Result, ({', '.join(parts)}))"

    def _sum(self, amount: Amount, shown: Column, to: Statements) -> str:
        """The amount alone in a tuple; nothing where the right is refused or the amount does not apply."""
        today = self.lowering.today
        found = sum_on(amount, today, today, self.lowering.scope)
        present = both(shown, known_or_open(found.applies))
        needs = where(present, found.needs)
        missing = to.value(listed((needs[name], name) for name in self.rules.facts if name in needs))
        value = "None" if found.value is None else to.value(in_cents(found.value))
        return f"((new(Sum, ({amount.id!r}, {value}, {missing})),) if {to.truth(present)} else ())"

    def _outcomes(self, scheme: Scheme, judged: tuple[Judged, ...], to: Statements) -> str:
        first, *own = judged
        inner = dict(zip((one.id for one in scheme.conditions), own, strict=False))
        values = [first.lowered.value]
        for condition in scheme.conditions:
            values += (inner[condition.id].lowered.value, *self._inside(condition, scheme))
        values += (one.lowered.value for one in own[len(scheme.conditions) :])
        return f"({''.join(f'{to.value(value)}, ' for value in values)})"

    def _inside(self, condition: Condition, scheme: Scheme) -> Iterator[Column]:
        """The outcomes of the parts of a group, a group before its parts."""
        low = self.lowering
        for child in condition.children if isinstance(condition, Group) else ():
            yield judge(child, scheme.id, low.today, low.scope, low.names).lowered.value
            yield from self._inside(child, scheme)


def _every(judged: tuple[Judged, ...]) -> Column:
    return both(*(one.lowered.value for one in judged))


def _status(every: Column, to: Statements) -> str:
    yes, no = to.truth(is_true(every)), to.truth(is_false(every))
    return f"'eligible' if {yes} else 'not_eligible' if {no} else 'undetermined'"


def condition_ids(scheme: Scheme) -> tuple[str, ...]:
    """The ids of all conditions in the order of the outcomes: the reserved ones too, a group before its parts."""
    if scheme.kind == "information":
        return ()
    reserved = ("career_limit", "held_contract") if scheme.limits else ("held_contract",)
    return ("validity", *_ids(scheme.conditions), *reserved)


def _ids(conditions: tuple[Condition, ...]) -> Iterator[str]:
    for one in conditions:
        yield one.id
        yield from _ids(one.children if isinstance(one, Group) else ())


def list_facts(lowering: Lowering) -> Mapping[str, frozenset[str]]:
    """The schemes with an amount that a list gives month by month, and the facts that hold such lists."""
    return {scheme: frozenset(names) for scheme, names in lowering.listed().items()}
