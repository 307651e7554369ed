"""What to write instead of a value that has not the shape of its schema."""

import re
from collections.abc import Callable
from typing import Any, Final

from public_aids.engine.source.nearest import write
from public_aids.engine.source.spellings import (
    answer_meant,
    day_meant,
    lines_meant,
    name_meant,
    number_meant,
    term_meant,
)
from public_aids.engine.source.tree import Node, Scalar
from public_aids.engine.text import Text

Schema = dict[str, Any]
_RESPELLED: Final[tuple[Callable[[str], str | None], ...]] = (day_meant, term_meant, lines_meant)
_NAMES: Final = {"$ref": "#/$defs/id"}  # the items of a list of names


def hint(schema: object) -> tuple[Text, ...]:
    """The description of a part of a schema, which is written `French / English`."""
    fr, _, en = str(schema.get("description", "")).partition(" / ") if isinstance(schema, dict) else ("", "", "")
    return (Text(_small(fr), _small(en or fr)),) if fr else ()


def for_pattern(value: str, schema: Schema) -> tuple[tuple[Text, ...], str | None]:
    """A spelling of the same thing that has the right form, else what that form is; that spelling alone, but for names,
    which others may use."""
    fits = re.compile(schema["pattern"]).search
    for read in (*_RESPELLED, name_meant):
        meant = read(value)
        if meant is not None and fits(meant):
            return (write(meant), *hint(schema)), meant if read in _RESPELLED else None
    return hint(schema), None


def for_kind(node: Node, wanted: list[str], schema: Schema) -> tuple[tuple[Text, ...], str | None]:
    """For a value of another kind (`wanted` as JSON Schema names kinds); what to write, alone."""
    meant = _meant(node, wanted, schema) if isinstance(node, Scalar) else None
    if meant is not None:
        return (write(meant),), meant
    if "object" in wanted and schema.get("required"):
        return (write("{ " + ", ".join(f"{key}: …" for key in schema["required"]) + " }"),), None
    return hint(schema), None


def _meant(node: Scalar, wanted: list[str], schema: Schema) -> str | None:
    if "boolean" in wanted:
        return answer_meant(node.text)
    if "number" in wanted or "integer" in wanted:
        return number_meant(node.text)
    if "string" in wanted and "pattern" not in schema and node.text:
        return f'"{str(node.value).lower() if isinstance(node.value, bool) else node.text}"'
    if "array" in wanted and schema.get("items") == _NAMES and node.text:
        return f"[{node.text}]"
    return None


def _small(sentence: str) -> str:
    """`Une source` as `une source`, and `FEEL` as it is."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() or sentence[1:2] == " " else sentence
