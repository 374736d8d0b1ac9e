"""What ``adopt undo`` shows: what becomes of each action, what was written, and what to do with it."""

from __future__ import annotations

import polars as pl

from adopt.after.undo import Undone
from adopt.cli.screen import console, plain
from adopt.cli.screen_actions import labels
from adopt.say import Speaker
from adopt.say.undone import FATES, fate_sentence
from adopt.schema import Fate

_SHOWN = 10
_STYLES = {Fate.CHANGED.value: "yellow", Fate.IMPOSSIBLE.value: "yellow"}


def show(done: Undone, language: str, *, verbose: bool) -> None:
    """The counts, the actions behind them (ten of each kind, unless all are wanted), the files, the next step."""
    speaker, screen = Speaker(language, done.held.told.currency), console()
    say, told, fates = speaker.say, done.held.told, done.inverse.fates
    screen.print(
        plain(
            say(
                "Plan {plan} of {day}, held against {file}.",
                plan=told.digest[:12],
                day=told.as_of,
                file=done.download.name,
            )
        )
    )
    named = labels(done.held.accepted, told, speaker)
    for fate, title in FATES.items():
        rows = fates.filter(pl.col("fate") == fate)
        screen.print(plain(f"{say(title)}{say(': ')}{rows.height:,}"), style="bold")
        for row in rows.head(rows.height if verbose else _SHOWN).iter_rows(named=True):
            line = f"  {named[row['key']]}{say(': ')}{fate_sentence(row, speaker)}"
            screen.print(plain(line), style=_STYLES.get(fate, ""))
        if rows.height > _SHOWN and not verbose:
            screen.print(plain("  " + say("... {n} more: --verbose shows them.", n=rows.height - _SHOWN)))
    _next(done, speaker)


def _next(done: Undone, speaker: Speaker) -> None:
    say, screen = speaker.say, console()
    screen.print()
    for path in done.written:
        screen.print(plain(say("wrote {path}", path=path)))
    if done.written:
        screen.print(
            plain(
                say(
                    "Next: upload them in this order in the Amazon Ads console: Sponsored ads > Bulk operations > Upload. Then "
                    "make a new bulk download before the next run."
                )
            )
        )
    else:
        screen.print(plain(say("Nothing was written: there is nothing that an upload can undo.")))
    screen.print()
