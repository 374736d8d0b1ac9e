"""What ``adopt daily`` shows of limits that a plan passes: which, by how much, the lines to drop, and the ways on."""

from __future__ import annotations

import polars as pl
from rich.console import Console

from adopt.cli.screen import console, plain
from adopt.daily import Round
from adopt.plan import Plan
from adopt.plan.limits import OVER, is_over
from adopt.say.advice import action_names
from adopt.say.limits import breach_sentence, ways_on
from adopt.say.notes import withheld
from adopt.say.speaker import Speaker
from adopt.say.targets import subject

SHOWN = 10
"""Lines named of each limit; the workbook has all."""


def limit_lines(plan: Plan, speaker: Speaker) -> list[str]:
    """The limits passed, each with its first lines to drop, and what to do; nothing where all hold."""
    if plan.breaches.is_empty():
        return []
    said = [line for row in plan.breaches.iter_rows(named=True) for line in _of_limit(row, plan, speaker)]
    return [*said, *((f"- {way}" for way in ways_on(speaker.say)) if is_over(plan.withheld) else ())]


def show_limits(plan: Plan, speaker: Speaker, screen: Console) -> None:
    """Prints `limit_lines`."""
    for line in limit_lines(plan, speaker):
        screen.print(plain(line), style="yellow")


def show_over(done: Round, language: str) -> None:
    """Of a quiet run, the accounts whose upload files a limit withholds: said always."""
    screen = console()
    for name, day in done.days.items():
        if is_over(day.plan.withheld):
            speaker = Speaker(language, day.plan.currency)
            about = [
                withheld(code, detail, speaker.say) for code, detail in day.plan.withheld if code == OVER
            ]
            screen.print(plain(f"{name}: {about[0]}" if len(done.days) > 1 else about[0]), style="red")
            show_limits(day.plan, speaker, screen)


def _of_limit(row: dict[str, object], plan: Plan, speaker: Speaker) -> list[str]:
    keys = list(row["drop"])  # type: ignore[call-overload]  # a list of keys
    more = len(keys) - SHOWN
    return [
        breach_sentence(row, speaker),
        *(f"    {line}" for line in named_lines(plan, keys[:SHOWN], speaker)),
        *(
            [f"    {speaker.say('... and {n} more: Summary of the workbook lists them.', n=more)}"]
            if more > 0
            else []
        ),
    ]


def named_lines(plan: Plan, keys: list[str], speaker: Speaker) -> list[str]:
    """``action: term (campaign > ad group) key`` of each key, in their order."""
    wanted = pl.DataFrame({"key": keys}, schema={"key": pl.String})
    rows = wanted.join(plan.actions, on="key", how="inner", maintain_order="left")
    names = action_names(rows, plan.currency, speaker.language, plan.rules)  # type: ignore[arg-type]
    return [
        f"{name}{speaker.say(': ')}{subject(row, speaker)} ({row['campaign']} > {row['ad_group']})  {row['key']}"
        for name, row in zip(names, rows.iter_rows(named=True), strict=True)
    ]
