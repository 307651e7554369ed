"""The page of a code: what is wrong, why it matters, a wrong example and the right one.

A page is one Markdown file, `texts/CODE.md`:

    # CODE
    ## fr / ## en          a title on the first line, then what and why
    ## wrong / ## right    one fenced example or several, the same in both languages

What follows the three backticks of an example says what it is. `scheme` and `other` (a second scheme), `facts` and
`cases` are parts of such files: their keys take the place of those of a complete file. `rules`, `sources`, `contacts`,
`empty`, `yaml`, `json`, `profile`, `feel`, `expression`, `lines` and `form` are whole texts, `console` a command;
`rename` and `remove` name files. `prose` is not run.
"""

import os
from pathlib import Path

from public_aids.engine.record import Record
from public_aids.engine.text import Text

FOLDER = Path(__file__).parent / "texts"
FENCE = "```"


class Example(Record):
    """`kind` says what the text is, `options` how a test makes the rest (`repeat=1000`, `encoding=latin-1`)."""

    kind: str
    text: str
    options: tuple[tuple[str, str], ...] = ()

    def option(self, name: str) -> str | None:
        return dict(self.options).get(name)


class Page(Record):
    code: str
    title: Text
    body: Text
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]


def codes() -> tuple[str, ...]:
    """Every code that has a page."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


def page_of(code: str) -> Page | None:
    """The page of a code, None where there is none. Raises `ValueError` for a page that is not written as above."""
    path = FOLDER / f"{code}.md"
    if not code.isalnum() or not os.path.isfile(path):  # noqa: PTH113  # no file, too, where the name is too long
        return None
    parts = _sections(path.read_text(encoding="utf-8"))
    missing = {"fr", "en", "wrong", "right"} - parts.keys()
    if missing:
        raise ValueError(f"{path.name} has no {', '.join(sorted(missing))}")
    fr, en = (parts[lang].strip().partition("\n") for lang in ("fr", "en"))
    return Page(
        code,
        Text(fr[0], en[0]),
        Text(fr[2].strip(), en[2].strip()),
        examples_in(parts["wrong"]),
        examples_in(parts["right"]),
    )


def title_of(code: str) -> Text | None:
    page = page_of(code)
    return page.title if page else None


def examples_in(section: str) -> tuple[Example, ...]:
    """The fenced examples of a text."""
    found: list[Example] = []
    heading: list[str] | None = None
    lines: list[str] = []
    for line in section.splitlines():
        if not line.startswith(FENCE):
            lines.append(line)
        elif heading is None:
            heading, lines = line.removeprefix(FENCE).split(), []
        else:
            options = tuple((name, value) for name, _, value in (word.partition("=") for word in heading[1:]))
            found.append(Example(heading[0], "\n".join(lines) + "\n", options))
            heading = None
    return tuple(found)


def _sections(text: str) -> dict[str, str]:
    """The parts of a page by their heading; a heading inside an example is a line of it."""
    parts: dict[str, list[str]] = {}
    name, fenced = "", False
    for line in text.splitlines():
        fenced ^= line.startswith(FENCE)
        if line.startswith("## ") and not fenced:
            name = line.removeprefix("## ").strip()
        elif name:
            parts.setdefault(name, []).append(line)
    return {key: "\n".join(lines) for key, lines in parts.items()}
