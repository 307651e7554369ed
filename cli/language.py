"""The language of a run: `--lang`, else the locale, else English.

It is read before the command line is parsed, so that help and messages on wrong usage speak it too.
"""

from collections.abc import Mapping, Sequence

from engine.text import Lang


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """`fr` or `en`; an unknown language after `--lang` is refused later, when the option is parsed."""
    asked = _asked(arguments)
    if asked in ("fr", "en"):
        return "fr" if asked == "fr" else "en"
    return _of_locale(environment)


def _asked(arguments: Sequence[str]) -> str | None:
    found = None
    for position, word in enumerate(arguments):
        if word == "--":
            break
        if word.startswith("--lang="):
            found = word.removeprefix("--lang=")
        elif word == "--lang" and position + 1 < len(arguments):
            found = arguments[position + 1]
    return found


def _of_locale(environment: Mapping[str, str]) -> Lang:
    """The first of the three variables that is set decides, as POSIX says."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"
