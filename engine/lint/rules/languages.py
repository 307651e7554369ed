"""A text in the language of the other one: swapped, copied, or never translated.

Names, acronyms and numbers may be the same in both: only words that one of the two languages alone has count. Labels of
values are often official names.
"""

from collections.abc import Iterable, Iterator

from public_aids.engine.lint.languages import french_rather_than_english, words_of
from public_aids.engine.lint.texts import Phrase
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R467", "R468")
SURE = 2  # words, where nothing else speaks for it


def of_texts(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    for one in phrases:
        if one.lang == "fr":
            yield from _said_of(one, french_rather_than_english(one.text), french_rather_than_english(one.other))


def _said_of(one: Phrase, of_fr: int, of_en: int) -> Iterator[Finding]:
    owner = one.path[:-1]
    if one.text == one.other:
        if abs(of_fr) >= (SURE if one.of_value else 1) and len(words_of(one.text)) >= SURE:
            message = Text(
                "le texte est le même en français et en anglais", "the text is the same in French and English"
            )
            lang, last = ("anglaise", "en") if of_fr > 0 else ("française", "fr")
            cure = Text(
                f"écrivez sa version {lang} à `{last}`",
                f"write its {'English' if last == 'en' else 'French'} version at `{last}`",
            )
            yield Finding("R467", (*owner, last), message, (cure,), "warning")
    elif of_fr < 0 < of_en:
        message = Text(
            "le texte français est en anglais, et l'anglais en français",
            "the French text is in English, and the English one in French",
        )
        yield Finding("R468", one.path, message, (Text("échangez `fr` et `en`", "swap `fr` and `en`"),), "warning")
    elif of_fr <= -SURE:
        message = Text("ce texte français est en anglais", "this French text is in English")
        yield Finding("R468", one.path, message, (Text("traduisez-le", "translate it"),), "warning")
    elif of_en >= SURE:
        message = Text("ce texte anglais est en français", "this English text is in French")
        yield Finding("R468", (*owner, "en"), message, (Text("traduisez-le", "translate it"),), "warning")
