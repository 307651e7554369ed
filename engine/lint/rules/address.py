"""An address that leads nowhere: an e-mail address or a link that no program would open."""

import re
from collections.abc import Iterable, Iterator

from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.source.tree import Scalar
from public_aids.engine.text import Text

CODES = ("R479",)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_HOST = rf"(?:{_LABEL}\.)+[A-Za-z]{{2,}}"
_EMAIL = re.compile(rf"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@{_HOST}")
_URL = re.compile(rf"https?://{_HOST}(?::\d+)?(?:[/?#]\S*)?")
_LINKS = re.compile(r"\b(?:https?:|htt?ps?:|http|www\.)[^\s<>\"»”’)]*[:/.][^\s<>\"»”’)]*")


def of_scalars(scalars: Iterable[tuple[Path, Scalar]]) -> Iterator[Finding]:
    for path, one in scalars:
        if path[-1] == "email":
            if not _EMAIL.fullmatch(one.text):
                message = Text(f"`{one.text}` n'est pas une adresse", f"`{one.text}` is not an address")
                yield Finding("R479", path, message, (Text("écrivez `nom@domaine.fr`", "write `name@domain.fr`"),))
            continue
        for found in _LINKS.finditer(one.text):
            link = found[0].rstrip(".,;:")
            if not _URL.fullmatch(link) and not re.fullmatch(rf"www\.{_HOST}(?:/\S*)?", link):
                message = Text(f"`{link}` n'est pas une adresse", f"`{link}` is not an address")
                cure = Text("écrivez `https://www.exemple.fr/page`", "write `https://www.example.org/page`")
                start = found.start()
                yield Finding("R479", path, message, (cure,), part=(start, start + len(link)))
