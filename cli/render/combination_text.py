"""Which schemes together: the best set, the others, stay or leave."""

from public_aids.cli.render.doubts import between, doubt_words, not_counted
from public_aids.cli.render.layout import Page
from public_aids.cli.render.scheme_text import View
from public_aids.cli.render.words import cited, colon, joined, labelled, long_day, paid_words
from public_aids.engine.decide.result import Combination, Option
from public_aids.engine.text import Text, counted
from public_aids.engine.words import euros

SHOWN = 6  # other sets shown to a person; the JSON result has them all


def write_combination(page: Page, view: View) -> tuple[Text, ...]:
    """The whole part; gives the cautions that it tells."""
    combination = view.decision.combination
    told: list[Text] = []
    if not combination.best and not combination.options and not _waiting(view):
        return ()
    start, end = long_day(combination.start, view.lang), long_day(combination.end, view.lang)
    page.heading(view.say(f"Le mieux ensemble, du {start} au {end}", f"Best together, from {start} to {end}"))
    best = _best(combination)
    if best is None:
        page.line(_without_best(view))
    first = best or _known(combination)
    if first is not None:
        _write_option(page, first, view, told)
    _write_unknown(page, view)
    _write_choice(page, view)
    others = [one for one in combination.options if one is not first and not _is_part(one, combination)]
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
    page.field(between(option, view.lang), words, 2)
    for caution in new:
        page.item(caution.to(view.lang), 4)
    told += new


def _best(combination: Combination) -> Option | None:
    """The option that the best set is, with what it takes to have it."""
    same = (one for one in combination.options if one.settled and one.total == combination.total)
    found = next((option for option in same if option.schemes == combination.best), None)
    return found if combination.best or combination.total is not None else None


def _known(combination: Combination) -> Option | None:
    """Where the best is not known, the best of what is."""
    return next((one for one in combination.options if one.settled and one.total), None)


def _without_best(view: View) -> str:
    combination = view.decision.combination
    if combination.total is not None and not _waiting(view):
        return view.say("rien à ces dates", "nothing in these dates")
    if combination.options and not any(option.settled for option in combination.options):
        return view.say("aucun ensemble que les sources admettent", "no set that the sources allow")
    if _known(combination) is None:
        return view.say("pas encore connu", "not known yet")
    return view.say("pas encore connu ; le mieux de ce qui l'est :", "not known yet; the best of what is:")


def _write_unknown(page: Page, view: View) -> None:
    """The facts that decide which set is best, or what it comes to; the aids that may still join it."""
    combination = view.decision.combination
    deciding = set(combination.missing)
    asked: dict[str, tuple[str, ...]] = {}
    for option in combination.options:
        if option.settled and deciding & set(option.missing):
            asked.setdefault(_names(option.schemes, view), option.missing)
    for names, missing in list(asked.items())[:SHOWN]:
        facts = labelled(missing, view.rulebook.facts, view.lang)
        page.line(
            view.say(f"pas encore connu : {names}, qui dépend de {facts}", f"not known yet: {names} needs {facts}")
        )
    if (waiting := _waiting(view)) and not combination.best:
        names = joined(waiting, view.lang)
        page.line(view.say(f"non compté, encore indéterminé : {names}", f"not counted, still undetermined: {names}"))


def _waiting(view: View) -> list[str]:
    """The aids that may still be open."""
    return [one.scheme.acronym for one in view.decision.schemes if one.status == "undetermined"]


def best_line(view: View) -> str:
    """The best set and its sum in a line; empty where nothing is best."""
    best = _best(view.decision.combination)
    if best is None:
        return ""
    return f"{between(best, view.lang)}, {_option(best, view)}{paid_words(best.cautions, view.lang)}"


def _is_part(option: Option, combination: Combination) -> bool:
    """Whether a set is only a part of another one that is taken on the same terms."""
    return any(
        other.actions == option.actions and other.settled and set(option.schemes) < set(other.schemes)
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
    left_out = dict.fromkeys((*stay.unquantified, *leave.unquantified))
    if left_out:
        said_of = not_counted(left_out, view.acronym, view.lang)
        paid = f", {said_of}{paid}"
    page.line(said.to(view.lang) + paid)


def _first(combination: Combination, *, leaving: bool) -> Option | None:
    """The best settled option that stays, or leaves."""
    settled = (option for option in combination.options if option.settled)
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
    relations = view.decision.combination.relations
    among = (one for one in relations if set(one.schemes) <= set(option.schemes))
    doubts = {one.schemes: one.missing for one in among if one.answer in ("unsettled", "succession")}
    return said + doubt_words(option, doubts, view.acronym, view.lang)


def _write_pairs(page: Page, view: View) -> None:
    combination = view.decision.combination
    hanging = {one.schemes: one.missing for one in combination.relations if one.missing}
    career = {one.schemes for one in combination.relations if one.during == "career"}
    apart = [pair for pair in combination.incompatible if pair not in career]
    never = [pair for pair in combination.incompatible if pair in career]
    headings = [
        (view.say("ne se cumulent pas sur la même période", "do not go together at the same time"), apart),
        (view.say("l'un exclut l'autre", "one excludes the other"), never),
        (
            view.say("aucune source ne le dit", "no source says"),
            [pair for pair in combination.unsettled if pair not in hanging],
        ),
    ]
    for pair, missing in hanging.items():
        facts = labelled(missing, view.rulebook.facts, view.lang)
        headings.append((view.say(f"selon {facts}", f"depending on {facts}"), [pair]))
    for heading, pairs in headings:
        if pairs:
            said = [f"{view.acronym(first)} / {view.acronym(second)}" for first, second in pairs]
            page.line(heading + colon(view.lang) + ", ".join(said))
    for earlier, later in combination.successions:
        names = view.acronym(earlier), view.acronym(later)
        page.line(view.say("{1} peut suivre {0}", "{1} may follow {0}").format(*names))
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
