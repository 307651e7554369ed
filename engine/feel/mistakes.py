"""What a text that does not parse is told: code, span, cause, cures."""

from collections.abc import Iterable

from engine.feel.errors import FeelError
from engine.text import Text

_SPELLINGS = {
    "==": "=", "&&": "and", "||": "or", "&": "and", "|": "or", "!": "not(...)", "≠": "!=", "≤": "<=", "≥": ">=",
    "<>": "!=", "×": "*", "÷": "/", "'": '"', "“": '"', "”": '"', "«": '"', "»": '"', "’": '"', "%": "/ 100",
    ";": ",", "et": "and", "ou": "or", "non": "not(...)", "si": "if", "alors": "then", "sinon": "else",
    "dans": "in", "entre": "between", "vrai": "true", "faux": "false", "True": "true", "False": "false",
    "AND": "and", "OR": "or", "NOT": "not(...)", "IN": "in", "IF": "if", "is": "=",
}  # fmt: skip
_CLOSING = {"RPAR": ")", "RSQB": "]", "RBRACE": "}", "THEN": "then", "ELSE": "else", "SATISFIES": "satisfies",
            "RETURN": "return"}  # fmt: skip


def unexpected(text: str, start: int, end: int, expected: Iterable[str] = ()) -> FeelError:
    """F101: a character or a word that does not fit where it stands, or an end that comes too early."""
    end = min(end, len(text))
    wanted = [_CLOSING[name] for name in _CLOSING if name in set(expected)]
    if start >= len(text):
        return _unfinished(len(text.rstrip()), wanted)
    if text[start] == '"':
        return FeelError(
            "F103",
            (start, len(text)),
            Text("ce texte entre guillemets n'est pas fermé", "this quoted text is not closed"),
            (Text('fermez-le par `"`', 'close it with `"`'),),
        )
    found = _found(text, start, end)
    end = max(end, start + len(found))
    message = Text(f"`{found}` n'est pas attendu ici", f"`{found}` is not expected here")
    return FeelError("F101", (start, end), message, _cures(found, wanted))


def _unfinished(end: int, wanted: list[str]) -> FeelError:
    cures = [Text(f"ajoutez `{sign}`", f"add `{sign}`") for sign in wanted[:1]] or [
        Text("ajoutez une valeur ou un nom", "add a value or a name")
    ]
    message = Text("l'expression s'arrête trop tôt", "the expression ends too early")
    return FeelError("F101", (max(end - 1, 0), end), message, tuple(cures))


def _found(text: str, start: int, end: int) -> str:
    for sign in ("==", "&&", "||", "<>"):
        for at in (start - 1, start):
            if at >= 0 and text.startswith(sign, at):
                return sign
    word = text[start:end]
    return word if len(word) <= 40 else word[:37] + "..."


def _cures(found: str, wanted: list[str]) -> tuple[Text, ...]:
    spelling = _SPELLINGS.get(found)
    if spelling:
        return (Text(f"en FEEL on écrit `{spelling}`", f"in FEEL this is written `{spelling}`"),)
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
        Text("ce texte contient un `\\u` qui n'est pas un caractère", "this text has a `\\u` that is no character"),
        (Text("écrivez le caractère lui-même", "write the character itself"),),
    )


def reserved(word: str, span: tuple[int, int]) -> FeelError:
    message = Text(f"`{word}` est un mot réservé, pas un nom", f"`{word}` is a reserved word, not a name")
    return FeelError("F104", span, message, (Text("choisissez un autre nom", "choose another name"),))


def external(span: tuple[int, int]) -> FeelError:
    message = Text("les fonctions externes ne sont pas permises", "external functions are not allowed")
    return FeelError("F105", span, message, (Text("écrivez le calcul en FEEL", "write the calculation in FEEL"),))


def misplaced_tests(span: tuple[int, int]) -> FeelError:
    return FeelError(
        "F106",
        span,
        Text("une liste entre parenthèses ne va qu'après `in`", "a list in round brackets only stands after `in`"),
        (Text("pour une liste, écrivez `[...]`", "for a list, write `[...]`"),),
    )


def repeated(key: str, span: tuple[int, int]) -> FeelError:
    message = Text(f"`{key}` est donné deux fois", f"`{key}` is given twice")
    return FeelError("F107", span, message, (Text("gardez-en un", "keep one of them"),))


def misplaced_type(name: str, span: tuple[int, int], known: Iterable[str]) -> FeelError:
    from engine.source.nearest import nearest

    near = nearest(name, known)
    cures = (Text(f"vouliez-vous dire `{near}` ?", f"did you mean `{near}`?"),) if near else ()
    return FeelError("F108", span, Text(f"`{name}` n'est pas un type", f"`{name}` is no type"), cures)


def no_such_moment(text: str, span: tuple[int, int]) -> FeelError:
    message = Text(
        f"`{text}` n'est ni une date, ni une heure, ni une durée", f"`{text}` is no date, no time and no duration"
    )
    cure = Text("écrivez par exemple `2025-12-31`, `08:30:00` ou `P1Y6M`", "write `2025-12-31`, `08:30:00` or `P1Y6M`")
    return FeelError("F109", span, message, (cure,))
