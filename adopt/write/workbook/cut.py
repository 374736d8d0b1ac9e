"""How long a sheet may be: a workbook is for decisions, and must open at once."""

from __future__ import annotations

from adopt.say.speaker import Speaker
from adopt.write.workbook.sheet import MOST_PRINTED

MOST_ROWS = 5_000


def cut_note(note: str, shown: int, of: int, speaker: Speaker) -> str:
    """``note``, and how many rows were left out, of the sheet and on paper."""
    if shown < of:
        cut = speaker.say(
            "The first {shown} of {of} rows; all are in plan.json.", shown=f"{shown:,}", of=f"{of:,}"
        )
        note = speaker.say.run_on(note, cut)
    return paper_note(note, shown, speaker)


def paper_note(note: str, shown: int, speaker: Speaker) -> str:
    """``note``, and that a long sheet isn't printed to its end."""
    if shown <= MOST_PRINTED:
        return note
    return speaker.say.run_on(note, speaker.say("On paper: the first {n}.", n=MOST_PRINTED))
