"""A question is asked: it ends with `?`."""

from collections.abc import Iterable, Iterator

from public_aids.engine.lint.texts import Phrase
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R466",)


def of_texts(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    for one in phrases:
        text = one.text.rstrip()
        if one.key == "question" and text and "?" not in text:
            message = Text("cette question n'a pas de point d'interrogation", "this question has no question mark")
            meant = text.rstrip(".!: ") + (" ?" if one.lang == "fr" else "?")
            yield Finding("R466", one.path, message, (Text(f"écrivez `{meant}`", f"write `{meant}`"),), "warning")
