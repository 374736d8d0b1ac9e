"""What ``adopt confirm`` shows: how many actions Amazon took, and each that it refused, with the mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from rich.console import Console

from adopt.after.confirm import Confirmed
from adopt.cli.screen import console, plain
from adopt.cli.screen_actions import labels
from adopt.history.plan_names import kept_at
from adopt.history.plans import KEPT_PLAN, SHORT, of_its_day
from adopt.say import Speaker, Translate, translator
from adopt.say.confirmed import STATUSES, advice
from adopt.schema import Status

_SHOWN = 60


def show(done: Confirmed, language: str, *, verbose: bool) -> None:
    """Counts, then what was refused, then what isn't known (so many lines of each, unless all are wanted)."""
    speaker, screen = Speaker(language, done.held.told.currency), console()
    _counts(done, speaker.say, screen)
    back = _taken_back(done)
    if back.height:
        screen.print(plain(_said_back(done, back.height, speaker)))
    named = labels(done.held.accepted, done.held.told, speaker)
    left = done.results.join(back, on="key", how="anti", maintain_order="left")
    for lines in (_refused(left, named, speaker), _unknown(left, named, speaker)):
        _lines(lines, speaker.say, screen, verbose=verbose)
    screen.print()
    _next(done, speaker.say, screen)
    screen.print()


def _counts(done: Confirmed, say: Translate, screen: Console) -> None:
    """The plan, how many of its actions came to what, and how many of the report's rows aren't its."""
    told = done.held.told
    said = say("Plan {plan} of {day}, by {file}.", plan=told.digest[:12], day=told.as_of, file=done.file.name)
    screen.print(plain(said))
    for status, title in STATUSES.items():
        count = done.results.filter(pl.col("status") == status).height
        screen.print(plain(f"{say(title)}{say(': ')}{count:,}"), style="bold")
    silent = done.held.accepted.height - done.results.height
    if silent:
        said = say.plural("{n} action isn't told of yet.", "{n} actions aren't told of yet.", silent)
        screen.print(plain(said))
    if done.strange:
        said = say.plural(
            "{n} row of the report is none of this plan's.",
            "{n} rows of the report are none of this plan's.",
            done.strange,
        )
        screen.print(plain(said), style="yellow")


def _lines(lines: Sequence[str], say: Translate, screen: Console, *, verbose: bool) -> None:
    for line in lines if verbose else lines[:_SHOWN]:
        screen.print(plain(line))
    if len(lines) > _SHOWN and not verbose:
        more = say("... {n} more lines: --verbose shows them.", n=len(lines) - _SHOWN)
        screen.print(plain("  " + more))


def _next(done: Confirmed, say: Translate, screen: Console) -> None:
    plan = done.held.named or done.held.told.as_of
    screen.print(plain(say("To take this plan back: adopt undo {plan}", plan=plan)))
    if done.held.kept:
        screen.print(plain(say("What came of it, when its clicks have had their orders: adopt outcome")))


def show_days(found: Mapping[str, Sequence[Confirmed]], language: str) -> None:
    """A line for each plan of each account: what became of it. Those of one day are told apart."""
    say, screen = translator(language), console()
    for name, those in found.items():
        for one in those:
            line, refused = _day_line(one, say, alone=of_its_day(one.held.folder) == 1)
            said = line if len(found) == 1 else f"{name}{say(': ')}{line}"
            screen.print(plain(said), style="yellow" if refused else "")


def _day_line(one: Confirmed, say: Translate, *, alone: bool) -> tuple[str, int]:
    """What became of a plan, and how much Amazon refused of it."""
    held = one.held
    counts = {status.value: one.results.filter(pl.col("status") == status.value).height for status in Status}
    refused = counts[Status.REJECTED.value]
    if alone:
        line = say(
            "Plan of {day}: Amazon took {taken} of its actions, refused {rejected}; {unknown} can't be told. 'adopt confirm' "
            "says which.",
            day=held.told.as_of,
            **counts,
        )
        return line, refused
    line = say(
        "Plan {plan} of {day} (kept {at}, changes: {n}): Amazon took {taken} of its actions, refused {rejected}; {unknown} can't "
        "be told. 'adopt confirm --plan {plan}' says which.",
        plan=held.told.digest[:SHORT],
        day=held.told.as_of,
        at=kept_at(held.folder / KEPT_PLAN),
        n=f"{held.accepted.height:,}",
        **counts,
    )
    return line, refused


def _taken_back(done: Confirmed) -> pl.DataFrame:
    """What isn't in force since the seller took it back: nothing that should be uploaded again."""
    undone = done.held.course.undone
    keys = list(undone.keys) if undone else []
    return done.results.filter(pl.col("key").is_in(keys), status=Status.UNKNOWN.value)


def _said_back(done: Confirmed, n: int, speaker: Speaker) -> str:
    undone = done.held.course.undone
    return speaker.say.plural(
        "{n} of what isn't known was taken back with adopt undo on {day}: don't upload it again.",
        "{n} of what isn't known were taken back with adopt undo on {day}: don't upload them again.",
        n,
        day=undone.on if undone else "",
    )


def _refused(results: pl.DataFrame, named: Mapping[str, str], speaker: Speaker) -> list[str]:
    """What was refused, by Amazon's words: what they mean, the mend, and the actions that they stopped."""
    say, rows = speaker.say, results.filter(pl.col("status") == Status.REJECTED.value)
    lines: list[str] = []
    for _, mine in rows.group_by("code", "message", maintain_order=True):
        told, message = advice(mine.row(0, named=True), say), mine["message"][0]
        lines += ["", f"{say(STATUSES[Status.REJECTED.value])} ({mine.height:,}){say(': ')}{told.meaning}"]
        lines += ["  " + say('Amazon says: "{message}"', message=message)] if message else []
        lines += ["  " + say("Mend: {mend}", mend=told.mend)]
        lines += [f"    {named.get(key, key)}" for key in mine["key"]]
    return lines


def _unknown(results: pl.DataFrame, named: Mapping[str, str], speaker: Speaker) -> list[str]:
    """What isn't known, by what is known of it."""
    rows = results.filter(pl.col("status") == Status.UNKNOWN.value)
    lines: list[str] = []
    for code in rows["code"].unique().sort():
        mine = rows.filter(pl.col("code").eq_missing(pl.lit(code)))
        told = advice({"status": Status.UNKNOWN.value, "code": code}, speaker.say)
        lines += [
            "",
            f"{speaker.say(STATUSES[Status.UNKNOWN.value])} ({mine.height:,}){speaker.say(': ')}{told.meaning}",
        ]
        lines += [f"  {named.get(key, key)}" for key in mine["key"]]
    return lines
