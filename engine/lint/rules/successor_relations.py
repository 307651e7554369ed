"""What other files say of a scheme that is replaced, and not yet of what replaces it."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Folder
from public_aids.engine.rulebook.coherence.card import Card
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R423", "R424")


def of_folder(folder: Folder) -> Iterator[Finding]:
    rights = {card.scheme: card for card in folder.cards if not card.informs}
    settled = {
        frozenset((card.scheme, tie.scheme)) for card in folder.cards for tie in card.ties if tie.kind != "succession"
    }
    for card in rights.values():
        for at, name in enumerate(card.replaced_by):
            if name in rights and frozenset((card.scheme, name)) not in settled:
                yield _may_be_held_with(card, at, name)
        yield from _not_followed(card, rights)


def _may_be_held_with(card: Card, at: int, successor: str) -> Finding:
    message = Text(
        f"rien ne dit si `{card.scheme}` et `{successor}`, qui le remplace, se cumulent",
        f"nothing says whether `{card.scheme}` and `{successor}`, which replaces it, may be held together",
    )
    written = f"- {{ schemes: [{successor}], during: same_period, source: … }}"
    cure = Text(
        f"aux `incompatible_with` de `{card.scheme}`, ou aux `compatible_with` si une source l'admet : `{written}`",
        f"under `incompatible_with` of `{card.scheme}`, or `compatible_with` if a source allows it: `{written}`",
    )
    return Finding("R423", ("replaced_by", at), message, (cure,), "warning", file=card.file)


def _not_followed(card: Card, rights: dict[str, Card]) -> Iterator[Finding]:
    """A scheme may be followed by one that is replaced: by what replaces it, too?"""
    followers = {tie.scheme for tie in card.ties if tie.kind == "succession"}
    for tie in card.ties:
        replaced = rights.get(tie.scheme) if tie.kind == "succession" else None
        for name in replaced.replaced_by if replaced else ():
            if name in rights and name not in (*followers, card.scheme):
                message = Text(
                    f"`{tie.scheme}` peut suivre `{card.scheme}`, mais non `{name}`, qui remplace `{tie.scheme}`",
                    f"`{tie.scheme}` may follow `{card.scheme}`, but not `{name}`, which replaces `{tie.scheme}`",
                )
                cure = Text(
                    f"aux `followed_by` de `{card.scheme}` : `- {{ schemes: [{name}], source: … }}`",
                    f"under `followed_by` of `{card.scheme}`: `- {{ schemes: [{name}], source: … }}`",
                )
                yield Finding("R424", tie.path, message, (cure,), "warning", file=card.file)
