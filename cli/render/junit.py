"""JUnit's XML: one test for each file that was read, which fails when something is wrong in it."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from public_aids.cli.render.concise import as_lines
from public_aids.cli.render.locations import from_root
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Lang

_ELSEWHERE = "."  # what is wrong with no file: one is missing


def as_junit(found: Iterable[Diagnostic], files: Iterable[str], lang: Lang, strict: bool) -> str:
    by_file: dict[str, list[Diagnostic]] = {path: [] for path in files}
    for one in found:
        by_file.setdefault(one.place.path if one.place else _ELSEWHERE, []).append(one)
    suite = Element("testsuite", name="schemes check", tests=str(len(by_file)), errors="0", skipped="0")
    failed = [_case(suite, path, listed, lang, strict) for path, listed in by_file.items()]
    suite.set("failures", str(sum(failed)))
    return document(suite)


def document(suite: Element) -> str:
    """A file with one suite of tests."""
    root = Element("testsuites")
    root.append(suite)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _clean(tostring(root, encoding="unicode")) + "\n"


def _case(suite: Element, path: str, found: list[Diagnostic], lang: Lang, strict: bool) -> bool:
    """One test; whether it fails."""
    case = SubElement(suite, "testcase", classname="schemes.check", name=from_root(path))
    failing = [one for one in found if strict or one.severity == "error"]
    if failing:
        first = failing[0]
        failure = SubElement(case, "failure", type=first.code, message=first.message.to(lang))
        failure.text = as_lines(failing, lang)
    rest = [one for one in found if one not in failing]
    if rest:
        SubElement(case, "system-out").text = as_lines(rest, lang)
    return bool(failing)


def _clean(xml: str) -> str:
    """Without the control characters that XML 1.0 has no place for (clause 2.2)."""
    return "".join(
        char if char in "\t\n\r" or " " <= char <= "\ud7ff" or char >= "\ue000" else "\ufffd" for char in xml
    )
