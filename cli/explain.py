"""`schemes explain CODE`: what a message means, why, and how to put it right."""

import click

from public_aids.cli.options import argument, format_option, new_command
from public_aids.cli.render.page_text import list_text, page_text
from public_aids.cli.spoken import WrongUsageError, settings
from public_aids.engine.explain.pages import Page, codes, page_of
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.text import Lang, Text


@new_command(
    "explain",
    fr="Explique un message d'après son code (R410) ; sans code les nomme tous, et une famille d'après son début (R4).",
    en="Explain a message from its code (R410); without a code name them all, and a family from how it begins (R4).",
    examples=("schemes explain R410",),
)
@argument("code", "[CODE]", required=False)
@format_option("text", "json")
def command(ctx: click.Context, code: str | None, form: str) -> None:
    lang = settings(ctx).lang
    family = tuple(one for one in codes() if code is None or one.startswith(code.upper()))
    pages = tuple(_page(one) for one in family) or (_page(code or ""),)
    single = code is not None and pages[0].code == code.upper()
    if form == "json":
        import json

        shown = [_data(page, lang) for page in pages]
        click.echo(json.dumps(shown[0] if single else shown, ensure_ascii=False, indent=2))
    else:
        click.echo(page_text(pages[0], lang) if single else list_text(pages, lang), nl=False)


def _page(code: str) -> Page:
    page = page_of(code.upper())
    if page is None:
        raise no_message(code)
    return page


def no_message(code: str) -> WrongUsageError:
    return WrongUsageError(
        Text(f"aucun message n'a le code `{code}`", f"no message has the code `{code}`"),
        *did_you_mean(code.upper(), codes()),
        Text("`schemes explain` les nomme tous", "`schemes explain` names them all"),
    )


def _data(page: Page, lang: Lang) -> dict[str, object]:
    return {
        "code": page.code,
        "title": page.title.to(lang),
        "text": page.body.to(lang),
        "wrong": [{"kind": one.kind, "text": one.text} for one in page.wrong],
        "right": [{"kind": one.kind, "text": one.text} for one in page.right],
    }
