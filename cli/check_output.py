"""What `schemes check` writes, in each of its forms."""

from typing import Literal, assert_never

import click

from public_aids.cli.spoken import Settings
from public_aids.engine.source.diagnostic import Diagnostic

CheckFormat = Literal["text", "concise", "json", "github", "gitlab", "sarif", "junit"]


def write(
    found: tuple[Diagnostic, ...], files: tuple[str, ...], form: CheckFormat, chosen: Settings, *, strict: bool
) -> None:
    """Findings on standard output; `files` are all that were checked."""
    click.echo(_shown(found, files, form, chosen, strict), nl=False)


def _shown(
    found: tuple[Diagnostic, ...], files: tuple[str, ...], form: CheckFormat, chosen: Settings, strict: bool
) -> str:
    lang = chosen.lang
    match form:
        case "text":
            from public_aids.cli.render.diagnostics import render

            return render(found, lang, chosen.color_out)
        case "concise":
            from public_aids.cli.render.concise import as_lines

            return as_lines(found, lang)
        case "json":
            from public_aids.cli.render.diagnostics import as_json

            return _json(as_json(found, lang))
        case "github":
            from public_aids.cli.render.github import as_github

            return as_github(found, lang)
        case "gitlab":
            from public_aids.cli.render.gitlab import as_gitlab

            return _json(as_gitlab(found, lang))
        case "sarif":
            from public_aids.cli.render.sarif import as_sarif

            return _json(as_sarif(found, lang))
        case "junit":
            from public_aids.cli.render.junit import as_junit

            return as_junit(found, files, lang, strict)
        case _:
            assert_never(form)


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
