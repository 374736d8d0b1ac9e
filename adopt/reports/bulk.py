"""A bulk download, 46 to 54 columns: its tabs found, its rows sorted into entities, its sums compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl

from adopt.reports.bulk_entities import read_entities
from adopt.reports.bulk_terms import read_terms
from adopt.reports.columns import Columns
from adopt.reports.headers import Header, find_header, fold, match_row, tokens
from adopt.reports.open import Source
from adopt.reports.raw import Table
from adopt.reports.refusal import refuse
from adopt.schema import Bulk, Reading, Rejected, Totals, rejected_frame

KIND = "bulk"
_TERMS = "bulk_terms"
_MARKERS = ("product", "entity", "operation", "campaign_id", "daily_budget", "targeting_type", "keyword_text")
_TERM_MARKERS = ("product", "campaign_id", "keyword_id", "search_term", "keyword_text")
_NAME = re.compile(r"bulk-\w+-(\d{8})-(\d{8})-\d+(?!\d)", re.IGNORECASE)
"""Open at its end: browsers and file managers write `` (1)`` or `` - Copy`` behind Amazon's name."""
_WINDOW_DAYS = 7
_UPLOAD_SHARE = 0.9
"""Of the rows, from which on those with an Operation make an upload sheet: Amazon leaves Operation blank in every row,
sellers fill it in a few, and an upload sheet that was looked through may have lost some."""


def find(source: Source) -> list[Columns]:
    """The Sponsored Products tabs of a file that was downloaded from the bulk operations page."""
    found = []
    for sheet in tabs_for(source, "campaigns"):
        table = source.table(sheet)
        header = find_header(table, KIND, _MARKERS) if table else None
        if table and header:
            found.append(Columns(source.path, KIND, table, header))
    return found


def read(source: Source, columns: Columns) -> Reading:
    """Entities, search terms, rejected rows and totals of a download.

    Raises:
        RefusedError: it is an upload sheet, or holds no rows.
    """
    columns.need("entity", "campaign_id", "state", "keyword_text", "match_type")
    _refuse_uploads(columns)
    entities = read_entities(columns)
    terms = _terms(source)
    rows, rejected = read_terms(terms) if terms else (None, rejected_frame())
    bulk = entities.bulk(rows)
    if not bulk.uploads.height and not bulk.search_terms.height and not entities.rejected.height:
        refuse(source.path, KIND, "no_rows", f"sheet '{columns.table.sheet}'")
    first_day, last_day = _period(source.path)
    bad = Rejected.validate(pl.concat([entities.rejected, rejected]))
    return Reading(
        path=source.path,
        digest=source.digest,
        kind=KIND,
        language=columns.header.language,
        marketplace=None,
        currency=_currency(source),
        first_day=first_day,
        last_day=last_day,
        daily=False,
        window_days=_WINDOW_DAYS,
        read=bulk.uploads.height + bulk.search_terms.height + bad.height,
        data=bulk,
        rejected=bad,
        totals=Totals.of(bulk.campaigns),
        notes=(*entities.notes, *_compared(bulk), *_errors(source), *_left_alone(source, columns, terms)),
    )


def tabs_for(source: Source, role: str) -> list[str | None]:
    """Sheets to look into for a role: the one with Amazon's name; else all that have none of its names."""
    roles = tokens("bulk_tabs")
    named: list[str | None] = [sheet for sheet in source.sheets if sheet and roles.get(fold(sheet)) == role]
    return named or [sheet for sheet in source.sheets if not sheet or fold(sheet) not in roles]


def _refuse_uploads(columns: Columns) -> None:
    operation = columns.header.cell("operation")
    if operation is None:
        return
    cells = columns.rows.select(
        operation=_is_filled(operation), entity=_is_filled(str(columns.header.cell("entity")))
    ).collect()
    rows = cells.select(pl.any_horizontal("operation", "entity").sum()).item()
    filled = int(cells["operation"].sum())
    if filled and filled >= _UPLOAD_SHARE * rows:
        sheet = f"sheet '{columns.table.sheet}': " if columns.table.sheet else ""
        share = f"all {filled}" if filled == rows else f"{filled} of {rows}"
        refuse(columns.path, "upload", "upload_sheet", f"{sheet}{share} rows have an Operation")


def _is_filled(cell: str) -> pl.Expr:
    return pl.col(cell).str.strip_chars().fill_null("") != ""


def _terms(source: Source) -> Columns | None:
    for sheet in tabs_for(source, "search_terms"):
        table = source.table(sheet)
        header = find_header(table, _TERMS, _TERM_MARKERS) if table else None
        if table and header and not _has_entities(table, header):
            return Columns(source.path, KIND, table, header)
    return None


def _has_entities(table: Table, header: Header) -> bool:
    cells = table.head[header.row - 1]
    return match_row(cells, header.row, KIND, header.language).cell("entity") is not None


def _currency(source: Source) -> str | None:
    """What the portfolios say; a download says it nowhere else."""
    found: set[str] = set()
    for table in _named(source, "portfolios"):
        header = find_header(table, "portfolios", ["currency", "portfolio_id"])
        if header:
            cells = table.frame.slice(header.row).select(str(header.cell("currency"))).unique().collect()
            found |= {cell.strip().upper() for cell in cells.to_series().drop_nulls() if cell.strip()}
    return found.pop() if len(found) == 1 else None


def _named(source: Source, role: str) -> list[Table]:
    roles = tokens("bulk_tabs")
    sheets = [sheet for sheet in source.sheets if sheet and roles.get(fold(sheet)) == role]
    return [table for sheet in sheets if (table := source.table(sheet))]


def _period(path: Path) -> tuple[date | None, date | None]:
    """Amazon writes the period nowhere but into the name of the file."""
    found = _NAME.match(path.name)
    try:
        days = [datetime.strptime(text, "%Y%m%d").date() for text in found.groups()] if found else []  # noqa: DTZ007  a day has no zone here
    except ValueError:
        days = []
    return (days[0], days[1]) if days and days[0] <= days[1] else (None, None)


def _compared(bulk: Bulk) -> Sequence[tuple[str, str]]:
    """Where the ad group rows add up to something else than the campaign rows."""
    campaigns, groups = Totals.of(bulk.campaigns), Totals.of(bulk.ad_groups)
    if not bulk.ad_groups.height or campaigns == groups:
        return ()
    parts = [
        f"{name} {theirs} != {own}"
        for name, own, theirs in zip(Totals._fields, campaigns, groups, strict=True)
        if own != theirs
    ]
    return (("ad_group_sums_differ", ", ".join(parts)),)


def _errors(source: Source) -> Sequence[tuple[str, str]]:
    """What Amazon could not put into the download."""
    rows = [row for table in _named(source, "errors") for row in table.frame.drop("row").collect().rows()]
    texts = [" ".join(cell.strip() for cell in row if cell and cell.strip()) for row in rows]
    said = [text for text in texts[1:] if text and fold(text) != "producttypeofrowsaffectederrormessage"]
    return tuple(("errors_in_download", text) for text in said)


def _left_alone(source: Source, *read: Columns | None) -> Sequence[tuple[str, str]]:
    """Tabs of other ad products, and tabs that nobody knows; what Amazon hides or writes for itself isn't told."""
    roles = tokens("bulk_tabs")
    silent = ("campaigns", "search_terms", "portfolios", "errors", "own")
    known = {part.table.sheet for part in read if part}
    others = [sheet for sheet in source.sheets if sheet and sheet not in known]
    others = [sheet for sheet in others if roles.get(fold(sheet)) not in silent]
    return (("tabs_left_alone", ", ".join(others)),) if others else ()
