"""The files of cases of a folder of rules, `caim.cases.yaml` beside `caim.yaml`."""

from collections.abc import Iterable
from pathlib import Path

from public_aids.engine.cases.model import Case, CaseFile
from public_aids.engine.rulebook.files import yaml_files
from public_aids.engine.rulebook.load import read
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.rulebook.scheme_reading import MAX_BYTES
from public_aids.engine.source.diagnostic import BrokenError, Diagnostic
from public_aids.engine.source.place import Place, Source
from public_aids.engine.source.tree import Node
from public_aids.engine.text import Text

SUFFIX = ".cases.yaml"


def case_files(folder: Path) -> tuple[Path, ...]:
    """Every file of cases below a folder, in the order of their names; hidden ones are left out."""
    return tuple(sorted(folder / inside for inside in yaml_files(folder) if inside.endswith(SUFFIX)))


def load_cases(folder: Path, rulebook: Rulebook) -> tuple[Case, ...]:
    """The cases of a folder. Raises `BrokenError` with every error of every file of cases."""
    return tuple(case for file in load_case_files(folder, rulebook) for case in file.cases)


def load_case_files(folder: Path, rulebook: Rulebook) -> tuple[CaseFile, ...]:
    """The files of cases of a folder. Raises `BrokenError` with every error of every one."""
    read = [read_file(path, rulebook) for path in case_files(folder)]
    errors = tuple(problem for _, problems in read for problem in problems if problem.severity == "error")
    if errors:
        raise BrokenError(errors)
    return tuple(file for file, _ in read if file is not None)


def diagnose_cases(folder: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with the cases; nothing can be reported about them while the rules themselves are broken."""
    rulebook, _ = read(folder)
    if rulebook is None:
        return ()
    return tuple(problem for path in case_files(folder) for problem in read_file(path, rulebook)[1])


def read_file(path: Path, rulebook: Rulebook) -> tuple[CaseFile | None, tuple[Diagnostic, ...]]:
    """One file, None where it cannot be read, and what is wrong in it.

    Of other schemes `rulebook` needs no more than their names.
    """
    name = path.name.removesuffix(SUFFIX)
    if rulebook.scheme(name) is None:
        return None, (no_scheme(path, name, (one.id for one in rulebook.schemes)),)
    source, node, found = tree_of(path)
    if source is None or node is None:
        return None, found
    file, wrong = read_tree(path, source, node, rulebook)
    return file, (*found, *wrong)


def tree_of(path: Path) -> tuple[Source | None, Node | None, tuple[Diagnostic, ...]]:
    """The tree of a file, None where it has an error, and what is wrong."""
    from public_aids.engine.source.files import read_bytes_as_source
    from public_aids.engine.source.yaml_reader import read_yaml

    source = read_bytes_as_source(str(path), path.read_bytes(), MAX_BYTES)
    if isinstance(source, Diagnostic):
        return None, None, (source,)
    node, found = read_yaml(source)
    broken = any(problem.severity == "error" for problem in found)
    return source, None if broken else node, found


def read_tree(
    path: Path, source: Source, node: Node, rulebook: Rulebook
) -> tuple[CaseFile | None, tuple[Diagnostic, ...]]:
    """The cases of a tree, as `read_file` gives them; its scheme is one of the rulebook."""
    from public_aids.engine.cases.read import CasesReader
    from public_aids.engine.rulebook.shape import check_shape

    scheme = rulebook.scheme(path.name.removesuffix(SUFFIX))
    assert scheme is not None
    wrong = check_shape(node, source, "cases")
    reader = CasesReader(source, rulebook, scheme)
    file = reader.file(str(path), node, wrong)
    return file, tuple(sorted((*wrong, *reader.problems), key=_line))


def _line(problem: Diagnostic) -> int:
    return problem.place.line if problem.place else 0


def no_scheme(path: Path, name: str, known: Iterable[str]) -> Diagnostic:
    """A file of cases that belongs to no scheme."""
    from public_aids.engine.source.nearest import nearest, suggested

    near = nearest(name, known)
    cures = (suggested(f"{near}{SUFFIX}"),) if near else ()
    message = Text(f"aucune aide ne se nomme `{name}`", f"no scheme is called `{name}`")
    return Diagnostic("C401", message, Place(str(path), 1, 1, 1, 1), cures)
