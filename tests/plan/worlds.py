"""Small rulebooks made of records, and what the best plan over one of them must be, found by trying everything.

Time is months: month 0 is January 2026. A spec says in which months a right can be opened; the oracle below shares no
code with the engine, and looks at every month of leaving, every order of signing and every set.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations, product
from typing import NamedTuple

from hypothesis import strategies as st

from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.values import add_months
from public_aids.engine.rulebook.load import manifest_of_the_program
from public_aids.engine.rulebook.model import Amount, Dated, Exclusion, Fact, Relation, Rulebook, Scheme, Term, Validity
from public_aids.engine.text import Text

START = date(2026, 1, 1)
LEAVING = "date_resiliation_envisagee"
MONTHS = 12
Pairs = Mapping[frozenset[str], str]  # compatible | same_period | career; a pair that is not there is not settled


class Spec(NamedTuple):
    id: str
    kind: str  # contract | recurring | one_off
    first: int  # months in which the right can be opened
    last: int
    term: int  # months, of a contract
    monthly: Decimal
    later: Decimal  # monthly from month `step` on
    step: int
    once: Decimal
    signed: int | None = None  # the month in which the person has signed, before month 0


class World(NamedTuple):
    specs: tuple[Spec, ...]
    pairs: Pairs
    apart: frozenset[tuple[str, str]] = frozenset()  # beside the first one, the other does not pay its months

    def running(self) -> list[Spec]:
        return [spec for spec in self.specs if spec.signed is not None and spec.signed + spec.term > 0]


# As records


def day(month: int) -> date:
    return add_months(START, month)


def rulebook(world: World) -> Rulebook:
    facts = {
        "contrats": Fact("contrats", "records", Text("contrats", "contracts"), Text("?", "?")),
        LEAVING: Fact(LEAVING, "date", Text("résiliation", "termination"), Text("?", "?")),
    }
    schemes = tuple(_scheme(spec, world) for spec in world.specs)
    return Rulebook(facts, (), (), schemes, manifest=manifest_of_the_program())


def profile(world: World) -> dict[str, object]:
    held = [spec for spec in world.specs if spec.signed is not None]
    return {"contrats": tuple({"dispositif": spec.id, "date_signature": day(spec.signed or 0)} for spec in held)}


def _scheme(spec: Spec, world: World) -> Scheme:
    name = Text(spec.id, spec.id)
    formula = f'if on < @"{day(spec.step)}" then {spec.monthly} else {spec.later}'
    amounts = [Amount("mois", name, "EUR", "month", "exact", value=Dated(((None, parse(formula)),)))]
    if spec.once:
        amounts.append(Amount("seul", name, "EUR", "once", "exact", value=Dated(((None, parse(str(spec.once))),))))
    return Scheme(
        id=spec.id,
        acronym=spec.id.upper(),
        name=name,
        kind=spec.kind,  # type: ignore[arg-type]
        rules_as_of="evaluation",
        validity=Validity(  # whatever is held was open when it was signed
            Dated(((None, date.min), (day(0), day(spec.first)))), Dated(((None, date.fromordinal(_last(spec))),))
        ),
        amounts=tuple(amounts if spec.kind != "one_off" else amounts[1:]),
        term=Term(f"P{spec.term}M", spec.term, "none") if spec.kind == "contract" else None,
        relations=tuple(_relations(spec.id, world.pairs)),
        incompatible_supplements=tuple(
            Exclusion(f"{other}.mois") for one, other in sorted(world.apart) if one == spec.id
        ),
    )


def _last(spec: Spec) -> int:
    return day(spec.last + 1).toordinal() - 1


def _relations(name: str, pairs: Pairs) -> Iterator[Relation]:
    """Each pair is declared once, by the first of its two."""
    for pair, said in pairs.items():
        first, second = sorted(pair)
        if first == name:
            if said == "compatible":
                yield Relation("compatible", (second,))
            elif said in ("same_period", "career"):
                yield Relation("incompatible", (second,), during=said)  # type: ignore[arg-type]


# What must come out


class There(NamedTuple):
    spec: Spec
    months: frozenset[int]
    opened: int


def best_total(world: World) -> Decimal | None:
    """The largest total of a set that sources allow, whatever is left and whenever; None where there is no such set."""
    return max(totals(world), default=None)


def totals(world: World) -> Iterator[Decimal]:
    running = world.running()
    ends = [range(min(spec.signed + spec.term, MONTHS)) for spec in running if spec.signed is not None]
    for left in product(*((None, *months) for months in ends)):
        held = [_held(spec, leave) for spec, leave in zip(running, left, strict=True)]
        kept = [one for one in held if one.months]
        if not all(_together(world, one, other) for one, other in combinations(kept, 2)):
            continue
        yield from (_worth(world, taken) for taken in _takings(world, kept))


def _together(world: World, one: There, other: There) -> bool:
    said = _said(world, one, other)
    return said == "compatible" or (said is not None and not one.months & other.months)


def _held(spec: Spec, leave: int | None) -> There:
    assert spec.signed is not None
    end = min(spec.signed + spec.term, MONTHS if leave is None else leave)
    return There(spec, frozenset(range(min(end, MONTHS))), spec.signed)


def _takings(world: World, kept: list[There]) -> Iterator[list[There]]:
    """Every set of new rights beside contracts that are kept so long."""
    held = {spec.id for spec in world.running()}
    new = [spec for spec in world.specs if spec.id not in held]
    contracts = [spec for spec in new if spec.kind == "contract"]
    others = [spec for spec in new if spec.kind != "contract"]
    for size in range(len(contracts) + 1):
        for order in permutations(contracts, size):
            signed = _signed(world, kept, order)
            if signed is None:
                continue
            for count in range(len(others) + 1):
                for chosen in combinations(others, count):
                    taken = _taken(world, signed, chosen)
                    if taken is not None and _allowed(world, kept, taken):
                        yield taken


def _signed(world: World, kept: list[There], order: tuple[Spec, ...]) -> list[There] | None:
    there = list(kept)
    for spec in order:
        barred = _barred(world, spec, there)
        runs = [(month, frozenset(range(month, min(month + spec.term, MONTHS)))) for month in _window(spec)]
        free = [(month, months) for month, months in runs if not months & barred]
        if not free:
            return None
        there.append(There(spec, free[0][1], free[0][0]))
    return there


def _taken(world: World, contracts: list[There], chosen: tuple[Spec, ...]) -> list[There] | None:
    there = list(contracts)
    for spec in chosen:
        free = [month for month in _window(spec) if month not in _barred(world, spec, contracts)]
        if not free:
            return None
        there.append(There(spec, frozenset(free if spec.kind == "recurring" else free[:1]), free[0]))
    return there


def _window(spec: Spec) -> range:
    return range(max(spec.first, 0), min(spec.last, MONTHS - 1) + 1)


def _barred(world: World, spec: Spec, there: list[There]) -> frozenset[int]:
    """The months in which a contract that the spec is incompatible with is there."""
    against = [one for one in there if world.pairs.get(frozenset((spec.id, one.spec.id))) in ("same_period", "career")]
    return frozenset().union(*(one.months for one in against))


def _said(world: World, one: There, other: There) -> str | None:
    return world.pairs.get(frozenset((one.spec.id, other.spec.id)))


def _allowed(world: World, kept: list[There], taken: list[There]) -> bool:
    """Sources allow every pair, at every instant; those of contracts that the person already holds are looked at."""
    new = {one.spec.id for one in taken if one not in kept}
    if any(world.pairs.get(frozenset((name, spec.id))) == "career" for name in new for spec in _signed_ever(world)):
        return False
    for one, other in combinations(taken, 2):
        if one in kept and other in kept:
            continue
        said = _said(world, one, other)
        single = one.spec.kind == other.spec.kind == "one_off"
        if said is None or said == "career" or (said == "same_period" and (single or one.months & other.months)):
            return False
    return True


def _signed_ever(world: World) -> list[Spec]:
    return [spec for spec in world.specs if spec.signed is not None]


def _worth(world: World, taken: list[There]) -> Decimal:
    total = Decimal(0)
    for spec, months, opened in taken:
        if spec.kind != "one_off":
            beside = [one.months for one in taken if (one.spec.id, spec.id) in world.apart]
            paid = months.difference(*beside)
            total += sum((spec.monthly if month < spec.step else spec.later for month in paid), Decimal(0))
        if 0 <= opened < MONTHS:
            total += spec.once
    return total


# Drawn at random

SUMS = st.integers(0, 40).map(lambda tens: Decimal(tens) * 10)


@st.composite
def specs(draw: st.DrawFn, name: str) -> Spec:
    kind = draw(st.sampled_from(("contract", "recurring", "one_off")))
    first = draw(st.integers(0, MONTHS - 1))
    signed = draw(st.one_of(st.none(), st.integers(-6, -1))) if kind == "contract" else None
    return Spec(
        id=name,
        kind=kind,
        first=first,
        last=draw(st.integers(first, MONTHS + 2)),
        term=draw(st.integers(1, 15)),
        monthly=draw(SUMS),
        later=draw(SUMS),
        step=draw(st.integers(1, MONTHS)),
        once=draw(SUMS) * 10,
        signed=signed,
    )


@st.composite
def closings(draw: st.DrawFn) -> World:
    """A contract that runs, and new ones that it keeps out until it ends, or is left: each closes in the horizon.

    Many pay one sum for all their time, so that no other change leads to the last month in which they can be signed.
    """
    names = "abcd"[: draw(st.integers(2, 4))]
    found = []
    for name in names:
        spec = draw(specs(name))
        last, term = draw(st.integers(spec.first, MONTHS - 1)), draw(st.integers(5, 15))
        later = spec.monthly if draw(st.booleans()) else spec.later
        spec = spec._replace(kind="contract", signed=None, last=last, term=term, later=later)
        found.append(spec if draw(st.booleans()) else spec._replace(once=Decimal(0)))
    held = found[0]._replace(signed=draw(st.integers(-4, -1)))
    return World((held, *found[1:]), {frozenset(pair): "same_period" for pair in combinations(names, 2)})


@st.composite
def worlds(draw: st.DrawFn, most: int = 5, *, excluding: bool = False) -> World:
    names = "abcdefgh"[: draw(st.integers(1, most))]
    drawn = tuple(draw(specs(name)) for name in names)
    said = st.sampled_from(("compatible", "compatible", "same_period", "same_period", "career", ""))
    pairs = {frozenset(pair): draw(said) for pair in combinations(names, 2)}
    apart = frozenset(pair for pair in permutations(names, 2) if excluding and draw(st.integers(0, 2)) == 0)
    return World(drawn, {pair: what for pair, what in pairs.items() if what}, apart)
