"""Results of cases as JUnit's XML: one test a case."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from public_aids.cli.render.cases_text import failure_text
from public_aids.cli.render.junit import document
from public_aids.cli.render.locations import from_root
from public_aids.cli.render.mutation_text import KINDS, survivor_text
from public_aids.engine.cases.model import CaseResult
from public_aids.engine.cases.mutation import Mutation
from public_aids.engine.cases.places import Places
from public_aids.engine.text import Lang


def cases_junit(
    results: tuple[CaseResult, ...], mutated: tuple[Mutation, ...], places: Mapping[str, Places], lang: Lang
) -> str:
    """A change that no case notices is a test that fails; those that are noticed are counted by no test."""
    suite = Element("testsuite", name="schemes test", errors="0", skipped="0")
    for result in results:
        case = result.case
        test = _test(suite, case.scheme, case.id, case.place.path, case.place.line)
        if not result.passed:
            SubElement(test, "failure", type="mismatch", message=case.title).text = failure_text(result, lang)
    for one in mutated:
        for survivor in one.survivors:
            place = places[one.scheme].of(survivor.at)
            test = _test(suite, one.scheme, ".".join(survivor.at), place.path, place.line)
            text = survivor_text(one, survivor, places[one.scheme], lang)
            SubElement(test, "failure", type="unnoticed", message=KINDS[survivor.kind].to(lang)).text = text
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(sum(len(test) for test in suite)))
    return document(suite)


def _test(suite: Element, scheme: str, name: str, path: str, line: int) -> Element:
    where = {"file": from_root(path), "line": str(line)}
    return SubElement(suite, "testcase", classname=f"schemes.{scheme}", name=name, attrib=where)
