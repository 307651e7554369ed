"""What may be the name of a fact or the id of a scheme, and what to write in the place of what may not."""

import unicodedata

from public_aids.engine.rulebook.reserved import RESERVED
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Scalar
from public_aids.engine.source.yaml_reader import read_yaml
from public_aids.engine.text import Text

DEVICES = frozenset(("con", "nul", "aux", "prn", *(f"{one}{n}" for one in ("com", "lpt") for n in range(1, 10))))


LONGEST = 100  # characters: files and columns of data have the name, too


class RefusedNameError(ValueError):
    """A name that cannot be taken, with the reason and the cures."""

    def __init__(self, name: str) -> None:
        self.text = Text(f"`{name}` ne peut pas servir de nom", f"`{name}` cannot be a name")
        if name in DEVICES:
            self.text = Text(
                f"{self.text.fr} : Windows le réserve à un appareil",
                f"{self.text.en}: Windows keeps it for a device",
            )
        elif len(name) > LONGEST:
            self.text = Text(
                f"{self.text.fr} : il a plus de {LONGEST} caractères",
                f"{self.text.en}: it has over {LONGEST} characters",
            )
        elif is_id(name):
            self.text = Text(
                f"{self.text.fr} : ce mot a un autre sens dans les règles",
                f"{self.text.en}: the word means something else in rules",
            )
        near = _suggested(name)
        self.cures = (
            *((Text(f"par exemple `{near}`", f"for example `{near}`"),) if near else ()),
            Text("minuscules sans accent, chiffres et `_`", "lower case without accents, digits and `_`"),
        )
        super().__init__(name)


def check_name(name: str, *, of_file: bool = False) -> None:
    """Raises `RefusedNameError`; `of_file`: a file will have the name."""
    if not _may_be(name) or (of_file and name in DEVICES):
        raise RefusedNameError(name)


def is_id(text: str) -> bool:
    """An id: lower case without accents, digits and `_`, beginning with a letter."""
    return text[:1].isalpha() and text.isascii() and text.replace("_", "a").isalnum() and text == text.lower()


def _may_be(name: str) -> bool:
    if not is_id(name) or len(name) > LONGEST or name in RESERVED:
        return False
    node, problems = read_yaml(Source("", name))
    return not problems and isinstance(node, Scalar) and node.value == name  # else YAML takes it for yes, no or nothing


def _suggested(name: str) -> str | None:
    """The nearest name that may be taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    parts = "".join(one if one.isalnum() else " " for one in plain).split()
    found = "_".join(parts)
    return next((one for one in (found, f"aide_{found}") if parts and _may_be(one) and one not in DEVICES), None)
