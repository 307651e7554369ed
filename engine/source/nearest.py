"""The nearest right spelling of a name, and the sentence that offers it."""

from collections.abc import Iterable

from public_aids.engine.text import LONGEST_WORD, Text


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was probably meant to be, or None when none is near."""
    if len(name) > LONGEST_WORD:
        return None
    from difflib import get_close_matches

    folded = {candidate.lower(): candidate for candidate in sorted(known)}
    found = get_close_matches(name.lower(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def suggested(name: str, label: Text | None = None) -> Text:
    """The sentence that offers a name, with what it stands for."""
    fr, en = (f" ({label.fr})", f" ({label.en})") if label else ("", "")
    return Text(f"vouliez-vous dire `{name}`{fr} ?", f"did you mean `{name}`{en}?")


def write(example: str) -> Text:
    """The sentence that gives the text to write."""
    return Text(f"écrivez `{example}`", f"write `{example}`")


def did_you_mean(name: str, known: Iterable[str]) -> tuple[Text, ...]:
    """The cure that offers the nearest known name; none when none is near."""
    near = nearest(name, known)
    return (suggested(near),) if near else ()
