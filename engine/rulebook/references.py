"""What no file can know alone: the names by which files speak of each other."""

from collections.abc import Iterable, Iterator

from engine.rulebook.model import Rulebook, Scheme
from engine.source.diagnostic import Diagnostic
from engine.source.nearest import nearest
from engine.source.place import Source
from engine.source.tree import Mapping, Node, Scalar, Sequence
from engine.text import Text

FILE_OF_SCHEME = tuple[Source, Node, Scheme]


def check_references(rules: Rulebook, files: tuple[FILE_OF_SCHEME, ...]) -> Iterator[Diagnostic]:
    """Schemes, documents, amounts and readings that are named but not declared; names declared twice."""
    schemes = {scheme.id for scheme in rules.schemes}
    documents = {document.id for document in rules.documents}
    yield from _twice(files)
    for source, node, scheme in files:
        yield from _unknown(source, _values(node, "document"), documents, "Q601", "document", "document")
        yield from _unknown(source, _related(node), schemes, "R401", "dispositif", "scheme")
        amounts = {amount.id for amount in scheme.amounts if amount.supplements is None}
        yield from _unknown(source, _values(node, "supplements"), amounts, "R402", "montant", "amount")
        facts = set(rules.facts)
        yield from _unknown(source, _values(node, "granted_by"), facts, "F201", "fait", "fact")
        for divergence, one in zip(scheme.divergences, _items(node, "divergences"), strict=True):
            readings = {reading.id for reading in divergence.readings}
            yield from _unknown(source, _own(one, "applied"), readings, "R403", "lecture", "reading")
        yield from _repeated_ids(source, node)
        yield from _against_itself(source, node, scheme)


def _twice(files: tuple[FILE_OF_SCHEME, ...]) -> Iterator[Diagnostic]:
    first: dict[str, Source] = {}
    for source, node, scheme in files:
        if scheme.id in first:
            place = next(iter(_own(node, "id"))).place
            other = first[scheme.id].path
            message = Text(
                f"le dispositif `{scheme.id}` est déjà dans {other}", f"the scheme `{scheme.id}` is already in {other}"
            )
            yield Diagnostic("R404", message, place, excerpt=source.line(place.line))
        first.setdefault(scheme.id, source)


def _unknown(
    source: Source, named: Iterable[Scalar], known: set[str], code: str, fr: str, en: str
) -> Iterator[Diagnostic]:
    for scalar in named:
        name = str(scalar.value)
        if name in known:
            continue
        near = nearest(name, known)
        cures = (Text(f"vouliez-vous dire `{near}` ?", f"did you mean `{near}`?"),) if near else ()
        message = Text(
            f"{fr} inconnu `{name}`" if fr != "lecture" else f"lecture inconnue `{name}`", f"unknown {en} `{name}`"
        )
        yield Diagnostic(code, message, scalar.place, cures, excerpt=source.line(scalar.place.line))


def _repeated_ids(source: Source, node: Node) -> Iterator[Diagnostic]:
    for key in ("conditions", "amounts", "divergences", "obligations", "warnings", "notes", "objectives"):
        seen: set[str] = set()
        for scalar in _values_in(_get(node, key), "id", below=("readings",)):
            name = str(scalar.value)
            if name in seen:
                message = Text(f"l'identifiant `{name}` sert deux fois", f"the id `{name}` is used twice")
                yield Diagnostic("R405", message, scalar.place, excerpt=source.line(scalar.place.line))
            seen.add(name)


def _against_itself(source: Source, node: Node, scheme: Scheme) -> Iterator[Diagnostic]:
    for scalar in _related(node):
        if scalar.value == scheme.id:
            message = Text("un dispositif n'a pas de relation avec lui-même", "a scheme has no relation with itself")
            yield Diagnostic("R406", message, scalar.place, excerpt=source.line(scalar.place.line))


def _related(node: Node) -> Iterator[Scalar]:
    for key in ("incompatible_with", "compatible_with", "followed_by"):
        for one in _items(node, key):
            yield from (item for item in _items(one, "schemes") if isinstance(item, Scalar))
    yield from (item for item in _items(node, "replaced_by") if isinstance(item, Scalar))


def _values(node: Node | None, key: str) -> Iterator[Scalar]:
    """Every scalar under `key`, at any depth."""
    yield from _values_in(node, key, below=())


def _values_in(node: Node | None, key: str, below: tuple[str, ...]) -> Iterator[Scalar]:
    """The same, but not below the keys of `below`."""
    stack = [node]
    while stack:
        match stack.pop():
            case Mapping(entries=entries):
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
    return node.get(key) if isinstance(node, Mapping) else None


def _items(node: Node, key: str) -> tuple[Node, ...]:
    found = _get(node, key)
    return found.items if isinstance(found, Sequence) else ()
