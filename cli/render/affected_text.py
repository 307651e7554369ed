"""Who is affected by a change of rules: for a person, for a spreadsheet, for programs, and in a few words."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from public_aids.cli.render.diff_effects import STATUS, becomes, reason_sentence
from public_aids.cli.render.diff_names import Names
from public_aids.cli.render.diff_text import RETROACTIVE
from public_aids.cli.render.diff_words import change_sentence
from public_aids.cli.render.layout import Page
from public_aids.cli.render.marked import as_text
from public_aids.cli.render.words import colon, euros, long_day
from public_aids.engine.compare.model import Answer, Effect, RuleChanges, Sum
from public_aids.engine.decide.result_json import money
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.text import Lang, Text, counted

if TYPE_CHECKING:
    from public_aids.engine.batch.affected import Affected, Answered

HEADS = (
    Text("aide", "scheme"),
    Text("nom de l'aide", "name"),
    Text("jour", "day"),
    Text("avant", "before"),
    Text("après", "after"),
    Text("somme avant", "sum before"),
    Text("somme après", "sum after"),
    Text("différence", "difference"),
    Text("raison", "reason"),
)
_ABSENT = Text("n'existe pas", "does not exist")
_PLACES = {"row": Text("ligne", "row"), "file": Text("fichier", "file")}
LANGS: tuple[Lang, ...] = ("fr", "en")
_MOST = 3  # changes of the rules that are told as a reason
_BOM = "\ufeff"  # without it Excel takes UTF-8 for the alphabet of Windows


class Told:
    """Affected people, in a language: `who` are the columns that tell a person, `people` all that were looked at."""

    def __init__(
        self,
        rules: tuple[Rulebook, Rulebook],
        changes: RuleChanges,
        who: tuple[str, ...],
        found: tuple["Affected", ...],
        days: tuple[date, ...],
        people: int,
        lang: Lang,
    ) -> None:
        self.who, self.found, self.days, self.people, self.lang = who, found, days, people, lang
        self._names = Names(*rules, {}, lang)
        self._titles = {scheme.id: scheme.name.to(lang) for one in rules for scheme in one.schemes}
        self._amounts = {
            (scheme.id, one.id): one for rulebook in rules for scheme in rulebook.schemes for one in scheme.amounts
        }
        self._changes = {one.id: one.changes for one in changes.schemes}
        self._shared = changes.shared

    def written(self, form: str) -> str:
        match form:
            case "csv":
                return self._csv()
            case "json":
                return json.dumps(self._json(), ensure_ascii=False, indent=2) + "\n"
            case _:
                return self._text()

    def reason(self, one: "Affected") -> str:
        """What of the answer differs; where that is its total alone, what of the rules does."""
        effect = Effect("profile", "", one.scheme, *(self._answer(one.scheme, a) for a in (one.before, one.after)))
        said = reason_sentence(effect, self._names)
        changes = (*self._changes.get(one.scheme, ()), *self._shared)[:_MOST] if not said else ()
        return as_text(said or self._joined(change_sentence(change, self._names) for change in changes))

    def _joined(self, parts: Iterable[str]) -> str:
        return (" ; " if self.lang == "fr" else "; ").join(parts)

    def _answer(self, scheme: str, told: "Answered | None") -> Answer | None:
        if told is None:
            return None
        sums = {
            name: Sum(value, amount.per, amount.precision)
            for name, value in told.sums.items()
            for amount in (self._amounts[scheme, name],)
        }
        return Answer(told.status, told.failed, told.missing, sums, told.total, told.held)  # type: ignore[arg-type]

    def _status(self, told: "Answered | None") -> str:
        return (_ABSENT if told is None else STATUS[told.status]).to(self.lang)  # type: ignore[index]

    def _csv(self) -> str:
        text, french = io.StringIO(), self.lang == "fr"
        writer = csv.writer(text, delimiter=_sign(self.lang), lineterminator="\r\n")
        writer.writerow((*self._heads(), *(one.to(self.lang) for one in HEADS)))
        for one in self.found:
            sums = (one.before.worth if one.before else None, one.after.worth if one.after else None, one.difference)
            writer.writerow(
                (
                    *one.person,
                    one.scheme,
                    self._titles[one.scheme],
                    f"{one.day:%d/%m/%Y}" if french else one.day.isoformat(),
                    self._status(one.before),
                    self._status(one.after),
                    *(_cell(value, self.lang) for value in sums),
                    self.reason(one),
                )
            )
        return (_BOM if french else "") + text.getvalue()

    def _heads(self) -> Iterator[str]:
        return (_PLACES.get(name, Text(name, name)).to(self.lang) for name in self.who)

    def _json(self) -> dict[str, Any]:
        return {
            "format": 1,
            "looked_at": {"people": self.people, "days": [day.isoformat() for day in self.days]},
            "affected": [
                {
                    "person": {name: _plain(cell) for name, cell in zip(self.who, one.person, strict=True)},
                    "scheme": one.scheme,
                    "name": self._titles[one.scheme],
                    "on": one.day.isoformat(),
                    "before": _side(one.before),
                    "after": _side(one.after),
                    "difference": money(one.difference),
                    "reason": self.reason(one),
                }
                for one in self.found
            ],
        }

    def _text(self) -> str:
        page, row = Page(), None
        for one in self.found:
            if one.row != row:
                row = one.row
                names = zip(self._heads(), one.person, strict=True)
                page.heading(", ".join(f"{name} {cell}" for name, cell in names))
            what = f"{self._names.scheme(one.scheme)}, {long_day(one.day, self.lang)}"
            page.item(f"{what}{colon(self.lang)}{self._change(one)}", 2)
        return str(page)

    def _change(self, one: "Affected") -> str:
        was, now = (self._status(side) for side in (one.before, one.after))
        parts = [now if was == now else becomes(was, now, self.lang)]
        if one.difference:
            parts.append(becomes(_euros(one.before, self.lang), _euros(one.after, self.lang), self.lang))
        return self._joined((*parts, *filter(None, (self.reason(one),))))


def summary(told: Told, today: date) -> Iterator[Text]:
    """How many people and schemes, and the difference; of several days each, as the years from them overlap."""
    days = counted(len(told.days), "jour(s)", "day(s)")
    seen = counted(told.people, "personne(s)", "(person|people)")
    if not told.found:
        yield Text(f"personne n'est touché ({seen.fr}, {days.fr})", f"nobody is affected ({seen.en}, {days.en})")
        return
    schemes = counted(len({one.scheme for one in told.found}), "aide(s)", "scheme(s)")
    who = _touched(told.found)
    yield Text(f"{who.fr} sur {told.people}, {schemes.fr}", f"{who.en} of {told.people}, {schemes.en}")
    touched = [day for day in told.days if any(one.day == day for one in told.found)]
    for day in touched:
        found = [one for one in told.found if one.day == day]
        said, total, when = _touched(found), _total(found), (long_day(day, "fr"), long_day(day, "en"))
        yield Text(f"{when[0]}{colon('fr')}{said.fr}, {total.fr}", f"{when[1]}: {said.en}, {total.en}")
    if touched[0] < today:
        yield RETROACTIVE


def _touched(found: Iterable["Affected"]) -> Text:
    return counted(len({one.row for one in found}), "personne(s) touchée(s)", "(person|people) affected")


def _total(found: list["Affected"]) -> Text:
    known = [one.difference for one in found if one.difference is not None]
    if not known:
        return Text("différence inconnue", "difference unknown")
    total, unknown = sum(known, Decimal(0)), len(found) - len(known)
    fr, en = (("+" if total > 0 else "") + euros(total, lang) for lang in LANGS)
    more = counted(unknown, "inconnue(s)", "unknown")
    rest = Text(f", {more.fr}", f", {more.en}") if unknown else Text("", "")
    return Text(f"différence {fr}{rest.fr}", f"difference {en}{rest.en}")


def is_answer(path: str) -> bool:
    """Whether a file was written by `-o`, as CSV."""
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:  # noqa: PTH123  # a name, not a path
        first = file.readline().rstrip("\r\n")
    return any(first.endswith(_sign(lang).join(head.to(lang) for head in HEADS)) for lang in LANGS)


def _sign(lang: Lang) -> str:
    """What stands between two cells: in French, a comma stands before cents."""
    return ";" if lang == "fr" else ","


def _cell(value: Decimal | None, lang: Lang) -> str:
    """A sum as a spreadsheet reads it: nothing between thousands."""
    written = "" if value is None else f"{value:.2f}"
    return written.replace(".", ",") if lang == "fr" else written


def _euros(told: "Answered | None", lang: Lang) -> str:
    return euros((told.worth if told else None) or Decimal(0), lang)


def _side(told: "Answered | None") -> dict[str, Any] | None:
    return None if told is None else {"status": told.status, "total_first_year": money(told.worth)}


def _plain(cell: object) -> object:
    return cell if cell is None or isinstance(cell, (str, int, bool)) else str(cell)
