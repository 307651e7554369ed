"""What a program reads on standard output where rules or cases are broken: the errors, in the form it asked for."""

import json

from engine.source.diagnostic import Diagnostic
from engine.text import Lang


def broken(found: tuple[Diagnostic, ...], form: str, lang: Lang) -> str:
    """JSON with `errors`, JUnit, workflow commands of GitHub, or Markdown; nothing in a form that has no errors."""
    match form:
        case "json":
            from cli.render.diagnostics import as_json

            return json.dumps({"format": 1, "errors": as_json(found, lang)}, ensure_ascii=False, indent=2) + "\n"
        case "junit":
            from cli.render.junit import as_junit

            return as_junit(found, (), lang, strict=False)
        case "github":
            from cli.render.github import as_github

            return as_github(found, lang)
        case "markdown":
            from cli.render.concise import as_lines

            return f"```\n{as_lines(found, lang)}```\n"
        case _:
            return ""
