"""The whole answer on one situation."""

from datetime import date
from typing import Any

from public_aids.engine.decide.result import Combination, Later, SchemeResult
from public_aids.engine.rulebook.model import Contact
from public_aids.engine.text import Lang, Text

FORMAT = 1


class Decision(Later):
    """Everything about one situation on one day. `decision["caim"]` is the result of a scheme."""

    on: date
    rules_hash: str
    schemes: tuple[SchemeResult, ...]
    combination: Combination
    contact: Contact | None
    questions: tuple[str, ...]
    warnings: tuple[Text, ...]
    currency: str

    def __getitem__(self, scheme_id: str) -> SchemeResult:
        """Raises `KeyError` for an id that is none of the schemes."""
        found = next((one for one in self.schemes if one.scheme.id == scheme_id), None)
        if found is None:
            known = ", ".join(one.scheme.id for one in self.schemes)
            raise KeyError(f"`{scheme_id}` is not a scheme; schemes: {known}")
        return found

    def to_json(self, lang: Lang = "en", only: tuple[str, ...] = ()) -> dict[str, Any]:
        """The object that `schemes eval --format json` writes, of some schemes alone where `only` names any."""
        from public_aids.engine.decide.result_json import combination_json, contact_json, scheme_json, texts

        shown = [one for one in self.schemes if not only or one.scheme.id in only]
        return {
            "format": FORMAT,
            "lang": lang,
            "currency": self.currency,
            "on": self.on.isoformat(),
            "rules": {"hash": self.rules_hash, "schemes": len(self.schemes)},
            "schemes": [scheme_json(one, self.contact, lang) for one in shown],
            "combination": combination_json(self.combination, lang),
            "contact": contact_json(self.contact),
            "questions": list(self.questions),
            "warnings": texts(self.warnings, lang),
        }

    def __repr__(self) -> str:
        best = " ".join(self.combination.best) or "none"
        return f"<Decision on {self.on}: {len(self.schemes)} schemes, best {best}, total {self.combination.total}>"
