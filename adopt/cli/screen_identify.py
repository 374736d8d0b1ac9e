"""What ``adopt identify`` shows."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from adopt.cli.screen import console, plain, table
from adopt.reports import Refusal
from adopt.say import Translate, kind_name, rejection, translator, warning
from adopt.schema import Bulk, Reading
from adopt.words.companions import companions

_SHOWN = 10


def show(answers: Sequence[Reading | Refusal], language: str) -> None:
    """A table of the files, then what could not be used and why."""
    say, screen = translator(language), console()
    if readings := [answer for answer in answers if isinstance(answer, Reading)]:
        screen.print(_files(readings, say))
    for answer in answers:
        if isinstance(answer, Refusal):
            screen.print(plain(refused(answer, say)), style="red")
        else:
            _details(answer, say, screen)


def refused(refusal: Refusal, say: Translate) -> str:
    """A refusal as one sentence: file, what is wrong, what to do."""
    return refusal.sentence().said(say)


def _files(readings: Sequence[Reading], say: Translate) -> object:
    names = (
        "file",
        "kind",
        "language",
        "market",
        "days",
        "rows",
        "rejected",
        "clicks",
        "spend",
        "orders",
        "sales",
    )
    headings = {
        "file": say("file"),
        "kind": say("kind"),
        "language": say("language"),
        "market": say("market"),
        "days": say("days"),
        "rows": say("rows"),
        "rejected": say("rejected"),
        "clicks": say("clicks"),
        "spend": say("spend"),
        "orders": say("orders"),
        "sales": say("sales"),
    }
    shown = table(*(headings[name] for name in names), numbers=(5, 6, 7, 8, 9, 10))
    for reading in readings:
        shown.add_row(*(plain(cell) for cell in _cells(reading, say)))
    return shown


def _cells(reading: Reading, say: Translate) -> tuple[str, ...]:
    totals = reading.totals
    days = f"{reading.first_day} – {reading.last_day}" if reading.first_day else "-"
    market = " ".join(part for part in (reading.marketplace, reading.currency) if part) or "-"
    return (
        reading.path.name,
        kind_name(reading.kind, say),
        reading.language,
        market,
        days,
        f"{reading.read:,}",
        f"{reading.rejected.height:,}",
        f"{totals.clicks:,}" if _has(reading, "clicks") else "-",
        f"{totals.spend:,.2f}" if _has(reading, "spend_micros") else "-",
        f"{totals.orders:,}" if _has(reading, "orders") else "-",
        f"{totals.sales:,.2f}" if _has(reading, "sales_micros") else "-",
    )


def _has(reading: Reading, name: str) -> bool:
    """Whether the file tells a total: nothing sold isn't the same as nothing said of sales."""
    if isinstance(reading.data, Bulk):
        return True
    layout, rows = companions().get(reading.kind), reading.data
    if name not in rows.columns or (layout and not layout.totals):
        return False
    # A column that a layout allows and the file lacks is empty.
    return rows.is_empty() or rows[name].null_count() < rows.height


def _details(reading: Reading, say: Translate, screen: Console) -> None:
    for code, detail in reading.notes:
        screen.print(plain(f"{reading.path.name}: {warning(code, detail, say)}"), style="yellow")
    for row in reading.rejected.head(_SHOWN).to_dicts():
        screen.print(plain(rejection(row, say)), style="yellow")
    more = reading.rejected.height - _SHOWN
    if more > 0:
        screen.print(
            plain(say("... and {n} more rejected rows in {file}", n=f"{more:,}", file=reading.path.name))
        )
