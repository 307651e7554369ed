"""The files of a new scheme: complete, in canonical form, and passing check and test as they stand.

Everything in them is a sample to be replaced: a condition on one fact, a sum, the first document as source, and cases
for each answer.
"""

from datetime import date
from typing import Final

from engine.record import Record
from engine.rulebook.model import Fact, Kind, Per, Rulebook

_PER: Final[dict[Kind, Per]] = {"contract": "contract", "one_off": "once", "recurring": "year", "information": "once"}


class NewScheme(Record):
    """The texts of a scheme and of its cases; a sheet of information has no right, hence no cases."""

    scheme: str
    cases: str | None


def is_id(text: str) -> bool:
    """An id: lower case without accents, digits and `_`, beginning with a letter."""
    return text[:1].isalpha() and text.isascii() and text.replace("_", "a").isalnum() and text == text.lower()


def new_scheme(rules: Rulebook, scheme_id: str, kind: Kind, day: date, modelines: tuple[str, str]) -> NewScheme:
    """The files of a scheme that opens on `day`. `modelines` are the first lines of a scheme and of cases, or empty."""
    source = f"{{ document: {rules.documents[0].id}, lines: 1 }}"
    parts = [_head(modelines[0], scheme_id, kind, day)]
    if kind == "information":
        return NewScheme("\n".join([*parts, _note(source)]), None)
    fact = _sample_fact(rules)
    value, other = _values(fact)
    parts.append(f"validity:\n  from: {day}\n  source: {source}\n")
    if kind == "contract":
        parts.append(f"term:\n  length: P3Y\n  renewal: none\n  source: {source}\n")
    parts += [_conditions(fact, value, source), _amounts(_PER[kind], source)]
    contracts = "\n  contrats: []" if "contrats" in rules.facts and fact.name != "contrats" else ""
    return NewScheme("\n".join(parts), _cases(modelines[1], day, fact, value, other, contracts))


def _sample_fact(rules: Rulebook) -> Fact:
    """A fact with two values at least that no other fact decides; a yes or no where there is one."""
    stated = [fact for fact in rules.facts.values() if fact.derived is None]
    yes_or_no = (fact for fact in stated if fact.type == "boolean" and fact.when_relevant is None)
    choices = (fact for fact in stated if fact.type == "choice" and len(fact.values) > 1)
    return next(iter((*yes_or_no, *choices)))


def _values(fact: Fact) -> tuple[str, str]:
    """What opens the sample right, and what does not, as YAML."""
    return ("true", "false") if fact.type == "boolean" else (fact.values[0], fact.values[1])


def _head(modeline: str, scheme_id: str, kind: Kind, day: date) -> str:
    lines = [modeline] if modeline else []
    lines += [f"id: {scheme_id}", f"acronym: {scheme_id.upper()}"]
    lines += ["name:", "  fr: Nom complet du dispositif", "  en: Full name of the scheme", f"kind: {kind}"]
    if kind != "information":
        lines.append(f"rules_as_of: {'signature' if kind == 'contract' else 'evaluation'}")
    return "\n".join([*lines, f"reviewed_on: {day}", f"review_before: {_half_a_year_after(day)}", ""])


def _half_a_year_after(day: date) -> date:
    return date(day.year + (day.month > 6), (day.month + 5) % 12 + 1, min(day.day, 28))


def _note(source: str) -> str:
    text = "    text:\n      fr: Ce que le médecin doit savoir\n      en: What the doctor should know\n"
    return f"notes:\n  - id: a_savoir\n{text}    source: {source}\n"


def _conditions(fact: Fact, value: str, source: str) -> str:
    when = fact.name if fact.type == "boolean" else f'{fact.name} = "{value}"'
    label = "{ fr: Première condition, en: First condition }"
    return f"conditions:\n  - id: premiere_condition\n    label: {label}\n    when: {when}\n    source: {source}\n"


def _amounts(per: Per, source: str) -> str:
    label = "{ fr: Aide forfaitaire, en: Lump sum }"
    sums = f"    value: 1000\n    unit: EUR\n    per: {per}\n    precision: exact\n    source: {source}\n"
    return f"amounts:\n  - id: forfait\n    label: {label}\n{sums}"


def _cases(modeline: str, day: date, fact: Fact, value: str, other: str, contracts: str) -> str:
    first = f"{modeline}\n" if modeline else ""
    return f"""\
{first}on: {day}

base:
  {fact.name}: {value}{contracts}

cases:
  - id: nominal
    title: Toutes les conditions sont réunies
    expect: {{ status: eligible, window: open, amounts: {{ forfait: 1000 }} }}
  - id: condition_manquee
    title: La première condition n'est pas remplie
    with: {{ {fact.name}: {other} }}
    expect: {{ status: not_eligible, failed: [premiere_condition] }}
  - id: fait_inconnu
    title: On ne sait pas si la première condition est remplie
    with: {{ {fact.name}: null }}
    expect: {{ status: undetermined, missing: [{fact.name}] }}
"""
