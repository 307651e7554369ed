"""`schemes feel`: one expression evaluated and explained, or many, one a line."""

import json
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import click

from cli.errors import ExitCode, StopError, wrong_input
from cli.options import WrongUsageError, new_command, option, settings
from engine.feel.errors import FeelError, NullError
from engine.feel.evaluate import evaluate
from engine.feel.names_of import names_of
from engine.feel.parser import parse
from engine.feel.run import Why
from engine.feel.text_of import literal_of
from engine.feel.typed_json import from_typed, to_typed
from engine.feel.values import Value, kind
from engine.source.diagnostic import Diagnostic
from engine.source.place import Source
from engine.text import Lang, Text

SHOWN = "EXPR"  # the name of the text in messages


@new_command(
    "feel",
    fr="Évalue une expression FEEL et dit pourquoi elle est nulle ou inconnue.",
    en="Evaluate a FEEL expression and say why it is null or unknown.",
)
@click.argument("expr", required=False)
@option("--context", metavar="JSON", fr="Les noms et leurs valeurs", en="The names and their values")
@option(
    "--lines",
    is_flag=True,
    fr="Lit une demande JSON par ligne, répond une ligne par demande",
    en="Read one JSON request a line, answer one line each",
)
def command(ctx: click.Context, expr: str | None, context: str | None, lines: bool) -> int:
    if lines:
        for answer in answers(sys.stdin.buffer):
            click.echo(answer)
        return ExitCode.DONE
    if expr is None:
        raise WrongUsageError(
            Text("il manque l'expression", "the expression is missing"),
            Text("par exemple `schemes feel '1 + 1'`", "for example `schemes feel '1 + 1'`"),
        )
    click.echo(explained(expr, _scope(context), settings(ctx).lang), nl=False)
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


def explained(text: str, scope: dict[str, Value], lang: Lang) -> str:
    """The value, its type, and the reason of each null on the way, with the text it comes from."""
    why: Why = []
    try:
        value = evaluate(parse(text, names_of(scope)), scope, why)
    except FeelError as error:
        raise StopError(ExitCode.WRONG_INPUT, (_diagnostic(text, error),)) from None
    shown = [f"{_shown(value, lang)}  ({kind(value)})"]
    for (start, end), reason in why:
        part = " ".join(text[start:end].split())
        because = Text(f"`{part}` est nul : {reason.fr}", f"`{part}` is null: {reason.en}")
        shown.append(f"  {because.to(lang)}")
    return "\n".join(shown) + "\n"


def _shown(value: Value, lang: Lang) -> str:
    try:
        return literal_of(value)
    except NullError as error:
        return error.text.to(lang)


def _diagnostic(text: str, error: FeelError) -> Diagnostic:
    source = Source(SHOWN, text)
    place = source.place(*error.span)
    return Diagnostic(error.code, error.message, place, error.cures, excerpt=source.line(place.line))
