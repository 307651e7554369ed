"""What a change since a revision does beyond its own lines: to answers of the past, to passages that were cited."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from public_aids.cli.compared import compared, examples_beside, titles
from public_aids.cli.errors import StopError
from public_aids.cli.render.diff_text import RETROACTIVE, past_counts
from public_aids.cli.render.words import cited
from public_aids.cli.rule_folders import RuleFolder, rules_at
from public_aids.engine.compare.model import Past, Uncited
from public_aids.engine.edit.located import LocatedFile, located_files
from public_aids.engine.rulebook.coherence.finding import Finding
from public_aids.engine.rulebook.coherence.placed import placed
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.tree import Mapping, Scalar
from public_aids.engine.text import Text

_MOST = 3  # that are named


def found_since(folder: Path, named: str, today: date) -> tuple[Diagnostic, ...]:
    """Warnings at the `id` of a scheme; none where the rules, before or now, cannot be read: that is told elsewhere."""
    found: list[Diagnostic] = []
    with suppress(StopError), rules_at(named, folder) as old:
        both = compared(old, RuleFolder(folder, str(folder)), examples_beside(folder), today)
        of_cases = titles(both.cases)
        said = [(one.scheme, _past(one, of_cases)) for one in both.effects.past]
        said += [(one.scheme, _uncited(one)) for one in both.changes.uncited]
        for file in located_files(folder)[0] if said else ():
            here = (one for scheme, one in said if file.role == "scheme" and scheme == _id(file))
            found += placed(here, file.source, file.node)
    return tuple(found)


def _id(file: LocatedFile) -> str:
    found = file.node.get("id") if isinstance(file.node, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""


def _past(past: Past, of_cases: dict[str, str]) -> Finding:
    cases, people = past_counts(past)
    named = [*(of_cases[name] for name in past.cases[:_MOST]), *past.profiles[:_MOST]]
    named += ["…"] * (len(named) < len(past.cases) + len(past.profiles))
    message = Text(
        f"{RETROACTIVE.fr} ({cases.fr}, {people.fr} : {' ; '.join(named)})",
        f"{RETROACTIVE.en} ({cases.en}, {people.en}: {'; '.join(named)})",
    )
    cure = Text(
        "gardez l'ancienne valeur et datez la nouvelle : `[{ is: … }, { from: …, is: … }]`",
        "keep the old value and date the new one: `[{ is: … }, { from: …, is: … }]`",
    )
    return Finding("R501", ("id",), message, (cure,), "warning")


def _uncited(one: Uncited) -> Finding:
    fr, en = cited((one.passage,), "fr"), cited((one.passage,), "en")
    quote = one.passage.quote
    message = Text(
        f"cette aide ne cite plus {fr}" + (f" : « {quote} »" if quote else ""),
        f"this scheme no longer cites {en}" + (f": “{quote}”" if quote else ""),
    )
    cure = Text(
        "vérifiez que ce passage ne demande plus rien, ou citez-le",
        "check that this passage asks for nothing any more, or cite it",
    )
    return Finding("R502", ("id",), message, (cure,), "warning")
