"""T310: a value that may not be there, where one is needed."""

from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.syntax import Call, Expr, Filter, Name, Path
from public_aids.engine.feel.types import Type, kind
from public_aids.engine.source.nearest import write
from public_aids.engine.text import Text


def may_be_absent(expr: Expr, of: Type, report: Report) -> None:
    words = report.words(expr)
    message, cures = _cause(expr, of, report)
    text = Text(f"`{words}` peut ne rien valoir : {message.fr}", f"`{words}` may have no value: {message.en}")
    report.add("T310", expr, text, *cures)


def _cause(expr: Expr, of: Type, report: Report) -> tuple[Text, tuple[Text, ...]]:
    words = report.words(expr)
    match expr:
        case Filter() | Path(base=Filter()):
            return Text("la liste peut être plus courte", "the list may be shorter"), ()
        case Path():
            present = f"{words} instance of {kind(of)} and …"
            return Text("ce champ peut manquer", "this field may be absent"), (write(present),)
        case Call(arguments=(first,)) if not _converts(expr):
            guarded = f"if count({report.words(first)}) > 0 then {words} else …"
            return Text("la liste peut être vide", "the list may be empty"), (write(guarded),)
        case _:
            return Text("l'opération n'a pas toujours de résultat", "the operation does not always have a result"), ()


def _converts(expr: Call) -> bool:
    return isinstance(expr.function, Name) and expr.function.name in (
        "date", "time", "date and time", "number", "sqrt", "log", "stddev",
    )  # fmt: skip
