"""What a program reads on standard output where rules or cases are broken: the errors, in the form it asked for."""

import json

from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.text import Lang


def broken(found: tuple[Diagnostic, ...], form: str, lang: Lang) -> str:
    """JSON with `errors`, JUnit, workflow commands of GitHub, or Markdown; nothing in a form that has no errors."""
    match form:
        case "json":
            from public_aids.cli.render.diagnostics import as_json

            return json.dumps({"format": 1, "errors": as_json(found, lang)}, ensure_ascii=False, indent=2) + "\n"
        case "junit":
            from public_aids.cli.render.junit import as_junit

            return as_junit(found, (), lang, strict=False)
        case "github":
            from public_aids.cli.render.github import as_github

            return as_github(found, lang)
        case "markdown":
            from public_aids.cli.render.concise import as_lines

            return f"```\n{as_lines(found, lang)}```\n"
        case _:
            return ""
