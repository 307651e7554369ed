"""A fact or a scheme under another name, everywhere at once: the texts change where it is named, and nowhere else."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Literal

from public_aids.engine.edit.located import LocatedFile
from public_aids.engine.edit.names import RefusedNameError, check_name
from public_aids.engine.edit.occurrences import Edit, fact_edits, scheme_edits
from public_aids.engine.edit.shares import shares_of_fact, shares_of_scheme
from public_aids.engine.edit.trial import Files, trial
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import ContractRole, Rulebook
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Text
from public_aids.engine.writing.signals import held


class RefusedError(Exception):
    """A name that cannot be changed, or cannot be taken."""

    def __init__(self, message: Text, *cures: Text) -> None:
        super().__init__(message.en)
        self.text = message
        self.cures = cures


class NewText(Record):
    """A file as it will be: `path` is its new place."""

    file: LocatedFile
    path: Path
    text: str
    edits: tuple[Edit, ...]

    @property
    def stays(self) -> bool:
        return self.path == Path(self.file.path)


class Renaming(Record):
    kind: Literal["fact", "scheme"]
    files: tuple[NewText, ...]


def renaming(rules: Rulebook, files: Iterable[LocatedFile], old: str, new: str) -> Renaming:
    """What changes when `old` becomes `new`. Raises `RefusedError`."""
    files = tuple(files)
    kind = _kind(rules, old)
    _check_new(rules, old, new, kind, declared=any(file.role == "rules" for file in files))
    role = rules.roles.contracts
    fields = frozenset(field.name for fact in rules.facts.values() for field in fact.fields)
    changed: list[NewText] = []
    for file in files:
        edits = _fact_edits(file, old, new, fields) if kind == "fact" else _scheme_edits(file, old, new, role)
        found = tuple(sorted(set(edits), key=lambda edit: edit.start))
        path = _path(file, old, new) if kind == "scheme" else Path(file.path)
        if found or path != Path(file.path):
            changed.append(NewText(file, path, _edited(file.source.text, found), found))
    return Renaming(kind, tuple(changed))


def _fact_edits(file: LocatedFile, old: str, new: str, fields: frozenset[str]) -> Iterator[Edit]:
    return shares_of_fact(file, old, new, fields) if file.role == "shares" else fact_edits(file, old, new, fields)


def _scheme_edits(file: LocatedFile, old: str, new: str, role: ContractRole) -> Iterator[Edit]:
    return (
        shares_of_scheme(file, old, new, role.scheme)
        if file.role == "shares"
        else scheme_edits(file, old, new, role.scheme)
    )


def problems_after(folder: Path, files: Iterable[LocatedFile], change: Renaming) -> tuple[Diagnostic, ...]:
    """The errors that the rules and the cases would have, told as of the files that are there."""
    from public_aids.engine.cases.load import diagnose_cases
    from public_aids.engine.rulebook.load import diagnose

    new = {one.file.path: one for one in change.files}
    texts: Files = {}
    for file in files:
        if file.role not in ("profile", "shares"):
            one = new.get(file.path, NewText(file, Path(file.path), file.source.text, ()))
            texts[one.path.relative_to(folder).as_posix()] = (file.path, one.text.encode())
    with held(), trial(str(folder), texts) as (place, told):
        found = (*diagnose(place), *diagnose_cases(place))
        return tuple(told(problem) for problem in found if problem.severity == "error")


def _kind(rules: Rulebook, old: str) -> Literal["fact", "scheme"]:
    from public_aids.engine.source.nearest import did_you_mean

    if old in rules.facts:
        return "fact"
    if rules.scheme(old) is not None:
        return "scheme"
    cures = did_you_mean(old, (*rules.facts, *(scheme.id for scheme in rules.schemes)))
    raise RefusedError(
        Text(f"`{old}` n'est le nom ni d'une aide ni d'un fait", f"`{old}` names neither a scheme nor a fact"), *cures
    )


def _check_new(rules: Rulebook, old: str, new: str, kind: str, *, declared: bool) -> None:
    if kind == "fact" and not declared and old in rules.roles.names():
        message = Text(f"le programme lui-même lit le fait `{old}`", f"the program itself reads the fact `{old}`")
        raise RefusedError(
            message,
            Text(
                "un fichier `rules.yaml` dirait quel fait joue ce rôle",
                "a file `rules.yaml` would say which fact has this role",
            ),
        )
    try:
        check_name(new, of_file=kind == "scheme")
    except RefusedNameError as refused:
        raise RefusedError(refused.text, *refused.cures) from None
    if new in rules.facts or rules.scheme(new) is not None:
        raise RefusedError(
            Text(f"`{new}` existe déjà", f"`{new}` already exists"),
            Text(f"`schemes show {new}` le montre", f"`schemes show {new}` shows it"),
        )


def _path(file: LocatedFile, old: str, new: str) -> Path:
    """The files of a scheme bear its name."""
    path = PurePosixPath(file.inside)
    stem, dot, ending = path.name.partition(".")
    if stem != old or file.role not in ("scheme", "cases"):
        return Path(file.path)
    return Path(file.path).with_name(f"{new}{dot}{ending}")


def _edited(text: str, edits: tuple[Edit, ...]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*parts, text[at:]))
