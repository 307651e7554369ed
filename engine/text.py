"""A text for people, in French and in English."""

import os
import re
from datetime import date
from typing import Literal

from public_aids.engine.record import Record

LONGEST_WORD = 80  # characters of the user's own words in a message
LONGEST_CURE = 400  # of what is to be copied
LONGEST_NAME = 255  # of a file
LONGEST_MESSAGE = 2_000

Lang = Literal["fr", "en"]


class Text(Record):
    fr: str
    en: str

    def to(self, lang: Lang) -> str:
        return self.fr if lang == "fr" else self.en

    def at(self, day: date) -> "Text":
        """The text as it stands on a day."""
        return self

    def filled(self, **figures: "Text | None") -> "Text":
        """The text with figures in the place of their names in braces; `…` stands for one that is not known."""
        fr, en = self.fr, self.en
        for name, figure in figures.items():
            known = figure or Text("…", "…")
            fr, en = fr.replace(f"{{{name}}}", known.fr), en.replace(f"{{{name}}}", known.en)
        return self if (fr, en) == (self.fr, self.en) else Text(fr, en)


class DatedText(Text):
    """A text that changes over time: what it says now is the last of its versions, in order of their first day."""

    versions: tuple[tuple[date | None, Text], ...] = ()

    def at(self, day: date) -> Text:
        return self.versions[self.place(day)][1]

    def place(self, day: date) -> int:
        """Which version stands on a day: the first one, also before it."""
        return max((at for at, (first, _) in enumerate(self.versions) if first is None or first <= day), default=0)


def counted(count: int, fr: str, en: str) -> Text:
    """`1 ligne lue`, `2 lignes lues`: a count and what is counted, `ligne(s) lue(s)`; `(a|b)` is one word or the other.

    Nothing is singular in French, `0 ligne`, and plural in English, `0 rows`.
    """
    return Text(f"{count} {_agreeing(fr, count > 1)}", f"{count} {_agreeing(en, count != 1)}")


def _agreeing(words: str, many: bool) -> str:
    return re.sub(r"\((?:(\w*)\|)?(\w+)\)", lambda found: found[2] if many else found[1] or "", words)


def brief(text: Text, longest: int = LONGEST_WORD) -> Text:
    """A message in which the user's words, those between backticks, are cut where they are long.

    A path stays whole: part of one is of no use.
    """
    if max(len(text.fr), len(text.en)) <= longest:
        return text
    return Text(_brief(text.fr, longest), _brief(text.en, longest))


def _brief(text: str, longest: int) -> str:
    words = text.split("`")
    words[1::2] = (word if _is_path(word) else _cut(word, longest) for word in words[1::2])
    return _cut("`".join(words), LONGEST_MESSAGE)


def _is_path(word: str) -> bool:
    """Whether a word may be one: names with nothing but a separator between them, none longer than systems allow."""
    names = word.split(os.sep)  # noqa: PTH206  # pathlib would cost a run of `eval` more than it answers
    return len(names) > 1 and all(len(one) <= LONGEST_NAME and one == one.strip() for one in names)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
