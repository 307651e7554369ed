"""`schemes eval --lines`: one JSON request a line, one JSON answer a line, until the input ends.

A line that cannot be answered gets an error; nothing is kept from one line to the next, and of a line that is too long
only its beginning and its end are held.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from public_aids.cli.days import ORDER
from public_aids.cli.errors import ExitCode
from public_aids.cli.readings import rules_read
from public_aids.cli.render.one_line import one_line
from public_aids.cli.request import Request
from public_aids.cli.request_id import id_of_broken
from public_aids.cli.spoken import WrongUsageError
from public_aids.engine.decide.days import Horizon, WrongDayError, day_from, horizon_from
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.profile import MAX_BYTES, profile_from
from public_aids.engine.record import replace
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.source.diagnostic import BrokenError, Diagnostic
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.source.plain_reader import read_plain_json
from public_aids.engine.text import Lang, Text

CHUNK = 1 << 16
TAIL = 1 << 10
KEYS = ("id", "on", "profile", "horizon", "readings")

Json = dict[str, Any]
Id = str | int | None


class RefusedError(Exception):
    """A request that cannot be answered: what is wrong with it."""

    def __init__(self, *problems: Diagnostic) -> None:
        super().__init__()
        self.problems = problems


def answer_lines(requests: BinaryIO, answers: BinaryIO, rulebook: Rulebook, usual: Request, lang: Lang) -> ExitCode:
    """Answers every line at once, in order. `usual` holds the day and the horizon of requests that name none.

    Empty lines are skipped. A wrong request is an answer, so the exit code is 0.
    """
    while line := requests.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            answer = _error(id_of_broken(line, _skip_line(requests, line)), (_too_long(),), lang)
        elif line.isspace():
            continue
        else:
            answer = _answer(line, rulebook, usual, lang)
        answers.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        answers.flush()
    return ExitCode.DONE


def _skip_line(requests: BinaryIO, begun: bytes) -> bytes:
    """Reads the rest of a line in pieces; its last bytes."""
    tail = begun[-TAIL:]
    while not tail.endswith(b"\n") and (piece := requests.readline(CHUNK)):
        tail = (tail + piece)[-TAIL:]
    return tail


def _answer(line: bytes, rulebook: Rulebook, usual: Request, lang: Lang) -> Json:
    given: Id = None
    try:
        request = _object(line)
        given = _id(request)
        return {"id": given, "result": _result(request, rulebook, usual, lang)}
    except RefusedError as refused:
        return _error(given if given is not None else id_of_broken(line, line[-TAIL:]), refused.problems, lang)
    except BrokenError as broken:
        return _error(given, broken.diagnostics, lang)
    except Exception as failure:
        said = f"{type(failure).__name__}: {failure}"[:200]
        return _error(given, (_problem(f"échec imprévu ({said})", f"unforeseen failure ({said})"),), lang)


def _object(line: bytes) -> Mapping[str, object]:
    """The JSON object of a line, read strictly."""
    try:
        quick = read_plain_json(line.decode("utf-8"))
    except UnicodeDecodeError:
        quick = None
    return _strictly_read(line) if quick is None else quick


def _strictly_read(line: bytes) -> Mapping[str, object]:
    from public_aids.engine.source.files import read_bytes_as_source
    from public_aids.engine.source.json_reader import read_json
    from public_aids.engine.source.tree import plain

    source = read_bytes_as_source("-", line.rstrip(b"\r\n"), MAX_BYTES + 1)
    if isinstance(source, Diagnostic):
        raise RefusedError(source)
    node, found = read_json(source)
    request = plain(node) if node else None
    if found:
        raise RefusedError(*found)
    if isinstance(request, dict):
        return request
    raise RefusedError(_problem("une demande est un objet `{…}`", "a request is an object `{…}`"))


def _id(request: Mapping[str, object]) -> Id:
    """The id: a text or a whole number, given back as it came."""
    match request.get("id"):
        case None:
            return None
        case str() as text:
            return text
        case Decimal() as number if number == number.to_integral_value():
            return int(number)
        case _:
            raise RefusedError(_problem("`id` est un texte ou un nombre entier", "`id` is a text or a whole number"))


def _result(request: Mapping[str, object], rulebook: Rulebook, usual: Request, lang: Lang) -> Json:
    unknown = next((key for key in request if key not in KEYS), None)
    if unknown is not None:
        cures = did_you_mean(unknown, KEYS)
        raise RefusedError(_problem(f"clé inconnue `{unknown}`", f"unknown key `{unknown}`", *cures))
    if "profile" not in request:
        raise RefusedError(_problem("il manque `profile`", "`profile` is missing"))
    on = _day(request["on"], "on") if request.get("on") is not None else usual.on
    horizon = _horizon(request.get("horizon"), on) or usual.horizon
    rules = _rules_read(request.get("readings"), rulebook)
    decision = decide(rules, profile_from(request["profile"], rulebook.facts), on, horizon)
    return decision.to_json(lang, usual.only)


def _rules_read(written: object, rulebook: Rulebook) -> Rulebook:
    """The rules under the readings that a request asks for."""
    if written is None:
        return rulebook
    form = '{"dernier_jour_de_signature": "exclu"}'
    if not isinstance(written, dict) or not all(isinstance(one, str) for one in written.values()):
        raise RefusedError(_problem(f"`readings` s'écrit `{form}`", f"`readings` is written `{form}`"))
    try:
        return rules_read(rulebook, written)
    except WrongUsageError as error:
        raise RefusedError(Diagnostic("P510", error.text, cures=error.cures)) from None


def _day(written: object, name: str) -> date:
    if not isinstance(written, str):
        from public_aids.engine.source.wrong_day import WRITTEN

        raise RefusedError(_problem(f"`{name}` est un texte", f"`{name}` is a text", WRITTEN))
    try:
        return day_from(written)
    except WrongDayError as error:
        raise RefusedError(_under(name, Diagnostic("P505", error.text, cures=error.cures))) from None


def _horizon(written: object, on: date) -> Horizon | None:
    if written is None:
        return None
    if not isinstance(written, dict) or set(written) - {"from", "to"}:
        form = '{"from": "2026-01-01", "to": "2026-12-31"}'
        raise RefusedError(_problem(f"`horizon` s'écrit `{form}`", f"`horizon` is written `{form}`"))
    days = {key: _day(value, f"horizon.{key}") for key, value in written.items() if value is not None}
    try:
        return horizon_from(days.get("from"), days.get("to"), on, ORDER)
    except WrongDayError as error:
        raise RefusedError(_under("horizon", Diagnostic("P505", error.text, cures=error.cures))) from None


def _under(name: str, problem: Diagnostic) -> Diagnostic:
    """A problem with the key of the request it stands under."""
    said = problem.message
    return replace(problem, message=Text(f"{name} : {said.fr}", f"{name}: {said.en}"))


def _problem(fr: str, en: str, *cures: Text) -> Diagnostic:
    return Diagnostic("P510", Text(fr, en), cures=cures)


def _too_long() -> Diagnostic:
    return _problem(f"la ligne dépasse {MAX_BYTES} octets", f"the line is longer than {MAX_BYTES} bytes")


def _error(given: Id, problems: tuple[Diagnostic, ...], lang: Lang) -> Json:
    return {"id": given, "error": one_line(problems, lang)}
