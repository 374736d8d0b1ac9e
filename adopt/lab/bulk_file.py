"""The simulated account's bulk download: entities, their figures, and the search term tab."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl

from adopt.lab.columns import cells, columns, tables, with_ratios
from adopt.lab.report import summarised
from adopt.lab.translated import ENGLISH, cells_in, layout_in, tab_in
from adopt.lab.xlsx import Sheet, write_xlsx

_KEYWORDS = ["Keyword", "Negative Keyword", "Campaign Negative Keyword"]
_PRODUCTS = ["Product Targeting", "Negative Product Targeting"]
_DIGITS = {"ctr": 4, "acos": 4, "cvr": 2, "cpc": 2, "roas": 2, "spend": 2, "sales": 2}


def bulk_name(account: str, first_day: date, last_day: date, made: datetime) -> str:
    """The file name that Amazon gives a bulk download."""
    return f"bulk-{account}-{first_day:%Y%m%d}-{last_day:%Y%m%d}-{int(made.timestamp() * 1000)}.xlsx"


def write_bulk(
    path: Path, sheet: pl.DataFrame, report: pl.DataFrame, made: datetime, *, language: str = ENGLISH
) -> None:
    """Writes a bulk download to ``path``.

    Args:
        path: file to write.
        sheet: entities with metrics, as `adopt.lab.download.with_metrics` gives them.
        report: daily rows with IDs, from which the search term tab is summed.
        made: time that the workbook claims for itself.
        language: of tabs, headers and tokens; the portfolios' headers are known in English only.
    """
    write_xlsx(
        path,
        [
            _sheet("portfolios", _portfolios(sheet), None, language),
            _sheet("campaigns", campaign_cells(sheet), "bulk", language),
            _config(),
            _sheet("search_terms", _search_terms(sheet, report), "bulk_terms", language),
        ],
        made,
    )


def _sheet(table: str, frame: pl.DataFrame, kind: str | None, language: str) -> Sheet:
    layout = columns("bulk", table)
    if kind:
        frame = cells_in(frame, layout, kind, language)
        layout = layout_in(layout, kind, language)
    headers, formats = [column.header for column in layout], [column.format for column in layout]
    name = tab_in(table, tables()["bulk"]["sheets"][table], language)
    return Sheet(name, headers, formats, cells(frame, layout), blanks=True)


def _config() -> Sheet:
    (first, *rest) = [(name, *values) for name, values in tables()["bulk"]["config"].items()]
    width = max(len(row) for row in (first, *rest))
    padded = [(*row, *[None] * (width - len(row))) for row in rest]
    return Sheet("Config", first, ["text"] * width, padded, state="veryHidden")


def _portfolios(sheet: pl.DataFrame) -> pl.DataFrame:
    return (
        sheet.filter(pl.col("portfolio").is_not_null())
        .select("portfolio_id", "portfolio")
        .unique()
        .sort("portfolio")
        .with_columns(
            product=pl.lit("Portfolios"),
            entity=pl.lit("Portfolio"),
            currency=pl.lit("USD"),
            policy=pl.lit("No Cap"),
            state=pl.lit("enabled"),
            in_budget=pl.lit("In Budget"),
        )
    )


def campaign_cells(sheet: pl.DataFrame) -> pl.DataFrame:
    """The sheet of `adopt.lab.download.with_metrics` with a column for each field of the campaigns tab."""
    entity = pl.col("entity")
    only = {
        "portfolio_cell": ("portfolio_id", ["Campaign"]),
        "campaign_cell": ("campaign", ["Campaign"]),
        "ad_group_cell": ("ad_group", ["Ad Group"]),
        "default_bid_cell": ("default_bid", ["Ad Group"]),
        "default_bid_info": ("default_bid", ["Keyword", "Product Targeting"]),
        "state_cell": ("state", [*_KEYWORDS, *_PRODUCTS, "Campaign", "Ad Group", "Product Ad"]),
    }
    tokens = tables()["bulk"]["tokens"]
    return _with_target(_with_figures(sheet), entity).with_columns(
        *(
            pl.when(entity.is_in(rows)).then(pl.col(source)).alias(name)
            for name, (source, rows) in only.items()
        ),
        start_cell=pl.col("start_date").dt.strftime("%Y%m%d"),
        type_cell=pl.col("targeting_type").replace(tokens),
        placement_cell=pl.col("placement").replace(tokens),
        eligibility=pl.when(entity == "Product Ad").then(pl.lit("Eligible")),
    )


def _with_figures(frame: pl.DataFrame) -> pl.DataFrame:
    return with_ratios(frame).with_columns(
        pl.col(name).fill_null(0.0).round(digits) for name, digits in _DIGITS.items()
    )


def _with_target(frame: pl.DataFrame, entity: pl.Expr) -> pl.DataFrame:
    keyword, product = entity.is_in(_KEYWORDS), entity.is_in(_PRODUCTS)
    return frame.with_columns(
        product=pl.lit("Sponsored Products"),
        keyword_id=pl.when(keyword).then("target_id"),
        keyword_text=pl.when(keyword).then("targeting"),
        product_targeting_id=pl.when(product).then("target_id"),
        expression=pl.when(product).then("targeting"),
        resolved_expression=pl.when(product).then("resolved"),
        match_cell=pl.when(keyword).then(pl.col("match_type").replace(tables()["bulk"]["tokens"])),
    )


def _search_terms(sheet: pl.DataFrame, report: pl.DataFrame) -> pl.DataFrame:
    own = ["entity", "target_id", "targeting", "resolved", "bid", "state", "campaign_state"]
    targets = sheet.filter(pl.col("entity").is_in(["Keyword", "Product Targeting"])).select(own)
    joined = summarised(report).drop("targeting").join(targets, on="target_id", maintain_order="left")
    return _with_target(_with_figures(joined), pl.col("entity")).with_columns(state_cell="state")
