"""The draft: Markdown in English, as Amazon reads it. Every word that isn't a heading is the seller's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adopt.appeal.facts import Cause, Evidence, Fact, Facts, Step


def draft(facts: Facts) -> str:
    """The plan of action in the order that Amazon asks for; what isn't known is marked ``[you fill: ...]``.

    Seller Central G201623610 asks for the root cause, what was done to resolve it, and what prevents it; the facts stand
    before these, and a table of documents by product after them.
    """
    blocks = (
        _head(facts),
        ("## Facts", "", *_facts(facts.facts)),
        ("## Root cause", "", *_causes(facts.root_causes)),
        ("## Actions taken to resolve the issue", "", *_steps(facts.actions, "what you did to resolve it")),
        ("## Steps to prevent it from happening again", "", *_steps(facts.prevention, "what prevents it")),
        ("## Evidence", "", *_evidence(facts)),
    )
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def fill(what: str) -> str:
    """The mark of a gap."""
    return f"[you fill: {what}]"


def _head(facts: Facts) -> Iterator[str]:
    notice = facts.notice
    yield "# Plan of action"
    yield ""
    number = f" ({notice.id})" if notice.id else ""
    yield f"- Notification: {notice.subject or fill('subject line of the notification')}{number}"
    yield f"- Received: {notice.received or fill('day on which it came')}"
    if notice.marketplace:
        yield f"- Marketplace: {notice.marketplace}"
    if notice.issues:
        yield f"- Issues: {'; '.join(notice.issues)}"
    products = ", ".join(notice.asins) or (
        "" if notice.orders else fill("every ASIN that the notification lists")
    )
    if products:
        yield f"- ASINs: {products}"
    if notice.orders:
        yield f"- Orders: {', '.join(notice.orders)}"


def _facts(entries: Sequence[Fact]) -> Iterator[str]:
    for one in entries:
        source = one.source or fill("report or document that shows it")
        yield f"- {one.day or fill('day')}: {_sentence(one.what)}{_of(one.asins)} (Source: {source})"
    if not entries:
        yield f"- {fill('what happened, on which day, and which report or document shows it')}"


def _causes(entries: Sequence[Cause]) -> Iterator[str]:
    for place, one in enumerate(entries, 1):
        issue = f"{one.issue}: " if one.issue else ""
        yield f"{place}. {issue}{_sentence(one.what)}{_of(one.asins)}"
    if not entries:
        yield f"1. {fill('why it happened, in your own process')}"


def _steps(entries: Sequence[Step], asked: str) -> Iterator[str]:
    for one in entries:
        yield f"- {_when(one)} {_sentence(one.what)}{_of(one.asins)}"
    if not entries:
        yield f"- {fill(f'{asked}, with its day')}"


def _when(one: Step) -> str:
    day = one.day or fill("day")
    if one.done is None:
        return f"{fill('done on, or planned for')} {day}:"
    if one.done:
        return f"Done on {day}{f' by {one.owner}' if one.owner else ''}:"
    return f"Planned for {day}, owner {one.owner or fill('owner')}:"


def _evidence(facts: Facts) -> Iterator[str]:
    """A row for each product and document; products of the notice first, in its order."""
    yield "| ASIN | Document | Date | File |"
    yield "|---|---|---|---|"
    listed = facts.notice.asins
    named = (asin for one in facts.evidence for asin in one.asins if asin not in listed)
    for asin in dict.fromkeys((*listed, *named)):
        own = [one for one in facts.evidence if asin in one.asins]
        yield from (_row(asin, one) for one in own)
        if not own:
            yield f"| {asin} | {fill('document for this product')} | {fill('its date')} | {fill('file')} |"
    blank = "-" if facts.is_of_orders else fill("ASIN")
    yield from (_row(blank, one) for one in facts.evidence if not one.asins)
    if not listed and not facts.evidence:
        yield f"| {blank} | {fill('document')} | {fill('its date')} | {fill('file')} |"


def _row(asin: str, one: Evidence) -> str:
    kind = "" if one.kind == "other" else f"{one.kind}: "
    cells = (
        asin,
        f"{kind}{one.what or fill('what it is')}",
        one.day or fill("its date"),
        one.file or fill("file"),
    )
    return f"| {' | '.join(_cell(str(cell)) for cell in cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def _sentence(text: str) -> str:
    """With a full stop."""
    if not text:
        return fill("what")
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _of(asins: Sequence[str]) -> str:
    return f" ({', '.join(asins)})" if asins else ""
