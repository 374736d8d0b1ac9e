"""``adopt explain CODE``: what a rule does, why, how it decides, what could go wrong, how to undo it."""

from __future__ import annotations

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import lang, languages


@click.command("explain")
@click.argument("code")
@lang
@says_errors
def command(code: str, lang: str) -> None:
    """Explain CODE: what the rule does, why, how it decides, what could go wrong, how to undo it.

    N101: negate a search term. N102: negate a product. N103: negate a phrase. U101: take a negative back. H201: give a search term a keyword
    of its own. H202: the same at a lower bid. B301: change a bid.
    """
    from adopt.say import explain

    click.echo("\n\n".join(explain(code.upper(), language).strip() for language in languages(lang)))
