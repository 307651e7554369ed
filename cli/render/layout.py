"""Lines of text for a terminal: headings, indented paragraphs, and fields aligned in two columns."""

from public_aids.cli.terminal import columns

WIDTH = 96  # at most, and where no terminal reads
LABEL = 16
MARKS = ":;?!»"


class Page:
    """Lines in the making; no line is wider than `width` unless one word is."""

    def __init__(self) -> None:
        self.width = columns(WIDTH)
        self._lines: list[str] = []

    def heading(self, text: str) -> None:
        """A line that begins a part, after an empty one."""
        if self._lines:
            self._lines.append("")
        self.line(text, 0)

    def line(self, text: str, indent: int = 2) -> None:
        self._lines += [" " * indent + part for part in wrap(text, self.width - indent)]

    def raw(self, line: str) -> None:
        """A line as it is, however wide."""
        self._lines.append(line)

    def item(self, text: str, indent: int) -> None:
        """A line of a list: what follows its first line is set in under the text."""
        first, *rest = wrap(text, self.width - indent - 2)
        self._lines += [" " * indent + "- " + first, *(" " * (indent + 2) + part for part in rest)]

    def field(self, label: str, text: str, indent: int = 4, width: int = LABEL) -> None:
        """A label, and its text in a second column; under it, where the terminal is too narrow for both."""
        margin = indent + width
        least = max(2 * margin, margin + max(map(len, text.split(" "))))
        if self.width < min(least, WIDTH, margin + len(text)):
            if label.strip():
                self.line(label.rstrip(), indent)
            self.line(text, indent + 2)
            return
        head = " " * indent + label.ljust(width)
        if len(label) >= width:
            self.line(label.rstrip(), indent)
            head = " " * margin
        first, *rest = wrap(text, self.width - margin)
        self._lines += [(head + first).rstrip(), *(" " * margin + part for part in rest)]

    def fields(self, label: str, texts: list[str], indent: int = 4) -> None:
        """A label once, and a text under another."""
        for position, text in enumerate(texts):
            self.field("" if position else label, text, indent)

    def table(self, rows: list[tuple[str, ...]], indent: int = 2) -> None:
        """Columns as wide as their widest cell; the last one wraps."""
        if not rows:
            return
        widths = [max(len(row[column]) for row in rows) + 2 for column in range(len(rows[0]) - 1)]
        for *cells, last in rows:
            head = "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
            self.field(head, last, indent, sum(widths) + 1)

    def __str__(self) -> str:
        return "\n".join(self._lines) + "\n" if self._lines else ""


def wrap(text: str, width: int) -> list[str]:
    """The lines of a paragraph, cut at plain spaces; never before a mark that French sets apart, nor inside « ».

    What stands in backticks is there to be copied, and stays as it is.
    """
    parts = text.split("`")
    parts[::2] = map(_bound, parts[::2])
    lines, line = [], ""
    for word in "`".join(parts).split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _bound(text: str) -> str:
    for mark in MARKS:
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    return text.replace("« ", "«\u00a0")
