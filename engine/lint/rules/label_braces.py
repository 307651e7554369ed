"""A name in braces that no figure of the amount takes the place of: people would read the braces."""

import re
from collections.abc import Iterator

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.dated import DATED
from public_aids.engine.rulebook.model import Amount, Scheme
from public_aids.engine.text import DatedText, Lang, Text

CODES = ("R485",)
_NAME = re.compile(r"\{(\w+)\}")
_LANGS: tuple[Lang, Lang] = ("fr", "en")


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    for at, amount in enumerate(scheme.amounts):
        for path, text in _versions(("amounts", at, "label"), amount.label):
            for lang in _LANGS:
                for name in _NAME.findall(text.to(lang)):
                    if name not in DATED or getattr(amount, name) is None:
                        yield _unknown((*path, lang), name, amount)


def _versions(path: Path, text: Text) -> Iterator[tuple[Path, Text]]:
    if not isinstance(text, DatedText):
        yield path, text
        return
    for at, (_, version) in enumerate(text.versions):
        yield (*path, at, "is"), version


def _unknown(path: Path, name: str, amount: Amount) -> Finding:
    known = ", ".join(f"`{{{one}}}`" for one in DATED if getattr(amount, one) is not None)
    message = Text(f"`{{{name}}}` n'est pas un chiffre de ce montant", f"`{{{name}}}` is not a figure of this amount")
    cure = Text(f"écrivez {known}, ou ôtez les accolades", f"write {known}, or remove the braces")
    plain = Text("ôtez les accolades", "remove the braces")
    return Finding("R485", path, message, (cure if known else plain,))
