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
    for folder, pattern in (("grammar", "*"), ("schemes", "**/*.yaml")):
        expected = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob(pattern) if path.is_file()}
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
