"""What ``adopt ship`` shows: the file, how much is in it, and each row that isn't, with what to do."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.cli.screen import console, plain
from adopt.say import Translate, translator
from adopt.say.ship import fault_said
from adopt.say.translate import later
from adopt.ship import Confirmed, Fault, Labels
from adopt.ship.faults import ERROR, WARNING
from adopt.words.labels import LabelSheet

_LEVELS = {ERROR: later("Left out"), WARNING: later("Look at it")}
_STYLES = {ERROR: "red", WARNING: "yellow"}
_SHOWN = 10


def show_labels(done: Labels, sheet: LabelSheet, language: str) -> None:
    """The sheet, and the orders that aren't in it."""
    say, name = translator(language), sheet.name[language]
    if done.path is None:
        _print(say("No order could be written for {carrier}.", carrier=name), "bold")
    else:
        line = say.plural(
            "{n} order for {carrier}: {path}",
            "{n} orders for {carrier}: {path}",
            len(done.written),
            carrier=name,
            path=done.path,
        )
        _print(line, "bold")
        _print(say("It holds addresses of buyers: delete it once the labels are printed."))
        names = say(
            "The column names are those of {source}; compare them with the sheet in your account.",
            source=sheet.source,
        )
        _print(names)
    _print_faults(done.faults, say)


def show_confirmed(done: Confirmed, language: str) -> None:
    """The confirmation, the rows that aren't in it, and the orders that still wait."""
    say = translator(language)
    if done.path is None:
        _print(say("No row could be confirmed."), "bold")
    else:
        line = say.plural(
            "{n} line of the shipping confirmation: {path}",
            "{n} lines of the shipping confirmation: {path}",
            len(done.lines),
            path=done.path,
        )
        _print(line, "bold")
    if done.done:
        line = say.plural(
            "{n} order is confirmed already, by your own table.",
            "{n} orders are confirmed already, by your own table.",
            len(done.done),
        )
        _print(line)
    if done.waiting:
        line = say.plural(
            "{n} unshipped order isn't in it: {orders}",
            "{n} unshipped orders aren't in it: {orders}",
            len(done.waiting),
            orders=_some(done.waiting),
        )
        _print(line, "yellow")
    _print_faults(done.faults, say)


def _print_faults(faults: Sequence[Fault], say: Translate) -> None:
    for fault in faults:
        what, do = fault_said(fault.rule, fault.value, fault.detail, say)
        _print(f"{say(_LEVELS[fault.level])}{say(': ')}{_place(fault, say)}", _STYLES[fault.level])
        _print(f"  {say.run_on(what, do)}")


def _print(line: str, style: str = "") -> None:
    console().print(plain(line), style=style)


def _place(fault: Fault, say: Translate) -> str:
    parts = [fault.file, say("row {row}", row=fault.row), fault.column, fault.order]
    return ", ".join(filter(None, parts))


def _some(orders: Sequence[str]) -> str:
    more = ["…"] if len(orders) > _SHOWN else []
    return ", ".join([*orders[:_SHOWN], *more])
