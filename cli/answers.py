"""What a person types for a fact, in `ask` and after `--set`, as the data that a profile would hold."""

from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from engine.decide.profile import Facts, Profile, read_value, set_fact
from engine.rulebook.model import Fact
from engine.source.diagnostic import BrokenError, Diagnostic
from engine.source.place import Source

YES = frozenset(("oui", "o", "yes", "y", "true", "vrai"))
NO = frozenset(("non", "n", "no", "false", "faux"))
NONE = frozenset(("aucun", "aucune", "none", "non", "no", "0", "[]"))
UNKNOWN = ("", "null", "~")
QUOTES = "\"'"
SPACES = dict.fromkeys(map(ord, " \u00a0\u202f"))


def with_change(profile: Profile, change: str, facts: Facts) -> Profile:
    """A profile with a fact changed, as `fact=value`: a value that `ask` takes, or lists and records as JSON.

    `fact=null` makes it unknown. Raises `BrokenError`.
    """
    name, _, written = (part.strip() for part in change.partition("="))
    fact = facts.get(name)
    if fact is None or written in UNKNOWN:
        return set_fact(profile, change, facts)
    value, problems = read_value(fact, answer_from(fact, written, numbered=False), (name,))
    if not problems:
        return {**profile, name: value}
    if fact.type in ("list", "records"):
        return set_fact(profile, change, facts)
    source = Source("--set", change)
    place = source.place(change.index("=") + 1, len(change))
    raise BrokenError(tuple(Diagnostic(p.code, p.message, place, p.cures, excerpt=change) for p in problems))


def answer_from(fact: Fact, line: str, *, numbered: bool = True) -> object:
    """The data for an answer; a text that is nothing of the kind stays a text, and its reader refuses it.

    A choice may be told by its place in the list where the list is `numbered` before the eyes of the person.
    """
    if len(line) > 1 and line[0] == line[-1] and line[0] in QUOTES:
        line = line[1:-1]
    match fact.type:
        case "boolean":
            word = line.lower()
            return True if word in YES else False if word in NO else line
        case "number":
            return _choice(fact, line, False) if fact.values and not _is_number(line) else _number(line)
        case "date":
            return _day(line)
        case "choice":
            return _choice(fact, line, numbered)
        case "code":
            return line
        case "list":
            return [_number(one) for one in line.strip("[]").replace(";", " ").replace(",", " ").split()]
        case "records":
            return [] if line.lower() in NONE else line


def _is_number(line: str) -> bool:
    return isinstance(_number(line), Decimal)


def _number(line: str) -> object:
    """`60 000,50 €` or `60000.50`."""
    written = line.replace("€", "").translate(SPACES)
    if "," in written and "." not in written:
        written = written.replace(",", ".")
    try:
        found = Decimal(written)
    except InvalidOperation:
        return line
    return found if found.is_finite() and abs(found.adjusted()) < 30 else line


def _day(line: str) -> str:
    """`2026-03-15`, or `15/03/2026` as people write it in France."""
    parts = line.split("/")
    if len(parts) == 3 and all(part.isascii() and part.isdecimal() for part in parts) and len(parts[2]) == 4:
        day, month, year = parts
        return f"{year}-{month:0>2}-{day:0>2}"
    return line


def _choice(fact: Fact, line: str, numbered: bool) -> object:
    """A value, its label in one of the languages, both however they are accented, or its place in the list."""
    for value, label in fact.value_labels:
        if _folded(line) in (_folded(value), _folded(label.fr), _folded(label.en)):
            return Decimal(value) if fact.type == "number" else value
    if numbered and line.isascii() and line.isdecimal() and 1 <= int(line[:4]) <= len(fact.values):
        return fact.values[int(line[:4]) - 1]
    return line


def _folded(text: str) -> str:
    """A text without case, accents and the signs that stand for spaces."""
    plain = normalize("NFD", text.casefold()).encode("ascii", "ignore").decode()
    return " ".join(plain.replace("_", " ").split())
