"""A condition, or a part of one, that the others decide already: it sorts out nobody, and may be meant to say more.

What is the same whatever the facts are is said elsewhere, and so is what stands twice word for word.
"""

from collections.abc import Callable, Iterator
from datetime import date

from public_aids.engine.feel.syntax import And, Boolean, Call, Expr, Name, Or
from public_aids.engine.lint.context import Context
from public_aids.engine.record import Record
from public_aids.engine.rulebook.coherence.conditions import tests_of
from public_aids.engine.rulebook.coherence.domains import negated
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.coherence.logic import Logic
from public_aids.engine.rulebook.coherence.required import Moment, formula, joined, moments_of
from public_aids.engine.rulebook.model import Condition, Dated, Group, Scheme, Test
from public_aids.engine.text import Text

CODES = ("R441", "R442")
Key = tuple[Path, tuple[int, int] | None]


class Part(Record):
    """`whole` is the condition that it is a part of, `without` the same where it decides nothing."""

    path: Path
    part: tuple[int, int] | None
    condition: str
    expr: Expr
    whole: Expr
    without: Expr
    later: tuple[Expr, ...]  # those beside it that come after it


def of_scheme(scheme: Scheme, context: Context) -> Iterator[Finding]:
    twice = [test.when for _, test in tests_of(scheme)]
    found: dict[Key, list[Finding | None]] = {}
    for moment in moments_of(scheme):
        if context.logic.impossible((*moment.conditions, *moment.window)):
            continue  # that nobody can meet them is said already
        useless: list[Part] = []
        for part in _parts_of(scheme, moment):
            changes = any(_is_inside(part, one) for one in useless) or _changes(part, moment, context.logic)
            if not changes:
                useless.append(part)
            said = None if changes else _of_part(part, scheme, moment, context.logic)
            found.setdefault((part.path, part.part), []).append(said)
    for at, findings in found.items():
        first = findings[0]
        if first is not None and all(findings) and not _repeated(scheme, at[0], twice):
            yield first


def _is_inside(part: Part, outer: Part) -> bool:
    if outer.part is None:
        return part.path[: len(outer.path) - 1] == outer.path[:-1]
    return part.path == outer.path and part.part is not None and outer.part[0] <= part.part[0] < outer.part[1]


def _repeated(scheme: Scheme, path: Path, twice: list[Dated[Expr]]) -> bool:
    """Whether the condition at a path stands twice word for word."""
    return any(path == (*at, "when") and twice.count(test.when) > 1 for at, test in tests_of(scheme))


def _changes(part: Part, moment: Moment, logic: Logic) -> bool:
    """Whether it may make a difference to somebody."""
    others = _others(part, moment)
    if not logic.names(part.expr) & logic.names(part.without).union(*map(logic.names, others)):
        return logic.constant(part.expr) is None
    around = (*others, *moment.window)
    return not (
        logic.impossible((*around, part.without, negated(part.whole)))
        and logic.impossible((*around, part.whole, negated(part.without)))
    )


def _others(part: Part, moment: Moment) -> tuple[Expr, ...]:
    return tuple(one for one in moment.conditions if one is not part.whole)


def _of_part(part: Part, scheme: Scheme, moment: Moment, logic: Logic) -> Finding | None:
    """What is said of a part that changes nothing."""
    if logic.constant(part.expr) is not None or any(logic.same(part.expr, one) for one in part.later):
        return None  # said elsewhere, or of the last of them
    others = _others(part, moment)
    if part.without == Boolean(True):
        ids = [one.id for one, said in zip(scheme.conditions, moment.conditions, strict=True) if said is not part.whole]
        found = logic.core((*others, *moment.window, negated(part.whole)))
        return _implied(part, [ids[at] for at in found if at < len(ids)])
    return _useless(part, never=logic.impossible((*others, *moment.window, part.expr)))


def _implied(part: Part, by: list[str]) -> Finding:
    names = [f"`{name}`" for name in by]
    fr, en = " et ".join(names), " and ".join(names)
    message = Text(
        f"`{part.condition}` ne change rien : qui remplit {fr} la remplit aussi",
        f"`{part.condition}` changes nothing: whoever meets {en} meets it too",
    )
    cure = Text("effacez-la, ou corrigez l'une d'elles", "delete it, or correct one of them")
    return Finding("R441", part.path, message, (cure,), "warning", part=part.part)


def _useless(part: Part, *, never: bool) -> Finding:
    why_fr = "elle n'est jamais vraie quand les autres conditions le sont" if never else "une autre la comprend déjà"
    why_en = "it is never true where the other conditions are" if never else "another one covers it already"
    message = Text(
        f"cette partie de `{part.condition}` ne change rien : {why_fr}",
        f"this part of `{part.condition}` changes nothing: {why_en}",
    )
    cure = Text("effacez-la, ou corrigez-la", "delete it, or correct it")
    return Finding("R442", part.path, message, (cure,), "warning", part=part.part)


# The parts of the conditions of a moment, each before what it is made of


def _parts_of(scheme: Scheme, moment: Moment) -> Iterator[Part]:
    for at, (condition, whole) in enumerate(zip(scheme.conditions, moment.conditions, strict=True)):
        key = "when" if isinstance(condition, Test) else "id"
        later = moment.conditions[at + 1 :]
        yield Part(("conditions", at, key), None, condition.id, whole, whole, Boolean(True), later)
        for one in _inside(condition, ("conditions", at), moment.first):
            yield Part(one.path, one.part, one.condition, one.expr, whole, one.without, one.later)


def _inside(condition: Condition, path: Path, day: date) -> Iterator[Part]:
    """The parts of one condition; `whole` and `without` are those of it."""
    whole = formula(condition, day)
    if isinstance(condition, Group):
        every = condition.needs == "all_of"
        exprs = tuple(formula(child, day) for child in condition.children)
        for at, child in enumerate(condition.children):
            here = (*path, condition.needs, at)
            put = _putting(every, exprs, at)
            without, later = put(Boolean(every)), exprs[at + 1 :]
            yield Part((*here, "id"), None, condition.id, exprs[at], whole, without, later)
            for one in _inside(child, here, day):
                yield Part(one.path, one.part, one.condition, one.expr, whole, put(one.without), one.later)
    else:
        versions = [at for at, (first, _) in enumerate(condition.when.versions) if first is None or first <= day]
        if versions:
            place = (*path, "when", versions[-1], "is")
            for expr, without, later in _operands(whole):
                yield Part(place, expr.span, condition.id, expr, whole, without, later)


def _operands(expr: Expr) -> Iterator[tuple[Expr, Expr, tuple[Expr, ...]]]:
    """Each operand of `and` and `or` at any depth, the expression without it, and the operands after it."""
    if isinstance(expr, And | Or):
        every = isinstance(expr, And)
        for at, operand in enumerate(expr.operands):
            put = _putting(every, expr.operands, at)
            yield operand, put(Boolean(every)), expr.operands[at + 1 :]
            for inner, without, later in _operands(operand):
                yield inner, put(without), later
    elif isinstance(expr, Call) and expr.function == Name("not") and len(expr.arguments) == 1:
        for inner, without, later in _operands(expr.arguments[0]):
            yield inner, negated(without), later


def _putting(every: bool, parts: tuple[Expr, ...], at: int) -> Callable[[Expr], Expr]:
    """Puts another part in the place of one."""
    return lambda part: joined(every, (*parts[:at], part, *parts[at + 1 :]))
