"""A scheme that excludes a supplement: there must be one of that name, of another scheme."""

from collections.abc import Iterator

from public_aids.engine.rulebook.coherence.card import Card
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Text

CODES = ("R409",)


def of_folder(cards: tuple[Card, ...]) -> Iterator[Finding]:
    amounts = {f"{card.scheme}.{name}" for card in cards for name in card.amounts}
    for card in cards:
        others = [f"{one.scheme}.{name}" for one in cards if one is not card for name in one.supplements]
        for at, named in enumerate(card.excludes):
            if named not in others:
                path = ("incompatible_supplements", at, "supplement")
                yield Finding("R409", path, _message(named, card, amounts), _cures(named, others), file=card.file)


def _message(named: str, card: Card, amounts: set[str]) -> Text:
    if named.partition(".")[0] == card.scheme:
        return Text(f"`{named}` est de ce dispositif même", f"`{named}` belongs to this very scheme")
    if named in amounts:
        return Text(f"`{named}` n'est pas un supplément", f"`{named}` is not a supplement")
    return Text(f"supplément inconnu `{named}`", f"unknown supplement `{named}`")


def _cures(named: str, others: list[str]) -> tuple[Text, ...]:
    """The supplements of the scheme that is named, else one of nearly that name, else how to exclude a whole scheme."""
    scheme = named.partition(".")[0]
    its = [f"`{one}`" for one in others if one.startswith(f"{scheme}.")]
    if its:
        return (Text(f"écrivez {' ou '.join(its)}", f"write {' or '.join(its)}"),)
    whole = Text(
        f"nommez un montant qui a `supplements`, ou excluez tout le dispositif : `incompatible_with` de `{scheme}`",
        f"name an amount that has `supplements`, or exclude the whole scheme: `incompatible_with` for `{scheme}`",
    )
    return did_you_mean(named, others) or (whole,)
