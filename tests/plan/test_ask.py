"""`schemes ask`: questions one by one on a pipe, until all is decided."""

import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from public_aids.cli.answers import answer_from, with_change
from public_aids.cli.errors import StopError
from public_aids.cli.main import group
from public_aids.cli.render.profile_yaml import profile_yaml
from public_aids.cli.spoken import Settings, WrongUsageError
from public_aids.engine.decide.profile import profile_from, read_profile
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.load import DEFAULT_RULES
from public_aids.engine.source.diagnostic import BrokenError, NotWrittenError

RULES = load_cached(DEFAULT_RULES)
EXAMPLES = Path(__file__).parents[2] / "examples"


def run(*words: str, answers: str = "", lang: str = "fr") -> Result:
    return CliRunner().invoke(
        group,
        ["ask", *words],
        obj=Settings("fr" if lang == "fr" else "en"),
        input=answers.encode(),
        standalone_mode=False,
    )


def test_questions_until_all_is_decided(tmp_path: Path) -> None:
    """Each empty answer passes a question; the rest of the run goes on without it."""
    saved = tmp_path / "profil.yaml"
    result = run("--on", "2026-03-15", "-o", str(saved), "--format", "json", answers="etudiant_medecine\n" + "\n" * 40)
    assert result.exit_code == 0
    decided = json.loads(result.stdout)
    assert yaml.safe_load(saved.read_text(encoding="utf-8")) == {"statut": "etudiant_medecine"}
    asked = result.stderr.count("> ")
    assert 3 <= asked <= 15
    closed = {one["id"] for one in decided["schemes"] if one["status"] == "not_eligible"}
    assert "majoration_fmt_deja_installes" in closed


def test_a_complete_profile_asks_nothing() -> None:
    result = run(str(EXAMPLES / "remplacant_apres_cesp.yaml"), "--on", "2026-03-15", answers="\n" * 30)
    assert result.exit_code == 0 and result.stdout.startswith("Situation au 15 mars 2026")


def test_a_wrong_answer_is_asked_again_and_a_question_mark_explains() -> None:
    result = run("--on", "2026-03-15", answers="?\nmedecin\n2\n", lang="en")
    assert "This answer is for:" in result.stderr and "CESP" in result.stderr
    assert "`medecin` is not allowed for `statut`" in result.stderr
    assert "allowed values" in result.stderr
    assert result.stderr.count("What is your professional situation?") == 1 and "CESP" in result.stdout
    told = run("--on", "2026-03-15", answers="installe_liberal\npeut-être\n")
    assert "> `peut-être` n'est ni oui ni non\n" in told.stderr and "true" not in told.stderr


def test_the_end_of_the_input_ends_the_questions() -> None:
    result = run("--on", "2026-03-15", answers="\n")
    assert result.exit_code == 0 and result.stderr.count("> ") == 2
    assert "statut" in result.stdout


