"""Formatting: canonical whatever the order was. That nothing is lost and twice is once: tests/fuzz."""

from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from public_aids.cli.main import group
from public_aids.cli.spoken import Settings
from public_aids.engine.edit.fmt import formatted
from public_aids.engine.edit.layout import Entries
from public_aids.engine.record import replace
from public_aids.engine.rulebook.load import DEFAULT_RULES, load

FILES = tuple(sorted(DEFAULT_RULES.rglob("*.yaml")))

MESSY = """\
# yaml-language-server: $schema=../../grammar/scheme.schema.json
# Le dispositif d'essai.

kind:   one_off   # versée une fois
conditions:   # toutes
- when: "zone_cabinet_principal = \\"ZIP\\""
  # le libellé
  label: {en: In a ZIP,   fr: En ZIP}
  id: zone

# deux parts
-   any_of:
    - { when: membre_cpts, label: { fr: CPTS, en: CPTS }, id: cpts }
      # fin des deux parts
    id: groupe
    label:
        en: Group
        fr: >-
            Un groupe,
            en français
    source: {
      quote: "d'un groupe", lines: 3,
      document: guide
    }
# le nom
name: {fr: Essai, en: Trial}
id: essai
amounts:
  - id: prime
    value:
      if membre_cpts
        then 2
        else 1
    unit: EUR   # en euros
# la fin
"""

CANONICAL = """\
# yaml-language-server: $schema=../../grammar/scheme.schema.json
# Le dispositif d'essai.

id: essai
# le nom
name: { fr: Essai, en: Trial }
kind: one_off   # versée une fois

conditions:   # toutes
  # le libellé
  - id: zone
    label: { fr: En ZIP, en: In a ZIP }
    when: "zone_cabinet_principal = \\"ZIP\\""

  # deux parts
  - id: groupe
    label:
      fr: >-
        Un groupe,
        en français
      en: Group
    any_of:
      - { id: cpts, label: { fr: CPTS, en: CPTS }, when: membre_cpts }
        # fin des deux parts
    source: { document: guide, lines: 3, quote: "d'un groupe" }

amounts:
  - id: prime
    value: if membre_cpts
      then 2
      else 1
    unit: EUR   # en euros
# la fin
"""


def text_of(path: str, text: str) -> str:
    found = formatted(path, text)
    assert found.problems == () and found.text is not None
    return found.text


def shuffled(text: str, seed: int, path: str) -> str:
    """The same file with the keys of every mapping in another order."""
    random = Random(seed)

    def order(entries: Entries, keys: tuple[str, ...]) -> Entries:
        return tuple(random.sample(entries, len(entries))) if keys else entries

    found = formatted(path, text, order)
    assert found.text is not None
    return found.text


def test_a_messy_file_becomes_canonical() -> None:
    expected = CANONICAL.replace("  # le libellé\n  - id: zone\n", "  - id: zone\n    # le libellé\n")
    assert text_of("essai.yaml", MESSY) == expected
    assert text_of("essai.yaml", expected) == expected
    assert text_of("essai.yaml", MESSY.replace("\n", "\r\n")) == expected.replace("\n", "\r\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_files_are_in_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text_of(str(path), text) == text


@given(path=st.sampled_from(FILES), seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_shuffled_keys_come_back_canonical(path: Path, seed: int) -> None:
    text = path.read_text(encoding="utf-8")
    other = shuffled(text, seed, str(path))
    assert text_of(str(path), other) == text


def test_the_loaded_rules_are_the_same_before_and_after(tmp_path: Path) -> None:
    before = load(DEFAULT_RULES)
    for path in FILES:
        other = tmp_path / path.relative_to(DEFAULT_RULES)
        other.parent.mkdir(exist_ok=True)
        other.write_text(shuffled(path.read_text(encoding="utf-8"), 7, str(path)), encoding="utf-8")
    shuffled_rules = load(tmp_path)
    assert shuffled_rules.hash != before.hash
    assert replace(shuffled_rules, hash="") == replace(before, hash="")


@pytest.mark.parametrize("text", ["", "\n", "# seulement un commentaire\n", "[1, 2]\n", '{"a": 1}\n', "un texte\n"])
def test_files_without_keys_stay(text: str) -> None:
    assert text_of("profil.yaml", text) == text.strip("\n") + "\n" * bool(text.strip())


def test_a_file_in_error_is_left_alone() -> None:
    found = formatted("essai.yaml", "a: 1\na: 2\n")
    assert found.text is None and [one.code for one in found.problems] == ["Y120"]


def run(*words: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(group, ["fmt", *words], obj=Settings("en"), standalone_mode=False)
    return outcome.return_value, outcome.output


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "essai.yaml"
    path.write_text(MESSY, encoding="utf-8")
    code, output = run("--check", str(tmp_path))
    assert code == 1 and f"would be formatted: {path}" in output
    code, output = run("--diff", str(path))
    assert code == 1 and "+id: essai" in output and path.read_text(encoding="utf-8") == MESSY
    code, output = run(str(path))
    assert code == 0 and "1 changed, 0 already formatted" in output
    code, output = run("--check", str(path))
    assert code == 0 and output.startswith("0 would change, 1 already formatted")
    path.write_text("a: 1\na: 2\n", encoding="utf-8")
    code, output = run(str(path))
    assert code == 1 and "Y120" in output and path.read_text(encoding="utf-8") == "a: 1\na: 2\n"


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "essai.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb:   2\r\n")
    assert run(str(path))[0] == 0 and path.read_bytes() == b"\xef\xbb\xbfa: 1\r\nb: 2\r\n"
    code, output = run("--check", str(path))
    assert code == 0 and output.startswith("0 would change, 1 already formatted")
    path.write_bytes(b"a: 1\r\nb: 2\n")
    code, output = run("--check", str(path))
    assert code == 1 and "warning P541" in output and "1 would change" in output
