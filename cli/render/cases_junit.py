"""Results of cases as JUnit's XML: one test a case."""

from xml.etree.ElementTree import Element, SubElement

from cli.render.cases_text import failure_text
from cli.render.junit import document
from cli.render.locations import from_here
from engine.cases.model import CaseResult
from engine.text import Lang


def cases_junit(results: tuple[CaseResult, ...], lang: Lang) -> str:
    failed = [result for result in results if not result.passed]
    suite = Element("testsuite", name="schemes test", tests=str(len(results)), errors="0", skipped="0")
    suite.set("failures", str(len(failed)))
    for result in results:
        case = result.case
        where = {"file": from_here(case.place.path), "line": str(case.place.line)}
        test = SubElement(suite, "testcase", classname=f"schemes.{case.scheme}", name=case.id, attrib=where)
        if not result.passed:
            SubElement(test, "failure", type="mismatch", message=case.title).text = failure_text(result, lang)
    return document(suite)
