"""What a run tells of its files: those it leaves out, and days that no report tells whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adopt.reports.folder import Folder
from adopt.reports.listings import LISTINGS
from adopt.reports.refusal import REASONS, Refusal
from adopt.reports.sources import Note
from adopt.reports.untold import damaged_days, gaps, quiet_days
from adopt.schema import Bulk, Reading
from adopt.words.checking import checked_kinds
from adopt.words.companions import companions

_MOST_NOTES = 5


def left_beside(
    folder: Folder, console: Sequence[Reading], bulks: Sequence[Reading], used: Sequence[Reading]
) -> Iterator[Note]:
    """What lies in the folder and isn't used: refused files, the download's own tab, reports of other kinds."""
    yield from (_refused(refusal) for refusal in folder.refusals)
    for reading in bulks if console else ():
        if isinstance(reading.data, Bulk) and reading.data.search_terms.height:
            yield "bulk_tab_left_out", reading.path.name
    taken = {reading.path for reading in used}
    unused = companions().keys() - {*LISTINGS} - checked_kinds()
    names = sorted(one.path.name for one in folder.readings if one.kind in unused and one.path not in taken)
    if names:
        yield "read_not_used", ", ".join(names)


def notes_of_days(console: Sequence[Reading]) -> Iterator[Note]:
    """Days without a row, after which rows are missing, or many of whose rows were rejected."""
    for first, last in gaps(console):
        yield "days_missing", f"{first} – {last}"
    for first, last in quiet_days(console):
        yield "days_quiet", f"{first} – {last}"
    if damaged := damaged_days(console):
        told = [f"{first}" if first == last else f"{first} – {last}" for first, last in damaged[:_MOST_NOTES]]
        yield "days_damaged", ", ".join(told) + (", …" if len(damaged) > _MOST_NOTES else "")


def _refused(refusal: Refusal) -> Note:
    detail = f" ({refusal.detail})" if refusal.detail else ""
    return "file_refused", f"{refusal.path.name}: {REASONS[refusal.reason]}{detail}"


def shortened(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Notes of a kind cut after the first few, with the number of the others: folders of old downloads hold hundreds."""
    found: list[Note] = []
    for code in dict.fromkeys(code for code, _ in notes):
        own = [note for note in notes if note[0] == code]
        found += own if len(own) <= _MOST_NOTES else own[: _MOST_NOTES - 1]
        if len(own) > _MOST_NOTES:
            found.append(("more_left_out", str(len(own) - _MOST_NOTES + 1)))
    return tuple(found)
