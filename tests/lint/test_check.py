"""`schemes check` in use: since a revision, fixing, watching, from the cache, in several processes."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from lint.examples import AS_OF, BASE
from lint.test_formats import check
from public_aids.cli.difference import difference
from public_aids.cli.revisions import changed_since
from public_aids.cli.watch import again_at_each_change
from public_aids.engine.lint.check import check_folder
from public_aids.engine.lint.fix import fixed
from public_aids.engine.lint.kept import check_kept
from public_aids.engine.rulebook.load import DEFAULT_RULES, load
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import plain
from public_aids.engine.source.yaml_reader import read_yaml


def test_nothing_is_to_be_said_of_our_own_rules() -> None:
    assert check_folder(DEFAULT_RULES, date(2026, 12, 1)).diagnostics == ()


PAID = "max(signature, date_installation) +"
FAR = {
    "closes never": ("until: 2025-12-31", "until: 9999-12-31", "D310"),
    "opens never": ("from: 2016-01-01", "from: 9999-12-31", "D305"),
    "a term of ages": ("length: P5Y", "length: P9999Y", "D304"),
    "a term without end": ("length: P5Y", f"length: P{'9' * 5000}Y", "D304"),
    "a payment after the end": (f'{PAID} @"P1Y"', f'{PAID} @"P9Y"', "R457"),
    "a payment before the other": ("share: 0.5, at: signature", f"share: 0.5, at: '{PAID} @\"P2Y\"'", "R457"),
    "a payment that a fact may bring forward": (f'{PAID} @"P1Y"', 'date_installation + @"P9Y"', ""),
}


@pytest.mark.parametrize("name", FAR)
def test_days_far_away(tmp_path: Path, name: str) -> None:
    shutil.copytree(DEFAULT_RULES, tmp_path / "rules")
    before, after, code = FAR[name]
    edit(tmp_path / "rules/convention-2016/caim.yaml", before, after)
    found = {one.code for one in check_folder(tmp_path / "rules", date(2026, 12, 1)).diagnostics}
    assert (code in found) if code else not found & {"R457", "D304"}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    shutil.copytree(BASE, folder)
    return folder


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *names, *words), cwd=folder, check=True, capture_output=True)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def touched(folder: Path) -> set[str]:
    """The files that `--since HEAD` looks at."""
    checked = check_folder(folder, AS_OF)
    changed = changed_since(folder, "HEAD", checked.files)
    return {Path(p).name for p in checked.files if changed.intersection((p, *checked.uses.get(p, ())))}


def test_since_looks_at_changes_and_at_what_depends_on_them(rules: Path) -> None:
    git(rules, "init", "-q")
    git(rules, "add", ".")
    git(rules, "commit", "-qm", "first")
    assert touched(rules) == set()
    edit(rules / "exemple.cases.yaml", "En zone", "Dans une zone")
    assert touched(rules) == {"exemple.cases.yaml"}
    edit(rules / "suite.yaml", "cap: 20000", "cap: 20001")
    related = {"exemple.yaml", "exemple.cases.yaml", "suite.yaml", "suite.cases.yaml"}
    assert touched(rules) == related
    git(rules, "commit", "-qam", "second")
    edit(rules / "facts.yaml", "Sous convention", "Conventionné")
    assert touched(rules) == related | {"facts.yaml"}


def test_since_looks_at_everything_when_a_file_has_gone(rules: Path) -> None:
    git(rules, "init", "-q")
    git(rules, "add", ".")
    git(rules, "commit", "-qm", "first")
    (rules / "suite.yaml").unlink()
    assert touched(rules) == {path.name for path in rules.glob("*.yaml")}


def test_since_shows_nothing_old(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(rules / "exemple.yaml", "replaced_by: [suite]", "replaced_by: [suitte]")
    git(rules, "init", "-q")
    git(rules, "add", ".")
    git(rules, "commit", "-qm", "first")
    assert check(capsys, str(rules))[0] == 1
    assert check(capsys, str(rules), "--since", "HEAD") == (0, "")


SPELLINGS = "value: 50_000\nmore: +5\n44: Loire\ntime: 12:30\nsign: =\nlist:\n\u00a0 - x\n"
IN_THE_OPEN = 'value: 50000\nmore: 5\n"44": Loire\ntime: "12:30"\nsign: "="\nlist:\n  - x\n'


def test_fix_writes_the_one_meaning_in_the_open() -> None:
    source = Source("x", SPELLINGS)
    after = fixed(source, read_yaml(source)[1])
    assert after == IN_THE_OPEN
    assert read_yaml(Source("x", after))[1] == ()


TWO_MEANINGS = (
    "code: 01\n",
    "zone: NO\n",
    "days: 2,5\n",
    "value: 0x1F\n",
    "value: 1e3\n",
    "head:\u00a0x\n",
    "a: 1_0\nb: [\n",
)


@pytest.mark.parametrize("written", TWO_MEANINGS)
def test_fix_leaves_what_has_two_meanings(written: str) -> None:
    source = Source("x", written)
    assert fixed(source, read_yaml(source)[1]) == written


@pytest.mark.parametrize("words", [("--select", "R410"), ("--ignore", "Y13"), ("suite.yaml",)])
def test_fix_leaves_what_was_not_asked_for(
    rules: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    path = rules / "exemple.yaml"
    edit(path, "value: 10000", "value: 10_000")
    before = path.read_bytes()
    paths = [str(rules / word) for word in words if word.endswith(".yaml")] or [str(rules), *words]
    check(capsys, *paths, "--fix")
    assert path.read_bytes() == before
    check(capsys, str(rules), "--fix")
    assert path.read_bytes() != before


def test_fix_changes_no_meaning(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rulebook is the same before and after; the file says what the reader took it to say."""
    edit(rules / "suite.yaml", "id: suite", "# yaml-language-server: $schema=../scheme.schema.json\nid: suite")
    before = load(rules)
    code, _ = check(capsys, str(rules), "--fix", "--strict")
    assert code == 0
    assert (rules / "exemple.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../scheme")
    assert load(rules).schemes == before.schemes
    edit(rules / "exemple.yaml", "value: 10000", "value: 10_000")
    as_meant = plain(read_yaml(Source("", (rules / "exemple.yaml").read_text(encoding="utf-8")))[0])  # type: ignore[arg-type]
    assert check(capsys, str(rules))[0] == 1
    assert check(capsys, str(rules), "--fix")[0] == 0
    assert plain(read_yaml(Source("", (rules / "exemple.yaml").read_text(encoding="utf-8")))[0]) == as_meant  # type: ignore[arg-type]
    assert load(rules).schemes == before.schemes


