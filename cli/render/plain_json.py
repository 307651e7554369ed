"""A scheme or a fact for programs: the fields of its records, texts in one language, expressions as written."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from public_aids.cli.render.expression_text import expression_text
from public_aids.engine.feel.syntax import Expr
from public_aids.engine.record import Record
from public_aids.engine.rulebook.model import Dated
from public_aids.engine.text import Lang, Text


def plain_json(value: Any, lang: Lang) -> Any:
    """Sums and days are texts, as in a result; a value that changes over time is a list of `from` and `is`."""
    match value:
        case Text():
            return value.to(lang)
        case Dated(versions):
            return [{"from": plain_json(first, lang), "is": plain_json(one, lang)} for first, one in versions]
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
        case Record() if isinstance(value, Expr):
            return expression_text(value)
        case Record():
            return {field: plain_json(getattr(value, field), lang) for field in value._fields}
        case Mapping():
            return {name: plain_json(one, lang) for name, one in value.items()}
        case tuple():
            return [plain_json(one, lang) for one in value]
        case _:
            return value
