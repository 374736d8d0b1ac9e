"""The sheet Settings says of an empty setting what stands for it."""

from __future__ import annotations

from typing import Any

from tests.write.workbook.rows import table


def test_only_what_reports_can_tell_is_said_to_come_from_them(
    open_book: Any, make_plan: Any, action: Any
) -> None:
    rows = table(open_book(make_plan([action()]))["Settings"], "Settings")
    said = {row["Setting"]: row["Value"] for row in rows}
    assert said["account"] == "(from the reports)"
    assert {said[name] for name in ("hygiene.last_login", "hygiene.imap_host", "protect.terms")} == {"(none)"}
