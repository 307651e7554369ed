"""What a person types for a fact, in `ask` and after `--set`, as the data that a profile would hold."""

import re
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from public_aids.engine.decide.profile import Facts, Profile, read_profile, read_value, unknown_fact
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.source.diagnostic import BrokenError, Diagnostic
from public_aids.engine.source.grouped import is_grouped
from public_aids.engine.source.nearest import write
from public_aids.engine.source.place import Source
from public_aids.engine.text import Text

YES = frozenset(("oui", "o", "yes", "y", "true", "vrai"))
NO = frozenset(("non", "n", "no", "false", "faux"))
NONE = frozenset(("aucun", "aucune", "none", "non", "no", "0", "[]"))
UNKNOWN = ("", "null", "~")
QUOTES = "\"'"
_FACTS = Text("`schemes list --facts` nomme les faits", "`schemes list --facts` names the facts")
SPACES = dict.fromkeys(map(ord, " \u00a0\u202f"))


def with_change(profile: Profile, change: str, facts: Facts) -> Profile:
    """A profile with a fact changed, as `fact=value`: a value that `ask` takes, or lists and records as JSON.

    `fact=null` makes it unknown. Raises `BrokenError`.
    """
    name, equals, written = (part.strip() for part in change.partition("="))
    if not (equals and name):
        raise BrokenError((_no_change(change, facts),))
    source, start = Source("--set", change), change.index("=") + 1
    fact = facts.get(name)
    if fact is None:
        unknown = unknown_fact((name,), name, facts)
        place = source.place(0, len(change[: start - 1].rstrip()))
        cures = unknown.cures or (_FACTS,)
        raise BrokenError((Diagnostic(unknown.code, unknown.message, place, cures, excerpt=change),))
    if written in UNKNOWN:
        return {other: known for other, known in profile.items() if other != name}
    value, problems = read_value(fact, answer_from(fact, written, numbered=False), (name,))
    if not problems:
        return {**profile, name: value}
    if fact.type in ("list", "records"):
        return {**profile, **_as_data(name, change, start, facts)}
    place = source.place(start, len(change))
    raise BrokenError(tuple(Diagnostic(p.code, p.message, place, p.cures, excerpt=change) for p in problems))


def _as_data(name: str, change: str, start: int, facts: Facts) -> Profile:
    """What is written for a fact as JSON; what is wrong in it is shown where the user wrote it."""
    head = f"{name}: "
    written = change[start:].strip()
    moved = change.index(written, start) - len(head)
    try:
        return read_profile("--set", f"{head}{written}\n".encode(), facts)
    except BrokenError as error:
        raise BrokenError(tuple(_moved(one, moved, change) for one in error.diagnostics)) from None


def _moved(one: Diagnostic, by: int, change: str) -> Diagnostic:
    place = one.place
    if place is None or place.end_line > 1:
        return one
    there = replace(place, column=place.column + by, end_column=place.end_column + by)
    return replace(one, place=there, excerpt=change)


def _no_change(change: str, facts: Facts) -> Diagnostic:
    """P509, with the fact and the value that are there: `statut`, `statut: remplacant`, `statut remplacant`."""
    name, *rest = re.split(r"[:\s]+", change.strip("=").strip(), maxsplit=1)
    example = f"{name}={rest[0] if rest else '…'}" if name in facts else None
    message = Text(f"`{change}` n'est pas de la forme `fait=valeur`", f"`{change}` is not of the form `fact=value`")
    return Diagnostic("P509", message, None, (write(example) if example else _FACTS,))


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
            if (fact.unit or "").startswith("EUR") and is_grouped(line.replace("€", "").translate(SPACES)):
                return line.replace("€", "").translate(SPACES)  # `12.000`: twelve, or thousands
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
