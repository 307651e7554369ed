"""Which day dates what a scheme gives: one that there is, and for a sum paid once that of the right."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.dated import dated_parts
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.model import Scheme
from public_aids.engine.text import Text

CODES = ("R483", "R484")
_CURE = Text(
    "écrivez `opening` : les règles du jour où le droit s'ouvre",
    "write `opening`: the rules of the day the right opens",
)


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    said: list[tuple[Path, str]] = [(("rules_as_of",), scheme.rules_as_of)]
    for path, _name, dated in dated_parts(scheme):
        if dated.as_of is not None:  # most write it beside the first `from`
            said.append(((*path, min(1, len(dated.versions) - 1), "as_of"), dated.as_of))
    if scheme.kind not in ("contract", "information"):
        yield from (_unsigned(path) for path, as_of in said if as_of == "signature")
    if scheme.kind == "one_off":
        sums = (dated for path, _, dated in dated_parts(scheme) if path[0] == "amounts" and len(dated.versions) > 1)
        if any((dated.as_of or scheme.rules_as_of) == "evaluation" for dated in sums):
            yield from (_asked(path) for path, as_of in said if as_of == "evaluation")


def _unsigned(path: Path) -> Finding:
    message = Text(
        "seul un contrat se signe : rien ne dit le jour de la signature",
        "only a contract is signed: nothing says the day of the signature",
    )
    return Finding("R483", path, message, (_CURE,))


def _asked(path: Path) -> Finding:
    message = Text(
        "une somme versée une fois changerait avec le jour de la demande, pour un droit ouvert avant",
        "a sum paid once would change with the day of asking, for a right that opened before",
    )
    return Finding("R484", path, message, (_CURE,), "warning")
