"""`schemes feel`: one expression evaluated and explained, or many, one a line."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import click

from public_aids.cli.days import TODAY, day_option
from public_aids.cli.errors import ExitCode, StopError, wrong_input
from public_aids.cli.options import argument, format_option, new_command, option
from public_aids.cli.rules import load_rules
from public_aids.cli.spoken import WrongUsageError, note, settings
from public_aids.engine.feel.checking.problem import ExpressionProblem
from public_aids.engine.feel.compiled import evaluate
from public_aids.engine.feel.errors import FeelError, NullError
from public_aids.engine.feel.names_of import names_of
from public_aids.engine.feel.parser import parse
from public_aids.engine.feel.run import Why
from public_aids.engine.feel.syntax import free_names
from public_aids.engine.feel.text_of import literal_of
from public_aids.engine.feel.typed_json import from_typed, to_typed
from public_aids.engine.feel.values import Unknown, Value, kind
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import CLOCKS, Rulebook
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.source.place import Source
from public_aids.engine.text import Lang, Text, brief

SHOWN = "EXPR"  # the name of the text in messages


@new_command(
    "feel",
    fr="Évalue une expression FEEL et dit pourquoi elle est nulle ou inconnue.",
    en="Evaluate a FEEL expression and say why it is null or unknown.",
    examples=(
        'schemes feel "2 + 3 * 4"',
        'schemes feel "age >= 40" --context "{\\"age\\": 41}"',
    ),
)
@argument("expr", "EXPR", required=False)
@option("--context", metavar="JSON", fr="Les noms et leurs valeurs", en="The names and their values")
@option(
    "--profile",
    metavar="PROFILE",
    fr="Les faits d'une situation, lus comme dans les règles : ce qu'on ne sait pas est inconnu, et non nul",
    en="The facts of a situation, read as in the rules: what is not known is unknown, and not null",
)
@option("--set", "changes", multiple=True, metavar="FACT=VALUE", fr="Change un fait", en="Change a fact")
@day_option("--on", fr="Le jour de l'évaluation", en="The day of evaluation", otherwise=TODAY)
@option(
    "--lines",
    is_flag=True,
    fr="Lit une demande JSON par ligne, répond une ligne par demande",
    en="Read one JSON request a line, answer one line each",
)
@format_option("text", "json")
def command(
    ctx: click.Context,
    expr: str | None,
    context: str | None,
    profile: str | None,
    changes: tuple[str, ...],
    on: date | None,
    lines: bool,
    form: str,
) -> int:
    if lines:
        for answer in answers(sys.stdin.buffer):
            click.echo(answer)
        return ExitCode.DONE
    if expr is None:
        raise WrongUsageError(
            Text("il manque l'expression", "the expression is missing"),
            Text("par exemple `schemes feel '1 + 1'`", "for example `schemes feel '1 + 1'`"),
        )
    lang = settings(ctx).lang
    if profile is None and not changes and on is None:
        found = explained(expr, _scope(context))
        _note_unbound(found.unbound, ctx)
    elif context is None:
        found = explained_for(expr, profile, changes, on or date.today(), load_rules(ctx))
    else:
        raise WrongUsageError(
            Text("`--context` ne va pas avec un profil", "`--context` does not go with a profile"),
            Text("changez un fait avec `--set`", "change a fact with `--set`"),
        )
    click.echo(_written(found, form, lang), nl=False)
    return ExitCode.DONE


def answers(requests: Iterable[bytes]) -> Iterator[str]:
    """One line of JSON for each line: `{"id", "ok", "value"}` or `{"id", "error"}`; nothing is kept between two."""
    for line in requests:
        if line.strip():
            yield _line(_answer(line))


def _line(answer: dict[str, Any]) -> str:
    """The answer as JSON; escaped where it gives back half a surrogate pair, which UTF-8 cannot write."""
    line = json.dumps(answer, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(answer)
    return line


def _answer(line: bytes) -> dict[str, Any]:
    request: Any = None
    try:
        request = json.loads(line.decode("utf-8"))
        return {"id": request["id"], "ok": True, "value": _answered(request)}
    except FeelError as error:
        return {"id": request["id"], "error": str(error)}
    except Exception as error:  # the protocol wants an answer to every line, whatever is wrong with it
        given = request.get("id") if isinstance(request, dict) else None
        return {"id": given, "error": f"{type(error).__name__}: {error}"[:500]}


def _answered(request: dict[str, Any]) -> dict[str, Any]:
    scope = {name: from_typed(value) for name, value in (request.get("context") or {}).items()}
    return to_typed(evaluate(parse(request["expression"], names_of(scope)), scope))


def _scope(context: str | None) -> dict[str, Value]:
    try:
        found = json.loads(context or "{}", parse_int=Decimal, parse_float=Decimal)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise wrong_input(
            "P101",
            Text("`--context` n'est pas un objet JSON", "`--context` is not a JSON object"),
            Text("par exemple `--context '{\"age\": 41}'`", "for example `--context '{\"age\": 41}'`"),
        )
    return found


class Explained(Record):
    """A value, why each part that is null on the way is, and the facts that are missing where it is unknown."""

    value: Value
    because: tuple[Text, ...] = ()
    missing: tuple[str, ...] = ()
    unbound: tuple[str, ...] = ()  # names that nothing gives a value


def explained(text: str, scope: dict[str, Value]) -> Explained:
    """The value of an expression, with the reason of each null and the text it comes from. Raises `StopError`."""
    why: Why = []
    try:
        expr = parse(text, names_of(scope))
        value = evaluate(expr, scope, why)
    except FeelError as error:
        raise StopError(ExitCode.WRONG_INPUT, (_diagnostic(text, error),)) from None
    reasons = ((" ".join(text[start:end].split()), reason) for (start, end), reason in why)
    return Explained(
        value,
        tuple(Text(f"`{part}` est nul : {one.fr}", f"`{part}` is null: {one.en}") for part, one in reasons),
        unbound=tuple(sorted(free_names(expr) - scope.keys())),
    )


def _note_unbound(names: tuple[str, ...], ctx: click.Context) -> None:
    """Says of names without a value what the rules at hand know of them: FEEL itself takes them for null."""
    try:
        facts = load_rules(ctx).facts if names else {}
    except (StopError, WrongUsageError):
        return
    for name in names:
        if name in facts or name in CLOCKS:
            with_value = "`--profile`, `--set`, `--on`"
            said = Text(f"`{name}` n'a de valeur qu'avec {with_value}", f"`{name}` has a value only with {with_value}")
            cures: tuple[Text, ...] = ()
        else:
            said, cures = Text(f"`{name}` n'est pas un fait", f"`{name}` is not a fact"), did_you_mean(name, facts)
        note(brief(Text(" ; ".join(one.fr for one in (said, *cures)), "; ".join(one.en for one in (said, *cures)))))


def explained_for(text: str, profile: str | None, changes: tuple[str, ...], on: date, rules: Rulebook) -> Explained:
    """The value, checked as in a rule; without a profile nothing is known of the person. Raises `StopError`."""
    from public_aids.cli.inputs import profile_named
    from public_aids.engine.decide.situation import Situation
    from public_aids.engine.feel.types import ANY
    from public_aids.engine.rulebook.expressions import CLOCKS, names_for
    from public_aids.engine.rulebook.parsed import Expressions

    read = Expressions(names_for(rules.facts.values(), CLOCKS)).read(text, ANY)
    if read.problems:
        raise StopError(ExitCode.WRONG_INPUT, tuple(_diagnostic(text, one) for one in read.problems))
    facts = profile_named(profile, changes, rules.facts)
    value = Situation(rules, facts).value(read.expr, on)
    return Explained(value, missing=tuple(sorted(value.needs)) if isinstance(value, Unknown) else ())


def _written(found: Explained, form: str, lang: Lang) -> str:
    because = [one.to(lang) for one in found.because]
    if form == "json":
        value = None if isinstance(found.value, Unknown) else to_typed(found.value)
        answer = {"kind": kind(found.value), "value": value, "missing": list(found.missing), "because": because}
        return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    if isinstance(found.value, Unknown):
        missing = ", ".join(found.missing)
        return Text(f"inconnu, il manque : {missing}\n", f"unknown, missing: {missing}\n").to(lang)
    return "\n".join([f"{_shown(found.value, lang)}  ({kind(found.value)})", *(f"  {one}" for one in because)]) + "\n"


def _shown(value: Value, lang: Lang) -> str:
    try:
        return literal_of(value)
    except NullError as error:
        return error.text.to(lang)


def _diagnostic(text: str, error: FeelError | ExpressionProblem) -> Diagnostic:
    source = Source(SHOWN, text)
    place = source.place(*error.span)
    return Diagnostic(error.code, error.message, place, error.cures, excerpt=source.line(place.line))