WHEN, VALUE, UNTIL = 'when: zone_cabinet_principal = "ZIP"', "value: 10000", "until: 2025-12-31"
ONE_CURE = (
    (WHEN, "when: membre_cpts ET conventionne et secteur ≥ 2", "when: membre_cpts and conventionne and secteur >= 2"),
    (WHEN, "when: membre_cpts = FAUX && secteur <> 1", "when: membre_cpts = false and secteur != 1"),
    (WHEN, "when: OU(membre_cpts; secteur == 2)", "when: membre_cpts or secteur = 2"),
    (WHEN, 'when: Zone du cabinet = "Zone prioritaire"', 'when: zone_cabinet_principal = "ZIP"'),
    (WHEN, "when: zone_cabinet_principal = “ZIP”", 'when: zone_cabinet_principal = "ZIP"'),
    (WHEN, 'when: "montant_recu_eur > 1 200,50 €"', 'when: "montant_recu_eur > 1200.50"'),
    (WHEN, 'when: date_installation >= @"01/07/2026"', 'when: date_installation >= @"2026-07-01"'),
    (WHEN, "when: date_installation >= 2026-07-01", 'when: date_installation >= @"2026-07-01"'),
    (WHEN, 'when: date_installation < "1er juillet 2026"', 'when: date_installation < @"2026-07-01"'),
    (VALUE, "value: 12 000", "value: 12000"),
    (VALUE, "value: 12\u00a0000 €", "value: 12000"),
    (VALUE, "value: [{ is:10000 }, { from: 1er juillet 2026, is: 12 000 }]",
     "value: [{ is: 10000 }, { from: 2026-07-01, is: 12000 }]"),
    (UNTIL, "until: 31/12/2025", "until: 2025-12-31"),
    ("length: P3Y", "length: trois ans", "length: P3Y"),
    ("lines: 6", "lines: l. 6 à 7", "lines: 6-7"),
)  # fmt: skip
NO_CURE = (
    (VALUE, "value: 12,000"),
    (VALUE, "value: 25 %"),
    (WHEN, 'when: zone_cabinet_principal = "ZIPP"'),
    (WHEN, "when: age_ans > 50 ans"),
    ("{ fr: Forfait, en: Lump sum }", "{ fr: 12 000, en: Lump sum }"),
    (UNTIL, "until: 31/02/2025"),
)


