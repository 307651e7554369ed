"""However large and however wrong a text is: a bounded time, a bounded number of messages, each of a bounded length."""

import time

import pytest

from public_aids.cli.render.diagnostics import render
from public_aids.engine.decide.profile import read_profile
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.rulebook.model import Fact
from public_aids.engine.source.diagnostic import BrokenError

MOST = 101  # messages: a hundred, and how many more
LONGEST = 60_000  # characters of all that is shown
SECONDS = 30  # of a processor: what is not bounded takes minutes; how quick the rest is, benchmarks say


@pytest.fixture(scope="module")
def facts() -> dict[str, Fact]:
    return dict(load(DEFAULT_RULES).facts)


def lines(line: str, count: int) -> str:
    return "".join(line.replace("#", str(n)) for n in range(count))


TEXTS = {
    "unknown names": ("P501", lines("nom_#: 1\n", 16_000)),
    "unknown names in JSON": ("P501", "{" + lines('"n#": 1,', 16_000) + '"x": 1}'),
    "names of records": ("P501", "contrats:\n" + lines("  - { dispositf: x }\n", 8_000)),
    "values": ("Y132", lines("n#: 1_0\n", 60_000)),
    "values of a list on one line": ("Y132", "x: [" + lines("1_0, ", 60_000) + "1]\n"),
    "values of choices": ("P503", "contrats:\n" + lines("  - { dispositif: caim_# }\n", 8_000)),
    "words of JSON": ("Y144", "{" + lines('"n#": True,', 60_000) + '"x": 1}'),
    "anchors": ("Y122", lines("n#: &a# 1\n", 20_000)),
    "aliases": ("Y122", "a: 1\n" + lines("n#: *a\n", 20_000)),
    "tags": ("Y121", lines("n#: !x 1\n", 20_000)),
    "directives": ("Y125", lines("%x#\n", 20_000)),
    "one key": ("Y120", lines("secteur: 1\n", 50_000)),
    "one key of JSON": ("Y120", "{" + lines('"n": 1,', 60_000) + '"n": 1}'),
    "tabs": ("Y106", "a:\n" + lines("\tb: 1\n", 40_000)),
    "colons": ("Y113", lines("a: b: c\n", 20_000)),
    "brackets": ("Y116", lines("a#: [b\n", 5_000)),
    "comments of JSON": ("Y145", "{" + lines('"n#": 1 /*x*/,', 30_000) + '"x": 1}'),
    "a long text": ("P503", "statut: " + 900_000 * "a" + "\n"),
    "a long text in backticks": ("P503", "statut: " + 300_000 * "é`" + "\n"),
    "long names": ("P501", lines(900 * "a" + "#: 1\n", 900)),
    "a long tag": ("Y121", "x: " + 500_000 * "!"),
    "ends of old Macs": ("S212", lines("n#: 1\r", 20_000)),
    "ends of old Macs, half of them": ("S212", lines("n#: 1\rm#: 1\n", 10_000)),
    "ends of EBCDIC": ("S212", lines("n#: 1\x85", 20_000)),
    "ends of a word processor": ("S212", lines("n#: 1\u2028", 20_000)),
    "form feeds": ("S212", lines("n#: 1\n\x0c", 20_000)),
}


@pytest.mark.parametrize("name", TEXTS)
def test_bounded(name: str, facts: dict[str, Fact]) -> None:
    code, text = TEXTS[name]
    began = time.process_time()
    with pytest.raises(BrokenError) as broken:
        read_profile("profil.yaml", text.encode(), facts)
    said = broken.value.diagnostics
    shown = render(said, "fr")
    assert time.process_time() - began < SECONDS
    assert code in {one.code for one in said}
    assert len(said) <= MOST and len(shown) < LONGEST


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
def test_old_line_ends_are_told_once(end: str, facts: dict[str, Fact]) -> None:
    text = (DEFAULT_RULES / "convention-2016" / "caim.yaml").read_text(encoding="utf-8").replace("\n", end)
    with pytest.raises(BrokenError) as broken:
        read_profile("profil.yaml", text.encode(), facts)
    assert [one.code for one in broken.value.diagnostics] == ["S212"]


def test_what_is_left_out_is_counted(facts: dict[str, Fact]) -> None:
    with pytest.raises(BrokenError) as broken:
        read_profile("profil.yaml", lines("nom_#: 1\n", 4_000).encode(), facts)
    last = broken.value.diagnostics[-1]
    assert (last.code, "3,900 more" in last.message.en, "3\u202f900 autres" in last.message.fr) == ("Y129", True, True)
