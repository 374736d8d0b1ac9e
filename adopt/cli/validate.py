"""``adopt validate FILE``: what Amazon would refuse in a bulk sheet, whoever made it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import Day, as_json, lang, languages, today
from adopt.errors import InputError, UnsafePlanError

if TYPE_CHECKING:
    from adopt.bulksheet import Verdict
    from adopt.reports import Refusal
    from adopt.say import Translate


@click.command("validate")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--bulk",
    type=click.Path(path_type=Path),
    help="A fresh bulk download of the account, or its folder: IDs, parents, budgets and what is there already are checked against it.",
)
@click.option(
    "--marketplace",
    metavar="CODE",
    help="US, DE, ...: whose limits of bids and budgets hold. [default: the widest of all]",
)
@click.option(
    "--as-of",
    type=Day,
    metavar="YYYY-MM-DD",
    help="The day of the upload, before which nothing may start. [default: today]",
)
@as_json
@lang
@says_errors
def command(
    file: Path, bulk: Path | None, marketplace: str | None, as_of: datetime | None, as_json: bool, lang: str
) -> None:
    """Check a bulk sheet for Sponsored Products by Amazon's rules, without changing it.

    FILE may be adopt's own upload file, another tool's, one made by hand, or a download in which some rows were given an
    Operation, with column names in English or another language. Each fault is told with its row, its column, the rule and
    what to do; docs/validate.md lists all rules.

    Ends with 0 when Amazon should take all of it (warnings may remain), 2 for wrong usage, 3 for a file that can't be
    read as a bulk sheet, 4 when Amazon would refuse something.
    """
    from adopt.after.download import newest_download
    from adopt.bulksheet import judge
    from adopt.cli.screen_validate import show
    from adopt.reports.refusal import RefusedError

    # A start today in the westernmost marketplace is still yesterday's in UTC.
    day = as_of.date() if as_of else today() - timedelta(days=1)
    try:
        verdict = judge(file, newest_download(bulk) if bulk else None, _known(marketplace), day)
    except RefusedError as error:
        _refused(error.refusal, languages(lang))
    if as_json:
        click.echo(json.dumps(_data(verdict, languages(lang)[0]), ensure_ascii=False, indent=2))
    else:
        for language in languages(lang):
            show(verdict, language)
    if verdict.refused:
        raise SystemExit(UnsafePlanError.exit_code)


def _known(marketplace: str | None) -> str | None:
    """A marketplace's code, whatever its case.

    Raises:
        UsageError: there is no such marketplace.
    """
    from adopt.words import markets

    code = marketplace.upper() if marketplace else None
    if code is None or code in markets():
        return code
    raise click.BadParameter(
        f"{marketplace}; expected one of {', '.join(markets())}", param_hint="--marketplace"
    )


def _refused(refusal: Refusal, said_in: tuple[str, ...]) -> NoReturn:
    from adopt.cli.screen_identify import refused
    from adopt.say import translator

    for language in said_in:
        say = translator(language)
        click.echo(f"{say('Error')}{say(': ')}{refused(refusal, say)}", err=True)
    raise SystemExit(InputError.exit_code)


def _data(verdict: Verdict, language: str) -> dict[str, Any]:
    """What was read and every fault, as data; sentences in one language."""
    from adopt.say import translator

    read, say = verdict.read, translator(language)
    return {
        "path": str(read.path),
        "tab": read.tab,
        "language": read.language,
        "rows": read.sheet.rows.height,
        "ignored": read.ignored,
        "bulk": str(verdict.bulk) if verdict.bulk else None,
        "marketplace": verdict.marketplace,
        "refused": verdict.refused,
        "counts": verdict.counts(),
        "faults": [_fault(fault, say) for fault in verdict.faults.iter_rows(named=True)],
    }


def _fault(fault: dict[str, Any], say: Translate) -> dict[str, Any]:
    from adopt.words.rules import sheet_rules

    rule, detail = sheet_rules()[fault["rule"]], fault["detail"] or ""
    told = {"what": say(rule.what, detail=detail), "do": say(rule.do, detail=detail)}
    return {**fault, "level": rule.level, "sure": rule.sure, **told}
