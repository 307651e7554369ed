"""A condition that passes the check is true or false for every person whose facts are all known, never null."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from rules import facts

from public_aids.engine.feel.check import check
from public_aids.engine.feel.compiled import compile_expr
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.types import BOOLEAN
from public_aids.engine.feel.values import Value
from public_aids.engine.rulebook.expressions import CLOCKS, names_for
from public_aids.engine.rulebook.model import Fact

NAMES = names_for(facts().values(), CLOCKS)
DAYS = st.dates(date(1940, 1, 1), date(2035, 12, 31))


def values(fact: Fact) -> st.SearchStrategy[Value]:
    """Values that a profile may give a fact."""
    match fact.type:
        case "boolean":
            return st.booleans()
        case "number":
            return st.sampled_from([Decimal(value) for value in fact.values]) if fact.values else numbers(fact)
        case "date":
            return DAYS
        case "choice":
            return st.sampled_from(fact.values)
        case "code":
            return st.sampled_from(("01", "44", "2A", "95"))
        case "list":
            return st.lists(numbers(fact), max_size=3).map(tuple)
        case "records":
            required = {field.name: values(field) for field in fact.fields if field.required}
            optional = {field.name: values(field) for field in fact.fields if not field.required}
            return st.lists(st.fixed_dictionaries(required, optional=optional), max_size=3).map(tuple)


def numbers(fact: Fact) -> st.SearchStrategy[Decimal]:
    low = fact.minimum or Decimal(0)
    high = Decimal(100_000) if fact.maximum is None else fact.maximum
    some = st.decimals(low, high, places=0 if fact.whole else 1)
    return st.one_of(st.sampled_from((low, high)), some)


PEOPLE: st.SearchStrategy[Mapping[str, Value]] = st.fixed_dictionaries(
    {
        **{name: values(fact) for name, fact in facts().items()},
        "on": DAYS,
        "signature": DAYS,
        "contract_state": st.sampled_from(("none", "running", "ended", "terminated", "unknown")),
    }
)


PURE = ("0", "1", "2.5", "-3", "nombre_cabinets", "nombre_cabinets", "secteur", "mois_allocation", "age_ans")
DATES = ("on", "signature", "date_naissance", "date_installation", '@"2026-01-01"', 'date("2025-12-31")')
TEXTS = ('"ZIP"', '"44"', "zone_cabinet_principal", "departement_exercice", "statut", "contract_state")
LENGTHS = ('@"P1Y"', '@"P6M"', '@"P30D"', '@"PT12H"')
TRUTHS = ("conventionne", "membre_cpts", "true", "false")
LISTS = ("demi_journees_par_mois", "[1, 2]", "[]", "contrats.date_signature", "contrats.date_resiliation", "contrats")
ORDERS = ("=", "!=", "<", "<=", ">", ">=")
RESILIATION = "c.date_resiliation"
FORMS: dict[str, tuple[str, ...]] = {  # N number, D date, L length of time, T text, S list, C condition, O order
    "N": (
        "(N + N)", "(N - N)", "(N * N)", "(N / N)", "(N / N)", "(N ** 2)", "(N ** N)", "-N", "abs(N)", "floor(N)",
        "sqrt(N)", "modulo(N, N)", "min(N, N)", "max(N, N)", "count(S)", "sum(S)", "max(S)", "mean(S)", "number(T)",
        "D.year", "years and months duration(D, D).years", "(D - D).days", "demi_journees_par_mois[1]", "(L / L)",
        "(if C then N else N)", "string length(T)", "round half up(N, 2)",
    ),
    "D": ("(D + L)", "(D - L)", "max(D, D)", "(if C then D else D)", "date(T)", "contrats[1].date_signature",
          "date(2025, N, 1)", "min(contrats.date_resiliation)"),
    "L": ("(D - D)", "(N * L)", "(L + L)", "years and months duration(D, D)", "(L / N)"),
    "T": ("upper case(T)", "substring(T, 1, 1)", "(T + T)", "(if C then T else T)", "string(N)"),
    "S": ("S[item > N]", "[N, N]", "[D]", "sublist(S, 1)", "append(S, N)", "reverse(S)", "(for x in S return N)",
          "contrats[date_signature < D]"),
    "C": (
        "(N O N)", "(N O N)", "(D O D)", "(L O L)", "(T O T)", "(C and C)", "(C or C)", "not(C)",
        "(if C then C else C)", "(N in (N, > N))", "(T in (\"ZIP\", \"ZAC\"))", "(N in [N..N])", "(D between D and D)",
        "(D in S)", "list contains(S, N)", "(N = 0 or N / N > N)", "(nombre_cabinets = 0 or N / nombre_cabinets > N)",
        "(nombre_cabinets > 0 and N / nombre_cabinets > N)", "(count(S) > 0 and max(S) > N)", "odd(N)",
        "max(S) > N", "sum(demi_journees_par_mois) > 1",
        "N / nombre_cabinets > N", "(nombre_cabinets = 0 and N / nombre_cabinets > N)",
        "(nombre_cabinets > 0 or N / nombre_cabinets > N)",
        "(count(demi_journees_par_mois) > 0 and max(demi_journees_par_mois) > 3)", "before(D, D)", "starts with(T, T)",
        "(some x in S satisfies x O N)", "(every x in S satisfies x O D)",
        f"(some c in contrats satisfies {RESILIATION} O D)",
        f"(some c in contrats satisfies {RESILIATION} instance of date and {RESILIATION} O D)",
        "(some c in contrats satisfies c.date_signature O D)",
    ),
}  # fmt: skip
LEAVES = {"N": PURE, "D": DATES, "L": LENGTHS, "T": TEXTS, "S": LISTS, "C": TRUTHS, "O": ORDERS}


@st.composite
def expressions(draw: st.DrawFn, kind: str, depth: int) -> str:
    """An expression of a kind as its forms promise; some forms promise too much, and the check has to say so."""
    forms = FORMS.get(kind, ()) if depth else ()
    form = draw(st.sampled_from((*forms, draw(st.sampled_from(LEAVES[kind])))))
    return form if form in LEAVES[kind] else filled(draw, form, depth - 1)


def filled(draw: st.DrawFn, form: str, depth: int) -> str:
    """A form with an expression in place of each capital letter that stands alone."""
    return re.sub(r"(?<![\w\"@])[NDLTSCO](?![\w\"])", lambda found: draw(expressions(found[0], depth)), form)


@st.composite
def conditions(draw: st.DrawFn) -> str:
    return filled(draw, draw(st.sampled_from(FORMS["C"])), draw(st.sampled_from((0, 0, 1))))


CONDITIONS = conditions()


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(CONDITIONS, st.lists(PEOPLE, min_size=1, max_size=3))
def test_a_checked_condition_is_never_null(text: str, people: list[Mapping[str, Value]]) -> None:
    expr = parse(text)
    checked = check(expr, NAMES, BOOLEAN, text)
    event("right" if not checked.problems else f"wrong: {checked.problems[0].code}")
    assume(not checked.problems)
    run = compile_expr(expr)
    for person in people:
        assert isinstance(run(person), bool), text


@given(st.text(alphabet='abc123 ()[]{}<>=!+-*/.,"@andorifnotsec≥“', max_size=60) | CONDITIONS)
def test_every_problem_stands_in_the_text(text: str) -> None:
    from public_aids.engine.feel.errors import FeelError

    try:
        expr = parse(text)
    except FeelError as error:
        spans = [error.span]
    else:
        spans = [problem.span for problem in check(expr, NAMES, BOOLEAN, text).problems]
    for start, end in spans:
        assert 0 <= start <= end <= max(len(text), 0)
