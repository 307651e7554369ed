"""`schemes affected`: a cap that was wrong for six months, and the other ways in which an answer differs."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.examples import BASE
from public_aids.cli.main import main
from public_aids.engine.rulebook.load import DEFAULT_RULES

PEOPLE = """\
id,statut,conventionne,secteur,date_installation,zone_cabinet_principal,nombre_cabinets,age_ans,montant_recu_eur,\
membre_cpts,nombre_contrats,honoraires_annuels_eur
aïda,remplacant,true,1,2025-06-15,ZIP,1,40,0,true,0,230000
bruno,remplacant,true,1,2025-06-15,ZIP,1,40,0,true,0,150000
chloé,remplacant,true,3,2025-06-15,ZIP,1,40,0,true,0,230000
denis,remplacant,true,,2025-06-15,ZIP,1,40,0,true,0,230000
"""
WHY = "Part des honoraires : 23 000 € par an, devient 20 000 € par an"
FRENCH = f"""\
\ufeffid;aide;nom de l'aide;jour;avant;après;somme avant;somme après;différence;raison
aïda;suite;La suite;01/06/2026;ouvert;ouvert;23000,00;20000,00;-3000,00;{WHY}
aïda;suite;La suite;01/07/2026;ouvert;ouvert;23000,00;20000,00;-3000,00;{WHY}
denis;suite;La suite;01/06/2026;à compléter;à compléter;;;;{WHY}
denis;suite;La suite;01/07/2026;à compléter;à compléter;;;;{WHY}
""".replace("\n", "\r\n")

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
Run = Callable[..., tuple[int, str, str]]


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *names, *words), cwd=folder, check=True, capture_output=True)


def edit(old: str, new: str, name: str = "suite.yaml") -> None:
    file = Path("schemes", name)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(autouse=True)
def corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wrong cap, committed in the past, put right in the commit `HEAD`; `people.csv` beside."""
    shutil.copytree(BASE, tmp_path / "schemes", ignore=shutil.ignore_patterns("*.cases.yaml"))
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    for old, new in (("cap: 20000", "cap: 25000"), ("cap: 25000", "cap: 20000")):
        edit(old, new)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", new)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, lang: str = "en") -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(["affected", *words, "--lang", lang])
        told = capsys.readouterr()
        return int(str(stop.value.code)), told.out.translate(SPACES), told.err.translate(SPACES)

    return run


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))[1:]


def test_a_wrong_cap_for_six_months_is_a_file_that_a_colleague_opens(run: Run) -> None:
    words = ("HEAD~1", "HEAD", "people.csv", "--from", "2026-05-02", "--until", "2026-07-31", "-o", "affected.csv")
    code, out, err = run(*words, lang="fr")
    assert (code, out) == (0, "")
    assert Path("affected.csv").read_bytes().decode().translate(SPACES) == FRENCH
    assert err.splitlines() == [
        "2 personnes touchées sur 4, 1 aide",
        "1er juin 2026 : 2 personnes touchées, différence -3 000 €, 1 inconnue",
        "1er juillet 2026 : 2 personnes touchées, différence -3 000 €, 1 inconnue",
        "rétroactif : change aussi les réponses d'avant aujourd'hui",
    ]
    assert run(*words, lang="en")[0] == 0, "its own file may be replaced, whatever its language"
    assert rows(Path("affected.csv").read_text(encoding="utf-8"))[0][:9] == [
        *("aïda", "suite", "The next one", "2026-06-01", "open", "open", "23000.00", "20000.00", "-3000.00")
    ]


def test_text_and_json_say_the_same(run: Run) -> None:
    words = ("HEAD~1", "HEAD", "people.csv", "--on", "2026-06-01")
    why = "Share of the fees: €23,000 a year, becomes €20,000 a year"
    assert " ".join(run(*words)[1].split()) == (
        f"id aïda - SU, 1 June 2026: open; €23,000, becomes €20,000; {why}"
        f" id denis - SU, 1 June 2026: to be completed; {why}"
    )
    answer = json.loads(run(*words, "--format", "json")[1])
    assert answer["looked_at"] == {"people": 4, "days": ["2026-06-01"]}
    assert answer["affected"][0] == {
        "person": {"id": "aïda"},
        "scheme": "suite",
        "name": "The next one",
        "on": "2026-06-01",
        "before": {"status": "eligible", "total_first_year": "23000"},
        "after": {"status": "eligible", "total_first_year": "20000"},
        "difference": "-3000",
        "reason": "Share of the fees: €23,000 a year, becomes €20,000 a year",
    }
    assert [one["difference"] for one in answer["affected"]] == ["-3000", None]


