"""What each rule of the linter says of the wrong example of its page: place, cause and cure in both languages.

`messages.txt` is what the terminal shows; `UPDATE_MESSAGES=1` writes it again.
"""

import os
import shutil
from pathlib import Path

from lint.examples import BASE, diagnostics_of, put
from public_aids.cli.render.diagnostics import render
from public_aids.engine.explain.pages import page_of
from public_aids.engine.lint.registry import codes

GOLDEN = Path(__file__).parent / "messages.txt"
OF_THE_READER = {"D360", "R443", "R445", "R446", "R495"} | {
    *("D302", "Q604", "R408", "R434", "R435", "S200", "S209", "S210"),
}


def shown(code: str, folder: Path) -> str:
    page = page_of(code)
    assert page is not None
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    for one in page.wrong:
        put(one, folder)
    found = tuple(one for one in diagnostics_of(folder) if one.code == code)
    both = render(found, "en") + "\n" + render(found, "fr")
    return both.replace(f"{folder}/", "").replace(str(folder), "RULES")


def test_messages_of_the_rules(tmp_path: Path) -> None:
    said = "\n".join(shown(code, tmp_path / code) for code in sorted(codes() | OF_THE_READER))
    if os.environ.get("UPDATE_MESSAGES"):
        GOLDEN.write_text(said, encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")
