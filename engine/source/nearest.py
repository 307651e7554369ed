"""The nearest right spelling of a name."""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was probably meant to be, or None when none is near."""
    from difflib import get_close_matches

    folded = {candidate.lower(): candidate for candidate in sorted(known)}
    found = get_close_matches(name.lower(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None
