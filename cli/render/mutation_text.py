"""What cases notice of changed rules, for a person: the changes that none does, and the cases that would."""

from collections.abc import Mapping

from public_aids.cli.render.expression_text import expression_text
from public_aids.cli.render.layout import Page
from public_aids.cli.render.suggested import showing, to_paste
from public_aids.engine.cases.model import Excuse
from public_aids.engine.cases.mutants import Kind, Part
from public_aids.engine.cases.mutation import Mutation, Survivor
from public_aids.engine.cases.places import Places
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.text import Lang, Text, counted

SHORT = 80  # characters of an expression that is shown whole
AROUND = 3  # words

KINDS: Mapping[Kind, Text] = {
    "bound": Text("la borne passe de l'autre côté", "the bound changes sides"),
    "opposite": Text("la comparaison est inversée", "the comparison is reversed"),
    "step": Text("la valeur bouge d'un cran", "the value moves by one step"),
    "other_value": Text("une autre valeur", "another value"),
    "more_values": Text("une valeur de plus", "one more value"),
    "and_or": Text("« et » et « ou » sont échangés", "“and” and “or” change places"),
    "dropped": Text("une branche disparaît", "a branch is dropped"),
    "negated": Text("le contraire", "the contrary"),
    "operator": Text("une autre opération", "another operation"),
    "removed": Text("supprimé", "removed"),
    "changed": Text("un autre mot", "another word"),
}


def mutation_text(found: tuple[Mutation, ...], places: Mapping[str, Places], lang: Lang) -> str:
    """`places` are those of the files of schemes, by scheme."""
    page = Page()
    for one in found:
        if one.survivors:
            title = Text(f"{one.scheme} : ce qu'aucun cas ne remarque", f"{one.scheme}: what no case notices")
            page.heading(title.to(lang))
        for survivor in one.survivors:
            _write(page, one, survivor, places[one.scheme], lang)
        for stale in one.stale:
            page.heading(_no_longer(stale).to(lang))
    told = f"{page}{''.join(to_paste(one.suggestions, lang) for one in found)}"
    return f"{told}\n{_summary(found).to(lang)}\n" if told else f"{_summary(found).to(lang)}\n"


def _write(page: Page, one: Mutation, survivor: Survivor, places: Places, lang: Lang) -> None:
    place = places.of(survivor.at)
    page.line(f"{place.path}:{place.line}: {'.'.join(survivor.at)}, {KINDS[survivor.kind].to(lang)}")
    was, now = (None if part is None else written(part) for part in (survivor.before, survivor.after))
    if was is not None and now is not None:
        was, now = where_they_differ(was, now)
    if was is not None:
        page.line(f"- {was}", 4)
    if now is not None:
        page.line(f"+ {now}", 4)
    page.line(showing(one.suggestions, survivor.noticed_by, lang), 4)


def survivor_text(one: Mutation, survivor: Survivor, places: Places, lang: Lang) -> str:
    """One change that no case notices: where, from what to what, and the case that would."""
    page = Page()
    _write(page, one, survivor, places, lang)
    return str(page)


def where_they_differ(was: str, now: str) -> tuple[str, str]:
    """Two long texts cut to where they differ, with a few words around it."""
    if max(len(was), len(now)) <= SHORT:
        return was, now
    old, new = was.split(" "), now.split(" ")
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    end = 0
    while end < min(len(old), len(new)) - same and old[-1 - end] == new[-1 - end]:
        end += 1
    start, left = max(same - AROUND, 0), max(end - AROUND, 0)
    return tuple(  # type: ignore[return-value]
        " ".join((*(("…",) if start else ()), *words[start : len(words) - left], *(("…",) if left else ())))
        for words in (old, new)
    )


def _no_longer(stale: Excuse) -> Text:
    at = ".".join(stale.at)
    return Text(
        f"{stale.place} : l'explication de `{at}` ne sert plus, retirez-la",
        f"{stale.place}: the explanation of `{at}` is no longer needed, remove it",
    )


def written(part: Part) -> str:
    """What stands in a rule file, as it is written there."""
    return expression_text(part) if isinstance(part, Expr) else str(part)


def _summary(found: tuple[Mutation, ...]) -> Text:
    made, noticed = sum(one.made for one in found), sum(one.noticed for one in found)
    excused, left = sum(one.excused for one in found), sum(len(one.survivors) for one in found)
    changes = counted(made, "changement(s) des règles", "change(s) of the rules")
    seen = counted(noticed, "remarqué(s)", "noticed")
    known = counted(excused, "expliqué(s)", "explained")
    return Text(
        f"{changes.fr} : {seen.fr}, {known.fr}, {left} qu'aucun cas ne remarque",
        f"{changes.en}: {seen.en}, {known.en}, {left} that no case notices",
    )
