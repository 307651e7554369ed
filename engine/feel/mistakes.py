"""What a text that does not parse is told: code, span, cause, cures."""

from collections.abc import Iterable

from public_aids.engine.feel.errors import FeelError
from public_aids.engine.feel.habits import comma_in_brackets, habit
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.source.nearest import write
from public_aids.engine.source.spellings import day_meant, term_meant
from public_aids.engine.source.wrong_day import looks_like_a_day, wrong_day
from public_aids.engine.text import Text

_OPENING = {")": "(", "]": "[", "}": "{"}
_CLOSING = {"RPAR": ")", "RSQB": "]", "RBRACE": "}", "THEN": "then", "ELSE": "else", "SATISFIES": "satisfies",
            "RETURN": "return"}  # fmt: skip


def unexpected(text: str, start: int, end: int, expected: Iterable[str] = ()) -> FeelError:
    """F101: a character or a word that does not fit where it stands, or an end that comes too early."""
    end = min(end, len(text))
    wanted = [_CLOSING[name] for name in _CLOSING if name in set(expected)]
    if start >= len(text):
        return _unfinished(text, len(text.rstrip()), wanted)
    if text[start] == '"':
        return FeelError(
            "F103",
            (start, len(text)),
            Text("ce texte entre guillemets n'est pas fermé", "this quoted text is not closed"),
            (Text('fermez-le par `"`', 'close it with `"`'),),
        )
    known = habit(text, start)
    if known is not None:
        return known
    found = _found(text, start, end)
    message = Text(f"`{found}` n'est pas attendu ici", f"`{found}` is not expected here")
    return FeelError("F101", (start, end), message, _one_too_many(text, start) or _cures(found, wanted))


def _one_too_many(text: str, start: int) -> tuple[Text, ...]:
    """For a closing bracket that closes nothing."""
    opening = _OPENING.get(text[start])
    if opening is None or text[:start].count(opening) > text[:start].count(text[start]):
        return ()
    close = text[start]
    return (Text(f"ôtez-le, ou ajoutez `{opening}` avant", f"remove this `{close}`, or add `{opening}` before it"),)


def _unfinished(text: str, end: int, wanted: list[str]) -> FeelError:
    cures = [Text(f"ajoutez `{sign}`", f"add `{sign}`") for sign in wanted[:1]] or [
        Text("ajoutez une valeur ou un nom", "add a value or a name")
    ]
    if text[:end].endswith("."):
        message = Text("une expression ne finit pas par un point", "an expression does not end with a full stop")
        return FeelError("F101", (end - 1, end), message, (Text("ôtez-le", "remove it"),), "")
    message = Text("l'expression s'arrête trop tôt", "the expression ends too early")
    return FeelError("F101", (max(end - 1, 0), end), message, tuple(cures))


def _found(text: str, start: int, end: int) -> str:
    """What is in the way."""
    word = text[start:end]
    return word if len(word) <= 40 else word[:37] + "..."


def _cures(found: str, wanted: list[str]) -> tuple[Text, ...]:
    if found in ("<", "<=", ">", ">=", "=", "!="):
        return (
            Text(
                "répétez le nom de chaque côté de `and` : `x >= 1 and x < 2`, ou écrivez `x in [1..2)`",
                "repeat the name on each side of `and`: `x >= 1 and x < 2`, or write `x in [1..2)`",
            ),
        )
    if wanted:
        return (Text(f"il manque peut-être `{wanted[0]}` avant", f"`{wanted[0]}` may be missing before it"),)
    if found[0].isalnum() or found[0] == "_":
        return (
            Text(
                "il manque un opérateur avant (`and`, `or`, `=`, `+`...)",
                "an operator is missing before it (`and`, `or`, `=`, `+`...)",
            ),
        )
    return ()


def too_big(span: tuple[int, int], fr: str, en: str) -> FeelError:
    cure = Text("coupez l'expression en plusieurs", "split the expression")
    return FeelError("F102", span, Text(f"l'expression a {fr}", f"the expression has {en}"), (cure,))


def bad_escape(span: tuple[int, int]) -> FeelError:
    return FeelError(
        "F103",
        span,
        Text(
            "ce texte contient un `\\u` qui n'est pas un caractère",
            "this text has a `\\u` that is not a character",
        ),
        (Text("écrivez le caractère lui-même", "write the character itself"),),
    )


def reserved(word: str, span: tuple[int, int]) -> FeelError:
    message = Text(f"`{word}` est un mot réservé, pas un nom", f"`{word}` is a reserved word, not a name")
    return FeelError("F104", span, message, (Text("choisissez un autre nom", "choose another name"),))


def external(span: tuple[int, int]) -> FeelError:
    message = Text("les fonctions externes ne sont pas permises", "external functions are not allowed")
    return FeelError("F105", span, message, (Text("écrivez le calcul en FEEL", "write the calculation in FEEL"),))


def clock(name: str, span: tuple[int, int]) -> FeelError:
    message = Text(f"`{name}()` lirait l'horloge", f"`{name}()` would read the clock")
    cure = Text("le jour est une donnée : dans une règle, écrivez `on`", "the day is a fact: in a rule, write `on`")
    return FeelError("F105", span, message, (cure,))


def misplaced_tests(tests: tuple[Expr, ...], span: tuple[int, int]) -> FeelError:
    return comma_in_brackets(tests) or FeelError(
        "F106",
        span,
        Text("une liste entre parenthèses ne va qu'après `in`", "a list in parentheses can only follow `in`"),
        (Text("pour une liste, écrivez `[...]`", "for a list, write `[...]`"),),
    )


def repeated(key: str, span: tuple[int, int]) -> FeelError:
    message = Text(f"`{key}` est donné deux fois", f"`{key}` is given twice")
    return FeelError("F107", span, message, (Text("gardez-en un", "keep one of them"),))


def misplaced_type(name: str, span: tuple[int, int], known: Iterable[str]) -> FeelError:
    from public_aids.engine.source.nearest import did_you_mean

    message = Text(f"`{name}` n'est pas un type", f"`{name}` is not a type")
    return FeelError("F108", span, message, did_you_mean(name, known))


def no_such_moment(text: str, span: tuple[int, int]) -> FeelError:
    if looks_like_a_day(text):
        wrong = wrong_day(text)
        return FeelError("F109", span, wrong.message, wrong.cures)
    message = Text(
        f"`{text}` n'est ni une date, ni une heure, ni une durée",
        f"`{text}` is neither a date, nor a time, nor a duration",
    )
    if meant := day_meant(text) or term_meant(text):
        fix = f'@"{meant}"'
        return FeelError("F109", span, message, (write(fix),), fix)
    cure = Text("écrivez par exemple `2025-12-31`, `08:30:00` ou `P1Y6M`", "write `2025-12-31`, `08:30:00` or `P1Y6M`")
    return FeelError("F109", span, message, (cure,))
