"""Broken texts never end a command: a few in each run, many with `SCHEMES_ALL=1`."""

import os
from random import Random

import pytest

from fuzz.readers import WRONG, counted, fault_of, ours, tried_scheme

MANY = bool(os.environ.get("SCHEMES_ALL"))


def test_broken_texts_end_in_messages() -> None:
    assert counted(2_500 if MANY else 25, 1) == {}


def abouts() -> list[str]:
    """Every path of our schemes that a reading may name, and some that none may."""
    found = ["validity.from", "validity.until", "term.length", "term.renewal", "term.renewals_before", "opens_on"]
    found += [
        "term.kept_if_signed_by",
        "term.others_end_on",
        "validity.source",
        "limits.once_per",
        "id",
        "a.b.c",
        "a..b",
    ]
    found += ["conditions", "conditions.zone_zip", "conditions.nulle_part.when", "amounts.nulle_part.value"]
    scheme = next(one for one in ours()[2].schemes if one.id == "cotram")
    keys = (
        "value",
        "rate",
        "base",
        "cap",
        "by_period",
        "only_if",
        "per",
        "precision",
        "periods",
        "payments",
        "id",
        "unit",
    )
    found += [f"amounts.{amount.id}.{key}" for amount in scheme.amounts for key in keys]
    return [*found, *(f"conditions.{condition.id}.{key}" for condition in scheme.conditions for key in ("when", "id"))]


DIVERGENCE = """
  - id: essai
    about: {about}
    readings:
      - id: une
        label: {{ fr: a, en: a }}
        value: {value}
        source: {{ document: ameli_paps_2025_11_10, lines: 110 }}
      - id: deux
        label: {{ fr: b, en: b }}
        value: {value}
        source: {{ document: ameli_paps_2025_11_10, lines: 111 }}
    applied: une
    because: {{ fr: x, en: x }}
"""


@pytest.mark.parametrize("about", abouts())
def test_a_reading_is_checked_as_what_it_replaces(about: str) -> None:
    """At every path every kind of value is told at its place, or is used by everything that uses rules."""
    file = next(file for file in ours()[0] if file.inside.endswith("cotram.yaml"))
    text = file.data.decode()
    at = text.index("divergences:") + len("divergences:")
    first = text[:at].count("\n") + 2
    for value in WRONG if MANY else Random(about).sample(WRONG, 3):
        added = DIVERGENCE.format(about=about, value=value).rstrip("\n")
        changed = text[:at] + added + text[at:]
        assert fault_of(lambda changed=changed: tried_scheme(changed, file, used=False)) is None, value  # type: ignore[misc]
        said = tried_scheme(changed, file)
        lines = {one.place.line for one in said if one.place is not None and one.severity == "error"}
        assert all(first <= line <= first + 12 or value in ("&a", "!t x") for line in lines), (value, said)
