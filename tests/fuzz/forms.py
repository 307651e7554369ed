"""The laws of `schemes fmt` counted over many texts: `python tests/fuzz/forms.py 936` looks at as many."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.styles import Emitter, commented
from public_aids.engine.edit.comments import comments_of
from public_aids.engine.edit.fmt import formatted
from public_aids.engine.rulebook.load import DEFAULT_RULES
from public_aids.engine.source.place import Source
from public_aids.engine.source.tree import Node, plain
from public_aids.engine.source.yaml_reader import read_yaml

FILES = tuple(sorted(DEFAULT_RULES.rglob("*.yaml")))
COMMENTED = 198 / 936  # of the texts; the others are written anew, too


def read(text: str) -> Node | None:
    """The tree of a text that the strict reader accepts."""
    node, problems = read_yaml(Source("", text))
    return None if problems else node


def texts(number: int, seed: int) -> Iterator[tuple[str, str]]:
    """Names and texts that the reader accepts: our own files with comments, and their trees in other styles."""
    random = Random(seed)
    while number:
        path = random.choice(FILES)
        text = path.read_text(encoding="utf-8")
        root = read(text)
        assert root is not None
        written = text if random.random() < COMMENTED else Emitter(random).text(root)
        tree = read(written)
        if tree is None:
            continue
        tried = (commented(written, tree, random, share) for share in (0.3, 0.1, 0.03))
        accepted = next((one for one in tried if read(one) is not None), None)
        if accepted is not None:
            number -= 1
            yield str(path), accepted.replace("\n", "\r\n") if random.random() < 0.2 else accepted


def broken_laws(path: str, text: str) -> set[str]:
    """Which laws do not hold for a text that the reader accepts."""
    found = formatted(path, text)
    if found.text is None:
        return {"left alone"}
    before, after = read(text), read(found.text)
    assert before is not None
    if after is None or plain(after) != plain(before):
        return {"meaning changed"}
    broken = set()
    if formatted(path, found.text).text != found.text:
        broken.add("not idempotent")
    if comments(text, before) != comments(found.text, after):
        broken.add("comment lost or doubled")
    if text.count("\r\n") not in (0, text.count("\n")) or ("\r" in found.text) != ("\r" in text):
        broken.add("other line ends")
    return broken


def comments(text: str, root: Node) -> list[str]:
    return sorted(one.text.rstrip() for one in comments_of(text, root))


def counted(number: int, seed: int, keep: Path | None = None) -> Counter[str]:
    """How many of so many texts break each law."""
    counts: Counter[str] = Counter()
    for at, (path, text) in enumerate(texts(number, seed)):
        broken = broken_laws(path, text)
        counts.update(broken)
        if broken and keep:
            (keep / f"{at}-{'-'.join(sorted(broken)).replace(' ', '_')}.yaml").write_bytes(text.encode())
    return counts


if __name__ == "__main__":
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 936
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found = counted(total, seed, Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    print(f"{total} texts:", dict(found) or "every law holds")  # noqa: T201
