"""The wheel, installed in an empty environment, works from an empty folder."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ("pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    subprocess.run([sys.executable, "-m", *build], check=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def schemes(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `schemes` of an environment that holds the wheel and what it depends on."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    return programs / "schemes"


def test_the_wheel_ships_the_language_and_the_rules(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names} == {
        "public_aids",
        wheel.name.rpartition("-py3")[0] + ".dist-info",
    }
    for folder, pattern in (("grammar", "*"), ("schemes", "**/*.yaml")):
        expected = {
            f"public_aids/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).glob(pattern)
            if path.is_file()
        }
        assert expected
        assert expected <= set(names)


def test_it_evaluates_a_situation(schemes: Path, tmp_path: Path) -> None:
    profile = "statut: installe_liberal\nzone_cabinet_principal: ZIP\n"
    words = ("eval", "-", "--on", "2026-03-15", "--format", "json")
    run = subprocess.run(
        [schemes, *words], input=profile, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert len(json.loads(run.stdout)["schemes"]) == 13


def test_its_rules_are_sound(schemes: Path, tmp_path: Path) -> None:
    subprocess.run([schemes, "check"], cwd=tmp_path, check=True)


def test_the_source_distribution_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    build = ("build", "--sdist", "--no-isolation", "--outdir", str(tmp_path), str(ROOT))
    subprocess.run([sys.executable, "-m", *build], check=True, capture_output=True)
    (sdist,) = tmp_path.glob("*.tar.gz")
    again = ("pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(sdist))
    subprocess.run([sys.executable, "-m", *again], check=True)
    (found,) = tmp_path.glob("*.whl")
    assert sorted(zipfile.ZipFile(found).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def test_a_project_with_modules_of_the_same_names_works_beside_it(schemes: Path, tmp_path: Path) -> None:
    """It has its own `cli`, `engine`, `grammar` and `schemes`, and pytest, which loads our plugin."""
    for name in ("cli", "engine", "grammar", "schemes"):
        (tmp_path / f"{name}.py").write_text(f"NAME = {name!r}\n", encoding="utf-8")
    (tmp_path / "test_mine.py").write_text(
        "import cli, engine, grammar, schemes\n"
        "import public_aids\n\n"
        "def test_mine():\n"
        "    assert [cli.NAME, engine.NAME, grammar.NAME, schemes.NAME] == ['cli', 'engine', 'grammar', 'schemes']\n",
        encoding="utf-8",
    )
    python = schemes.with_name("python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "pytest"], check=True)
    for words in ((python, "-m", "pytest", "-q"), (schemes, "check")):
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr
