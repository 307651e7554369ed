"""A text for people, in French and in English."""

from typing import Literal

from engine.record import Record

Lang = Literal["fr", "en"]


class Text(Record):
    fr: str
    en: str

    def to(self, lang: Lang) -> str:
        return self.fr if lang == "fr" else self.en
