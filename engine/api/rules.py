"""Rules as a program holds them: read from a folder, and again once its files have changed."""

from os import PathLike
from pathlib import Path

from public_aids.engine.rulebook import model
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.files import RULES_OF_THE_PROGRAM, rule_files, rules_hash


class Rulebook(model.Rulebook):
    """Every rule of the folder `at`, all dates together: its `schemes`, its `facts` by name, the `hash` of its files.

    It never changes, and may be shared by threads and sent to processes.
    """

    at: Path = Path()

    def changed(self) -> "Rulebook | None":
        """The rules as their files are now; None where they are the same. Raises as `load` does."""
        return None if rules_hash(rule_files(self.at)) == self.hash else load(self.at)

    def __repr__(self) -> str:
        return f"<Rulebook at {str(self.at)!r}: {len(self.schemes)} schemes, hash {self.hash}>"


def load(folder: str | PathLike[str] | None = None) -> Rulebook:
    """The rules of a folder; without one, those that the program brings.

    Raises `RulesError` with every error of every file, `OSError` for a folder that cannot be read. What was read is
    kept in the cache that `schemes` uses.
    """
    at = Path(RULES_OF_THE_PROGRAM if folder is None else folder)
    rules = load_cached(at)
    return Rulebook(**{name: getattr(rules, name) for name in rules._fields}, at=at)
