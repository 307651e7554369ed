"""Which schemes together: the best set, the others, stay or leave."""

from cli.render.layout import Page
from cli.render.scheme_text import View
from cli.render.words import FIXED, cited, joined, long_day, paid_words
from engine.decide.result import Combination, Option
from engine.text import Text, counted
from engine.words import euros

SHOWN = 6  # other sets shown to a person; the JSON result has them all


def write_combination(page: Page, view: View) -> tuple[Text, ...]:
    """The whole part; gives the cautions that it tells."""
    combination = view.decision.combination
    told: list[Text] = []
    if not combination.best and not combination.options:
        return ()
    start, end = long_day(combination.start, view.lang), long_day(combination.end, view.lang)
    page.heading(view.say(f"Le mieux ensemble, du {start} au {end}", f"Best together, from {start} to {end}"))
    best = _best(combination)
    if best is not None:
        _write_option(page, best, view, told)
    else:
        page.line(view.say("rien à ces dates", "nothing in these dates"))
    _write_choice(page, view)
    others = [one for one in combination.options if one is not best and not _is_part(one, combination)]
    if others:
        page.line(view.say("autres possibilités", "other possibilities"))
    for option in others[:SHOWN]:
        _write_option(page, option, view, told)
    if len(others) > SHOWN:
        rest = len(others) - SHOWN
        page.line(view.say("et ", "and ") + f"{counted(rest, 'autre(s)', 'more').to(view.lang)} (--format json)")
    _write_pairs(page, view)
    return tuple(told)


def _write_option(page: Page, option: Option, view: View, told: list[Text]) -> None:
    """A set with its sum, and what is to be known of the contracts that it ends, said once."""
    words = _option(option, view)
    new = [caution.named for caution in option.cautions if caution.named not in told]
    if option.cautions and not new:
        words += view.say(" (réserves ci-dessus)", " (cautions above)")
    page.field(_sum(option.total, view), words, 2)
    for caution in new:
        page.item(caution.to(view.lang), 4)
    told += new


def _best(combination: Combination) -> Option | None:
    """The option that the best set is, with what it takes to have it."""
    settled = (option for option in combination.options if not option.unsettled and option.total == combination.total)
    return next((option for option in settled if set(option.schemes) == set(combination.best)), None)


def best_line(view: View) -> str:
    """The best set and its sum in a line; empty where nothing is best."""
    best = _best(view.decision.combination)
    if best is None:
        return ""
    return f"{_sum(best.total, view)}, {_option(best, view)}{paid_words(best.cautions, view.lang)}"


def _is_part(option: Option, combination: Combination) -> bool:
    """Whether a set is only a part of another one that is taken on the same terms."""
    return any(
        other.actions == option.actions and not other.unsettled and set(option.schemes) < set(other.schemes)
        for other in combination.options
    )


def _write_choice(page: Page, view: View) -> None:
    combination = view.decision.combination
    stay, leave = (_first(combination, leaving=leaving) for leaving in (False, True))
    if combination.choice is None or stay is None or leave is None:
        return
    match combination.choice:
        case "stay":
            said = Text("rester dans le contrat en cours rapporte le plus", "staying in the running contract pays most")
        case "leave":
            said = _more(stay, leave)
        case "tie":
            said = Text("rester ou résilier rapporte autant", "staying and leaving pay the same")
    paid = paid_words(leave.cautions, view.lang) if combination.choice != "stay" else ""
    page.line(said.to(view.lang) + paid)


def _first(combination: Combination, *, leaving: bool) -> Option | None:
    """The best settled option that stays, or leaves."""
    settled = (option for option in combination.options if not option.unsettled)
    return next((option for option in settled if bool(option.actions) == leaving), None)


def _more(stay: Option, leave: Option) -> Text:
    """Leaving pays most: by how much, where both sums are known."""
    if stay.total is None or leave.total is None:
        return Text("résilier le contrat en cours rapporte le plus", "leaving the running contract pays most")
    more = euros(leave.total - stay.total)
    return Text(
        f"résilier le contrat en cours rapporte {more.fr} de plus", f"leaving the running contract pays {more.en} more"
    )


def _option(option: Option, view: View) -> str:
    said = _names(option.schemes, view) or view.say("rien", "nothing")
    for action in option.actions:
        contract, day = view.acronym(action.terminate), long_day(action.on, view.lang)
        said += view.say(f", en résiliant {contract} le {day}", f", terminating {contract} on {day}")
    if option.unsettled:
        said += view.say(" (aucune source ne dit si c'est cumulable)", " (no source says if these go together)")
    return said


def _write_pairs(page: Page, view: View) -> None:
    combination = view.decision.combination
    colon = f"{FIXED}: " if view.lang == "fr" else ": "
    for heading, pairs in (
        (view.say("ne se cumulent pas", "do not go together"), combination.incompatible),
        (view.say("aucune source ne le dit", "no source says"), combination.unsettled),
        (view.say("se suivent", "follow each other"), combination.successions),
    ):
        if pairs:
            said = [f"{view.acronym(first)} / {view.acronym(second)}" for first, second in pairs]
            page.line(heading + colon + ", ".join(said))
    if view.sources:
        _write_clauses(page, view)


def _write_clauses(page: Page, view: View) -> None:
    """Where each answer on a pair is written."""
    for relation in view.decision.combination.relations:
        if relation.sources:
            pair = " / ".join(view.acronym(one) for one in relation.schemes)
            page.item(f"{pair} ({cited(relation.sources, view.lang)})", 4)


def _names(schemes: tuple[str, ...], view: View) -> str:
    return joined([view.acronym(one) for one in schemes], view.lang)


def _sum(total: object, view: View) -> str:
    from decimal import Decimal

    return euros(total).to(view.lang) if isinstance(total, Decimal) else view.say("somme inconnue", "sum unknown")
