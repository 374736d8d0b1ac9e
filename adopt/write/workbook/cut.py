"""How long a sheet may be: a workbook is for decisions, and must open at once."""

from __future__ import annotations

from adopt.say.speaker import Speaker

MOST_ROWS = 5_000


def cut_note(note: str, shown: int, of: int, speaker: Speaker) -> str:
    """``note``, and how many rows were left out."""
    if shown == of:
        return note
    cut = speaker.say(
        "The first {shown} of {of} rows; all are in plan.json.", shown=f"{shown:,}", of=f"{of:,}"
    )
    return f"{note} {cut}"
