"""Is a scheme open to new rights on a day?"""

from datetime import date

from public_aids.engine.decide.result import Window
from public_aids.engine.rulebook.model import Scheme


def window_on(scheme: Scheme, day: date) -> Window:
    """Is the scheme open to new rights on a day?"""
    since = scheme.validity.since.at(day) if scheme.validity.since else None
    if scheme.validity.since is not None and since is None:
        return "not_yet"
    until = scheme.validity.until.at(day) if scheme.validity.until else None
    if since is not None and day < since:
        return "not_yet"
    return "closed" if until is not None and day > until else "open"
