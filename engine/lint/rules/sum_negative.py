"""A sum that is less than nothing for somebody, or a rate that is not a fraction: a person who shows it is told."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice, product

from public_aids.engine.cases.domains import Marks, names_of, values_of
from public_aids.engine.decide.conditions import outcome_on
from public_aids.engine.decide.situation import Profile, Situation
from public_aids.engine.feel.syntax import Expr, outcomes
from public_aids.engine.feel.values import Value
from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.card import expressions_of
from public_aids.engine.rulebook.coherence.domains import literal
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.coherence.stated import stated_of_amounts
from public_aids.engine.rulebook.model import Fact, Scheme
from public_aids.engine.text import Text

CODES = ("R430", "R431")
MOST = 2_000  # persons that are tried


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    for path, name, expr in stated_of_amounts(scheme, "value"):
        if (found := _shown(expr, name, scheme, context, lambda sum_: sum_ < 0)) is not None:
            who, sum_ = found
            message = Text(
                f"le montant `{name}` est négatif ({sum_:f}) pour {who.fr}",
                f"the amount `{name}` is negative ({sum_:f}) for {who.en}",
            )
            yield Finding("R430", path, message, (_cure("max(0, …)"),), "warning", part=expr.span)
    for path, name, expr in stated_of_amounts(scheme, "rate"):
        if (found := _shown(expr, name, scheme, context, lambda rate: not 0 <= rate <= 1)) is not None:
            who, rate = found
            message = Text(
                f"le taux de `{name}` n'est pas une fraction ({rate:f}) pour {who.fr}",
                f"the rate of `{name}` is not a fraction ({rate:f}) for {who.en}",
            )
            yield Finding("R431", path, message, (_cure("max(0, min(1, …))"),), "warning", part=expr.span)


def _cure(bounded: str) -> Text:
    return Text(
        f"bornez le résultat, `{bounded}`, ou le fait : `minimum`, `maximum`",
        f"bound the result, `{bounded}`, or the fact: `minimum`, `maximum`",
    )


def _shown(
    expr: Expr, amount: str, scheme: Scheme, context: Context, wrong: Callable[[Decimal], bool]
) -> tuple[Text, Decimal] | None:
    """A person whom the scheme does not refuse, and the wrong sum; what is written as a number is reported already."""
    numbers = [literal(one) for one in outcomes(expr)]
    if None not in numbers or any(number is not None and wrong(number) for number in numbers):
        return None
    rules = context.rules
    facts = [fact for name in names_of((expr,), rules) if (fact := context.facts[name]).derived is None]
    marks = Marks((expr, *expressions_of(scheme.conditions)))
    domains = [tuple(_values(fact, marks, context)) for fact in facts]
    for values in islice(product(*domains), MOST):
        profile = {fact.name: value for fact, value in zip(facts, values, strict=True)}
        person = Situation(rules, profile)
        found = person.value(expr, context.as_of)
        if isinstance(found, Decimal) and wrong(found) and _may_have(amount, scheme, person, context):
            return _words(profile), found.normalize()
    return None


def _values(fact: Fact, marks: Marks, context: Context) -> Iterator[Value]:
    yield from (end for end in (fact.minimum, fact.maximum) if end is not None)
    yield from (value for value in values_of(fact, marks, context.as_of) if value is not None)


def _may_have(amount: str, scheme: Scheme, person: Situation, context: Context) -> bool:
    conditions = (outcome_on(one, person, context.as_of)[0] for one in scheme.conditions)
    only_if = (one.only_if for one in scheme.amounts if one.id == amount and one.only_if is not None)
    return "false" not in conditions and all(person.value(one, context.as_of) is not False for one in only_if)


def _words(profile: Profile) -> Text:
    said = ", ".join(f"`{name}: {value}`" for name, value in profile.items())
    return Text(said, said)
