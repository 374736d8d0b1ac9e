"""The part of Summary that tells which limits a plan passes, and the lines without which they hold."""

from __future__ import annotations

from adopt.plan.plan import Plan
from adopt.say.advice import action_names
from adopt.say.limits import breach_sentence, limit_names
from adopt.say.speaker import Speaker
from adopt.schema import Action
from adopt.write.workbook.columns import cents, subjects
from adopt.write.workbook.cut import MOST_ROWS
from adopt.write.workbook.sheet import Column, Sheet


def limits_block(sheet: Sheet, plan: Plan, speaker: Speaker) -> None:
    """Adds the limits that are passed, and a table of the lines to drop; nothing where all hold."""
    if plan.breaches.is_empty():
        return
    say = speaker.say
    sheet.skip()
    sheet.heading(say("Limits that this plan passes"))
    for row in plan.breaches.iter_rows(named=True):
        sheet.note(breach_sentence(row, speaker))
    named = plan.breaches.explode("drop").drop_nulls("drop").select("limit", key="drop").head(MOST_ROWS)
    rows = named.join(plan.actions, on="key", how="inner", maintain_order="left")
    dropped = Action.cast(rows.select(Action.column_names()))
    names = action_names(dropped, speaker.currency, speaker.language, speaker.rules.values())
    if rows.height:
        sheet.table(
            "SummaryLimits",
            [
                Column(say("Term or target"), "text", subjects(dropped, speaker)),
                Column(say("Action"), "text", names),
                Column(say("Campaign"), "text", dropped["campaign"].to_list()),
                Column(say("Ad group"), "text", dropped["ad_group"].to_list()),
                Column(say("Money per week"), "money", cents(dropped["money_per_week"])),
                Column(say("Spend"), "money", cents(dropped["spend"])),
                Column(say("Limit"), "text", [limit_names(code, say) for code in rows["limit"]]),
                Column(say("Key"), "plain", dropped["key"].to_list()),
            ],
        )
