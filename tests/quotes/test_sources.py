"""`schemes sources`: every finding has its code, its place and its cure; our own rules have none."""

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from public_aids.cli.main import group
from public_aids.cli.spoken import Settings
from public_aids.engine.edit.located import located_files
from public_aids.engine.quotes.report import SourcesReport, lines_text, sources_report
from public_aids.engine.rulebook.load import DEFAULT_RULES, load

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def texts() -> Path:
    """The full texts of the documents, which are not part of the project."""
    folder = Path(os.environ.get("SCHEMES_SHARED", ROOT.parent / "shared")) / "sources"
    if not folder.is_dir():
        pytest.skip("no texts of the documents: `sources` is not beside the checkout nor under SCHEMES_SHARED")
    return folder


def report(rules: Path, texts: Path | None) -> SourcesReport:
    files, problems = located_files(rules)
    assert problems == ()
    return sources_report(files, load(rules).documents, texts)


def test_our_quotes_stand_where_they_say(texts: Path) -> None:
    found = report(DEFAULT_RULES, texts)
    assert found.findings == ()
    assert sum(one.quotes for one in found.documents) > 300
    assert all(one.lines and one.uncited for one in found.documents)


SOURCES = """\
documents:
  - id: guide
    file: guide.txt
    title: Guide
    publisher: { fr: Un organisme, en: A body }
    describes: { fr: "L'année 2026", en: The year 2026 }
    weight: 1
  - id: absent
    file: absent.txt
    title: Absent
    publisher: { fr: Un organisme, en: A body }
    describes: { fr: "L'année 2026", en: The year 2026 }
    weight: 1
"""
FACTS = """\
facts:
  zone_cabinet_principal:
    type: choice
    label: { fr: Zone, en: Zone }
    question: { fr: Quelle zone ?, en: Which zone? }
    values:
      - { is: ZIP, label: { fr: ZIP, en: ZIP } }
      - { is: autre, label: { fr: Autre, en: Other } }
"""
GUIDE = "Titre\nUne aide de 3 000 €\npour les médecins\n\nen ZIP, jusqu’au 31 décembre\nUne aide de 3 000 €\nFin\n"
SCHEME = """\
id: prime
acronym: PRIME
name: { fr: Prime, en: Bonus }
kind: one_off
rules_as_of: evaluation
conditions:
  - id: zone
    label: { fr: En ZIP, en: In a ZIP }
    when: zone_cabinet_principal = "ZIP"
    source: SOURCE
amounts:
  - id: prime
    label: { fr: Prime, en: Bonus }
    value: 3000
    unit: EUR
    per: once
    precision: exact
    source: { document: guide, lines: 2 }
"""
CONTACTS = """\
contacts:
  - { departement: "44", body: CPAM 44, email: a@example.org, source: { document: guide, lines: 7 } }
"""


