"""A text for people, in French and in English."""

import re
from typing import Literal

from engine.record import Record

Lang = Literal["fr", "en"]


class Text(Record):
    fr: str
    en: str

    def to(self, lang: Lang) -> str:
        return self.fr if lang == "fr" else self.en


def counted(count: int, fr: str, en: str) -> Text:
    """`1 ligne lue`, `2 lignes lues`: a count and what is counted, `ligne(s) lue(s)`; `(a|b)` is one word or the other.

    Nothing is singular in French, `0 ligne`, and plural in English, `0 rows`.
    """
    return Text(f"{count} {_agreeing(fr, count > 1)}", f"{count} {_agreeing(en, count != 1)}")


def _agreeing(words: str, many: bool) -> str:
    return re.sub(r"\((?:(\w*)\|)?(\w+)\)", lambda found: found[2] if many else found[1] or "", words)
