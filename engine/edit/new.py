"""The files of a new scheme, in canonical form: all its keys, with a mark wherever something is to be written.

Rules with a mark are refused, each mark at its place, so that nothing false is ever said. The cases are a sample, one
for each answer, on a condition on one fact.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Fact, Kind, Per, RulesAsOf
from public_aids.engine.rulebook.unfilled import MARKS
from public_aids.engine.text import Lang

_CITED: Final = f"{MARKS.fr} (document, lines, quote)"
_SOURCE: Final = f"    source: {_CITED}\n"
_PER: Final[dict[Kind, Per]] = {"contract": "contract", "one_off": "once", "recurring": "year", "information": "once"}


class NewScheme(Record):
    """The texts of a scheme and of its cases; a sheet of information has no right, hence no cases."""

    scheme: str
    cases: str | None


def new_scheme(
    facts: Mapping[str, Fact], scheme_id: str, kind: Kind, day: date, modelines: tuple[str, str]
) -> NewScheme:
    """The files of a scheme written on `day`. `modelines` are the first lines of a scheme and of cases, or empty."""
    parts = [_head(modelines[0], scheme_id, kind, day)]
    if kind == "information":
        return NewScheme("\n".join([*parts, _note()]), None)
    parts.append(f"validity:\n  from: {_mark('AAAA-MM-JJ')}\n  source: {_CITED}\n")
    if kind == "contract":
        parts.append(f"term:\n  length: {_mark('P3Y, trois ans')}\n  renewal: none\n  source: {_CITED}\n")
    parts += [_conditions(), _amounts(_PER[kind])]
    return NewScheme("\n".join(parts), _cases(modelines[1], day, facts))


def _mark(hint: str, lang: Lang = "fr") -> str:
    return f"{MARKS.to(lang)} ({hint})"


def _both(indent: str, key: str, fr: str, en: str) -> str:
    """A text in the two languages, each to be written."""
    return f"{indent}{key}:\n{indent}  fr: {_mark(fr)}\n{indent}  en: {_mark(en, 'en')}\n"


def _sample_fact(facts: Mapping[str, Fact]) -> Fact:
    """A fact with two values at least that no other fact decides; a yes or no where there is one."""
    stated = [fact for fact in facts.values() if fact.derived is None]
    yes_or_no = (fact for fact in stated if fact.type == "boolean" and fact.when_relevant is None)
    choices = (fact for fact in stated if fact.type == "choice" and len(fact.values) > 1)
    return next(iter((*yes_or_no, *choices)))


def _values(fact: Fact) -> tuple[str, str]:
    """What opens the sample right, and what does not, as YAML."""
    return ("true", "false") if fact.type == "boolean" else (fact.values[0], fact.values[1])


_CLOCK: dict[Kind, RulesAsOf] = {"contract": "signature", "one_off": "opening", "recurring": "evaluation"}


def _head(modeline: str, scheme_id: str, kind: Kind, day: date) -> str:
    first = f"{modeline}\n" if modeline else ""
    name = _both("", "name", "nom complet", "full name")
    clock = f"rules_as_of: {_CLOCK[kind]}\n" if kind in _CLOCK else ""
    reviews = f"reviewed_on: {day}\nreview_before: {_half_a_year_after(day)}\n"
    return f"{first}id: {scheme_id}\nacronym: {_mark('le sigle')}\n{name}kind: {kind}\n{clock}{reviews}"


def _half_a_year_after(day: date) -> date:
    return date(day.year + (day.month > 6), (day.month + 5) % 12 + 1, min(day.day, 28))


def _note() -> str:
    text = _both("    ", "text", "ce que le médecin doit savoir", "what the doctor should know")
    return f"notes:\n  - id: a_savoir\n{text}{_SOURCE}"


def _conditions() -> str:
    label = _both("    ", "label", "la condition", "the condition")
    when = f"    when: {_mark('une expression sur les faits')}\n"
    return f"conditions:\n  - id: premiere_condition\n{label}{when}{_SOURCE}"


def _amounts(per: Per) -> str:
    label = _both("    ", "label", "le montant", "the sum")
    value = f"    value: {_mark('la somme, 10000')}\n"
    return f"amounts:\n  - id: forfait\n{label}{value}    unit: EUR\n    per: {per}\n    precision: exact\n{_SOURCE}"


def _cases(modeline: str, day: date, facts: Mapping[str, Fact]) -> str:
    fact = _sample_fact(facts)
    value, other = _values(fact)
    contracts = "".join(f"\n  {one.name}: []" for one in facts.values() if one.type == "records")
    first = f"{modeline}\n" if modeline else ""
    return f"""\
{first}on: {day}

base:
  {fact.name}: {value}{contracts}

cases:
  - id: nominal
    title: Toutes les conditions sont réunies
    expect: {{ status: eligible, window: open }}
  - id: condition_manquee
    title: La première condition n'est pas remplie
    with: {{ {fact.name}: {other} }}
    expect: {{ status: not_eligible, failed: [premiere_condition] }}
  - id: fait_inconnu
    title: On ne sait pas si la première condition est remplie
    with: {{ {fact.name}: null }}
    expect: {{ status: undetermined, missing: [{fact.name}] }}
"""
