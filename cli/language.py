"""The language of a run: `--lang`, else `SCHEMES_LANG`, else the locale, else that of the system, else English.

It is read before the command line is parsed, so that help and messages on wrong usage speak it too.
"""

import sys
from collections.abc import Mapping, Sequence

from public_aids.engine.text import Lang

LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as POSIX says


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """`fr` or `en`; an unknown language after `--lang` is refused later, when the option is parsed."""
    return (
        _spoken(asked(arguments, "--lang") or "")
        or _spoken(environment.get("SCHEMES_LANG", ""))
        or _of_locale(environment)
    )


def unspoken(environment: Mapping[str, str]) -> str | None:
    """What `SCHEMES_LANG` asks for in vain."""
    named = environment.get("SCHEMES_LANG", "")
    return named if named and _spoken(named) is None else None


def asked(arguments: Sequence[str], name: str) -> str | None:
    """The last value of an option in words that are not parsed yet."""
    found = None
    for position, word in enumerate(arguments):
        if word == "--":
            break
        if word.startswith(f"{name}="):
            found = word.removeprefix(f"{name}=")
        elif word == name and position + 1 < len(arguments):
            found = arguments[position + 1]
    return found


def _of_locale(environment: Mapping[str, str]) -> Lang:
    """`LANGUAGE` is a list, `de:fr:en`; as in gettext it counts for nothing where the locale is `C`."""
    locale = next((found for name in LOCALES if (found := environment.get(name))), None)
    if locale not in ("C", "POSIX"):
        for wanted in environment.get("LANGUAGE", "").split(":"):
            if lang := _spoken(wanted):
                return lang
    if locale is None and sys.platform in ("win32", "darwin"):
        from public_aids.cli.system_language import system_language

        locale = system_language()
    return _spoken(locale or "") or "en"


def _spoken(named: str) -> Lang | None:
    """The language of `fr`, `fr_FR.UTF-8`, `fr-CA`…; None for another one."""
    match named[:2].lower():
        case "fr":
            return "fr"
        case "en":
            return "en"
        case _:
            return None
