"""What is not known of a set of schemes, in words: its sum, and whether its pairs go together."""

from collections.abc import Callable, Iterable, Mapping

from public_aids.cli.render.words import joined
from public_aids.engine.decide.relations import Pair
from public_aids.engine.decide.result import Option
from public_aids.engine.decide.schedule import Strategy
from public_aids.engine.text import Lang, Text
from public_aids.engine.words import euros


def between(one: Option | Strategy, lang: Lang) -> str:
    """A total, or its bounds: `€25,000`, `€5,000 to €8,600`, `€5,000 or more`, `no figure`."""
    low, high = one.at_least, one.at_most
    if one.unquantified and one.total == 0:
        return Text("non chiffré", "no figure").to(lang)
    if one.total is not None:
        return euros(one.total).to(lang)
    if low is not None and high is not None:
        return Text(f"{euros(low).fr} à {euros(high).fr}", f"{euros(low).en} to {euros(high).en}").to(lang)
    if low:
        return Text(f"{euros(low).fr} ou plus", f"{euros(low).en} or more").to(lang)
    return Text("somme inconnue", "sum unknown").to(lang)


def doubt_words(
    one: Option | Strategy, doubts: Mapping[Pair, Iterable[str]], acronym: Callable[[str], str], lang: Lang
) -> str:
    """Why a set is not sure: what it does not count, pairs that a source forbids, pairs that hang on a fact, and
    pairs that no source settles."""
    said = [not_counted(one.unquantified, acronym, lang)] if one.unquantified and one.total != 0 else []
    said += [
        Text(f"{names.fr} ne se cumulent pas", f"{names.en} do not go together").to(lang)
        for names in (_pair(pair, acronym) for pair in one.apart)
    ]
    doubts = doubts if one.unsettled else {}
    silent = [pair for pair, missing in doubts.items() if not missing]
    if silent:
        fr = ", ".join(_pair(pair, acronym).fr for pair in silent)
        en = ", ".join(_pair(pair, acronym).en for pair in silent)
        said.append(
            Text(f"aucune source ne dit si se cumulent : {fr}", f"no source says if these go together: {en}").to(lang)
        )
    for pair, missing in doubts.items():
        if facts := joined([f"`{name}`" for name in missing], lang):
            names = _pair(pair, acronym)
            said.append(
                Text(
                    f"le cumul de {names.fr} dépend de {facts}", f"whether {names.en} go together depends on {facts}"
                ).to(lang)
            )
    return f" ({'; '.join(said) if lang == 'en' else ' ; '.join(said)})" if said else ""


def not_counted(schemes: Iterable[str], acronym: Callable[[str], str], lang: Lang) -> str:
    """What no source gives a sum for, beside a sum that leaves it out."""
    names = joined([acronym(one) for one in schemes], lang)
    return Text(f"sans compter {names}, non chiffré", f"not counting {names}, for which there is no figure").to(lang)


def _pair(pair: Pair, acronym: Callable[[str], str]) -> Text:
    one, other = map(acronym, pair)
    return Text(f"{one} et {other}", f"{one} and {other}")
