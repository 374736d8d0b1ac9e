"""What ``adopt daily`` shows: what it read, what it found, what it wrote, and what to do next."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from adopt.cli.screen import console, plain, table
from adopt.cli.screen_checks import show_urgent
from adopt.cli.screen_limits import show_limits
from adopt.cli.screen_money import money_lines
from adopt.cli.screen_notes import show_notes
from adopt.daily import Day, Round
from adopt.history import Kept
from adopt.plan import Plan
from adopt.say import (
    Speaker,
    Translate,
    download_to_make,
    join_name,
    kind_name,
    rejection,
    translator,
    withheld,
)
from adopt.words.zones import zone_of
from adopt.write.outputs import UPLOADS
from adopt.write.reviews import KeptReview


def show(done: Round, language: str, *, verbose: bool) -> None:
    """The run in about twenty lines an account."""
    for name, day in done.days.items():
        if len(done.days) + len(done.failed) > 1:
            _headed(name, day, language)
        _show(day, language, verbose=verbose)


def show_failed(done: Round, language: str) -> None:
    """Which accounts have no plan, and why: said always."""
    say, screen = translator(language), console()
    for name, error in done.failed.items():
        why = error.said(say)
        screen.print(plain(say("No plan for {account}: {why}", account=name, why=why)), style="red")


def _headed(name: str, day: Day, language: str) -> None:
    say, screen = translator(language), console()
    files = sorted(reading.path.relative_to(day.folder.path).as_posix() for reading in day.folder.readings)
    screen.rule(plain(name), align="left", style="dim")
    screen.print(plain(say("From {files}.", files=say.listed(files))), style="dim")


def _show(day: Day, language: str, *, verbose: bool) -> None:
    speaker, screen = Speaker(language, day.plan.currency), console()
    _read(day.plan, speaker, screen)
    _warned(day.plan, speaker, screen)
    if verbose:
        _more(day.plan, speaker, screen)
    _account(day.plan, speaker, screen)
    _found(day.plan, speaker, screen)
    show_urgent(day.findings, speaker, zone_of(day.plan.marketplace), screen)
    _wrote(day, speaker, screen)


def show_reviews(done: Round, language: str, *, quiet: bool) -> None:
    """What became of workbooks with the seller's answers; that one was kept aside is said always."""
    say, screen = translator(language), console()
    for one in (*(one for day in done.days.values() for one in day.reviews), *done.reviews):
        if not (quiet and one.stayed):
            screen.print(plain(f"! {_review(one, say)}"), style="yellow")


def _review(one: KeptReview, say: Translate) -> str:
    if one.stayed:
        return say(
            "{book} has your answers to this same plan, and stays as you saved it. To apply them: adopt apply {book}",
            book=one.was,
        )
    if one.digest is None:
        return say(
            "{book} can't be read as a workbook of adopt daily: kept as {kept}.", book=one.was, kept=one.path
        )
    return say(
        "{book} had answers to another plan that you haven't applied: kept as {kept}. To apply them: adopt apply {kept}",
        book=one.was,
        kept=one.path,
    )


def show_kept(done: Round, language: str, *, quiet: bool) -> None:
    """What the history has kept of the run; what kept it from that is said always."""
    for day in done.days.values():
        if day.kept:
            _show_kept(day.kept, language, quiet=quiet)


def _show_kept(kept: Kept, language: str, *, quiet: bool) -> None:
    say, screen = translator(language), console()
    if kept.problem:
        problem = kept.problem.said(say)
        screen.print(plain(say("History: {problem}", problem=problem)), style="yellow")
    elif not quiet:
        new = sum(one.outcome != "known" for one in kept.files)
        said = say.plural(
            "History: {n} file is new in {home}.",
            "History: {n} files are new in {home}.",
            new,
            home=kept.home,
        )
        screen.print(plain(said))


def _read(plan: Plan, speaker: Speaker, screen: Console) -> None:
    say = speaker.say
    shown = table(say("file"), say("kind"), say("days"), say("rows"), say("rejected"), numbers=(3, 4))
    for entry in plan.inputs:
        days = f"{entry.first_day} – {entry.last_day}" if entry.first_day else "-"
        cells = (entry.file, kind_name(entry.kind, say), days, f"{entry.rows:,}", f"{entry.rejected:,}")
        shown.add_row(*(plain(cell) for cell in cells))
    screen.print(shown)
    screen.print()


def _warned(plan: Plan, speaker: Speaker, screen: Console) -> None:
    show_notes(plan.warnings, speaker.say, screen)
    if plan.warnings:
        screen.print()


def _account(plan: Plan, speaker: Speaker, screen: Console) -> None:
    """The account in one line; TACoS only where total sales are known."""
    say, facts = speaker.say, plan.facts
    parts = [
        say.plural("{n} day", "{n} days", facts.days),
        say("spend {money}", money=speaker.money(facts.spend)),
        say("ad sales {money}", money=speaker.money(facts.sales)),
    ]
    if facts.sales:
        parts.append(say("ACoS {share}", share=speaker.share(facts.spend / facts.sales)))
    if facts.tacos is not None:
        low, high = speaker.share(plan.settings.tacos_low), speaker.share(plan.settings.tacos_high)
        parts.append(
            say("TACoS {share} (band {low} to {high})", share=speaker.share(facts.tacos), low=low, high=high)
        )
    screen.print(plain("  ·  ".join(parts)))
    screen.print()


def _more(plan: Plan, speaker: Speaker, screen: Console) -> None:
    say = speaker.say
    shown = table(
        say("joined with the bulk download"), say("terms"), say("clicks"), say("spend"), numbers=(1, 2, 3)
    )
    for row in plan.join.iter_rows(named=True):
        cells = (join_name(row["join"], row["join_reason"], say), f"{row['rows']:,}", f"{row['clicks']:,}")
        shown.add_row(*(plain(cell) for cell in (*cells, speaker.money(row["spend"]))))
    screen.print(shown)
    for row in plan.rejected.iter_rows(named=True):
        screen.print(plain(rejection(row, say)))
    screen.print()


def _found(plan: Plan, speaker: Speaker, screen: Console) -> None:
    for line in money_lines(plan, speaker):
        screen.print(plain(line), style="bold")
    screen.print()


def _wrote(day: Day, speaker: Speaker, screen: Console) -> None:
    say, out = speaker.say, day.out or Path()
    for path in day.written:
        screen.print(plain(say("wrote {path}", path=path)))
    for code, detail in day.plan.withheld:
        screen.print(plain(withheld(code, detail, say)), style="yellow")
        for step in download_to_make(speaker) if code in ("no_bulk", "bulk_from_history") else ():
            screen.print(plain(f"  - {step}"))
    show_limits(day.plan, speaker, screen)
    book = (
        "recommendations.zh.xlsx"
        if (out / "recommendations.zh.xlsx").exists() and speaker.language == "zh"
        else "recommendations.xlsx"
    )
    screen.print(plain(say("Next: open {book} and read its Decide sheet.", book=out / book)))
    if not day.plan.withheld:
        screen.print(
            plain(
                say(
                    "Say Yes or No in its column Accept, save it, and run: adopt apply {book}",
                    book=out / book,
                )
            )
        )
    if any(path.name in UPLOADS for path in day.written):
        screen.print(
            plain(say("Then upload in the Amazon Ads console: Sponsored ads > Bulk operations > Upload."))
        )
    screen.print()
