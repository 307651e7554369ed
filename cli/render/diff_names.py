"""What people call the things that a comparison speaks of."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from public_aids.cli.render.marked import code
from public_aids.engine.rulebook.model import Condition, Group, Rulebook
from public_aids.engine.text import Lang, Text

_RESERVED: Final = {
    "validity": Text("hors de ses dates", "outside its dates"),
    "career_limit": Text("déjà obtenu dans la carrière", "already had in the career"),
    "held_contract": Text("contrat en cours", "running contract"),
}


class Names:
    """Labels by id, of two rulebooks; those of the later one come first. `cases` are the titles of cases by name."""

    def __init__(self, before: Rulebook, after: Rulebook, cases: Mapping[str, str], lang: Lang) -> None:
        self.lang: Lang = lang
        self._cases = cases
        self._schemes: dict[str, str] = {}
        self._facts: dict[str, str] = {}
        self._parts: dict[tuple[str, str], str] = {}
        self._readings: dict[tuple[str, str], str] = {}
        self._documents: dict[str, str] = {}
        for rules in (before, after):
            self._facts |= {name: fact.label.to(lang) for name, fact in rules.facts.items()}
            self._documents |= {document.id: document.title for document in rules.documents}
            for scheme in rules.schemes:
                self._schemes[scheme.id] = scheme.acronym
                labels = [*_labels(scheme.conditions), *((one.id, one.label) for one in scheme.amounts)]
                labels += ((one.id, one.text) for one in scheme.warnings)
                self._parts |= {(scheme.id, name): label.to(lang) for name, label in labels}
                for divergence in scheme.divergences:
                    self._readings |= {(divergence.id, one.id): one.label.to(lang) for one in divergence.readings}

    @property
    def scheme_ids(self) -> Collection[str]:
        """Those of the schemes before or after."""
        return self._schemes

    def scheme(self, name: str) -> str:
        return self._schemes.get(name) or code(name)

    def fact(self, name: str) -> str:
        return self._facts.get(name) or code(name)

    def document(self, name: str) -> str:
        return self._documents.get(name) or code(name)

    def part(self, scheme: str, name: str) -> str:
        """A condition, an amount, a warning, or a reason that every scheme has."""
        if name in _RESERVED:
            return _RESERVED[name].to(self.lang)
        return self._parts.get((scheme, name)) or code(name)

    def reading(self, divergence: str, name: str) -> str:
        return self._readings.get((divergence, name)) or code(name)

    def case(self, name: str) -> str:
        return self._cases.get(name, name)


def _labels(conditions: tuple[Condition, ...]) -> Iterable[tuple[str, Text]]:
    for one in conditions:
        yield one.id, one.label
        if isinstance(one, Group):
            yield from _labels(one.children)
