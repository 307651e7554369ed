"""Functions on strings (DMN 1.5, clause 10.3.4.3). Positions count characters (code points) from 1."""

from decimal import Decimal

from public_aids.engine.feel.arithmetic import MAX_TEXT
from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.functions.builtin import Family
from public_aids.engine.feel.values import List, Value

FUNCTIONS = Family()


@FUNCTIONS.define("substring(string: string, start position: number, length: number?) -> string")
def substring(string: str, start: Decimal, length: Decimal | None = None) -> Value:
    if not 1 <= abs(start) <= len(string) or not int(start):
        raise NullError("cette position n'est pas dans le texte", "the string has no such position")
    first = int(start) - 1 if start > 0 else len(string) + int(start)
    if length is None:
        return string[first:]
    if length < 1:
        raise NullError("la longueur doit être positive", "the length must be positive")
    return string[first : first + int(min(length, Decimal(len(string))))]


@FUNCTIONS.define("string length(string: string) -> number")
def string_length(string: str) -> Value:
    return Decimal(len(string))


@FUNCTIONS.define("upper case(string: string) -> string")
def upper_case(string: str) -> Value:
    return string.upper()


@FUNCTIONS.define("lower case(string: string) -> string")
def lower_case(string: str) -> Value:
    return string.lower()


@FUNCTIONS.define("substring before(string: string, match: string) -> string")
def substring_before(string: str, match: str) -> Value:
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


@FUNCTIONS.define("substring after(string: string, match: string) -> string")
def substring_after(string: str, match: str) -> Value:
    return string.partition(match)[2] if match else string


@FUNCTIONS.define("contains(string: string, match: string) -> boolean")
def contains(string: str, match: str) -> Value:
    return match in string


@FUNCTIONS.define("starts with(string: string, match: string) -> boolean")
def starts_with(string: str, match: str) -> Value:
    return string.startswith(match)


@FUNCTIONS.define("ends with(string: string, match: string) -> boolean")
def ends_with(string: str, match: str) -> Value:
    return string.endswith(match)


@FUNCTIONS.define("string join(list: list, delimiter: string|null?) -> string")
def string_join(items: List, delimiter: str | None = None) -> Value:
    """Nulls are left out."""
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) + sum(item is None for item in items) < len(items):
        raise NullError("il faut une liste de textes", "a list of strings is needed")
    if sum(map(len, texts)) + len(texts) * len(delimiter or "") > MAX_TEXT:
        raise NullError("le texte est trop long", "the text is too long")
    return (delimiter or "").join(texts)


@FUNCTIONS.define("matches(input: string, pattern: string, flags: string|null?) -> boolean")
def matches(string: str, pattern: str, flags: str | None = None) -> Value:
    from public_aids.engine.feel.regex import compile_pattern

    return compile_pattern(pattern, flags or "").matches(string)


@FUNCTIONS.define("replace(input: string, pattern: string, replacement: string, flags: string|null?) -> string")
def replace(string: str, pattern: str, replacement: str, flags: str | None = None) -> Value:
    from public_aids.engine.feel.regex import compile_pattern

    return compile_pattern(pattern, flags or "").replace(string, replacement)


@FUNCTIONS.define("split(string: string, delimiter: string) -> list")
def split(string: str, delimiter: str) -> Value:
    from public_aids.engine.feel.regex import compile_pattern

    return compile_pattern(delimiter, "").split(string)
