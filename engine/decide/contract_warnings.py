"""What to be careful of in contracts already signed: days that cannot be, what is not known of them."""

from collections.abc import Iterator
from datetime import date

from public_aids.engine.decide.held import shown_contract
from public_aids.engine.decide.result import Held, SchemeResult
from public_aids.engine.decide.situation import Situation
from public_aids.engine.decide.standing import standing
from public_aids.engine.decide.window import window_on
from public_aids.engine.feel.values import Unknown
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import ContractRole, Scheme
from public_aids.engine.text import Text


def of_contracts(result: SchemeResult, situation: Situation, on: date) -> Iterator[Text]:
    """The caveats of the contracts of one scheme."""
    yield from _not_counted(result, situation)
    held = result.held
    if held is None:
        return
    if held.signed_on is not None and window_on(result.scheme, held.signed_on) != "open":
        day = held.signed_on
        yield Text(
            f"le contrat est daté du {day:%d/%m/%Y}, jour où il ne pouvait pas être signé",
            f"the contract is dated {day:%Y-%m-%d}, a day on which it could not be signed",
        )
    if held.signed_on is not None and held.terminated_on is not None and held.terminated_on < held.signed_on:
        yield Text("la résiliation précède la signature", "the termination comes before the signature")
    told = [one for one in situation.contracts or () if one.scheme == result.scheme.id]
    renewals = max((one.renewals or 0 for one in told), default=0)
    most = {"none": 0, "once": 1, "tacit": renewals}[result.scheme.term.renewal] if result.scheme.term else 0
    if renewals > most:
        yield Text(
            f"{renewals} reconductions sont déclarées, le contrat en permet {most}",
            f"{renewals} renewals are reported, the contract allows {most}",
        )
    if len(told) > 1 and held.state == "running":
        yield Text(
            "plusieurs contrats sont déclarés, le dernier signé compte",
            "several contracts are reported, the one signed last counts",
        )
    if held.state == "unknown":
        yield _of_unknown(held, situation.rules.roles.contracts)
    yield from _complete(result.scheme, held, situation, on)
    renewals_of = situation.rules.roles.contracts.renewals
    if renewals_of and _renewal_untold(result, situation, on):
        yield Text(
            f"le contrat est compté sans reconduction ; s'il a été reconduit, dire `{renewals_of}: 1`",
            f"the contract is counted without a renewal; if it was renewed, say `{renewals_of}: 1`",
        )
    if held.state == "running" and not situation.respected:
        yield Text(
            "les conditions du contrat ne sont plus respectées : rien n'est compté",
            "the conditions of the contract are no longer met: nothing is counted",
        )


def _complete(scheme: Scheme, held: Held, situation: Situation, on: date) -> Iterator[Text]:
    """The supplements that nobody tells of, beside a sum granted that is counted alone."""
    shown = shown_contract(scheme, situation, on)
    if shown is None or shown[0].granted is None or held.state not in ("running", "unknown"):
        return
    for amount in scheme.amounts:
        due = None if amount.only_if is None else situation.value(amount.only_if, on, held.signed_on, held.state)
        if amount.supplements is not None and isinstance(due, Unknown) and due.needs:
            names = ", ".join(f"`{name}`" for name in sorted(due.needs))
            yield Text(
                f"« {amount.label.fr} » : la somme accordée est comptée seule, rien n'étant dit de {names}",
                f"“{amount.label.en}”: the sum granted is counted alone, as nothing is said of {names}",
            )


def _of_unknown(held: Held, role: ContractRole) -> Text:
    """What would tell how a contract stands."""
    if held.signed_on is None:
        return Text("la date de signature du contrat manque", "the day the contract was signed is missing")
    names = [name for name in held.missing if name != role.fact]
    if not names:
        return Text(
            "aucune source ne dit quand ce contrat finit : il n'est pas compté ; s'il est terminé, dire quel jour "
            f"avec `{role.terminated}`",
            "no source says when this contract ends: it is not counted; if it is over, say on which day with "
            f"`{role.terminated}`",
        )
    fr, en = (word.join(f"`{name}`" for name in names) for word in (" ou ", " or "))
    return Text(
        f"rien ne dit si ce contrat court encore ({fr}) : il n'est pas compté",
        f"nothing tells whether this contract still runs ({en}): it is not counted",
    )


def _renewal_untold(result: SchemeResult, situation: Situation, on: date) -> bool:
    """Is the contract over only because its single renewal was not told, and would that change anything today?"""
    scheme = result.scheme
    shown = shown_contract(scheme, situation, on)
    if shown is None or shown[1].state != "ended" or scheme.term is None or scheme.term.renewal != "once":
        return False
    contract = shown[0]
    if contract.renewals is not None:
        return False
    renewed = standing(replace(contract, renewals=1), scheme, situation, on)
    limited = any(limit.periods is not None for limit in scheme.limits) and result.window == "open"
    return limited or (renewed is not None and renewed.state == "running")


def _not_counted(result: SchemeResult, situation: Situation) -> Iterator[Text]:
    """The contracts that no source lets be signed on their day."""
    for one in situation.not_counted:
        if one.scheme == result.scheme.id and one.signed_on is not None:
            day = one.signed_on
            yield Text(
                f"le contrat est daté du {day:%d/%m/%Y}, jour où il ne pouvait pas être signé : il n'est pas compté",
                f"the contract is dated {day:%Y-%m-%d}, a day on which it could not be signed: it is not counted",
            )
