"""Two sets of rules, or two days, held against each other for some people."""

from collections.abc import Mapping

from public_aids.engine.api.facts import Day, day_of, profile_of
from public_aids.engine.compare.days import day_changes
from public_aids.engine.compare.effects import Standpoint, effects_of
from public_aids.engine.compare.model import Effects, RuleChanges
from public_aids.engine.compare.rules import rule_changes
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Rulebook


class Comparison(Record):
    """What changes in the rules, and in the answers of the people by their names."""

    rules: RuleChanges
    effects: Effects


def compare(
    before: Rulebook, after: Rulebook, people: Mapping[str, Mapping[str, object]], on: Day, then: Day | None = None
) -> Comparison:
    """What changes from rules to others, and for whom: on one day, or from `on` to `then`.

    Of the same rules on two days, what comes into force or ends between them. Raises `FactsError` for facts that the
    later rules do not know.
    """
    first, last = day_of(on), day_of(on if then is None else then)
    same = before.hash == after.hash
    profiles = {name: profile_of(after, facts) for name, facts in people.items()}
    points = Standpoint(before, first), Standpoint(after, last)
    rules = day_changes(after, first, last) if same else rule_changes(before, after)
    return Comparison(rules, effects_of(*points, (), profiles))