@pytest.mark.parametrize(("right", "before", "after"), ONE_CURE, ids=[before for _, before, _ in ONE_CURE])
def test_fix_applies_what_has_one_cure(
    rules: Path, capsys: pytest.CaptureFixture[str], right: str, before: str, after: str
) -> None:
    edit(rules / "exemple.yaml", right, before)
    expected = (rules / "exemple.yaml").read_text(encoding="utf-8").replace(before, after)
    broken = {path: path.read_text(encoding="utf-8") for path in rules.glob("*.yaml")}
    shown = check(capsys, str(rules), "--fix", "--diff", "--format", "concise", "--ignore", "S221")[1]
    check(capsys, str(rules), "--fix", "--ignore", "S221")
    assert (rules / "exemple.yaml").read_text(encoding="utf-8") == expected
    written = "".join(difference(str(path), text, path.read_text(encoding="utf-8")) for path, text in broken.items())
    findings = tuple(f"{path}:" for path in broken)
    changed = [line for line in shown.splitlines() if not line.startswith(findings)]
    assert sorted(changed) == sorted(written.splitlines())


@pytest.mark.parametrize(("right", "before"), NO_CURE, ids=[before for _, before in NO_CURE])
def test_fix_leaves_what_takes_a_person(
    rules: Path, capsys: pytest.CaptureFixture[str], right: str, before: str
) -> None:
    edit(rules / "exemple.yaml", right, before)
    assert check(capsys, str(rules), "--fix")[0] == 1
    assert before in (rules / "exemple.yaml").read_text(encoding="utf-8")


def test_watch_runs_at_each_change(rules: Path) -> None:
    runs: list[int] = []
    pauses: list[int] = []

    def run() -> int:
        runs.append(1)
        return 0

    def pause() -> None:
        pauses.append(1)
        if len(pauses) == 2:
            edit(rules / "suite.yaml", "cap: 20000", "cap: 200000")
        if len(pauses) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        again_at_each_change(run, (rules,), pause)
    assert len(runs) == 2


def test_kept_result_is_the_same_and_never_stale(rules: Path, tmp_path: Path) -> None:
    edit(rules / "exemple.yaml", '"ZIP"', '"ZIB"')
    cache = str(tmp_path / "cache")
    first = check_kept(rules, AS_OF, cache=cache)
    again = check_kept(rules, AS_OF, cache=cache)
    assert first == again and first.diagnostics[0].place is not None
    assert [str(one.place) for one in first.diagnostics] == [str(one.place) for one in again.diagnostics]
    edit(rules / "exemple.yaml", '"ZIB"', '"ZIP"')
    assert check_kept(rules, AS_OF, cache=cache).diagnostics == ()
    assert [one.code for one in check_kept(rules, date(2095, 1, 1), cache=cache).diagnostics] == ["D313", "D313"]


def test_several_processes_say_the_same(rules: Path) -> None:
    text = (rules / "exemple.yaml").read_text(encoding="utf-8").replace("replaced_by: [suite]\n", "")
    for number in range(60):
        wrong = text.replace('"ZIP"', '"ZIB"') if number % 7 == 0 else text
        named = wrong.replace("id: exemple\nacronym: EX", f"id: ex_{number}\nacronym: EX{number}")
        named = named.replace("fr: Une aide, en: An aid", f"fr: Aide {number}, en: Aid {number}")
        (rules / f"ex_{number}.yaml").write_text(named, encoding="utf-8")
    one, two = check_folder(rules, AS_OF, 1), check_folder(rules, AS_OF, 2)
    assert one == two and {d.code for d in one.diagnostics} == {"T303", "C410", "R490"}
    assert [str(d.place) for d in one.diagnostics] == [str(d.place) for d in two.diagnostics]


def test_broken_facts_do_not_make_every_name_unknown(rules: Path) -> None:
    edit(rules / "facts.yaml", "type: boolean", "typ: boolean")
    assert {one.code for one in check_folder(rules, AS_OF).diagnostics} <= {"S201", "S202"}


def test_broken_scheme_does_not_make_its_name_unknown(rules: Path) -> None:
    edit(rules / "suite.yaml", "acronym: SU", "acronym SU")
    assert {one.code for one in check_folder(rules, AS_OF).diagnostics} == {"Y111"}


def test_every_error_of_every_file_in_one_pass(rules: Path) -> None:
    edit(rules / "suite.yaml", 'statut in ("installe_liberal", "remplacant")', 'statut = "x" and y')
    edit(rules / "exemple.yaml", "until: 2025-12-31", "until: 2025-12-32")
    edit(rules / "exemple.cases.yaml", "window: open", "windo: open")
    codes = [one.code for one in check_folder(rules, AS_OF).diagnostics]
    assert {"T303", "F201", "D301"} <= set(codes)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_a_file_in_another_encoding_is_told_its_cause_alone(rules: Path, encoding: str) -> None:
    for name in ("suite.yaml", "exemple.yaml"):
        (rules / name).write_bytes((rules / name).read_text(encoding="utf-8").encode(encoding))
        codes = {one.code for one in check_folder(rules, AS_OF).diagnostics}
        assert codes <= {"Y102", "Y103"}
