"""What a person types for a fact, as the data that a profile would hold."""

from decimal import Decimal, InvalidOperation

from engine.rulebook.model import Fact

YES = frozenset(("oui", "o", "yes", "y", "true", "vrai"))
NO = frozenset(("non", "n", "no", "false", "faux"))
NONE = frozenset(("aucun", "aucune", "none", "non", "no", "0", "[]"))
SPACES = dict.fromkeys(map(ord, " \u00a0\u202f"))


def answer_from(fact: Fact, line: str) -> object:
    """The data for an answer; a text that is nothing of the kind stays a text, and its reader refuses it."""
    match fact.type:
        case "boolean":
            word = line.lower()
            return True if word in YES else False if word in NO else line
        case "number":
            return _choice(fact, line) if fact.values and not _is_number(line) else _number(line)
        case "date":
            return _day(line)
        case "choice":
            return _choice(fact, line)
        case "code":
            return line.strip("\"'")
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


def _choice(fact: Fact, line: str) -> object:
    """A value, its label in one of the languages, or its place in the list."""
    for value, label in fact.value_labels:
        if line.lower() in (value.lower(), label.fr.lower(), label.en.lower()):
            return Decimal(value) if fact.type == "number" else value
    if fact.type == "choice" and line.isascii() and line.isdecimal() and 1 <= int(line[:4]) <= len(fact.values):
        return fact.values[int(line[:4]) - 1]
    return line
