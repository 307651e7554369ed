"""What the sources disagree on: each reading is read as what it would put in the file, as if it stood there."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.rulebook.model import Dated, Divergence, Reading, Replacement, Scheme
from public_aids.engine.rulebook.reading import Reader, child, get, items, string
from public_aids.engine.rulebook.readings import Value, leads_nowhere, standing_value
from public_aids.engine.rulebook.shape import check_shape
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Place
from public_aids.engine.source.tree import Mapping as Keys
from public_aids.engine.source.tree import Node, Scalar, Sequence, put
from public_aids.engine.text import Text

Read: TypeAlias = Callable[[Node, Reader], Scheme]
Path: TypeAlias = tuple[str | int, ...]

_RULED = ("id", "acronym", "name", "kind", "rules_as_of", "validity", "term", "opens_on")


def divergences_from(root: Node, scheme: Scheme, reader: Reader, read: Read) -> tuple[Divergence, ...]:
    """The divergences of a file (`scheme`: what stands in it; `read`: what reads a scheme).

    What is wrong with the values of a reading is reported at them, also where it is another part that they would spoil.
    """
    nodes = items(root, "divergences")
    stands = _Stands(root, scheme, reader, read) if nodes else None
    return tuple(_divergence(one, reader, stands) for one in nodes if stands)


def _divergence(node: Node, reader: Reader, stands: "_Stands") -> Divergence:
    about = get(node, "about")
    readings = tuple(_reading(one, about, reader, stands) for one in items(node, "readings"))
    if any(one.value is not None for one in readings):
        _refuse_silent(node, readings, reader)
    return reader.record(Divergence, node, readings=readings)


def _reading(node: Node, about: Node | None, reader: Reader, stands: "_Stands") -> Reading:
    value, also = get(node, "value"), items(node, "also")
    if value and about is None:
        message = Text("cette valeur n'est écrite nulle part", "this value stands nowhere")
        cure = Text(
            "dites où avec `about`, au-dessus de `readings` : `about: validity.until`",
            "say where with `about`, above `readings`: `about: validity.until`",
        )
        reader.report("D315", value.place, message, cure)
    said = [(child(one, "about"), child(one, "value")) for one in also]
    values = stands.values([(about, value), *said] if about and value else said)
    return reader.record(
        Reading,
        node,
        value=values.get(string(about)) if about and value else None,
        also=tuple(Replacement(path, values.get(path)) for path in (string(where) for where, _ in said)),
    )


def _refuse_silent(node: Node, readings: tuple[Reading, ...], reader: Reader) -> None:
    """A reading without a value beside others that have one could be asked for, and would change nothing."""
    for one, reading in zip(items(node, "readings"), readings, strict=True):
        if get(one, "value") is None:
            message = Text(
                f"la lecture `{reading.id}` n'a pas de valeur, les autres en ont une",
                f"the reading `{reading.id}` has no value, the others have one",
            )
            cure = Text(
                "ajoutez `value: …`, ce qu'elle écrirait à `about`", "add `value: …`, what it would write at `about`"
            )
            reader.report("D317", child(one, "id").place, message, cure)


class _Stands:
    """What stands in a file, and what would stand there under a reading."""

    def __init__(self, root: Node, scheme: Scheme, reader: Reader, read: Read) -> None:
        self._root = root
        self._scheme = scheme
        self._reader = reader
        self._read = read
        self._said = {(one.code, one.place) for one in reader.problems}

    def values(self, said: list[tuple[Node, Node]]) -> Mapping[str, Expr | date | Decimal | str | None]:
        """The values that a reading puts at its paths, each read as what stands there.

        Of one that leads nowhere, or that spoils the shape of its part, nothing is read.
        """
        changed = self._root
        placed: dict[str, Scalar] = {}
        paths: list[Path] = []
        for where, value in said:
            about = string(where)
            assert isinstance(value, Scalar)
            if about in placed:
                message = Text(f"cette lecture change `{about}` deux fois", f"this reading changes `{about}` twice")
                self._reader.report("D316", where.place, message, Text("gardez-en une", "keep one of them"))
            elif not leads_nowhere(self._scheme, about):
                paths.append(_path(self._root, about))
                changed = put(changed, paths[-1], value)
                placed[about] = value
        if not placed:
            return {}
        ruled, again = _ruled(changed, paths), self._reader.again()
        wrong = check_shape(ruled, self._reader.source, "scheme")
        other = None if wrong else self._read(ruled, again)
        for one in (*wrong, *again.problems):
            if (one.code, one.place) not in self._said:
                self._report(one, tuple(value.place for value in placed.values()))
        return {about: _undated(standing_value(other, about)) for about in placed} if other else {}

    def _report(self, problem: Diagnostic, values: tuple[Place, ...]) -> None:
        """What is wrong with a value; at the first one where it shows in another part."""
        if problem.place is not None and any(one.holds(problem.place) for one in values):
            self._reader.problems.append(problem)
        else:
            fr, en = f"sous cette lecture : {problem.message.fr}", f"under this reading: {problem.message.en}"
            self._reader.report(problem.code, values[0], Text(fr, en), *problem.cures)


def _ruled(root: Node, paths: list[Path]) -> Node:
    """The parts of a file that a reading may change; of its conditions and amounts those on some paths, or one."""
    assert isinstance(root, Keys)
    kept: list[tuple[Scalar, Node]] = []
    for key, value in root.entries:
        if key.text in ("conditions", "amounts"):
            changed = {path[1] for path in paths if path[0] == key.text} or {0}
            found = tuple(one for n, one in enumerate(items(root, key.text)) if n in changed)
            kept.append((key, Sequence(found, value.place)))
        elif key.text in _RULED:
            kept.append((key, value))
    return Keys(tuple(kept), root.place)


def _path(root: Node, about: str) -> Path:
    """From the top of a file to what a path names (`conditions.ID.when`)."""
    first, *rest = about.split(".")
    if first not in ("conditions", "amounts"):
        return first, *rest
    return first, *next(_named(items(root, first), rest[0])), *rest[1:]


def _named(nodes: tuple[Node, ...], name: str) -> Iterator[Path]:
    """The way to a part that has an id, also inside groups of conditions."""
    for n, node in enumerate(nodes):
        if string(child(node, "id")) == name:
            yield (n,)
        for needs in ("any_of", "all_of"):
            yield from ((n, needs, *way) for way in _named(items(node, needs), name))


def _undated(value: Value | None) -> Expr | date | Decimal | str | None:
    """The one value that would stand there since ever."""
    return value.versions[0][1] if isinstance(value, Dated) else value
