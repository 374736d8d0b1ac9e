"""``adopt explain CODE``: a rule in words. ``adopt explain --action KEY``: an action's evidence, in numbers or drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import lang, languages

if TYPE_CHECKING:
    from adopt.schema import RuleWords


@click.command("explain")
@click.argument("code", required=False)
@click.option(
    "--action",
    "key",
    metavar="KEY",
    help="Instead of CODE: an action's key, a part of it, or its search term.",
)
@click.option(
    "--plan",
    type=click.Path(path_type=Path),
    help="The plan.json of a run, or its folder. [default: adopt-out/plan.json or plan.json here]",
)
@click.option(
    "--svg",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw the action's evidence into this file.",
)
@lang
@says_errors
def command(code: str | None, key: str | None, plan: Path | None, svg: Path | None, lang: str) -> None:
    """Explain CODE: what the rule does, why, how it decides, what could go wrong, how to undo it.

    With --action KEY: the evidence behind one action of a plan, and the smallest change that would flip it.

    \b
    N101: negate a search term.
    N102: negate a product.
    N103: negate a phrase.
    U101: take a negative back.
    H201: give a search term a keyword of its own.
    H202: the same at a lower bid.
    B301: change a bid.
    B302: change a placement percentage.
    B303: raise bids by the hour.
    B304: raise the bid of a target that is hardly seen.
    L501: launch a new product.
    T401: keep TACoS in its band.
    T402: raise a budget.
    T403: lower bids instead.
    W601: wait for clicks.
    Rules of installed packages too, by their codes (X101).
    """  # noqa: D301 (backslash b is click's sign for lines that stay as they are)
    if key is not None:
        from adopt.cli.screen_action import show_action

        show_action(key, plan, svg, languages(lang))
        return
    if code is None:
        raise click.UsageError("Name a CODE (adopt explain N101) or an action (adopt explain --action KEY).")
    from adopt.say import explain, rule_codes

    outside: tuple[RuleWords, ...] = ()
    if code.upper() not in rule_codes():
        from adopt.rules import installed_rules

        outside = installed_rules()
    click.echo("\n\n".join(explain(code, language, outside).strip() for language in languages(lang)))
