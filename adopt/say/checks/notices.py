"""What notices say."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

_NOTHING = later("Nothing to do.")
_ANSWER = later(
    "Write down the facts (adopt appeal --template), draft the answer (adopt appeal FACTS), and send it in Seller Central."
)

NOTICES = {
    "notice_overdue": Words(
        later('"{notice}" was due {left} ago ({due}), and is still open.'),
        later(
            "Answer it now in Seller Central, even late, and ask for more time if you need it; adopt appeal drafts it."
        ),
    ),
    "notice_due": Words(later('"{notice}", received {received}, is due in {left} ({due}).'), _ANSWER),
    "notice_undated_overdue": Words(
        later(
            '"{notice}", received {received}, states no deadline. By our own rule of {house} it should have been answered {left} ago.'
        ),
        _ANSWER,
    ),
    "notice_undated_due": Words(
        later(
            '"{notice}", received {received}, states no deadline. By our own rule of {house}, {left} left.'
        ),
        _ANSWER,
    ),
    "notices_fine": Words(later("Notices answered or closed: {done}; open: {open}."), _NOTHING),
    "parts_missing": Words(
        later('The appeal for "{notice}" still lacks {parts}; it is due {due}.'),
        later(
            "Fill these in: adopt appeal FACTS shows each gap; then mark them with yes in your list of notices."
        ),
    ),
    "parts_fine": Words(later("Open notices whose appeals have all parts: {ready}."), _NOTHING),
    "claim_open": Words(
        later('The claim "{notice}", decided {received}, can be appealed for {left} more, until {due}.'),
        later(
            "Appeal it with proof of delivery and your answer to the buyer, or close it in your list; a granted claim counts as a defect."
        ),
    ),
    "claim_lapsed": Words(
        later('The time to appeal the claim "{notice}" ended {left} ago ({due}).'),
        later("Mark it closed in your list of notices."),
    ),
    "claims_fine": Words(later("No other claim waits for an appeal (closed: {done})."), _NOTHING),
    "repeats_again": Words(
        later("{value} notices within {days} name it ({ids}); the last came {last}."),
        later(
            "Look for the cause that the first answer didn't remove, before you answer again; think of taking the offer down."
        ),
    ),
    "repeats_fine": Words(
        later("No other product has more than one notice within {days} (with one: {once})."), _NOTHING
    ),
}

PARTS = {
    "root_cause": later("the root cause"),
    "action": later("what you did"),
    "prevention": later("what prevents it"),
    "evidence": later("the evidence for each product"),
}
"""Parts of an appeal, by their columns."""
