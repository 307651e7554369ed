"""Texts of the user inside a message: nothing that commands the terminal."""


def printable(text: str) -> str:
    """A text in which no character hides or commands the terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in "\u00a0\u202f\u2009" else "\ufffd" for char in text)
