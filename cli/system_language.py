"""The language that Windows or macOS speaks to its user, where no variable names one."""

import sys
from typing import Any

FRENCH = 0x0C  # LANG_FRENCH, the low ten bits of a LANGID
PRIMARY = 0x3FF
PATIENCE = 2  # seconds


def system_language() -> str | None:
    """`fr`, `en-GB`…; None where the system does not tell."""
    return _of_windows() if sys.platform == "win32" else _of_macos()


def _of_windows() -> str | None:
    import ctypes

    windows: Any = ctypes
    try:
        found: int = windows.windll.kernel32.GetUserDefaultUILanguage()
    except (AttributeError, OSError):
        return None
    return "fr" if found & PRIMARY == FRENCH else "en"


def _of_macos() -> str | None:
    """The first of `( "fr-FR", "en-GB" )`."""
    import subprocess

    asked = ("/usr/bin/defaults", "read", "-g", "AppleLanguages")
    try:
        told = subprocess.run(asked, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=True).stdout
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return told.strip(" ()\n").partition(",")[0].strip(' "\n') or None
