"""`schemes ask`: the next most useful question, again and again, until all is decided; then the answer."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from public_aids.cli.answers import answer_from
from public_aids.cli.days import TODAY, day_option
from public_aids.cli.errors import ExitCode, wrong_input
from public_aids.cli.inputs import STANDARD_INPUT, profile_named
from public_aids.cli.options import argument, format_option, new_command, option
from public_aids.cli.outputs import inputs_of, overwrite_option
from public_aids.cli.readings import Chosen, reading_option, rules_read
from public_aids.cli.render.ask_text import error_text, question_text, record_text, why_text
from public_aids.cli.request import Request
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, settings
from public_aids.engine.decide.contracts import contracts_from
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.decision import Decision
from public_aids.engine.decide.profile import FactProblem, Profile, read_value
from public_aids.engine.decide.situation import Situation
from public_aids.engine.decide.standing import standing
from public_aids.engine.feel.values import Value
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Fact, Rulebook
from public_aids.engine.text import Lang, Text
from public_aids.engine.writing.output import check_output, write_output

WHY = "?"
SAVED = "# schemes ask -o"  # the first line of what is saved
_NO_ANSWER = (
    Text("l'entrée standard est vide : aucune réponse", "standard input is empty: no answer"),
    Text("sans questions : `schemes eval PROFIL`", "without questions: `schemes eval PROFILE`"),
)


class Asked(Record):
    """One run of questions."""

    rulebook: Rulebook
    on: date
    lang: Lang


@new_command(
    "ask",
    fr="Pose la question la plus utile, puis la suivante, jusqu'à ce que tout soit décidé. Une réponse vide passe la"
    " question, `?` dit pourquoi elle est posée. PROFIL donne ce qui est déjà connu.",
    en="Ask the most useful question, then the next, until all is decided. An empty answer skips the question, `?`"
    " says why it is asked. PROFILE holds what is known already.",
    examples=("echo installe_liberal | schemes ask --on 2026-03-15",),
)
@argument("profile", "[PROFILE]", required=False)
@day_option("--on", fr="Le jour de l'évaluation", en="The day of evaluation", otherwise=TODAY)
@option("--set", "changes", multiple=True, metavar="FACT=VALUE", fr="Change un fait", en="Change a fact")
@reading_option()
@option(
    *("-o", "--output", "save"),
    metavar="FILE",
    old=("--save",),
    fr="Écrit le profil dans ce fichier YAML",
    en="Write the profile to this YAML file",
)
@overwrite_option()
@format_option("text", "json")
def command(
    ctx: click.Context,
    profile: str | None,
    on: date | None,
    changes: tuple[str, ...],
    readings: Chosen,
    save: str | None,
    overwrite: bool,
    form: str,
) -> int:
    _check_usage(profile)
    if save is not None:
        check_output(save, inputs_of(profile), overwrite, lambda: _is_saved(save))
    rulebook = rules_read(load_rules(ctx), readings)
    asked = Asked(rulebook, on or date.today(), settings(ctx).lang)
    known, decision = _ask_all(profile_named(profile, changes, rulebook.facts), asked)
    if save is not None:
        _save(save, known, rulebook)
    request = Request(asked.on, form=form, readings=tuple(readings.items()))
    click.echo(_answer(decision, asked, request), nl=False)
    return ExitCode.DONE


def _check_usage(profile: str | None) -> None:
    if profile == STANDARD_INPUT:
        raise WrongUsageError(
            Text(
                "l'entrée standard donne les réponses, pas le profil",
                "standard input gives the answers, not the profile",
            ),
            Text("nommez un fichier, ou rien", "name a file, or nothing"),
        )


def _ask_all(profile: Profile, asked: Asked) -> tuple[Profile, Decision]:
    """The profile with every answer, and the decision on it; the end of the input ends the questions."""
    passed: set[str] = set()
    answer: Answered | None = None
    while True:
        decision = decide(asked.rulebook, profile, asked.on)
        left = [name for name in decision.questions if name not in passed]
        if not left:
            return profile, decision
        fact = asked.rulebook.facts[left[0]]
        if isinstance(told := profile.get(fact.name), tuple) and told:
            profile = {**profile, fact.name: _completed(fact, told, profile, asked)}
            if profile[fact.name] == told:
                passed.add(fact.name)
            continue
        _tell(question_text(fact, len(left), asked.lang))
        first, answer = answer is None, _asked(fact, decision, asked)
        if answer is None:
            _tell("\n")
            if first and not sys.stdin.isatty():
                raise wrong_input("P512", *_NO_ANSWER)
            return profile, decision
        if answer.value is None:
            passed.add(fact.name)
        else:
            profile = {**profile, fact.name: answer.value}


class Answered(Record):
    """`value` is None where the question was passed."""

    value: Value


def _asked(fact: Fact, decision: Decision | None, asked: Asked) -> Answered | None:
    """The answer to a question, asked again until it can be read; None at the end of the input."""
    while (line := _line()) is not None:
        if line == WHY:
            _tell(why_text(fact, decision, asked.lang))
        elif not line:
            return Answered(None)
        elif fact.type == "records":
            records = _records(fact, line, asked)
            if records is not None:
                return Answered(records)
        else:
            value, problems = _read(fact, line)
            if not problems:
                return Answered(value)
            _tell(error_text(problems, asked.lang))
    return None


def _read(fact: Fact, line: str) -> tuple[Value, list[FactProblem]]:
    value, problems = read_value(fact, answer_from(fact, line), (fact.name,))
    if problems and fact.type == "boolean":
        message = Text(f"`{line}` n'est ni oui ni non", f"`{line}` is neither yes nor no")
        return None, [FactProblem(problems[0].code, (), message)]
    return value, problems


def _records(fact: Fact, line: str, asked: Asked) -> tuple[Value, ...] | None:
    """Records told field by field; None where the first answer names none (asked again)."""
    first, *rest = fact.fields
    found: list[Value] = []
    if answer_from(fact, line) == []:
        return ()
    while line:
        value, problems = _read(first, line)
        if problems:
            _tell(error_text(problems, asked.lang))
            if not found:
                return None
        else:
            found.append({first.name: value, **dict(_fields(rest, asked))})
        _tell(record_text(first, asked.lang))
        line = _line() or ""
    return tuple(found)


def _completed(fact: Fact, told: tuple[Value, ...], profile: Profile, asked: Asked) -> tuple[Value, ...]:
    """Contracts already told, each with the day without which nobody knows whether it runs, where it is answered."""
    situation, fields = Situation(asked.rulebook, profile), {field.name: field for field in fact.fields}
    role, found = asked.rulebook.roles.contracts, list[Value]()
    for record, contract in zip(told, contracts_from(told, role) or (), strict=True):
        scheme = asked.rulebook.scheme(contract.scheme)
        stands = standing(contract, scheme, situation, asked.on)
        untold = fields.get(role.signed if contract.signed_on is None else role.terminated)
        if (
            stands is not None
            and stands.needs == asked.rulebook.roles.untold()
            and untold
            and isinstance(record, Mapping)
        ):
            about = scheme.acronym if scheme else contract.scheme
            record = {**record, **dict(_fields([untold], asked, about))}
        found.append(record)
    return tuple(found)


def _fields(fields: list[Fact], asked: Asked, about: str = "") -> Iterator[tuple[str, Value]]:
    for field in fields:
        while True:
            _tell(question_text(field, 0, asked.lang, about))
            answer = _asked(field, None, asked)
            if answer is not None and answer.value is None and field.required:
                missing = Text(f"`{field.name}` est indispensable", f"`{field.name}` is needed")
                _tell(error_text([FactProblem("P508", (field.name,), missing)], asked.lang))
                continue
            if answer is not None and answer.value is not None:
                yield field.name, answer.value
            break


def _line() -> str | None:
    """The next answer, None at the end of the input. Bytes that are not UTF-8 are told as such by the reader."""
    line = sys.stdin.buffer.readline()
    return line.decode("utf-8", "replace").strip() if line else None


def _tell(text: str) -> None:
    """Questions go to standard error: standard output holds the answer alone."""
    click.echo(text, err=True, nl=False)


def _save(path: str, profile: Profile, rules: Rulebook) -> None:
    from public_aids.cli.render.profile_yaml import profile_yaml

    write_output(path, f"{SAVED}\n{profile_yaml(profile, rules.facts)}".encode())


def _is_saved(path: str) -> bool:
    """Whether a file was written by `-o`, and has no comment of a person since."""
    first, *rest = Path(path).read_text(encoding="utf-8", errors="replace").splitlines() or [""]
    return first == SAVED and not any("#" in line for line in rest)


def _answer(decision: Decision, asked: Asked, request: Request) -> str:
    if request.form == "json":
        import json

        return json.dumps(decision.to_json(asked.lang), ensure_ascii=False, indent=2) + "\n"
    from public_aids.cli.render.result_text import result_text

    return result_text(decision, asked.rulebook, asked.lang, request.shown(decision), request.readings)
