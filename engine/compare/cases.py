"""What differs between the cases of two sets of rules: what each starts from, and what it expects."""

from collections.abc import Iterable, Iterator, Mapping

from public_aids.engine.cases.model import Case
from public_aids.engine.compare.model import CaseChange
from public_aids.engine.feel.values import Value

_Said = Mapping[str, Value]


def case_changes(before: Iterable[Case], after: Iterable[Case]) -> tuple[CaseChange, ...]:
    """A case that comes or goes is one change; of one that stays, each thing that it says."""
    old, new = ({f"{case.scheme}/{case.id}": _said(case) for case in cases} for cases in (before, after))
    return tuple(
        change for name in dict.fromkeys((*old, *new)) for change in _changes(name, old.get(name), new.get(name))
    )


def _changes(name: str, old: _Said | None, new: _Said | None) -> Iterator[CaseChange]:
    if old is None or new is None:
        yield CaseChange(name, "removed" if new is None else "added")
        return
    for what in dict.fromkeys((*old, *new)):
        if (what in old) != (what in new) or old.get(what) != new.get(what):
            yield CaseChange(name, "changed", what, old.get(what), new.get(what))


def _said(case: Case) -> _Said:
    """By the words of the file: `title`, `on`, `with.secteur`, `expect.status`."""
    return {
        "title": case.title,
        "on": case.on,
        **{f"with.{fact}": value for fact, value in case.profile.items()},
        **{f"reading.{divergence}": reading for divergence, reading in case.readings.items()},
        **{f"expect.{'.'.join(claim.what)}": claim.wanted for claim in case.claims},
    }
