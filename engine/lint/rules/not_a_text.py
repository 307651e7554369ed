"""What is no text where people are to read one: a number, a day, an expression."""

import re
from collections.abc import Iterable, Iterator

from public_aids.engine.lint.texts import Phrase
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R465",)
_NUMBER = re.compile(r"[^\w€%]*\d(?:[^\w€%]|\d)*")
_DAY = re.compile(r"\W*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\W*")
_CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|true|false|null|.*[^\s:]\s(?:>=|<=|!=|=|>|<)\s\S.*", re.DOTALL)


def of_texts(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    for one in phrases:
        if one.key == "quote" or not one.text.strip():
            continue  # a document may say a number alone
        number = not one.of_value and _NUMBER.fullmatch(one.text)
        if number or _DAY.fullmatch(one.text) or _CODE.fullmatch(one.text):
            message = Text(
                f"`{one.text}` n'est pas un texte pour des personnes", f"`{one.text}` is not a text for people"
            )
            cure = Text("dites-le avec des mots", "say it in words")
            yield Finding("R465", one.path, message, (cure,))