UNKNOWN = ("to be completed", "to be completed", "")
REFUSED = [("aïda", "open", "refused", "-20000.00"), ("bruno", "open", "refused", "-15000.00")]
CHANGES = {  # what the rules on the disk have instead of those of HEAD: who is affected, by how much, and why
    "a condition that somebody no longer meets": (
        "secteur in (1, 2)",
        "secteur = 2",
        [(*one, "new obstacle: Situation") for one in REFUSED],
    ),
    "a condition that somebody meets now": (
        "secteur in (1, 2)",
        "secteur in (1, 3)",
        [("chloé", "refused", "open", "20000.00", "obstacle gone: Situation")],
    ),
    "a condition that is not known any more": (
        "age_ans < 70",
        "age_ans < 70 and jours_par_semaine > 2",
        [(name, "open", "to be completed", "", "missing: Days a week") for name in ("aïda", "bruno")],
    ),
    "a rate": (
        "rate: 0.1",
        "rate: 0.05",
        [
            ("aïda", "open", "open", "-8500.00", "Share of the fees: €20,000 a year, becomes €11,500 a year"),
            ("bruno", "open", "open", "-7500.00", "Share of the fees: €15,000 a year, becomes €7,500 a year"),
            (
                "denis",
                "to be completed",
                "to be completed",
                "",
                "Share of the fees: €20,000 a year, becomes €11,500 a year",
            ),
        ],
    ),
    "a last day": (
        "  from: 2026-01-01\n",
        "  from: 2026-01-01\n  until: 2026-05-31\n",
        [(*one, "new obstacle: outside its dates") for one in (*REFUSED, ("denis", "to be completed", "refused", ""))],
    ),
    "a last day within the first year, which no sum of today shows": (
        "  from: 2026-01-01\n",
        "  from: 2026-01-01\n  until: 2026-12-31\n",
        [
            (*one, "last day to open it: 31 December 2026 (none so far)")
            for one in (
                ("aïda", "open", "open", "-8333.33"),
                ("bruno", "open", "open", "-6250.00"),
                ("denis", *UNKNOWN),
            )
        ],
    ),
    "another label": ("fr: Situation, en: Situation", "fr: État, en: State", []),
    "another way to write a sum": ("cap: 20000", "cap: 20000.00", []),
}


@pytest.mark.parametrize(("old", "new", "found"), CHANGES.values(), ids=CHANGES)
def test_who_is_affected_and_why(run: Run, old: str, new: str, found: list[tuple[str, ...]]) -> None:
    edit(old, new)
    code, out, err = run("HEAD", "schemes", "people.csv", "--on", "2026-06-01", "--format", "csv")
    assert code == 0
    assert [(row[0], row[4], row[5], row[8], row[9]) for row in rows(out)] == found
    assert ("nobody is affected (4 people, 1 day)" in err) == (not found)


def test_a_contract_that_lasts_longer_affects_the_schemes_that_it_blocks(run: Run) -> None:
    head, aida, *_ = PEOPLE.splitlines()
    signed = f"{head},contrat_1_dispositif,contrat_1_date_signature\n{aida},exemple,2023-03-01\n"
    Path("people.csv").write_text(signed.replace(",true,0,", ",true,1,"), encoding="utf-8")
    edit("length: P3Y", "length: P6Y", "exemple.yaml")
    out = run("HEAD", "schemes", "people.csv", "--on", "2026-06-01", "--format", "csv")[1]
    assert [(row[1], row[5], row[9]) for row in rows(out)] == [
        ("exemple", "refused", "new obstacle: running contract; contract: ended, becomes running"),
        ("suite", "refused", "new obstacle: running contract"),
    ]


def test_an_amount_that_applies_no_more_is_nothing_not_unknown(run: Run) -> None:
    head, aida, *_ = PEOPLE.splitlines()
    Path("people.csv").write_text(f"{head},jours_par_semaine\n{aida},3\n", encoding="utf-8")
    edit("only_if: membre_cpts", "only_if: not(membre_cpts)", "exemple.yaml")
    (row,) = rows(run("HEAD", "schemes", "people.csv", "--on", "2025-06-01", "--format", "csv")[1])
    assert row[1:2] + row[4:] == [
        *("exemple", "open", "open", "12000.00", "10000.00", "-2000.00"),
        "Supplement: €2,000 for the contract, becomes nothing",
    ]


