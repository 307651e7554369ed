"""What no file can know alone: the names by which files speak of each other."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from public_aids.engine.record import Record
from public_aids.engine.rulebook.files import stem
from public_aids.engine.rulebook.model import RELATION_KEYS, Fact, Scheme
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.source.place import Place, Source
from public_aids.engine.source.tree import Mapping as Keys
from public_aids.engine.source.tree import Node, Scalar, Sequence
from public_aids.engine.text import Text

if TYPE_CHECKING:
    from public_aids.engine.rulebook.parsed import Expressions


class Known(Record):
    """What files of schemes may name: facts, source documents, and the schemes of the folder."""

    facts: Mapping[str, Fact]
    documents: frozenset[str]
    schemes: frozenset[str]
    twice: frozenset[str]  # ids that two files give: which one is meant is not clear
    expressions: "Expressions"
    facts_incomplete: bool = False  # a file that declares some could not be read
    documents_incomplete: bool = False


def check_references(source: Source, node: Node, scheme: Scheme, known: Known) -> Iterator[Diagnostic]:
    """Schemes, documents, amounts and readings that a file names and nothing declares; names it declares twice."""
    named = _named(node)
    if not known.documents_incomplete:
        yield from _unknown(source, named["document"], known.documents, "Q601", "document inconnu", "document")
    yield from _unknown(source, _related(node), known.schemes, "R401", "dispositif inconnu", "scheme")
    yield from _supplements(source, named["supplements"], scheme)
    yield from _unknown(source, named["granted_by"], known.facts, "F201", "fait inconnu", "fact")
    for divergence, one in zip(scheme.divergences, _items(node, "divergences"), strict=True):
        readings = {reading.id for reading in divergence.readings}
        yield from _unknown(source, _own(one, "applied"), readings, "R403", "lecture inconnue", "reading")
    divergences = {divergence.id for divergence in scheme.divergences}
    yield from _unknown(source, named["divergence"], divergences, "R443", "divergence inconnue", "divergence")
    yield from _repeated_ids(source, node)
    if scheme.id not in known.twice:
        yield from _against_itself(source, node, scheme)


def check_documents(source: Source, node: Node, documents: frozenset[str]) -> Iterator[Diagnostic]:
    """Documents that a file cites and `sources.yaml` does not have."""
    return _unknown(source, _named(node)["document"], documents, "Q601", "document inconnu", "document")


def declared_twice(places: Iterable[tuple[str, Place, str]]) -> Iterator[Diagnostic]:
    """For each scheme id, the place of its `id` and the line it stands on. The file that bears the name keeps it."""
    holders: dict[str, Place] = {}
    given = tuple(places)
    for name, place, _ in given:
        if name not in holders or _bears(place, name) > _bears(holders[name], name):
            holders[name] = place
    for name, place, line in given:
        if place != holders[name]:
            message = Text(
                f"le dispositif `{name}` est déjà dans {holders[name].path}",
                f"the scheme `{name}` is already in {holders[name].path}",
            )
            cure = Text("donnez un autre `id` à l'un des deux", "give one of the two another `id`")
            yield Diagnostic("R404", message, place, (cure,), excerpt=line)


def _bears(place: Place, name: str) -> bool:
    return stem(place.path) == name


def _supplements(source: Source, named: list[Scalar], scheme: Scheme) -> Iterator[Diagnostic]:
    """A supplement completes an amount that is none itself."""
    amounts = {amount.id: amount for amount in scheme.amounts}
    yield from _unknown(source, named, amounts, "R402", "montant inconnu", "amount")
    bases = [f"`{amount.id}`" for amount in scheme.amounts if amount.supplements is None]
    for scalar in named:
        completed = amounts.get(str(scalar.value))
        if completed is None or completed.supplements is None:
            continue
        if completed.supplements == completed.id:
            message = Text("un montant ne se complète pas lui-même", "an amount does not supplement itself")
            meant_fr, meant_en = " ou ".join(bases), " or ".join(bases)
        else:
            message = Text(
                f"`{scalar.value}` est lui-même un supplément de `{completed.supplements}`",
                f"`{scalar.value}` is itself a supplement of `{completed.supplements}`",
            )
            meant_fr = meant_en = f"`{completed.supplements}`"
        cures = (Text(f"complétez {meant_fr}", f"supplement {meant_en}"),) if meant_fr else ()
        yield Diagnostic("R408", message, scalar.place, cures, excerpt=source.line(scalar.place.line))


def _unknown(
    source: Source, named: Iterable[Scalar], known: Collection[str], code: str, fr: str, en: str
) -> Iterator[Diagnostic]:
    for scalar in named:
        name = str(scalar.value)
        if name in known:
            continue
        message = Text(f"{fr} `{name}`", f"unknown {en} `{name}`")
        cures = did_you_mean(name, known)
        yield Diagnostic(code, message, scalar.place, cures, excerpt=source.line(scalar.place.line))


def _repeated_ids(source: Source, node: Node) -> Iterator[Diagnostic]:
    for key in ("conditions", "amounts", "divergences", "obligations", "warnings", "notes", "objectives"):
        seen: dict[str, int] = {}
        for scalar in _values_in(_get(node, key), "id", below=("readings",)):
            name, line = str(scalar.value), scalar.place.line
            if name in seen:
                message = Text(
                    f"l'identifiant `{name}` sert deux fois : d'abord à la ligne {seen[name]}",
                    f"the id `{name}` is used twice: first on line {seen[name]}",
                )
                cure = Text("donnez un autre `id` à l'un des deux", "give one of the two another `id`")
                yield Diagnostic("R405", message, scalar.place, (cure,), excerpt=source.line(line))
            seen.setdefault(name, line)


def _against_itself(source: Source, node: Node, scheme: Scheme) -> Iterator[Diagnostic]:
    for scalar in _related(node):
        if scalar.value == scheme.id:
            message = Text("un dispositif n'a pas de relation avec lui-même", "a scheme has no relation with itself")
            cure = Text("effacez-le de la liste", "delete it from the list")
            yield Diagnostic("R406", message, scalar.place, (cure,), excerpt=source.line(scalar.place.line))


def _related(node: Node) -> Iterator[Scalar]:
    for key in RELATION_KEYS.values():
        for one in _items(node, key):
            yield from (item for item in _items(one, "schemes") if isinstance(item, Scalar))
    yield from (item for item in _items(node, "replaced_by") if isinstance(item, Scalar))


def _named(node: Node) -> dict[str, list[Scalar]]:
    """The scalars under the keys that name things, at any depth, in the order of the text."""
    found: dict[str, list[Scalar]] = {"document": [], "supplements": [], "granted_by": [], "divergence": []}
    stack: list[Node] = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, Sequence):
            stack.extend(reversed(one.items))
        elif isinstance(one, Keys):
            for name, value in reversed(one.entries):
                if not isinstance(value, Scalar):
                    stack.append(value)
                elif name.text in found:
                    found[name.text].append(value)
    return found


def _values_in(node: Node | None, key: str, below: tuple[str, ...]) -> Iterator[Scalar]:
    """The same, but not below the keys of `below`."""
    stack = [node]
    while stack:
        match stack.pop():
            case Keys(entries=entries):
                for name, value in reversed(entries):
                    if name.value == key and isinstance(value, Scalar):
                        yield value
                    elif name.value not in below:
                        stack.append(value)
            case Sequence(items=members):
                stack.extend(reversed(members))
            case _:
                pass


def _own(node: Node, key: str) -> Iterator[Scalar]:
    found = _get(node, key)
    if isinstance(found, Scalar):
        yield found


def _get(node: Node, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Keys) else None


def _items(node: Node, key: str) -> tuple[Node, ...]:
    found = _get(node, key)
    return found.items if isinstance(found, Sequence) else ()
