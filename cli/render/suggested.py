"""Cases that were found by the program: their names, and their text to paste."""

from public_aids.cli.render.case_yaml import case_id, case_yaml
from public_aids.engine.cases.search import Suggestion
from public_aids.engine.text import Lang, Text

Suggestions = tuple[Suggestion, ...]


def names_of(suggestions: Suggestions) -> list[str]:
    """A name for each, none that a case of its file has."""
    names: list[str] = []
    for one in suggestions:
        names.append(case_id(one, {*(case.id for case in one.file.cases), *names}))
    return names


def showing(suggestions: Suggestions, index: int | None, lang: Lang) -> str:
    """Which of the cases would do."""
    if index is None:
        return Text("aucun cas trouvé", "no case was found").to(lang)
    name = names_of(suggestions)[index]
    return Text(f"le cas `{name}` le montrerait", f"the case `{name}` would show it").to(lang)


def to_paste(suggestions: Suggestions, lang: Lang) -> str:
    """The cases of one scheme, file by file."""
    text, named = "", list(zip(names_of(suggestions), suggestions, strict=True))
    for path in dict.fromkeys(one.file.path for one in suggestions):
        text += "\n" + Text(f"À coller dans {path}", f"To paste into {path}").to(lang) + "\n\n"
        text += "".join(case_yaml(name, one) for name, one in named if one.file.path == path)
    return text