def test_either_side_may_be_read_otherwise(run: Run) -> None:
    """The increase of a person who set up in the year before: 50 % for twelve months, or until 31 December."""
    facts = "id,statut,conventionne,secteur,specialite,zone_cabinet_principal,date_installation"
    Path("people.csv").write_text(
        f"{facts},montant_fmt_socle_annuel_eur\na,installe_liberal,true,1,medecine_generale,ZIP,2026-03-01,12000\n",
        encoding="utf-8",
    )
    ours = str(DEFAULT_RULES)
    reading, words = (
        "decompte_annees_fmt=annees_civiles",
        (ours, ours, "people.csv", "--on", "2026-03-15", "--format", "json"),
    )
    one = json.loads(run(*words, "--reading", reading)[1])["affected"]
    other = json.loads(run(*words, "--reading-before", reading)[1])["affected"]
    both = json.loads(run(*words, "--reading-before", reading, "--reading", reading)[1])["affected"]
    assert both == [] and [row["scheme"] for row in one] == ["majoration_fmt_primo_installes"]
    assert [(row["before"], row["after"]) for row in one] == [(row["after"], row["before"]) for row in other]


def test_a_scheme_that_comes_or_goes_affects_those_who_may_have_it(run: Run) -> None:
    Path("schemes", "neuve.yaml").write_text(
        Path("schemes", "suite.yaml").read_text(encoding="utf-8").replace("id: suite", "id: neuve").replace("SU", "NV"),
        encoding="utf-8",
    )
    words = ("people.csv", "--on", "2026-06-01", "--format", "csv")
    came, gone = (rows(run(*sides, *words)[1]) for sides in (("HEAD", "schemes"), ("schemes", "HEAD")))
    assert [(row[0], *row[4:]) for row in came][:2] == [
        ("aïda", "does not exist", "open", "", "20000.00", "20000.00", "new scheme"),
        ("bruno", "does not exist", "open", "", "15000.00", "15000.00", "new scheme"),
    ]
    assert [row[0] for row in came] == [row[0] for row in gone] == ["aïda", "bruno", "denis"]
    assert gone[0][4:] == ["open", "does not exist", "20000.00", "", "-20000.00", "scheme removed"]


def test_without_an_id_a_person_is_a_row_or_what_is_kept(corrected: Path, run: Run) -> None:
    text = PEOPLE.replace("id,statut", "nom,statut")
    Path("people.csv").write_text(text, encoding="utf-8")
    words = ("HEAD~1", "HEAD", "people.csv", "--on", "2026-06-01", "--format", "csv")
    code, _, err = run(*words)
    assert code == 2 and "to copy it: `--keep nom`" in err
    assert run(*words, "--keep", "nom")[1].startswith("nom,scheme,")
    lines = (line.partition(",")[2] for line in text.splitlines())
    Path("people.csv").write_text("\n".join(lines), encoding="utf-8")
    out = run(*words, lang="fr")[1]
    assert out.startswith("\ufeffligne;aide;") and [row[0][:2] for row in rows(out)] == ["1;", "4;"]


def test_a_row_that_cannot_be_read_is_left_out_once(run: Run) -> None:
    Path("people.csv").write_text(PEOPLE.replace("bruno,remplacant", "bruno,x"), encoding="utf-8")
    words = ("HEAD~1", "HEAD", "people.csv", "--on", "2026-06-01", "--on", "2026-07-01")
    assert run(*words)[0] == 2
    code, _, err = run(*words, "--on-error", "skip")
    assert code == 1 and "1 row of 4 cannot be read" in err and "2 people affected of 3" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--to", "2026-07-01"), "`--to` goes with `--from`"),
        (("--from", "2026-07-01", "--to", "2026-06-01"), "`--from` comes before `--to`"),
        (("--from", "2026-06-02", "--to", "2026-06-30"), "name the day: `--on 2026-06-02`"),
        (("--from", "2026-06-01", "--on", "2026-06-01"), "`--on` does not go with `--from`"),
        (("-o", "affected.xlsx"), "let it end with `.txt`, `.csv`, `.json`, or add `--format`"),
        (("-o", "people.csv"), "which the command reads"),
        (("-o", "note.csv"), "`note.csv` already exists and would be lost"),
        (("--scheme", "suit"), "did you mean `suite`"),
        (("--reading", "x=y"), "unknown disagreement `x`"),
    ],
    ids=" ".join,
)
def test_what_is_refused(run: Run, words: tuple[str, ...], told: str) -> None:
    Path("note.csv").write_text("mine\n", encoding="utf-8")
    code, out, err = run("HEAD~1", "HEAD", "people.csv", *words)
    assert (code, out) == (2, "") and told in err
    assert Path("note.csv").read_text(encoding="utf-8") == "mine\n"
