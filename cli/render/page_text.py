"""A page of `schemes explain`, for a person."""

from collections.abc import Iterator

from public_aids.cli.render.layout import WIDTH, wrap
from public_aids.cli.terminal import columns
from public_aids.engine.explain.pages import Example, Page
from public_aids.engine.text import Lang, Text

_WRONG = Text("À corriger", "Wrong")
_RIGHT = Text("Correct", "Right")
_WHERE = {
    "scheme": Text("fichier d'un dispositif", "file of a scheme"),
    "other": Text("fichier d'un autre dispositif", "file of another scheme"),
    "empty": Text("fichier d'un dispositif, en entier", "file of a scheme, the whole of it"),
    "feel": Text("condition", "condition"),
    "lines": Text("entrée de `schemes eval --lines`", "input of `schemes eval --lines`"),
    "rename": Text("fichier, et le nom qu'on lui a donné", "file, and the name it was given"),
    "remove": Text("fichier effacé", "file deleted"),
    "rules": Text("rules.yaml", "rules.yaml"),
    "facts": Text("facts.yaml", "facts.yaml"),
    "sources": Text("sources.yaml", "sources.yaml"),
    "contacts": Text("contacts.yaml", "contacts.yaml"),
    "cases": Text("fichier de cas", "file of cases"),
    "profile": Text("profil", "profile"),
    "console": Text("ligne de commande", "command line"),
}
_OPTIONS = {
    "encoding": Text("enregistré en {}", "saved as {}"),
    "repeat": Text("répété {} fois", "repeated {} times"),
    "wrap": Text("entouré de `not(…)` {} fois", "inside `not(…)` {} times"),
    "insert": Text("avec un caractère invisible à la fin", "with an invisible character at its end"),
}
_FAMILIES = {
    "Y": Text("Écriture des fichiers", "Writing of files"),
    "S": Text("Forme", "Shape"),
    "F": Text("Expressions", "Expressions"),
    "T": Text("Types et unités", "Types and units"),
    "D": Text("Dates et fenêtres", "Dates and windows"),
    "R": Text("Renvois et cumuls", "References and incompatibilities"),
    "Q": Text("Sources", "Sources"),
    "C": Text("Cas", "Cases"),
    "P": Text("Profils et ligne de commande", "Profiles and command line"),
    "B": Text("Populations", "Populations"),
}


def page_text(page: Page, lang: Lang) -> str:
    width = columns(WIDTH)
    prose = "\n".join((f"{page.code}: {page.title.to(lang)}", "", page.body.to(lang)))
    parts = ["\n".join(line for part in prose.split("\n") for line in wrap(part, width))]
    for heading, examples in ((_WRONG, page.wrong), (_RIGHT, page.right)):
        parts += [_example(heading, example, lang) for example in examples]
    return "\n\n".join(parts) + "\n"


def list_text(pages: tuple[Page, ...], lang: Lang) -> str:
    return "\n".join(_listed(pages, lang)) + "\n"


def _listed(pages: tuple[Page, ...], lang: Lang) -> Iterator[str]:
    family = ""
    for page in sorted(pages, key=lambda one: (list(_FAMILIES).index(one.code[0]), one.code)):
        if page.code[0] != family:
            if family:
                yield ""
            family = page.code[0]
            yield _FAMILIES[family].to(lang)
        first, *rest = wrap(page.title.to(lang), columns(WIDTH) - len(f"  {page.code}  "))
        yield f"  {page.code}  {first}"
        yield from (" " * len(f"  {page.code}  ") + line for line in rest)


def _example(heading: Text, example: Example, lang: Lang) -> str:
    said = [_WHERE[example.kind].to(lang)] if example.kind in _WHERE else []
    said += [_OPTIONS[name].to(lang).format(value) for name, value in example.options if name in _OPTIONS]
    where = f" ({', '.join(said)})" if said else ""
    lines = (f"    {line}".rstrip() for line in example.text.splitlines())
    return "\n".join((*wrap(f"{heading.to(lang)}{where}", columns(WIDTH)), "", *lines))
