"""Search term reports whose columns the seller chooses: the unified reports page's CSV, and the Ads API's JSON.

They carry IDs, may hold several accounts and ad products, and may lack the target that a term came through.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from adopt.reports.columns import Columns
from adopt.reports.headers import Header, find_header, tokens
from adopt.reports.open import Source
from adopt.reports.raw import ROW, Table
from adopt.reports.refusal import refuse
from adopt.reports.repeats import refuse_repeats
from adopt.reports.search_term import (
    KIND,
    currency_said,
    day_fields,
    figure_fields,
    notes,
    said,
    unsure,
    window_of,
)
from adopt.reports.sieve import Field, fold_cells, text
from adopt.reports.silence import with_zeros
from adopt.reports.sums import without_sums
from adopt.schema import Reading, SearchTermRow, Totals


class Form(NamedTuple):
    """One origin of such reports.

    Attributes:
        kind: the table of its header names.
        markers: our columns by which it is recognised.
        confirmed: whether it is known within how many days of the click its orders count.
    """

    kind: str
    markers: tuple[str, ...]
    confirmed: bool


UNIFIED = Form("unified", ("campaign", "search_term", "clicks", "spend"), confirmed=False)
API = Form("api", ("campaign_id", "search_term", "clicks", "spend"), confirmed=True)

_NEEDED = ("campaign", "ad_group", "search_term", "impressions", "clicks", "spend")
_IDS = ("campaign_id", "ad_group_id")
_RANGE = r"^(.*\S)\s+[-–—]\s+(\S.*)$"
_OURS = "sponsored_products"


def find(form: Form, source: Source) -> list[Columns]:
    """The tables of a file that are such reports."""
    tables = source.tables(without=tokens("bulk_tabs"))
    found = [
        (table, find_header(table, form.kind, form.markers, source.names_for(form.kind))) for table in tables
    ]
    return [
        Columns(source.path, KIND, *_with_days(table, _without_twins(form, header)))
        for table, header in found
        if header
    ]


def read(form: Form, source: Source, columns: Columns) -> Reading:
    """Rows of Sponsored Products, rejected rows and totals.

    Raises:
        RefusedError: columns are missing or ambiguous, or it mixes accounts or currencies, or tells days twice.
    """
    header = columns.header
    window = window_of(header)
    daily = header.cell("date") is not None
    days = ["date"] if daily else ["start_date", "end_date"]
    columns.need(*days, *_NEEDED, f"sales_{window}", f"orders_{window}")
    _refuse_accounts(columns)
    lines, others = _of_our_product(columns)
    lines, silent = with_zeros(columns, lines, window) if form is API else (lines, 0)
    carried = ["currency"] if header.cell("currency") else []
    found = columns.sift(lambda: _fields(columns, window, daily=daily), rows=lines, carried=carried)
    sifted = without_sums(found)
    # A column that isn't read (a placement, a device) may be what tells two rows apart: only whole rows repeat.
    whole = sifted.good.select(ROW, "first_day").join(lines.collect(), on=ROW, maintain_order="left")
    refuse_repeats(source.path, KIND, whole, daily=daily)
    rows = _rows(sifted.good, named=_names_targets(header))
    if not rows.height and not sifted.rejected.height:
        refuse(source.path, KIND, "no_rows", others)
    return Reading(
        path=source.path,
        digest=source.digest,
        kind=KIND,
        language=header.language,
        marketplace=None,
        currency=currency_said(columns, said(sifted.good["currency"]) if carried else []),
        first_day=rows["first_day"].min(),  # type: ignore[arg-type]  # a date or None
        last_day=rows["last_day"].max(),  # type: ignore[arg-type]  # a date or None
        daily=daily,
        window_days=window,
        read=rows.height + sifted.rejected.height,
        data=SearchTermRow.validate(rows),
        rejected=sifted.rejected,
        totals=Totals.of(rows),
        notes=(
            *notes(rows, sifted.sums),
            *([("other_products_left_out", others)] if others else []),
            *([] if _names_targets(header) else [("no_targets", source.path.name)]),
            *([] if form.confirmed else [("window_unconfirmed", str(window))]),
            *([("null_means_none", f"{silent:,}")] if silent else []),
            *unsure(header, form.kind),
        ),
        rejected_days=sifted.faulty_days("first_day") if daily else (),
    )


def _without_twins(form: Form, header: Header) -> Header:
    """The API's fields have synonyms (matchType, keywordType) that say the same; any of them will do."""
    return header._replace(twice=()) if form is API else header


