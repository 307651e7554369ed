"""The two languages of a text give different figures, or different days."""

from collections.abc import Iterable, Iterator

from public_aids.engine.lint.days import days_of
from public_aids.engine.lint.figures import figures_of
from public_aids.engine.lint.texts import Phrase
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R469",)


def of_texts(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    for one in phrases:
        if one.lang == "fr":
            figures = figures_of(one.text, "fr"), figures_of(one.other, "en")
            for fr, en in (figures, (days_of(one.text), days_of(one.other))):
                if len(fr) == len(en) and fr != en:
                    yield _differ(one, *next((a, b) for a, b in zip(fr, en, strict=True) if a != b))


def _differ(one: Phrase, in_fr: object, in_en: object) -> Finding:
    message = Text(
        f"le français dit `{in_fr}` et l'anglais `{in_en}`",
        f"the French text says `{in_fr}` and the English one `{in_en}`",
    )
    return Finding("R469", one.path, message, (Text("corrigez l'un des deux", "correct one of the two"),), "warning")
