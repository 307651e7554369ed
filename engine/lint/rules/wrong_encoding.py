"""Letters that became signs because a file was read in one encoding and written in another: `Ã©` for `é`."""

import re
from collections.abc import Iterable, Iterator

from public_aids.engine.lint.texts import Phrase
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R463",)
# The first byte of a letter or sign of French in UTF-8, and one or two that follow, as Windows shows each of them.
_FOLLOWING = "".join(bytes((n,)).decode("cp1252", errors="ignore") or chr(n) for n in range(0x80, 0xC0))
_TWICE = re.compile(rf"[ÂÃÅ][{re.escape(_FOLLOWING)}]|Ã |â[{re.escape(_FOLLOWING)}]{{2}}")
_ASKING = frozenset(("question", "help", "title", "quote"))  # a question mark is one there
_ALONE = re.compile(r"(?<= )\?(?= [a-zà-ÿ]|[,;.)])")
_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])|(?<!\S)\?(?=[^\W\d_])|(?<=[^\W\d_])\?(?= [a-zà-ÿ]|[,;.)])")


def of_texts(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    for one in phrases:
        found = _TWICE.search(one.text)
        if found is not None and (meant := _meant(found[0])):
            message = Text(f"`{found[0]}` est un `{meant}` mal encodé", f"`{found[0]}` is a wrongly encoded `{meant}`")
            yield Finding("R463", one.path, message, (_write(meant),), part=found.span())
        elif "://" not in one.text and (found := _lost(one)) is not None:
            message = Text(
                f"`{found[0]}` a pris la place d'une lettre", f"`{found[0]}` has taken the place of a letter"
            )
            cure = Text(
                "écrivez cette lettre, et enregistrez le fichier sous « UTF-8 »",
                "write that letter, and save the file as “UTF-8”",
            )
            yield Finding("R463", one.path, message, (cure,), part=found.span())


def _lost(one: Phrase) -> re.Match[str] | None:
    return _LOST.search(one.text) or (None if one.key in _ASKING else _ALONE.search(one.text))


def _meant(signs: str) -> str | None:
    """What the signs were before; None where they are none of French."""
    kept = signs.replace(" ", "\u00a0")  # a space that breaks, since someone typed or joined the line anew
    data = b"".join(bytes((ord(sign),)) if ord(sign) < 0x100 else sign.encode("cp1252") for sign in kept)
    try:
        letter = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return letter if re.fullmatch("[\u00a0-\u00ff\u0152\u0153\u0178\u2010-\u203a\u20ac]", letter) else None


def _write(meant: str) -> Text:
    return Text(
        f"écrivez `{meant}`, et enregistrez le fichier sous « UTF-8 »", f"write `{meant}`, and save the file as “UTF-8”"
    )
