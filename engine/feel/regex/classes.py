"""Which characters a class of a pattern holds (XML Schema part 2, appendix F; XPath functions, clause 5.6.1)."""

from collections.abc import Callable
from functools import cache
from unicodedata import category

from public_aids.engine.feel.errors import NullError

CharTest = Callable[[str], bool]

_CATEGORIES = frozenset(
    [
        *("L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps"),
        *("Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn"),
    ]
)
_BLOCKS = {
    "BasicLatin": (0x0, 0x7F), "Latin-1Supplement": (0x80, 0xFF), "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F), "IPAExtensions": (0x250, 0x2AF), "SpacingModifierLetters": (0x2B0, 0x2FF),
    "CombiningDiacriticalMarks": (0x300, 0x36F), "Greek": (0x370, 0x3FF), "GreekandCoptic": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x4FF), "Armenian": (0x530, 0x58F), "Hebrew": (0x590, 0x5FF), "Arabic": (0x600, 0x6FF),
    "Syriac": (0x700, 0x74F), "Thaana": (0x780, 0x7BF), "Devanagari": (0x900, 0x97F), "Bengali": (0x980, 0x9FF),
    "Gurmukhi": (0xA00, 0xA7F), "Gujarati": (0xA80, 0xAFF), "Oriya": (0xB00, 0xB7F), "Tamil": (0xB80, 0xBFF),
    "Telugu": (0xC00, 0xC7F), "Kannada": (0xC80, 0xCFF), "Malayalam": (0xD00, 0xD7F), "Sinhala": (0xD80, 0xDFF),
    "Thai": (0xE00, 0xE7F), "Lao": (0xE80, 0xEFF), "Tibetan": (0xF00, 0xFFF), "Myanmar": (0x1000, 0x109F),
    "Georgian": (0x10A0, 0x10FF), "HangulJamo": (0x1100, 0x11FF), "Ethiopic": (0x1200, 0x137F),
    "Cherokee": (0x13A0, 0x13FF), "Khmer": (0x1780, 0x17FF), "Mongolian": (0x1800, 0x18AF),
    "LatinExtendedAdditional": (0x1E00, 0x1EFF), "GreekExtended": (0x1F00, 0x1FFF),
    "GeneralPunctuation": (0x2000, 0x206F), "SuperscriptsandSubscripts": (0x2070, 0x209F),
    "CurrencySymbols": (0x20A0, 0x20CF), "LetterlikeSymbols": (0x2100, 0x214F), "NumberForms": (0x2150, 0x218F),
    "Arrows": (0x2190, 0x21FF), "MathematicalOperators": (0x2200, 0x22FF), "MiscellaneousTechnical": (0x2300, 0x23FF),
    "BoxDrawing": (0x2500, 0x257F), "BlockElements": (0x2580, 0x259F), "GeometricShapes": (0x25A0, 0x25FF),
    "MiscellaneousSymbols": (0x2600, 0x26FF), "Dingbats": (0x2700, 0x27BF), "BraillePatterns": (0x2800, 0x28FF),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F), "Hiragana": (0x3040, 0x309F), "Katakana": (0x30A0, 0x30FF),
    "Bopomofo": (0x3100, 0x312F), "CJKUnifiedIdeographs": (0x4E00, 0x9FFF), "HangulSyllables": (0xAC00, 0xD7A3),
    "PrivateUse": (0xE000, 0xF8FF), "AlphabeticPresentationForms": (0xFB00, 0xFB4F),
    "ArabicPresentationForms-A": (0xFB50, 0xFDFF), "HalfwidthandFullwidthForms": (0xFF00, 0xFFEF),
    "Specials": (0xFFF0, 0xFFFF), "MusicalSymbols": (0x1D100, 0x1D1FF),
    "MathematicalAlphanumericSymbols": (0x1D400, 0x1D7FF), "Emoticons": (0x1F600, 0x1F64F),
}  # fmt: skip
_NAME_START = (
    (0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF),
    (0x370, 0x37D), (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF),
    (0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip
_NAME_MORE = ((0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))


def one_of(letter: str) -> CharTest:
    """The class of an escape: `\\s`, `\\d`, `\\w`, `\\i`, `\\c`, or the rest of the characters for a capital."""
    found = _ESCAPES[letter.lower()]
    return found if letter.islower() else lambda char: not found(char)


def property_test(name: str) -> CharTest:
    """`\\p{name}`: a general category, or a block as `IsBasicLatin`."""
    if name in _CATEGORIES:
        return lambda char: category(char).startswith(name)
    bounds = _BLOCKS.get(name[2:]) if name.startswith("Is") else None
    if bounds is None:
        raise NullError(f"il n'y a pas de caractères `{name[:40]}`", f"there are no characters `{name[:40]}`")
    low, high = bounds
    return lambda char: low <= ord(char) <= high


def literal_test(wanted: str, fold: bool) -> CharTest:
    if not fold or (wanted.lower() == wanted.upper()):
        return lambda char: char == wanted
    lower, upper = wanted.lower(), wanted.upper()
    return lambda char: char == wanted or char.lower() == lower or char.upper() == upper


@cache
def variants(char: str) -> tuple[str, ...]:
    """The character and those that differ from it in case alone."""
    lower, upper = char.lower(), char.upper()
    found = dict.fromkeys((char, lower, upper, lower.upper(), upper.lower()))
    return tuple(one for one in found if len(one) == 1)


def _within(bounds: tuple[tuple[int, int], ...]) -> CharTest:
    return lambda char: any(low <= ord(char) <= high for low, high in bounds)


_ESCAPES: dict[str, CharTest] = {
    "s": lambda char: char in " \t\n\r",
    "d": lambda char: category(char) == "Nd",
    "w": lambda char: category(char)[0] not in "PZC",
    "i": _within(_NAME_START),
    "c": _within(_NAME_START + _NAME_MORE),
}
