"""Parts of an expression as a person says them: an operator in words, a day, values one after another."""

import re
from typing import Final

from public_aids.engine.feel.errors import FeelError
from public_aids.engine.source.nearest import write
from public_aids.engine.source.spellings import day_meant
from public_aids.engine.text import Text

_PHRASES: Final = {
    r"(?:est )?compris entre": "between", r"(?:est )?(?:compris )?(?:dans|parmi)": "in", r"n['’]est pas": "!=",
    r"(?:est )?(?:supérieure?|plus grande?) ou égale? à": ">=",
    r"(?:est )?(?:inférieure?|plus petite?) ou égale? à": "<=",
    r"(?:est )?(?:supérieure? à|plus (?:grande?|élevée?) que|plus de)": ">", r"au moins": ">=", r"au plus": "<=",
    r"(?:est )?(?:inférieure? à|plus (?:petite?|bas|basse) que|moins de)": "<", r"(?:est )?égale? à": "=",
    r"(?:est )?différente? de": "!=", r"is not": "!=", r"(?:est )?avant(?: le)?": "<", r"(?:est )?après(?: le)?": ">",
    r"(?:à partir du|depuis(?: le)?)": ">=", r"jusqu['’]au": "<=", r"divisé par": "/", r"multiplié par": "*",
}  # fmt: skip
_DAY: Final = re.compile(r"\d{1,2}(?: ?er)? [^\W\d]+\.? \d{4}")
_NOT_IN: Final = re.compile(r"(\w+)\s+(not|non|pas)\s+(?:in|dans|parmi)\s+(\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\")")
_BARE_LIST: Final = re.compile(r'\bin\s+("[^"]*"(?:\s*,\s*"[^"]*")+|\d[\d.]*(?:\s*,\s*\d[\d.]*)+)')


def day_in_words(text: str, start: int) -> FeelError | None:
    """`1er juillet 2026`, around what is at `start`."""
    for match in _DAY.finditer(text):
        if match.start() <= start <= match.end() and (day := day_meant(match[0])):
            message = Text(f"`{match[0]}` n'est pas un jour de FEEL", f"`{match[0]}` is not a FEEL day")
            return FeelError("F109", match.span(), message, (write(f'@"{day}"'),), f'@"{day}"')
    return None


def list_after_in(text: str, start: int) -> FeelError | None:
    """`zone not in (…)`, and `zone in "ZIP", "ZAC"` without its parentheses."""
    for match in _NOT_IN.finditer(text):
        if match.start(2) <= start < match.end(2):
            meant = f"not({match[1]} in {match[3]})"
            message = Text("`not in` n'est pas un opérateur de FEEL", "`not in` is not a FEEL operator")
            return FeelError("F111", match.span(), message, (write(meant),), meant)
    for match in _BARE_LIST.finditer(text):
        if text[start] == "," and match.start() < start < match.end():
            meant = f"in ({match[1]})"
            message = Text(
                "plusieurs valeurs après `in` vont entre parenthèses", "several values after `in` go in parentheses"
            )
            return FeelError("F106", match.span(), message, (write(meant),), meant)
    return None


def operator_in_words(text: str, start: int) -> FeelError | None:
    """`supérieur ou égal à`, `compris entre`: an operator in words."""
    for words, sign in _PHRASES.items():
        if match := re.compile(words + r"(?!\w)", re.IGNORECASE).match(text, start):
            message = Text(f"`{match[0]}` n'est pas un opérateur de FEEL", f"`{match[0]}` is not a FEEL operator")
            return FeelError("F112", match.span(), message, (write(sign),), sign)
    return None