def folder(at: Path, source: str, guide: str = GUIDE) -> Path:
    """A folder of rules with one scheme whose one condition has the given source, and the text of its document."""
    at.mkdir(exist_ok=True)
    (at / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (at / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    (at / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (at / "prime.yaml").write_text(SCHEME.replace("SOURCE", source), encoding="utf-8")
    (at / "texts").mkdir(exist_ok=True)
    (at / "texts" / "guide.txt").write_text(guide, encoding="utf-8")
    return at


@pytest.mark.parametrize(
    ("source", "code", "underlined", "cures"),
    [
        ('{ document: guide, lines: 2, quote: "Une aide de 3 000 €" }', None, "", ()),
        ('{ document: guide, lines: 2-5, quote: "3 000 € pour les médecins en ZIP" }', None, "", ()),
        (
            '{ document: guide, lines: 3, quote: "Une aide de 3 000 €" }',
            "Q605",
            "3",
            ("it stands here: `lines: 2`", "it stands here: `lines: 6`"),
        ),
        (
            '{ document: guide, lines: 2-3, quote: "médecins en ZIP" }',
            "Q605",
            "2-3",
            ("it stands here: `lines: 3-5`",),
        ),
        ('{ document: guide, lines: 8, quote: "Fin" }', "Q603", "8", ("it stands here: `lines: 7`",)),
        ("{ document: guide, lines: 7-80 }", "Q603", "7-80", ()),
        (
            '{ document: guide, lines: 2-3, quote: "Une aide de 5 000 €" }',
            "Q607",
            '"Une aide de 5 000 €"',
            ("on line 2 the document has `Une aide de 3 000 €`",),
        ),
        (
            '{ document: guide, lines: 2-3, quote: "des mots inventés" }',
            "Q607",
            '"des mots inventés"',
            ("copy the exact words of the document",),
        ),
    ],
)
def test_a_wrong_citation_is_told_at_its_place(
    tmp_path: Path, source: str, code: str | None, underlined: str, cures: tuple[str, ...]
) -> None:
    rules = folder(tmp_path, source)
    found = [one for one in report(rules, rules / "texts").findings if one.code not in ("Q602", "Q606")]
    if code is None:
        assert found == []
        return
    (one,) = found
    place = one.place
    assert place is not None and place.path.endswith("prime.yaml") and place.line == 10
    assert one.excerpt[place.column - 1 : place.end_column - 1] == underlined
    assert (one.code, tuple(cure.en for cure in one.cures)) == (code, cures)


def test_documents_without_text_or_use(tmp_path: Path) -> None:
    rules = folder(tmp_path, "{ document: guide, lines: 2 }")
    found = report(rules, rules / "texts")
    told = [(one.code, one.severity, one.place.line if one.place else 0) for one in found.findings]
    assert told == [("Q606", "warning", 8), ("Q602", "error", 9)]


def test_lines_that_nothing_cites_are_ranges_over_empty_lines(tmp_path: Path) -> None:
    rules = folder(tmp_path, "{ document: guide, lines: 2 }")
    guide = report(rules, rules / "texts").documents[0]
    assert guide.lines == 7
    assert [(lines_text(place), words) for place, words in guide.uncited] == [
        ("1", "Titre Une aide de 3"),
        ("3-6", "pour les médecins en ZIP,"),
    ]
    assert {name: [lines_text(place) for place, _ in found] for name, found in guide.near.items()} == {
        "contacts.yaml": ["3-6"],
        "prime.yaml": ["1", "3-6"],
    }
    assert report(rules, None).documents[0].lines is None


def run(*words: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(group, ["sources", *words], obj=Settings("en"), standalone_mode=False)
    return outcome.return_value if outcome.exception is None else 2, outcome.output


def test_the_command_tells_findings_and_exits_with_1(tmp_path: Path) -> None:
    rules = folder(tmp_path, '{ document: guide, lines: 3, quote: "Une aide de 3 000 €" }')
    code, output = run("--rules", str(rules), "--texts", str(rules / "texts"))
    assert code == 1
    assert re.search(r"prime\.yaml:10:39: error Q605: the quote does not stand at the lines `3`", output)
    code, output = run("--rules", str(rules), "--texts", str(rules / "texts"), "--format", "json")
    answer = json.loads(output)
    assert code == 1
    assert [one["code"] for one in answer["findings"]] == ["Q606", "Q602", "Q605"]
    assert answer["documents"][0]["cited_by"] == {"contacts.yaml": 1, "prime.yaml": 2}


def test_a_new_edition_moves_what_only_moved(tmp_path: Path) -> None:
    rules = folder(tmp_path, '[{ document: guide, lines: 3, quote: "pour les médecins" }, SECOND, THIRD]')
    path = rules / "prime.yaml"
    cited = (
        '{ document: guide, lines: 6, quote: "Fin" }',
        '{ document: guide, lines: 2, quote: "Une aide de 4 000 €" }',
    )
    text = path.read_text(encoding="utf-8").replace("SECOND", cited[0]).replace("THIRD", cited[1])
    path.write_text(text, encoding="utf-8")
    (rules / "texts" / "guide.txt").write_text("Avant\n\n" + GUIDE, encoding="utf-8")
    code, output = run("--rules", str(rules), "--texts", str(rules / "texts"), "--update")
    after = text.replace('lines: 3, quote: "pour', 'lines: 5, quote: "pour').replace("lines: 6, ", "lines: 9, ")
    assert path.read_text(encoding="utf-8") == after
    assert code == 1 and re.findall("Q60[3-7]", output)[:1] == ["Q607"] and "Q605" not in output
    assert "on line 4 the document has `Une aide de 3 000 €`" in output
    assert run("--update")[0] == 2


def test_passages_near_what_a_file_cites(tmp_path: Path) -> None:
    rules = folder(tmp_path, "{ document: guide, lines: 2 }")
    _, output = run("--rules", str(rules), "--texts", str(rules / "texts"), "--uncited")
    last = output[output.index("Near what contacts.yaml cites") :]
    assert last.split("\n")[1].split()[:3] == ["guide", "3-6", "pour"]
    assert "Near what prime.yaml cites\n  guide  1     Titre Une aide de 3 …" in last


def test_without_texts_the_command_lists(tmp_path: Path) -> None:
    code, output = run("--rules", str(folder(tmp_path, "{ document: guide, lines: 3 }")))
    assert code == 0
    assert "guide (guide.txt)" in output and "cited nowhere" in output
    assert run("--uncited")[0] == 2
