"""A label that gives other figures than the rule below it: `10 %` over a rate of 0.20.

Said only where it is sure: both give figures, and one of the label is none of the rule's, not even in another unit of
time or as a share. A label with more figures than its rule speaks of something else, too: one in common is enough.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal

from public_aids.engine.feel import syntax
from public_aids.engine.lint.context import Context
from public_aids.engine.lint.days import days_of
from public_aids.engine.lint.figures import amounts_in, counts_of, months_of
from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Amount, Dated, Scheme, Test
from public_aids.engine.text import Lang, Text

CODES = ("R470",)
_UNITS = tuple(Decimal(n) for n in (1, 4, 7, 12, 24, 30, 52, 100, 365, 1000))  # weeks, months, shares, thousands
_STRICT = ("plus de", "moins de", "more than", "less than", "over", "under", "above", "below", "avant", "before")
_PERCENT, _EUROS = "%", "(?:€|EUR|euros?)"
_LANGS: tuple[Lang, Lang] = ("fr", "en")


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    for path, test in tests_of(scheme):
        yield from _of_condition(path, test)
    for at, amount in enumerate(scheme.amounts):
        yield from _of_sums(("amounts", at, "label"), amount.label, (amount,))
    yield from _of_sums(("name",), scheme.name, scheme.amounts)


def _of_condition(path: Path, test: Test) -> Iterator[Finding]:
    versions = [expr for _, expr in test.when.versions]
    held = {figure: shown for expr in versions for figure, shown in _compared(expr)}
    days = {day for expr in versions for day in _days(expr)}
    for lang in _LANGS:
        label = test.label.to(lang)
        strict = any(word in label.lower() for word in _STRICT)
        said = set(counts_of(label, lang)) if held else set()
        odd = [one for one in said if not any(_same(one, other, Decimal(strict)) for other in held)]
        if odd and (len(odd) == len(said) or len(said) <= len(held)):
            yield _differs((*path, "label", lang), _written(min(odd)), ", ".join(held[one] for one in sorted(held)))
        dates = days_of(label) if days else ()
        strange = [day for day in dates if all(abs((day - one).days) > strict for one in days)]
        if strange:
            yield _differs((*path, "label", lang), str(strange[0]), ", ".join(str(day) for day in sorted(days)))


def _of_sums(path: Path, label: Text, amounts: tuple[Amount, ...]) -> Iterator[Finding]:
    rates = {100 * figure for one in amounts for figure in _numbers(one.rate)}
    sums = {figure for one in amounts for part in (one.value, one.cap, one.by_period) for figure in _numbers(part)}
    for lang in _LANGS:
        for sign, held in ((_PERCENT, rates), (_EUROS, sums)):
            said = set(amounts_in(label.to(lang), lang, sign)) if held else set()
            odd = said - held
            if odd and (len(odd) == len(said) or len(said) <= len(held)):
                unit = " %" if sign == _PERCENT else " €"
                listed = ", ".join(_written(one) + unit for one in sorted(held))
                yield _differs((*path, lang), _written(min(odd)) + unit, listed)


def _numbers(part: Dated[syntax.Expr] | Dated[Decimal] | syntax.Expr | None) -> Iterator[Decimal]:
    versions = [value for _, value in part.versions] if isinstance(part, Dated) else [part]
    for value in versions:
        if isinstance(value, Decimal):
            yield value
        elif value is not None:
            yield from (node.value for node in syntax.walk(value) if isinstance(node, syntax.Number))


def _compared(expr: syntax.Expr) -> Iterator[tuple[Decimal, str]]:
    """The numbers that something is compared with, and the lengths of time that days are counted by."""
    for node in syntax.walk(expr):
        if isinstance(node, syntax.Comparison | syntax.Between | syntax.In | syntax.UnaryTest | syntax.Interval):
            yield from ((figure, _written(figure)) for figure in _literals(syntax.children(node)))
        elif isinstance(node, syntax.Temporal) and (months := months_of(node.text)) is not None:
            yield months, node.text


def _days(expr: syntax.Expr) -> Iterator[date]:
    for node in syntax.walk(expr):
        if isinstance(node, syntax.Temporal):
            with suppress(ValueError):
                yield date.fromisoformat(node.text)


def _literals(operands: Iterable[syntax.Expr]) -> Iterator[Decimal]:
    for one in operands:
        inner = one.operand if isinstance(one, syntax.Negation) else one
        if isinstance(inner, syntax.Number):
            yield inner.value


def _same(said: Decimal, held: Decimal, slack: Decimal) -> bool:
    """Whether a label may mean what a rule holds."""
    near = (held - slack, held, held + slack)
    return any(said * unit == one or said == one * unit for one in near for unit in _UNITS)


def _differs(path: Path, said: str, held: str) -> Finding:
    message = Text(f"le texte dit `{said}` et la règle `{held}`", f"the text says `{said}` and the rule `{held}`")
    return Finding("R470", path, message, (Text("corrigez l'un des deux", "correct one of the two"),), "warning")


def _written(number: Decimal) -> str:
    return format(number.normalize(), "f")
