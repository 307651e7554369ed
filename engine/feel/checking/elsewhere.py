"""A text that a fact cannot be: the value that was meant by it, or the other fact that speaks of it."""

from public_aids.engine.feel.checking.problem import Report, listed
from public_aids.engine.feel.syntax import Expr, Name, String
from public_aids.engine.feel.types import BooleanType, Declared, StringType
from public_aids.engine.feel.values import fits
from public_aids.engine.source.departments import code_meant
from public_aids.engine.source.nearest import nearest, suggested
from public_aids.engine.source.spellings import name_meant
from public_aids.engine.text import Text


def value_meant(text: str, choice: Expr, wanted: StringType, report: Report) -> str | None:
    """The value that is written otherwise, or by its label; a code by the name of its département."""
    if wanted.pattern is not None:
        code = code_meant(text)
        return code if fits(wanted.pattern, code) else None
    spelled = dict(_spellings(wanted, _declared(choice, report)))
    return spelled.get(name_meant(text))


def other_values(value: str, choice: Expr, wanted: StringType, report: Report) -> tuple[Text, ...]:
    """What to write for a text that is no spelling of a value: the nearest, another fact, or how values are written."""
    if near := nearest(value, wanted.allowed):
        return (suggested(f'"{near}"'),)
    compared = not isinstance(choice, String)
    if compared and (other := _fact_about(value, choice, report)):
        return (other,)
    if wanted.allowed:
        name, values = report.words(choice), listed(wanted.allowed)
        fr, en = (f" de `{name}`", f" of `{name}`") if compared else ("", "")
        return (Text(f"valeurs admises{fr} : {values}", f"allowed values{en}: {values}"),)
    declared = _declared(choice, report)
    if declared is not None and declared.help is not None:
        return (declared.help,)
    return (Text(f"la forme de ce code est `{wanted.pattern}`", f"the form of this code is `{wanted.pattern}`"),)


def _fact_about(text: str, choice: Expr, report: Report) -> Text | None:
    """The sentence that offers another fact: one with this value, or a yes or no whose name has this word."""
    words = frozenset(name_meant(text).split("_"))
    beside = frozenset(choice.name.split("_")) if isinstance(choice, Name) else frozenset[str]()
    found: list[tuple[int, str, str]] = []
    for name, declared in report.names.items():
        if isinstance(choice, Name) and name == choice.name:
            continue
        spoken = frozenset(name.split("_"))
        if isinstance(declared.type, StringType):
            value = dict(_spellings(declared.type, declared)).get(name_meant(text))
            if value is not None:
                found.append((-len(spoken & beside), name, f'{name} = "{value}"'))
        elif isinstance(declared.type, BooleanType) and words <= spoken | _words(declared.label):
            found.append((-len(spoken & beside), name, name))
    if not found:
        return None
    _, name, example = min(found)
    return suggested(example, report.names[name].label)


def _declared(choice: Expr, report: Report) -> Declared | None:
    return report.names.get(choice.name) if isinstance(choice, Name) else None


def _spellings(choice: StringType, declared: Declared | None) -> list[tuple[str, str]]:
    labels = declared.labels if declared else ()
    said = [(name_meant(word), value) for value, label in labels for word in (label.fr, label.en)]
    return [*said, *((name_meant(value), value) for value in choice.allowed)]


def _words(label: Text | None) -> frozenset[str]:
    return frozenset(name_meant(label.fr).split("_")) if label else frozenset()
