"""Numbers written in words, in French and in English: `dix mille`, `quatre-vingt-dix`, `twenty-five`."""

import re
from collections.abc import Iterator
from typing import Final

_FROM_TWO: Final = (
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen",
)
_TENS: Final = (
    "vingt trente quarante cinquante soixante septante huitante nonante",
    "twenty thirty forty fifty sixty seventy eighty ninety",
)
_ADDED: Final = {
    **{word: number for words in _FROM_TWO for number, word in enumerate(words.split(), 2)},
    **{word: 10 * number for words in _TENS for number, word in enumerate(words.split(), 2)},
    **dict.fromkeys(("un", "une", "one"), 1),
    "vingts": 20,
}
_HUNDREDS: Final = frozenset(("cent", "cents", "hundred"))
_THOUSANDS: Final = {"mille": 1000, "thousand": 1000, "million": 10**6, "millions": 10**6}
_WORDS: Final = frozenset((*_ADDED, *_HUNDREDS, *_THOUSANDS))
_WORD: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_RUN: Final = re.compile(rf"(?i)\b(?<!pour )(?:{_WORD})(?:(?:[ -](?:et[ -]|and )?)(?:{_WORD})\b)*(?!\w)")


def numbers_in_words(text: str) -> Iterator[tuple[int, int, int]]:
    """Each number of a text: where it begins, where it ends, what it is."""
    if _WORDS.isdisjoint(re.findall(r"\w+", text.lower())):
        return
    for run in _RUN.finditer(text):
        yield run.start(), run.end(), _value(run[0].lower())


def _value(run: str) -> int:
    total = part = 0
    for word in re.findall(r"\w+", run):
        if word in _THOUSANDS:
            total, part = total + max(part, 1) * _THOUSANDS[word], 0
        elif word in _HUNDREDS:
            part = max(part, 1) * 100
        elif word.startswith("vingt") and part % 100 == 4:  # quatre-vingts
            part += 76
        else:
            part += _ADDED.get(word, 0)  # `et` and `and` add nothing
    return total + part