def _with_days(table: Table, header: Header) -> tuple[Table, Header]:
    """The column "Aug 18, 2026 - Aug 24, 2026" as two; a single day in it is first and last."""
    cell = header.cell("date_range")
    if cell is None or header.cell("date") or header.cell("start_date"):
        return table, header
    width = len(table.head[header.row - 1])
    ends = [pl.coalesce(pl.col(cell).str.extract(_RANGE, place), cell) for place in (1, 2)]
    frame = table.frame.with_columns(end.alias(str(width + place)) for place, end in enumerate(ends))
    name = header.names["date_range"]
    columns = header.columns | {"start_date": width, "end_date": width + 1}
    named = header._replace(columns=columns, names=header.names | {"start_date": name, "end_date": name})
    return table._replace(frame=frame), named


def _refuse_accounts(columns: Columns) -> None:
    source = columns.header.cell("account")
    if source is None:
        return
    cells = columns.rows.select(text(source)).unique().collect().to_series().drop_nulls().sort()
    if len(cells) > 1:
        refuse(columns.path, KIND, "several_accounts", ", ".join(cells))


def _of_our_product(columns: Columns) -> tuple[pl.LazyFrame, str]:
    """The rows of Sponsored Products, and how many there are of other ad products, in words."""
    source = columns.header.cell("ad_product")
    if source is None:
        return columns.rows, ""
    products = columns.rows.group_by(text(source).alias("product")).agg(pl.len()).collect().drop_nulls()
    known = dict(tokens("products"))
    ours = fold_cells(pl.col("product")).replace_strict(known, default=None, return_dtype=pl.String) == _OURS
    others = products.filter(~ours.fill_null(value=False)).sort("product")
    left_out = ", ".join(f"{product}: {count}" for product, count in others.iter_rows())
    is_other = text(source).is_in(others["product"].implode()).fill_null(value=False)
    return columns.rows.filter(~is_other), left_out


def _names_targets(header: Header) -> bool:
    return header.cell("targeting") is not None and header.cell("match_type") is not None


def _fields(columns: Columns, window: int, *, daily: bool) -> list[Field]:
    return [
        *day_fields(columns, daily=daily),
        *(columns.id(name, optional=True) for name in (*_IDS, "target_id")),
        columns.text("portfolio", optional=True),
        columns.text("campaign"),
        columns.text("ad_group"),
        columns.text("targeting", optional=True),
        columns.token("match_type", "api_match_types", "unknown_match_type", optional=True),
        columns.term("search_term"),
        *figure_fields(columns, window),
    ]


def _rows(good: pl.DataFrame, *, named: bool) -> pl.DataFrame:
    """Rows that name no target have ``*``; an ID without its parents' IDs finds nothing and is left away."""
    targeting = pl.col("targeting") if named else pl.lit(None, dtype=pl.String)
    match_type = pl.when(targeting.is_not_null()).then("match_type")
    complete = pl.all_horizontal(pl.col(name).is_not_null() for name in _IDS)
    return good.with_columns(
        targeting.fill_null("*").alias("targeting"),
        match_type.fill_null("-").alias("match_type"),
        last_day=pl.col("last_day" if "last_day" in good.columns else "first_day"),
        campaign_id=pl.when(complete).then("campaign_id"),
        ad_group_id=pl.when(complete).then("ad_group_id"),
        target_id=pl.when(complete).then("target_id"),
    ).select(list(SearchTermRow.columns()))
