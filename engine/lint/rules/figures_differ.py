"""The two languages of a text give different figures, or different days."""

from collections.abc import Iterable, Iterator

from public_aids.engine.lint.figures import days_of, figures_of
from public_aids.engine.lint.texts import Phrase
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.text import Text

CODES = ("R469",)


def of_texts(phrases: Iterable[Phrase]) -> Iterator[Finding]:
    for one in phrases:
        if one.lang == "fr":
            for read in (figures_of, days_of):
                fr, en = read(one.text, "fr"), read(one.other, "en")
                if len(fr) == len(en) and fr != en:
                    yield _differ(one, *next((a, b) for a, b in zip(fr, en, strict=True) if a != b))


def _differ(one: Phrase, in_fr: object, in_en: object) -> Finding:
    message = Text(
        f"le français dit `{in_fr}` et l'anglais `{in_en}`",
        f"the French text says `{in_fr}` and the English one `{in_en}`",
    )
    return Finding("R469", one.path, message, (Text("corrigez l'un des deux", "correct one of the two"),), "warning")
