"""A situation as written by a person or a program (YAML or JSON), read into the values of facts.

A fact that is absent or null is unknown. Everything that is wrong is reported at once, each at its place.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from public_aids.engine.feel.values import FIRST_DAY, LAST_DAY, Value, fits, parse_date
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.source.diagnostic import Diagnostic, FactsError
from public_aids.engine.source.plain_reader import read_plain, read_plain_json
from public_aids.engine.text import Text

Profile = Mapping[str, Value]
Facts = Mapping[str, Fact]
MAX_BYTES = 1_000_000
MAX_DIGITS = 40


class FactProblem(Record):
    """What is wrong with one value; `path` leads to it from the top of the profile, `at_key` to its name.

    To find out what was `meant` takes a while, so only those that are shown do.
    """

    code: str
    path: tuple[str | int, ...]
    message: Text
    known: tuple[Text, ...] = ()
    at_key: bool = False
    meant: Callable[[], tuple[Text, ...]] = tuple

    @property
    def cures(self) -> tuple[Text, ...]:
        return (*self.meant(), *self.known)


def read_profile(path: str, data: bytes, facts: Facts) -> Profile:
    """The profile that a file holds. Raises `FactsError` with everything that is wrong in it."""
    quick = _quick(data)
    if quick is not None:
        values, problems = _values(quick, facts)
        if not problems:
            return values
    return _located(path, data, facts)


def profile_from(data: object, facts: Facts) -> Profile:
    """The same from data already read (numbers as `Decimal` or `int`). Raises `FactsError`, without places."""
    if not isinstance(data, Mapping):
        raise FactsError((Diagnostic("P507", *_NOT_FACTS),))
    values, problems = _values(data, facts)
    if problems:
        from public_aids.engine.source.limits import LIMIT, first_of

        shown = tuple(Diagnostic(p.code, under(p.path, p.message), None, p.cures) for p in problems[: LIMIT.findings])
        raise FactsError(first_of(shown, len(problems), None))
    return values


def _quick(data: bytes) -> Mapping[str, object] | None:
    """The data of a plain file, read without any library; None where it takes the whole reader."""
    if len(data) > MAX_BYTES:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return read_plain_json(text) if text.lstrip()[:1] == "{" else read_plain(text)


def _located(path: str, data: bytes, facts: Facts) -> Profile:
    from public_aids.engine.source.files import read_bytes_as_source
    from public_aids.engine.source.json_reader import read_json
    from public_aids.engine.source.limits import LIMIT, first_of
    from public_aids.engine.source.tree import Mapping as MappingNode
    from public_aids.engine.source.tree import at, plain
    from public_aids.engine.source.yaml_reader import read_yaml

    source = read_bytes_as_source(path, data, MAX_BYTES)
    if isinstance(source, Diagnostic):
        raise FactsError((source,))
    is_json = path.endswith(".json") or source.text.lstrip()[:1] == "{"
    node, found = read_json(source) if is_json else read_yaml(source)
    errors = tuple(problem for problem in found if problem.severity == "error")
    if errors:
        raise FactsError(errors)
    if node is None or (not isinstance(node, MappingNode) and plain(node) is None):
        return {}
    if not isinstance(node, MappingNode):
        raise FactsError((Diagnostic("P507", *_NOT_FACTS[:1], node.place, excerpt=source.line(node.place.line)),))
    data_read = plain(node)
    assert isinstance(data_read, dict)
    values, problems = _values(data_read, facts)
    if problems:
        diagnostics: list[Diagnostic] = []
        for p in problems[: LIMIT.findings]:
            parent = at(node, p.path[:-1])
            place = (
                parent.key_place(str(p.path[-1]))
                if p.at_key and isinstance(parent, MappingNode)
                else at(node, p.path).place
            )
            diagnostics.append(Diagnostic(p.code, p.message, place, p.cures, excerpt=source.line(place.line)))
        raise FactsError(first_of(diagnostics, len(problems), source.place(len(source.text), len(source.text))))
    return values


def _values(data: Mapping[str, object], facts: Facts) -> tuple[dict[str, Value], list[FactProblem]]:
    """The values of the facts that are known, and all that is wrong."""
    values: dict[str, Value] = {}
    problems: list[FactProblem] = []
    for name, written in data.items():
        fact = facts.get(name)
        if fact is None:
            problems.append(unknown_fact((name,), name, facts))
        elif written is not None:
            value, wrong = read_value(fact, written, (name,))
            problems += wrong
            values[name] = value
    return values, problems


def read_value(fact: Fact, written: object, path: tuple[str | int, ...]) -> tuple[Value, list[FactProblem]]:
    """The value of a fact, and what is wrong with what was written for it."""
    match fact.type:
        case "boolean":
            return (written, []) if isinstance(written, bool) else (None, [_wrong_type(fact, written, path)])
        case "number":
            return _number(fact, written, path)
        case "date":
            return _day(fact, written, path)
        case "choice" | "code":
            return _word(fact, written, path)
        case "list":
            return _list(fact, written, path)
        case "records":
            return _records(fact, written, path)


def _number(fact: Fact, written: object, path: tuple[str | int, ...]) -> tuple[Value, list[FactProblem]]:
    if isinstance(written, bool) or not isinstance(written, (int, Decimal)):
        return None, [_wrong_type(fact, written, path)]
    value = Decimal(written)
    if not value.is_finite():
        return None, [_wrong_type(fact, written, path)]
    if abs(value.adjusted()) > MAX_DIGITS:
        return None, [_out_of_bounds(fact, str(value), path)]
    shown = f"{value:f}"
    if fact.values and not any(Decimal(allowed) == value for allowed in fact.values):
        return None, [_not_allowed(fact, shown, path)]
    if (fact.minimum is not None and value < fact.minimum) or (fact.maximum is not None and value > fact.maximum):
        return None, [_out_of_bounds(fact, shown, path)]
    if fact.whole and value != value.to_integral_value():
        message = Text(f"`{shown}` n'est pas un nombre entier", f"`{shown}` is not a whole number")
        return None, [FactProblem("P506", path, message, _counted_in(fact))]
    return value, []


def _day(fact: Fact, written: object, path: tuple[str | int, ...]) -> tuple[Value, list[FactProblem]]:
    if not isinstance(written, str):
        return None, [_wrong_type(fact, written, path)]
    day = parse_date(written)
    if day is None:
        from public_aids.engine.source.wrong_day import wrong_day

        wrong = wrong_day(written)
        return None, [FactProblem("P505", path, wrong.message, wrong.cures)]
    if not FIRST_DAY <= day <= LAST_DAY:
        message = Text(f"le jour `{written}` est hors du calendrier des aides", f"the day `{written}` is out of range")
        cure = Text(f"de {FIRST_DAY} à {LAST_DAY}", f"from {FIRST_DAY} to {LAST_DAY}")
        return None, [FactProblem("P504", path, message, (cure,))]
    return day, []


def _word(fact: Fact, written: object, path: tuple[str | int, ...]) -> tuple[Value, list[FactProblem]]:
    if not isinstance(written, str):
        return None, [_wrong_type(fact, written, path)]
    if fact.values and written in fact.values:
        return written, []
    if fact.pattern is not None and fits(fact.pattern, written):
        return written, []
    return (None, [_not_allowed(fact, written, path)]) if fact.values or fact.pattern else (written, [])


def _list(fact: Fact, written: object, path: tuple[str | int, ...]) -> tuple[Value, list[FactProblem]]:
    if not isinstance(written, list):
        return None, [_wrong_type(fact, written, path)]
    read = [_number(fact, one, (*path, index)) for index, one in enumerate(written)]
    return tuple(value for value, _ in read), [problem for _, wrong in read for problem in wrong]


def _records(fact: Fact, written: object, path: tuple[str | int, ...]) -> tuple[Value, list[FactProblem]]:
    if not isinstance(written, list):
        return None, [_wrong_type(fact, written, path)]
    problems: list[FactProblem] = []
    records: list[Value] = []
    fields = {field.name: field for field in fact.fields}
    for index, one in enumerate(written):
        here = (*path, index)
        if not isinstance(one, Mapping):
            problems.append(_wrong_type(fact, one, here))
            continue
        record: dict[str, Value] = {}
        for name, value in one.items():
            if name not in fields:
                problems.append(unknown_fact((*here, name), name, fields))
            elif value is not None:
                record[name], wrong = read_value(fields[name], value, (*here, name))
                problems += wrong
        problems += absent(fields, one, here)
        records.append(record)
    return tuple(records), problems


def absent(fields: Facts, record: Mapping[str, object], path: tuple[str | int, ...]) -> Iterator[FactProblem]:
    for field in fields.values():
        if field.required and record.get(field.name) is None:
            message = Text(f"`{field.name}` manque ({field.label.fr})", f"`{field.name}` is missing ({field.label.en})")
            yield FactProblem("P508", path, message)


def unknown_fact(path: tuple[str | int, ...], name: str, facts: Facts) -> FactProblem:
    def meant() -> tuple[Text, ...]:
        from public_aids.engine.source.nearest import nearest, suggested

        near = nearest(str(name), facts)
        return (suggested(near, facts[near].label),) if near else ()

    return FactProblem("P501", path, Text(f"fait inconnu `{name}`", f"unknown fact `{name}`"), at_key=True, meant=meant)


EXPECTED: dict[str, Text] = {
    "boolean": Text("true ou false", "true or false"),
    "number": Text("un nombre", "a number"),
    "date": Text("un jour AAAA-MM-JJ", "a day YYYY-MM-DD"),
    "choice": Text("un texte", "a text"),
    "code": Text("un texte entre guillemets", "a text between quotes"),
    "list": Text("une liste de nombres", "a list of numbers"),
    "records": Text("une liste d'enregistrements", "a list of records"),
}
_NOT_FACTS = (Text("un profil est fait de faits : `fait: valeur`", "a profile is made of facts: `fact: value`"),)


def _wrong_type(fact: Fact, written: object, path: tuple[str | int, ...]) -> FactProblem:
    shown = _shown(written)
    expected = EXPECTED[fact.type]
    message = Text(
        f"`{fact.name}` attend {expected.fr}, pas {shown.fr}", f"`{fact.name}` takes {expected.en}, not {shown.en}"
    )
    return FactProblem("P502", path, message, tuple(_type_cures(fact, written)))


def _type_cures(fact: Fact, written: object) -> Iterator[Text]:
    from public_aids.engine.source.grouped import grouped_cures, is_grouped

    if fact.type in ("code", "choice") and isinstance(written, (int, Decimal)) and not isinstance(written, bool):
        yield Text(f'entre guillemets : `"{written}"`', f'between quotes: `"{written}"`')
    elif fact.type == "boolean" and isinstance(written, str):
        from public_aids.engine.source.spellings import answer_meant

        if word := answer_meant(written):
            yield Text(f"écrivez `{word}`", f"write `{word}`")
    elif fact.type == "number" and isinstance(written, str) and is_grouped(written):
        yield from grouped_cures(written)
    elif fact.type == "number" and isinstance(written, (str, Decimal)):
        number = written if isinstance(written, Decimal) else _number_meant(fact, written)
        if number is not None and not number.is_finite():
            yield Text("laissez la valeur vide si elle n'est pas connue", "leave the value empty if it is not known")
        elif number is not None and abs(number.adjusted()) <= MAX_DIGITS:
            yield Text(f"écrivez `{number:f}`", f"write `{number:f}`")
    elif fact.type == "records" and isinstance(written, str):
        for field in fact.fields:
            if written in field.values:
                yield Text(*2 * (f'`[{{"{field.name}": "{written}"}}]`',))
    elif fact.type == "records" and written is False:
        yield Text("aucun contrat : `[]`", "no contract: `[]`")


def _number_meant(fact: Fact, written: str) -> Decimal | None:
    """`60 000,50 €`, `70 %`, `+5` and `1e5` are numbers; None where the text is none."""
    from public_aids.engine.source.spellings import number_meant

    try:
        return Decimal(number_meant(written, percent=fact.unit == "%") or written)
    except InvalidOperation:
        return None


def _shown(written: object) -> Text:
    match written:
        case bool():
            word = "true" if written else "false"
            return Text(f"`{word}`", f"`{word}`")
        case int() | Decimal():
            return Text(f"le nombre `{written}`", f"the number `{written}`")
        case str():
            return Text(f"le texte `{written}`", f"the text `{written}`")
        case list():
            return Text("une liste", "a list")
        case None:
            return Text("une valeur vide", "an empty value")
        case Mapping():
            return Text("des clés et des valeurs", "keys and values")
        case _:
            kind = type(written).__name__
            return Text(f"une valeur de type `{kind}`", f"a value of type `{kind}`")


def _not_allowed(fact: Fact, shown: str, path: tuple[str | int, ...]) -> FactProblem:
    def meant() -> tuple[Text, ...]:
        from public_aids.engine.source.nearest import did_you_mean

        return did_you_mean(shown, fact.values)

    listed = ", ".join(f"`{value}`" for value in fact.values)
    known = (Text(f"valeurs admises : {listed}", f"allowed values: {listed}"),) if listed else ()
    if not listed and fact.help:
        known = (fact.help,)
    message = Text(f"`{shown}` n'est pas admis pour `{fact.name}`", f"`{shown}` is not allowed for `{fact.name}`")
    return FactProblem("P503", path, message, known, meant=meant)


def _out_of_bounds(fact: Fact, shown: str, path: tuple[str | int, ...]) -> FactProblem:
    message = Text(
        f"`{shown}` est hors des bornes de `{fact.name}`", f"`{shown}` is out of the bounds of `{fact.name}`"
    )
    low = "" if fact.minimum is None else f"{fact.minimum:f}"
    high = "" if fact.maximum is None else f"{fact.maximum:f}"
    unit = _unit(fact)
    fr, en = (f" {unit.fr}" if unit.fr else "", f" {unit.en}" if unit.en else "")
    match low, high:
        case "", "":
            cure = Text(f"{MAX_DIGITS} chiffres au plus", f"{MAX_DIGITS} digits at most")
        case _, "":
            cure = Text(f"au moins {low}{fr}", f"at least {low}{en}")
        case "", _:
            cure = Text(f"au plus {high}{fr}", f"at most {high}{en}")
        case _:
            cure = Text(f"de {low} à {high}{fr}", f"from {low} to {high}{en}")
    return FactProblem("P504", path, message, (cure,))


def _counted_in(fact: Fact) -> tuple[Text, ...]:
    unit = _unit(fact)
    return (Text(f"compté en {unit.fr}", f"counted in {unit.en}"),) if unit.en else ()


def _unit(fact: Fact) -> Text:
    from public_aids.engine.rulebook.unit_words import unit_words

    return unit_words(fact.unit)


def under(path: tuple[str | int, ...], message: Text) -> Text:
    """A message with the way to the value it speaks of, for data without places."""
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
    return Text(f"{where} : {message.fr}", f"{where}: {message.en}")