def test_without_an_answer_there_is_none() -> None:
    result = run("--on", "2026-03-15")
    assert isinstance(result.exception, StopError)
    assert [one.code for one in result.exception.diagnostics] == ["P512"]


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A profile that tells all but the contracts."""
    facts = EXAMPLES / "coscom_en_cours.yaml"
    known = [line for line in facts.read_text(encoding="utf-8").splitlines() if line[:1] not in (" ", "#")]
    path = tmp_path / "debut.yaml"
    path.write_text("\n".join(line for line in known if not line.startswith("contrats")), encoding="utf-8")
    return path


def test_contracts_are_told_field_by_field(start: Path, tmp_path: Path) -> None:
    saved = tmp_path / "fin.yaml"
    answers = "cosco\ncoscom\n02/05/2024\n\n\n\n\n" + "\n" * 20
    result = run(str(start), "--on", "2026-03-15", "-o", str(saved), answers=answers)
    assert "Un autre ?" in result.stderr
    contracts = read_profile("fin.yaml", saved.read_bytes(), RULES.facts)["contrats"]
    assert (
        contracts
        == profile_from({"contrats": [{"dispositif": "coscom", "date_signature": "2024-05-02"}]}, RULES.facts)[
            "contrats"
        ]
    )
    assert "Vos contrats" in result.stdout


def test_a_field_that_rules_require_is_asked_again(start: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(DEFAULT_RULES, rules)
    facts = (rules / "facts.yaml").read_text(encoding="utf-8")
    before = "      date_signature:\n        type: date\n"
    assert before in facts
    (rules / "facts.yaml").write_text(facts.replace(before, before + "        required: true\n"), encoding="utf-8")
    answers = "coscom\n\n02/05/2024\n" + "\n" * 30
    result = run(str(start), "--rules", str(rules), "--on", "2026-03-15", answers=answers)
    assert "`date_signature` est indispensable" in result.stderr


@pytest.mark.parametrize(
    ("fact", "line", "data"),
    [
        ("membre_cpts", "OUI", True),
        ("membre_cpts", "n", False),
        ("membre_cpts", "peut-être", "peut-être"),
        ("montant_fmt_socle_annuel_eur", "60 000,50 €", "60000.50"),
        ("montant_fmt_socle_annuel_eur", "NaN", "NaN"),
        ("montant_fmt_socle_annuel_eur", "1e999999", "1e999999"),
        ("date_installation", "1/3/2026", "2026-03-01"),
        ("zone_cabinet_principal", "2", "ZAC"),
        ("zone_cabinet_principal", "zip", "ZIP"),
        ("zone_cabinet_principal", "Ni ZIP ni ZAC", "hors_zone"),
        ("secteur", "1", "1"),
        ("secteur", "Secteur 2, honoraires différents", "2"),
        ("departement_exercice", '"2A"', "2A"),
        ("contrats", "aucun", []),
    ],
)
def test_what_people_type(fact: str, line: str, data: object) -> None:
    found = answer_from(RULES.facts[fact], line)
    assert (found if isinstance(found, (bool, list, str)) else str(found)) == data


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("statut=installé libéral", "installe_liberal"),
        ("statut=Médecin remplaçant", "remplacant"),
        ('statut="REMPLACANT"', "remplacant"),
        ("conventionne = oui", True),
        ("conventionne=false", False),
        ("date_installation=15/03/2026", date(2026, 3, 15)),
        ("date_installation=2026-03-15", date(2026, 3, 15)),
        ("montant_fmt_socle_annuel_eur=60 000,50 €", Decimal("60000.50")),
        ("montant_fmt_socle_annuel_eur=60000.5", Decimal("60000.5")),
        ("departement_exercice=01", "01"),
        ("contrats=aucun", ()),
        ('contrats=[{"dispositif": "cotram"}]', ({"dispositif": "cotram"},)),
        ("demi_journees_consultations_avancees_par_mois=[4, 0]", (Decimal(4), Decimal(0))),
    ],
)
def test_set_takes_what_ask_takes(change: str, value: object) -> None:
    name = change.partition("=")[0].strip()
    assert with_change({}, change, RULES.facts) == {name: value}
    assert with_change({name: value}, f"{name}=null", RULES.facts) == {}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("change", "code", "shown", "cure"),
    [
        ("date_installation=31/02/2026", "P505", "31/02/2026", "the last day of that month is `2026-02-28`"),
        ("conventionne=peut-être", "P502", "peut-être", None),
        ("statut=2", "P503", "2", None),  # no list is before the eyes of who writes this
        ("secteur=4", "P503", "4", None),
        ("montant_fmt_socle_annuel_eur=beaucoup", "P502", "beaucoup", None),
        ("montant_fmt_socle_annuel_eur=12.000 €", "P502", "12.000 €", "write `12000`"),
        ("montant_fmt_socle_annuel_eur=1.234.567", "P502", "1.234.567", "write `1234567`"),
        ("contrats=foo", "P502", "foo", None),
        ("contrats=cotram", "P502", "cotram", '`[{"dispositif": "cotram"}]`'),
        ('contrats = [{"dispositif":"cotran"}]', "P503", '"cotran"', "did you mean `cotram`?"),
        ("demi_journees_consultations_avancees_par_mois=8;x", "P502", "8;x", None),
        ("statu=remplacant", "P501", "statu", "did you mean `statut` (Professional situation)?"),
        ("xyzzy = 3", "P501", "xyzzy", "`schemes list --facts` names the facts"),
        ("statut", "P509", None, "write `statut=…`"),
        ("statut: remplacant", "P509", None, "write `statut=remplacant`"),
        ("=3", "P509", None, "`schemes list --facts` names the facts"),
    ],
)
def test_a_wrong_change_is_told_at_its_place(change: str, code: str, shown: str | None, cure: str | None) -> None:
    with pytest.raises(BrokenError) as broken:
        with_change({}, change, RULES.facts)
    (one,) = broken.value.diagnostics
    assert one.code == code
    place = one.place
    assert (place and (one.excerpt or "")[place.column - 1 : place.end_column - 1]) == shown
    assert place is None or one.excerpt == change
    assert cure is None or one.cures[0].en == cure


def test_half_days_of_each_month() -> None:
    found = answer_from(RULES.facts["demi_journees_consultations_avancees_par_mois"], "4, 6 0;8")
    assert [str(one) for one in found] == ["4", "6", "0", "8"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_saved_profile_reads_back(path: Path) -> None:
    profile = read_profile(path.name, path.read_bytes(), RULES.facts)
    written = profile_yaml(profile, RULES.facts)
    assert read_profile("x.yaml", written.encode(), RULES.facts) == profile


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    there = tmp_path / "profil.yaml"
    there.write_text("statut: remplacant\n", encoding="utf-8")
    for words in (("-o", str(there)), (str(there), "-o", str(there), "--overwrite")):
        assert isinstance(run(*words, "--on", "2026-03-15").exception, NotWrittenError)
    assert there.read_text(encoding="utf-8") == "statut: remplacant\n"


def test_standard_input_gives_answers_only() -> None:
    assert isinstance(run("-").exception, WrongUsageError)


@pytest.mark.parametrize(
    ("told", "answers", "asked", "said"),
    [
        ("{dispositif: cde}", "2018-05-01\n2019-05-01\n", 1, "résilié"),
        ("{dispositif: cde}", "", 1, "état inconnu"),
        ("{dispositif: caim, date_signature: 2024-05-01}", "", 0, "en cours"),
    ],
)
def test_of_contracts_what_is_missing_is_asked_and_once(
    told: str, answers: str, asked: int, said: str, tmp_path: Path
) -> None:
    profile = tmp_path / "p.yaml"
    profile.write_text(f"statut: structure_msp\ncontrats: [{told}]\n", encoding="utf-8")
    result = run(str(profile), "--on", "2026-03-15", answers=answers + "\n" * 40)
    assert "Quels contrats" not in result.stderr and said in result.stdout
    assert result.stderr.count("CDE\u00a0: À quelle date l'avez-vous signé") == asked
